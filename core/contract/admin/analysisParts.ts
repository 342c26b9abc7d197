// The shapes that the analysis endpoints share.
import * as z from "zod/mini";
import { daysBetween, isDate } from "../../analysis/civilHours.ts";
import { limits } from "../../limits.ts";
import { Fen, StationId, TimeMs, Wh } from "../common.ts";

export const CivilDate = z
  .string()
  .check(z.refine(isDate, { error: "A day of the calendar: 2026-11-28" }));

/** Civil days of the stations, both ends included. */
const range = { from: CivilDate, to: CivilDate };

type Range = { readonly from: string; readonly to: string };

const isRange = ({ from, to }: Range): boolean => {
  const days = daysBetween(from, to) + 1;
  return days >= 1 && days <= limits.analysisDays.most;
};
const inOrder = z.refine<Range>(isRange, {
  error: `1 to ${limits.analysisDays.most} days`,
  path: ["to"],
});

/** Without a station: all of the operator's. */
export const AnalysisInput = z
  .object({ ...range, stationId: z.optional(StationId) })
  .check(inOrder);
export const OperatorInput = z.object(range).check(inOrder);

/**
 * The day that is not over, where the period has one, and the hour up to which it is counted. It is the
 * last of the days; sums, shares and means are of whole days, unless the period is that day alone.
 */
export const Today = z.nullable(z.object({ day: CivilDate, untilMs: TimeMs }));
export type Today = z.infer<typeof Today>;

const Count = z.number().check(z.int(), z.nonnegative());
export const Ms = Count;

/** What days, stations and a period add up to. Money is told by endpoints of its own. */
const usageSums = {
  /** Charging sessions that began. */
  sessions: Count,
  /** Connectors taken, from a session's start until the car left. */
  takenMs: Ms,
  /** Connectors in service: since their piles were registered. Utilisation is the one by the other. */
  serviceMs: Ms,
  /** A fault of a connector stood open. */
  faultMs: Ms,
  /** Of settled orders, when it flowed. */
  energyWh: Wh,
  /** Orders made, by whether they were settled. */
  settled: Count,
  ended: Count,
  /** Drivers who began to wait for a free connector, how long, and starts refused as it was taken. */
  joined: Count,
  waitedMs: Ms,
  refused: Count,
};
export const UsageSums = z.object(usageSums);
export type UsageSums = z.infer<typeof UsageSums>;

export const UsageDay = z.object({ day: CivilDate, ...usageSums });

/** All parts together are what was earned; `discount` is below nought. */
export const RevenueParts = z.object({
  electricity: Fen,
  service: Fen,
  idle: Fen,
  start: Fen,
  reservation: Fen,
  noShow: Fen,
  discount: Fen,
  correction: Fen,
});
export type RevenueParts = z.infer<typeof RevenueParts>;

const Period = z.object({ energyWh: Wh, electricityFen: Fen, serviceFen: Fen });
export const Periods = z.object({ sharp: Period, peak: Period, flat: Period, valley: Period });
const Way = z.object({ orders: Count, revenueFen: Fen });
export const Ways = z.object({ wechatpay: Way, alipay: Way, balance: Way });
export const Counts = z.record(z.string(), Count);

export const DriverMonth = z.object({
  month: z.string(),
  drivers: Count,
  /** Who charged at this operator for the first time. */
  newDrivers: Count,
  charges: Count,
  energyWh: Wh,
  /** Drivers by how often they charged: 1, 2, 3–4, 5–8, 9–16, more. */
  frequency: z.array(Count),
  /** Drivers by the month of their first charge. */
  cohorts: Counts,
  /** There were more drivers than are counted. */
  isCut: z.boolean(),
});

const Bars = z.array(Count);
export const Stays = z.object({
  charges: Count,
  dwellMs: Ms,
  /** The part of it in which the meter rose. */
  chargingMs: Ms,
  /** By kWh: under 10, 20, 30, 40, 50, 60, 80, 100, more. */
  energyBuckets: Bars,
  /** By minutes: under 15, 30, 45, 60, 90, 120, 240, 480, more. */
  dwellBuckets: Bars,
  chargingBuckets: Bars,
});

export const Device = z.object({
  vendor: z.string(),
  model: z.string(),
  firmwareVersion: z.string(),
  faults: Count,
  faultMs: Ms,
  /** How long piles of the kind were in service, all together. */
  pileMs: Ms,
});

export const StationLine = z.object({
  stationId: StationId,
  name: z.string(),
  nameEn: z.string(),
  ...usageSums,
  revenueFen: Fen,
  parts: RevenueParts,
});
