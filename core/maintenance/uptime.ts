// Uptime: of the time that connectors were meant to be in service, how much they could be used. The
// definition stands in docs/operations.md, and in words on the page that shows it.
import { lengthMs, merged, within, without, type Interval } from "./intervals.ts";

export type Outage = {
  readonly pileId: string;
  /** 0: the pile as a whole. */
  readonly connectorId: number;
  readonly openedAtMs: number;
  /** Null while it lasts. */
  readonly closedAtMs: number | null;
};

export type PileInService = {
  readonly pileId: string;
  readonly connectorIds: readonly number[];
  readonly sinceMs: number;
  /** Planned maintenance, whatever of it has taken place or will. */
  readonly windows: readonly Interval[];
};

/** Of all connectors together. */
export type Uptime = {
  readonly serviceMs: number;
  readonly downMs: number;
};

/** Null where nothing was in service. */
export const shareOf = ({ serviceMs, downMs }: Uptime): number | null =>
  serviceMs === 0 ? null : 1 - downMs / serviceMs;

export const sumOf = (uptimes: readonly Uptime[]): Uptime => ({
  serviceMs: uptimes.reduce((sum, { serviceMs }) => sum + serviceMs, 0),
  downMs: uptimes.reduce((sum, { downMs }) => sum + downMs, 0),
});

/**
 * One pile's: each connector is in service from the pile's registration on, but not during planned
 * maintenance; it is down while it, or the pile as a whole, has an outage. What overlaps counts once.
 */
export function uptimeOfPile(
  pile: PileInService,
  outages: readonly Omit<Outage, "pileId">[],
  period: Interval,
): Uptime {
  const existing = { ...period, fromMs: Math.max(period.fromMs, pile.sinceMs) };
  const service = without([existing], pile.windows);
  return sumOf(
    pile.connectorIds.map((connectorId) => {
      const own = outages
        .filter((one) => one.connectorId === connectorId || one.connectorId === 0)
        .map(({ openedAtMs: fromMs, closedAtMs }) => ({
          fromMs,
          untilMs: closedAtMs ?? period.untilMs,
        }));
      const down = without(within(merged(own), existing), pile.windows);
      return { serviceMs: lengthMs(service), downMs: lengthMs(down) };
    }),
  );
}

/** Mean time to repair: of the outages that ended in the period, how long each lasted; null of none. */
export function meanRepairMs(outages: readonly Outage[], period: Interval): number | null {
  const lasted = outages.flatMap(({ openedAtMs, closedAtMs }) =>
    closedAtMs !== null && period.fromMs <= closedAtMs && closedAtMs < period.untilMs
      ? [closedAtMs - openedAtMs]
      : [],
  );
  if (lasted.length === 0) return null;
  return Math.round(lasted.reduce((sum, ms) => sum + ms, 0) / lasted.length);
}
