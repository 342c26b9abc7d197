// Which incident comes first, and why: points that are added up and shown. The rule stands in
// docs/operations.md.
import type {
  IncidentSeverity,
  IncidentSignal,
  RankReason,
} from "../contract/admin/maintenance/incidents.ts";
import { worstOf } from "./severity.ts";

/** A step of severity outweighs all that is added below it. */
const ofSeverity = {
  danger: 3_000,
  outage: 2_000,
  degraded: 1_000,
  notice: 0,
} as const satisfies Record<IncidentSeverity, number>;

const perDriver = { points: 40, most: 5 };
const perCharge = { points: 4, most: 100 };
const perReservation = { points: 50, most: 4 };
const perHour = { points: 1, most: 72 };
/** Whose repair has begun waits for nobody to see it. */
const handled = -900;

export type Impact = {
  /** Of a usual week, at one connector of its station. */
  readonly charges: number;
  /** Drivers' reservations that stand at it. */
  readonly reservations: number;
  /** Whether somebody works at it already. */
  readonly isHandled: boolean;
};

export type Rank = {
  readonly severity: IncidentSeverity;
  readonly sinceMs: number;
  readonly points: number;
  readonly reasons: readonly RankReason[];
};

const added = (
  kind: RankReason["kind"],
  count: number,
  each: { readonly points: number; readonly most: number },
): RankReason[] =>
  count > 0 ? [{ kind, count, points: each.points * Math.min(count, each.most) }] : [];

export function rankOf(
  signals: readonly IncidentSignal[],
  { charges, reservations, isHandled }: Impact,
  nowMs: number,
): Rank {
  const severity = worstOf(signals.map((signal) => signal.severity));
  const sinceMs = signals.reduce((first, signal) => Math.min(first, signal.sinceMs), nowMs);
  const hours = Math.floor((nowMs - sinceMs) / 3_600_000);
  const drivers = signals.filter(({ source }) => source === "report").length;
  const reasons: RankReason[] = [
    { kind: severity, count: 0, points: ofSeverity[severity] },
    ...added("drivers", drivers, perDriver),
    ...added("reservations", reservations, perReservation),
    ...added("charges", charges, perCharge),
    ...added("age", hours, perHour),
    ...(isHandled ? [{ kind: "handled" as const, count: 0, points: handled }] : []),
  ];
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
  return { severity, sinceMs, points, reasons };
}
