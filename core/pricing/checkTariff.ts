// Whether a tariff may be published: its hours, days and seasons leave no instant without exactly
// one price, and no price or fee is one that only a slip of the finger makes.
import { err, ok, type Result } from "../result.ts";
import {
  seasonContains,
  type DayPlan,
  type DayType,
  type MonthDay,
  type Period,
  type Season,
  type Tariff,
} from "./tariff.ts";
import type { CivilDate } from "./zonedTime.ts";

/** 10 yuan per kWh, some four times the dearest public price. */
const MAX_UNIT_PRICE = 100_000;
/** 1,000 yuan. */
const MAX_FEE_FEN = 100_000;
/** 10 yuan a minute. */
const MAX_IDLE_FEN_PER_MINUTE = 1000;
/** A day. */
const MAX_TERM_MINUTES = 1440;
/** T/CEC 102 carries no more periods of a day. */
const MAX_PERIODS_A_DAY = 32;
/** One a month. */
const MAX_SEASONS = 12;
/** A year's dates. */
const MAX_DATES = 366;
const MAX_DISCOUNTS = 20;

type Where = { readonly season: string; readonly dayTypes: readonly DayType[] };
type Minutes = { readonly fromMinute: number; readonly toMinute: number };

export type TariffProblem =
  | { readonly code: "too_many"; readonly what: string; readonly limit: number }
  | { readonly code: "season_date_invalid"; readonly season: string }
  /** The first day of the year that no season, or more than one, has in it. */
  | { readonly code: "season_gap" | "season_overlap"; readonly date: MonthDay }
  | {
      readonly code: "day_type_missing" | "day_type_repeated";
      readonly season: string;
      readonly dayType: DayType;
    }
  | (Where & Minutes & { readonly code: "period_gap" | "period_overlap" | "period_invalid" })
  | (Where & Minutes & { readonly code: "price_out_of_range"; readonly price: number })
  | { readonly code: "fee_out_of_range"; readonly field: string; readonly value: number }
  | { readonly code: "date_invalid" | "date_conflict"; readonly date: CivilDate }
  | {
      readonly code: "discount_out_of_range" | "discount_repeated";
      readonly membership: string;
    };

export type TariffInvalid = {
  readonly code: "tariff_invalid";
  /** At least one; all that were found. */
  readonly problems: readonly TariffProblem[];
};

/** The tariff itself, or everything that is wrong with it. */
export function checkTariff(tariff: Tariff): Result<Tariff, TariffInvalid> {
  const problems = [
    ...tooMany("seasons", tariff.seasons, MAX_SEASONS),
    ...tooMany("holidays", tariff.holidays, MAX_DATES),
    ...tooMany("workdays", tariff.workdays, MAX_DATES),
    ...tooMany("discounts", tariff.discounts, MAX_DISCOUNTS),
    ...seasonProblems(tariff.seasons),
    ...tariff.seasons.flatMap(dayProblems),
    ...dateProblems(tariff),
    ...feeProblems(tariff),
    ...discountProblems(tariff),
  ];
  return problems.length === 0 ? ok(tariff) : err({ code: "tariff_invalid", problems });
}

function tooMany(what: string, list: readonly unknown[], limit: number): TariffProblem[] {
  return list.length > limit ? [{ code: "too_many", what, limit }] : [];
}

/** Every day of a leap year, so that the 29th of February has a season too. */
const DAYS_OF_YEAR: readonly MonthDay[] = Array.from({ length: 366 }, (_, index) => {
  const date = new Date(Date.UTC(2024, 0, 1 + index));
  return { month: date.getUTCMonth() + 1, day: date.getUTCDate() };
});

const isMonthDay = ({ month, day }: MonthDay): boolean =>
  DAYS_OF_YEAR.some((date) => date.month === month && date.day === day);

function seasonProblems(seasons: readonly Season[]): TariffProblem[] {
  const problems: TariffProblem[] = [];
  for (const { name, from, to } of seasons) {
    if (isMonthDay(from) && isMonthDay(to)) continue;
    problems.push({ code: "season_date_invalid", season: name });
  }
  if (problems.length > 0) return problems;
  const times = (date: MonthDay): number =>
    seasons.filter((season) => seasonContains(season, date)).length;
  const gap = DAYS_OF_YEAR.find((date) => times(date) === 0);
  const overlap = DAYS_OF_YEAR.find((date) => times(date) > 1);
  if (gap !== undefined) problems.push({ code: "season_gap", date: gap });
  if (overlap !== undefined) problems.push({ code: "season_overlap", date: overlap });
  return problems;
}

const DAY_TYPES: readonly DayType[] = ["weekday", "weekend", "holiday"];

