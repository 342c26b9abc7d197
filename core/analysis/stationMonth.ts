// A station's month in few numbers a day, and its connectors' days: made from the days' figures alone.
import {
  noConnectorFigures,
  revenueFenOf,
  revenueParts,
  total,
  type ConnectorFigures,
  type Figures,
} from "./figures.ts";

export const stationMeasures = [
  "sessions",
  "takenMs",
  "serviceMs",
  "faultMs",
  "energyWh",
  "settled",
  "ended",
  "joined",
  "waitedMs",
  "refused",
  ...revenueParts,
] as const;
export type StationMeasure = (typeof stationMeasures)[number];
export type StationFigures = Record<StationMeasure, number>;

/** In the order of `stationMeasures`. */
export type PackedDay = readonly number[];

export function stationFigures({ hours, outcomes, revenue }: Figures): StationFigures {
  return {
    sessions: total(hours.sessions),
    takenMs: total(hours.takenMs),
    serviceMs: total(hours.serviceMs),
    faultMs: total(hours.faultMs),
    energyWh: total(hours.energyWh),
    settled: outcomes["settled"] ?? 0,
    ended: total(Object.values(outcomes)),
    joined: total(hours.joined),
    waitedMs: total(hours.waitedMs),
    refused: total(hours.refused),
    ...revenue,
  };
}

export const noStationFigures = (): StationFigures => ({
  sessions: 0,
  takenMs: 0,
  serviceMs: 0,
  faultMs: 0,
  energyWh: 0,
  settled: 0,
  ended: 0,
  joined: 0,
  waitedMs: 0,
  refused: 0,
  electricity: 0,
  service: 0,
  idle: 0,
  start: 0,
  reservation: 0,
  noShow: 0,
  discount: 0,
  correction: 0,
});

export const packedDay = (figures: Figures): PackedDay => {
  const of = stationFigures(figures);
  return stationMeasures.map((measure) => of[measure]);
};

export function addPackedDay(sums: StationFigures, day: PackedDay): void {
  stationMeasures.forEach((measure, at) => {
    sums[measure] += day[at] ?? 0;
  });
}

export const revenueOfStation = (figures: StationFigures): number =>
  revenueFenOf({ revenue: figures });

const connectorMeasures = [
  "sessions",
  "takenMs",
  "serviceMs",
  "energyWh",
  "revenueFen",
  "faultMs",
] as const satisfies readonly (keyof ConnectorFigures)[];

/** By `pile:connector`: for each day on which there was something, the day and its measures. */
export type PackedConnectors = Readonly<Record<string, readonly (readonly number[])[]>>;

type DayOfMonth = { readonly day: number; readonly figures: Figures };

export function packedConnectors(days: readonly DayOfMonth[]): PackedConnectors {
  const made: Record<string, number[][]> = {};
  for (const { day, figures } of days) {
    for (const [key, connector] of Object.entries(figures.connectors)) {
      (made[key] ??= []).push([day, ...connectorMeasures.map((measure) => connector[measure])]);
    }
  }
  return Object.fromEntries(Object.entries(made).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The sums of the days of the month from one to another, both included. */
export function connectorsOfDays(
  connectors: PackedConnectors,
  { fromDay, toDay }: { readonly fromDay: number; readonly toDay: number },
): ReadonlyMap<string, ConnectorFigures> {
  return new Map(
    Object.entries(connectors).map(([key, days]) => {
      const sums = noConnectorFigures();
      for (const [day = 0, ...values] of days) {
        if (day < fromDay || day > toDay) continue;
        connectorMeasures.forEach((measure, at) => {
          sums[measure] += values[at] ?? 0;
        });
      }
      return [key, sums] as const;
    }),
  );
}

/** Adds connectors' sums into others. */
export function addConnectors(
  sums: Map<string, ConnectorFigures>,
  more: ReadonlyMap<string, ConnectorFigures>,
): void {
  for (const [key, connector] of more) {
    const sum = sums.get(key) ?? noConnectorFigures();
    for (const measure of connectorMeasures) sum[measure] += connector[measure];
    sums.set(key, sum);
  }
}
