// A tariff version: what a kWh and the fees around it cost at an instant, by season, day and hour.
// A version never changes once an order can pin it. It carries no zone: its hours are wall-clock
// hours wherever it is applied, so one tariff serves stations of one operator in several zones.
import type { Fen } from "../money/fen.ts";
import { civilTime, untilMinute, type CivilDate, type CivilTime } from "./zonedTime.ts";

/** 尖 峰 平 谷. */
export type PeriodKind = "sharp" | "peak" | "flat" | "valley";
export type DayType = "weekday" | "weekend" | "holiday";

/** An integer of 1/10,000 yuan per kWh. */
export type UnitPrice = number;

export type Price = {
  readonly kind: PeriodKind;
  readonly electricityPrice: UnitPrice;
  readonly servicePrice: UnitPrice;
};

/** Minutes of the wall clock since midnight, from (included) 0 to (excluded) at most 1440. */
export type Period = Price & { readonly fromMinute: number; readonly toMinute: number };

/** The periods of a day, ascending, covering 0 to 1440 exactly. */
export type DayPlan = {
  readonly dayTypes: readonly DayType[];
  readonly periods: readonly Period[];
};

export type MonthDay = { readonly month: number; readonly day: number };

/** Both ends included; `to` before `from` wraps the year's end. */
export type Season = {
  readonly name: string;
  readonly from: MonthDay;
  readonly to: MonthDay;
  /** Each day type stands in exactly one plan. */
  readonly days: readonly DayPlan[];
};

/** Charged per whole minute a car stays plugged in after charging, beyond the grace. */
export type IdleFee = {
  readonly graceMinutes: number;
  readonly fenPerMinute: Fen;
  readonly capFen: Fen;
};

export type ReservationTerms = {
  readonly feeFen: Fen;
  readonly noShowFeeFen: Fen;
  /** How long before the slot the connector is kept free for it. */
  readonly holdMinutes: number;
  /** How long after the slot's begin the driver may still come. */
  readonly graceMinutes: number;
};

/** What members pay less, in basis points off each component: 2000 is 20 % off. */
export type Discount = {
  readonly membership: string;
  readonly electricityBasisPoints: number;
  readonly serviceBasisPoints: number;
};

export type Tariff = {
  readonly id: string;
  readonly version: number;
  readonly seasons: readonly Season[];
  /** Dates that count as holidays, and weekend dates that are worked (调休), whatever their weekday. */
  readonly holidays: readonly CivilDate[];
  readonly workdays: readonly CivilDate[];
  readonly startFeeFen: Fen;
  readonly idle: IdleFee | null;
  /** null when the tariff allows no reservations. */
  readonly reservation: ReservationTerms | null;
  readonly discounts: readonly Discount[];
};

/** One price without interruption; `toMs` is excluded. */
export type PriceSpan = Price & { readonly fromMs: number; readonly toMs: number };

export type DaySchedule = {
  readonly date: CivilDate;
  readonly dayType: DayType;
  readonly seasonName: string;
  /** By the wall clock; neighbours of one price are one period. */
  readonly periods: readonly Period[];
  /** Where the instant asked for stands in that day. */
  readonly nowMinute: number;
};

/** How far ahead a change of price is looked for: a year and a day, so every season comes by. */
const PRICE_HORIZON_MS = 367 * 86_400_000;

/** Whether a civil day is a weekday, a weekend or a holiday under this tariff. */
function dayTypeOf(tariff: Tariff, civil: Pick<CivilTime, "date" | "weekday">): DayType {
  if (tariff.holidays.includes(civil.date)) return "holiday";
  if (tariff.workdays.includes(civil.date)) return "weekday";
  return civil.weekday === 0 || civil.weekday === 6 ? "weekend" : "weekday";
}

const ordinal = ({ month, day }: MonthDay): number => month * 100 + day;

/** Whether a season has a day of the year in it, its wrap over the year's end included. */
export function seasonContains(season: Season, date: MonthDay): boolean {
  const [from, to, at] = [ordinal(season.from), ordinal(season.to), ordinal(date)];
  return from <= to ? from <= at && at <= to : from <= at || at <= to;
}

type Place = { readonly season: Season; readonly dayType: DayType; readonly plan: DayPlan };