function dayProblems(season: Season): TariffProblem[] {
  const problems: TariffProblem[] = [];
  const named = season.days.flatMap(({ dayTypes }) => dayTypes);
  for (const dayType of DAY_TYPES) {
    const count = named.filter((name) => name === dayType).length;
    if (count === 0) problems.push({ code: "day_type_missing", season: season.name, dayType });
    if (count > 1) problems.push({ code: "day_type_repeated", season: season.name, dayType });
  }
  return [...problems, ...season.days.flatMap((plan) => planProblems(season.name, plan))];
}

function planProblems(season: string, { dayTypes, periods }: DayPlan): TariffProblem[] {
  const where: Where = { season, dayTypes };
  const problems = tooMany("periods", periods, MAX_PERIODS_A_DAY);
  let coveredTo = 0;
  for (const period of periods) {
    problems.push(...periodProblems(where, period));
    const { fromMinute, toMinute } = period;
    if (fromMinute > coveredTo) {
      problems.push({ ...where, code: "period_gap", fromMinute: coveredTo, toMinute: fromMinute });
    } else if (fromMinute < coveredTo) {
      const minutes = { fromMinute, toMinute: Math.min(coveredTo, toMinute) };
      problems.push({ ...where, ...minutes, code: "period_overlap" });
    }
    coveredTo = Math.max(coveredTo, toMinute);
  }
  if (coveredTo < 1440) {
    problems.push({ ...where, code: "period_gap", fromMinute: coveredTo, toMinute: 1440 });
  }
  return problems;
}

function periodProblems(where: Where, period: Period): TariffProblem[] {
  const { fromMinute, toMinute, electricityPrice, servicePrice } = period;
  const problems: TariffProblem[] = [];
  const isRange = isWithin(fromMinute, 1439) && isWithin(toMinute, 1440) && fromMinute < toMinute;
  if (!isRange) problems.push({ ...where, code: "period_invalid", fromMinute, toMinute });
  for (const price of [electricityPrice, servicePrice]) {
    if (isWithin(price, MAX_UNIT_PRICE)) continue;
    problems.push({ ...where, code: "price_out_of_range", fromMinute, toMinute, price });
  }
  return problems;
}

const isWithin = (value: number, limit: number): boolean =>
  Number.isSafeInteger(value) && value >= 0 && value <= limit;

function isCivilDate(date: CivilDate): boolean {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
  // A date that does not exist is refused or moved on by the parser, never given back as it was.
  return Number.isFinite(atMs) && new Date(atMs).toISOString().startsWith(date);
}

function dateProblems({ holidays, workdays }: Tariff): TariffProblem[] {
  const invalid = [...holidays, ...workdays].filter((date) => !isCivilDate(date));
  const conflicts = holidays.filter((date) => workdays.includes(date));
  return [
    ...invalid.map((date): TariffProblem => ({ code: "date_invalid", date })),
    ...conflicts.map((date): TariffProblem => ({ code: "date_conflict", date })),
  ];
}

function feeProblems({ startFeeFen, idle, reservation }: Tariff): TariffProblem[] {
  const fields: [field: string, value: number, limit: number][] = [
    ["startFeeFen", startFeeFen, MAX_FEE_FEN],
  ];
  if (idle !== null) {
    fields.push(
      ["idle.graceMinutes", idle.graceMinutes, MAX_TERM_MINUTES],
      ["idle.fenPerMinute", idle.fenPerMinute, MAX_IDLE_FEN_PER_MINUTE],
      ["idle.capFen", idle.capFen, MAX_FEE_FEN],
    );
  }
  if (reservation !== null) {
    fields.push(
      ["reservation.feeFen", reservation.feeFen, MAX_FEE_FEN],
      ["reservation.noShowFeeFen", reservation.noShowFeeFen, MAX_FEE_FEN],
      ["reservation.holdMinutes", reservation.holdMinutes, MAX_TERM_MINUTES],
      ["reservation.graceMinutes", reservation.graceMinutes, MAX_TERM_MINUTES],
    );
  }
  return fields
    .filter(([, value, limit]) => !isWithin(value, limit))
    .map(([field, value]) => ({ code: "fee_out_of_range", field, value }));
}

function discountProblems({ discounts }: Tariff): TariffProblem[] {
  return discounts.flatMap(({ membership, electricityBasisPoints, serviceBasisPoints }, index) => {
    const problems: TariffProblem[] = [];
    if (!isWithin(electricityBasisPoints, 10_000) || !isWithin(serviceBasisPoints, 10_000)) {
      problems.push({ code: "discount_out_of_range", membership });
    }
    const first = discounts.findIndex((discount) => discount.membership === membership);
    if (first !== index) problems.push({ code: "discount_repeated", membership });
    return problems;
  });
}
