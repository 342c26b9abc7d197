// What the figures suggest. Every threshold stands here, and goes with the advice that it made.
import type { Advice } from "../contract/admin/analysisAdvice.ts";
import { hourPieces, type Span } from "./civilHours.ts";
import type { ConnectorFigures, Hours } from "./figures.ts";
import { total } from "./figures.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const thresholds = {
  /** A third of all hours, nights included: at the busy ones nearly all are taken. */
  tooFewUtilisation: 0.33,
  /** Drivers a day who waited or were refused. */
  unmetPerDay: 1,
  /** Three quarters of an hour a day. */
  tooManyUtilisation: 0.03,
  /** Of the revenue in three hours; an even day has an eighth there. */
  shareOfThreeHours: 0.3,
  /** Where hardly anybody charges, nobody has to be moved. */
  moveUtilisation: 0.1,
  lostFen: 1_000,
} as const;

export type StationFacts = {
  readonly stationId: string;
  readonly stationName: string;
  readonly stationNameEn: string;
  readonly sessions: number;
  readonly takenMs: number;
  readonly serviceMs: number;
  readonly joined: number;
  readonly refused: number;
  readonly waitedMs: number;
  readonly revenueByHourFen: Hours;
};

/** @param days how many of the period's days the station was counted on */
export function adviceOnStation(station: StationFacts, days: number): Advice[] {
  const { stationId, stationName, stationNameEn, takenMs, serviceMs } = station;
  if (serviceMs === 0 || days === 0) return [];
  const where = { stationId, stationName, stationNameEn };
  const utilisation = takenMs / serviceMs;
  const { joined, refused, waitedMs } = station;
  const unmetPerDay = (joined + refused) / days;
  const advice: Advice[] = [];
  if (utilisation >= thresholds.tooFewUtilisation || unmetPerDay >= thresholds.unmetPerDay) {
    advice.push({
      kind: "tooFew",
      ...where,
      utilisation,
      unmetPerDay,
      joined,
      refused,
      waitedMs,
      threshold: {
        utilisation: thresholds.tooFewUtilisation,
        unmetPerDay: thresholds.unmetPerDay,
      },
    });
  } else if (utilisation < thresholds.tooManyUtilisation && joined + refused === 0) {
    advice.push({
      kind: "tooMany",
      ...where,
      utilisation,
      sessionsPerConnectorDay: station.sessions / (serviceMs / DAY_MS),
      threshold: { utilisation: thresholds.tooManyUtilisation },
    });
  }
  const { hour, share } = busiestThreeHours(station.revenueByHourFen);
  if (share >= thresholds.shareOfThreeHours && utilisation >= thresholds.moveUtilisation) {
    advice.push({
      kind: "movePrices",
      ...where,
      hour,
      share,
      utilisation,
      threshold: {
        share: thresholds.shareOfThreeHours,
        utilisation: thresholds.moveUtilisation,
      },
    });
  }
  return advice;
}

/** Round the clock: they may begin before midnight. */
export function busiestThreeHours(hours: Hours): {
  readonly hour: number;
  readonly share: number;
} {
  const whole = total(hours);
  if (whole <= 0) return { hour: 0, share: 0 };
  const sums = hours.map((_, hour) =>
    total([0, 1, 2].map((further) => hours[(hour + further) % 24] ?? 0)),
  );
  const most = Math.max(...sums);
  return { hour: sums.indexOf(most), share: most / whole };
}

/**
 * What connectors would have earned while faults of theirs stood open: each one's usual revenue an
 * hour of working, by the station's pattern of the day. Faults that overlap count once.
 */
export function lostRevenue(
  faults: readonly Span[],
  of: {
    readonly connector: ConnectorFigures;
    readonly revenueByHourFen: Hours;
    readonly timeZone: string;
  },
): { readonly faultMs: number; readonly lostFen: number; readonly usualFenPerHour: number } {
  const { connector, revenueByHourFen, timeZone } = of;
  const worksMs = connector.serviceMs - connector.faultMs;
  const usualFenPerHour = worksMs > 0 ? (connector.revenueFen * HOUR_MS) / worksMs : 0;
  const dayFen = total(revenueByHourFen);
  let [faultMs, lostFen] = [0, 0];
  for (const span of joined(faults)) {
    for (const { fromMs, toMs, hour } of hourPieces(span, timeZone)) {
      const weight = dayFen > 0 ? ((revenueByHourFen[hour] ?? 0) * 24) / dayFen : 1;
      faultMs += toMs - fromMs;
      lostFen += (usualFenPerHour * weight * (toMs - fromMs)) / HOUR_MS;
    }
  }
  return { faultMs, lostFen: Math.round(lostFen), usualFenPerHour };
}

function joined(spans: readonly Span[]): Span[] {
  const made: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = made.at(-1);
    if (last === undefined || span.fromMs > last.toMs) made.push(span);
    else made[made.length - 1] = { ...last, toMs: Math.max(last.toMs, span.toMs) };
  }
  return made;
}
