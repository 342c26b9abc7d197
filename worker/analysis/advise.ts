// Reads what advice rests on, and puts it in order: first what costs most.
import {
  adviceOnStation,
  lostRevenue,
  thresholds,
  type StationFacts,
} from "../../core/analysis/advice.ts";
import { datePlus, dayOf, firstDayOf, monthOf, type Span } from "../../core/analysis/civilHours.ts";
import { total, type ConnectorFigures } from "../../core/analysis/figures.ts";
import {
  addConnectors,
  addPackedDay,
  connectorsOfDays,
  noStationFigures,
} from "../../core/analysis/stationMonth.ts";
import type { Advice } from "../../core/contract/admin/analysisAdvice.ts";
import { limits } from "../../core/limits.ts";
import type { Database } from "../db/database.ts";
import {
  faultsOfPeriodQuery,
  stationsToAdviseQuery,
  wholeStationMonthsQuery,
} from "../db/analysis/advice.ts";
import type { DayRange } from "../db/analysis/rollups.ts";

/** Piles to repair first; more is no order of work. */
const PILES_TO_REPAIR = 20;

type Month = Awaited<ReturnType<typeof wholeStationMonthsQuery>>[number];

/** A station's figures and connectors of the period. */
function periodOf(months: readonly Month[], { from, to }: DayRange) {
  const sums = noStationFigures();
  const connectors = new Map<string, ConnectorFigures>();
  const revenueByHourFen = Array.from({ length: 24 }, () => 0);
  let counted = 0;
  for (const { month, days, connectors: ofMonth, revenueByHourFen: hours } of months) {
    const first = month === monthOf(from) ? Number(from.slice(8)) : 1;
    const last = month === monthOf(to) ? Number(to.slice(8)) : 31;
    days.forEach((day, at) => {
      const date = datePlus(firstDayOf(month), at);
      if (day === null || date < from || date > to) return;
      counted += 1;
      addPackedDay(sums, day);
    });
    addConnectors(connectors, connectorsOfDays(ofMonth, { fromDay: first, toDay: last }));
    hours.forEach((fen, hour) => {
      revenueByHourFen[hour] = (revenueByHourFen[hour] ?? 0) + fen;
    });
  }
  return { sums, counted, connectors, revenueByHourFen };
}

export async function advise(
  db: Database,
  operatorId: string,
  period: DayRange & { readonly nowMs: number },
): Promise<{
  readonly items: Advice[];
  readonly faults: number;
  readonly isCounted: boolean;
  readonly isCut: boolean;
}> {
  const found = await stationsToAdviseQuery(db, operatorId);
  const stations = found.slice(0, limits.analysisStations.most);
  const stationIds = stations.map(({ stationId }) => stationId);
  const months = await wholeStationMonthsQuery(db, { stationIds, ...period });
  const byStation = Map.groupBy(months, ({ stationId }) => stationId);
  // Zones differ by less than a day; each fault is cut to its own station's days below.
  const around = {
    fromMs: Date.parse(`${datePlus(period.from, -1)}T00:00:00Z`),
    toMs: Date.parse(`${datePlus(period.to, 2)}T00:00:00Z`),
  };
  const faults = await faultsOfPeriodQuery(db, { operatorId, ...around });
  const known = faults.slice(0, limits.adviceFaults.most);
  const items: Advice[] = [];
  let isCounted = false;
  for (const { timeZone, ...where } of stations) {
    const { sums, counted, connectors, revenueByHourFen } = periodOf(
      byStation.get(where.stationId) ?? [],
      period,
    );
    isCounted ||= counted > 0;
    const facts: StationFacts = { ...where, ...sums, revenueByHourFen };
    items.push(...adviceOnStation(facts, counted));
    items.push(...repairs({ where, timeZone, connectors, revenueByHourFen }, known, period));
  }
  return {
    items: inOrder(items),
    faults: known.length,
    isCounted,
    isCut: faults.length > known.length || found.length > stations.length,
  };
}

type Place = {
  readonly where: Pick<StationFacts, "stationId" | "stationName" | "stationNameEn">;
  readonly timeZone: string;
  readonly connectors: ReadonlyMap<string, ConnectorFigures>;
  readonly revenueByHourFen: number[];
};
type Fault = Awaited<ReturnType<typeof faultsOfPeriodQuery>>[number];

function repairs(
  place: Place,
  faults: readonly Fault[],
  period: DayRange & { readonly nowMs: number },
): Advice[] {
  const { where, timeZone, connectors, revenueByHourFen } = place;
  const { fromMs } = dayOf(period.from, timeZone);
  const toMs = Math.min(period.nowMs, dayOf(period.to, timeZone).toMs);
  const byPile = Map.groupBy(connectors, ([key]) => key.slice(0, key.lastIndexOf(":")));
  return [...byPile].flatMap(([pileId, ofPile]): Advice[] => {
    const hits = faults.filter((fault) => fault.pileId === pileId);
    if (hits.length === 0) return [];
    const lost = ofPile.map(([key, connector]) => {
      const own = Number(key.slice(pileId.length + 1));
      const spans = hits
        .filter(({ connectorId }) => connectorId === 0 || connectorId === own)
        .map(({ openedAtMs, closedAtMs }): Span => ({
          fromMs: Math.max(openedAtMs, fromMs),
          toMs: Math.min(closedAtMs ?? toMs, toMs),
        }))
        .filter((span) => span.toMs > span.fromMs);
      return lostRevenue(spans, { connector, revenueByHourFen, timeZone });
    });
    const lostFen = total(lost.map((one) => one.lostFen));
    if (lostFen < thresholds.lostFen) return [];
    return [
      {
        kind: "repairFirst",
        ...where,
        pileId,
        faultMs: total(lost.map((one) => one.faultMs)),
        lostFen,
        usualFenPerHour: total(lost.map((one) => one.usualFenPerHour)),
        threshold: { lostFen: thresholds.lostFen },
      },
    ];
  });
}

/** Repairs by what they cost, then where too few are, then the others. */
function inOrder(items: readonly Advice[]): Advice[] {
  const of = <Kind extends Advice["kind"]>(kind: Kind) =>
    items.filter((one): one is Extract<Advice, { kind: Kind }> => one.kind === kind);
  return [
    ...of("repairFirst")
      .toSorted((a, b) => b.lostFen - a.lostFen)
      .slice(0, PILES_TO_REPAIR),
    ...of("tooFew").toSorted(
      (a, b) => b.unmetPerDay - a.unmetPerDay || b.utilisation - a.utilisation,
    ),
    ...of("movePrices").toSorted((a, b) => b.share - a.share),
    ...of("tooMany").toSorted((a, b) => a.utilisation - b.utilisation),
  ];
}