function placeOf(tariff: Tariff, civil: CivilTime): Place {
  const dayType = dayTypeOf(tariff, civil);
  const season = tariff.seasons.find((season) => seasonContains(season, civil));
  const plan = season?.days.find(({ dayTypes }) => dayTypes.includes(dayType));
  if (season === undefined || plan === undefined) {
    throw new Error(`tariff ${tariff.id}/${tariff.version} does not cover ${civil.date}`);
  }
  return { season, dayType, plan };
}

function periodAt(tariff: Tariff, civil: CivilTime): Period {
  const { periods } = placeOf(tariff, civil).plan;
  const minute = civil.minuteOfDay;
  const period = periods.find(
    ({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute,
  );
  if (period === undefined) {
    throw new Error(`tariff ${tariff.id}/${tariff.version} has no price at minute ${minute}`);
  }
  return period;
}

/** Two prices are one when neither the period's kind nor a unit price differs. */
export function isSamePrice(a: Price, b: Price): boolean {
  return (
    a.kind === b.kind &&
    a.electricityPrice === b.electricityPrice &&
    a.servicePrice === b.servicePrice
  );
}

/**
 * The price at an instant in a station's zone. Throws for a tariff that `checkTariff` refuses and
 * for an unknown zone.
 */
export function priceAt(tariff: Tariff, atMs: number, timeZone: string): Price {
  const { kind, electricityPrice, servicePrice } = periodAt(tariff, civilTime(atMs, timeZone));
  return { kind, electricityPrice, servicePrice };
}

/** The piece of the day that holds `atMs`: from there to the period's end or the clock's change. */
function pieceAt(tariff: Tariff, atMs: number, timeZone: string): PriceSpan {
  const period = periodAt(tariff, civilTime(atMs, timeZone));
  const toMs = untilMinute(atMs, { minuteOfDay: period.toMinute, timeZone });
  const { kind, electricityPrice, servicePrice } = period;
  return { kind, electricityPrice, servicePrice, fromMs: atMs, toMs };
}

/**
 * The price at `fromMs` and how long it lasts, up to `limitMs` at the latest: pieces of one price
 * that meet at midnight or at a change of the clock are one span.
 */
export function priceSpanAt(
  tariff: Tariff,
  { fromMs, limitMs, timeZone }: { fromMs: number; limitMs: number; timeZone: string },
): PriceSpan {
  const first = pieceAt(tariff, fromMs, timeZone);
  let toMs = first.toMs;
  while (toMs < limitMs) {
    const next = pieceAt(tariff, toMs, timeZone);
    if (!isSamePrice(first, next)) break;
    toMs = next.toMs;
  }
  return { ...first, toMs: Math.min(toMs, limitMs) };
}

/**
 * The first instant after `atMs` at which the period's kind or a unit price changes; null when
 * none changes within PRICE_HORIZON_MS.
 */
export function nextPriceChange(tariff: Tariff, atMs: number, timeZone: string): number | null {
  if (isFlat(tariff)) return null;
  const limitMs = atMs + PRICE_HORIZON_MS;
  const { toMs } = priceSpanAt(tariff, { fromMs: atMs, limitMs, timeZone });
  return toMs < limitMs ? toMs : null;
}

function isFlat(tariff: Tariff): boolean {
  const periods = tariff.seasons.flatMap(({ days }) => days.flatMap(({ periods }) => periods));
  const [first] = periods;
  return first === undefined || periods.every((period) => isSamePrice(first, period));
}

/** The prices from `fromMs` to `toMs`, ascending, without gaps; none when `toMs <= fromMs`. */
export function priceSpans(
  tariff: Tariff,
  fromMs: number,
  toMs: number,
  timeZone: string,
): PriceSpan[] {
  const spans: PriceSpan[] = [];
  for (let atMs = fromMs; atMs < toMs;) {
    const span = priceSpanAt(tariff, { fromMs: atMs, limitMs: toMs, timeZone });
    spans.push(span);
    atMs = span.toMs;
  }
  return spans;
}

/** The civil day that holds `atMs`, for drawing its prices by the hour. */
export function daySchedule(tariff: Tariff, atMs: number, timeZone: string): DaySchedule {
  const civil = civilTime(atMs, timeZone);
  const { season, dayType, plan } = placeOf(tariff, civil);
  const periods: Period[] = [];
  for (const period of plan.periods) {
    const last = periods.at(-1);
    if (last !== undefined && isSamePrice(last, period)) {
      periods[periods.length - 1] = { ...last, toMinute: period.toMinute };
    } else periods.push(period);
  }
  const { date, minuteOfDay: nowMinute } = civil;
  return { date, dayType, seasonName: season.name, periods, nowMinute };
}
