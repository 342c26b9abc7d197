// Spans of time cut at the hours of a zone's wall clock, and the days and months of its calendar.
import { civilTime, offsetAt, untilMinute, type CivilDate } from "../pricing/zonedTime.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export type Span = { readonly fromMs: number; readonly toMs: number };

/** The part of a span that lies in one hour of one civil day. */
export type HourPiece = Span & {
  readonly date: CivilDate;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
};

/** The pieces of a span in order of time, without gaps; none when it is empty. */
export function* hourPieces({ fromMs, toMs }: Span, timeZone: string): Generator<HourPiece> {
  for (let atMs = fromMs; atMs < toMs;) {
    const { date, weekday, minuteOfDay, offsetMs } = civilTime(atMs, timeZone);
    const intoMinuteMs = (atMs + offsetMs) % MINUTE_MS;
    const hourEndMs = atMs + (60 - (minuteOfDay % 60)) * MINUTE_MS - intoMinuteMs;
    const untilMs = Math.min(toMs, hourEndMs);
    yield { date, weekday, hour: Math.floor(minuteOfDay / 60), fromMs: atMs, toMs: untilMs };
    atMs = untilMs;
  }
}

/** The instant at which a civil day begins in a zone. */
export function dayStartMs(date: CivilDate, timeZone: string): number {
  const utcMs = dateToUtcMs(date);
  const nearMs = utcMs - offsetAt(utcMs, timeZone);
  const { date: shown, minuteOfDay } = civilTime(nearMs, timeZone);
  if (shown === date && minuteOfDay === 0) return nearMs;
  // Clocks change around this midnight: walk to it from the day before.
  let atMs = nearMs - DAY_MS;
  while (civilTime(atMs, timeZone).date < date) {
    atMs = untilMinute(atMs, { minuteOfDay: 1440, timeZone });
  }
  return atMs;
}

export const dayOf = (date: CivilDate, timeZone: string): Span => ({
  fromMs: dayStartMs(date, timeZone),
  toMs: dayStartMs(datePlus(date, 1), timeZone),
});

export const dateToUtcMs = (date: CivilDate): number => Date.parse(`${date}T00:00:00Z`);

export const datePlus = (date: CivilDate, days: number): CivilDate =>
  new Date(dateToUtcMs(date) + days * DAY_MS).toISOString().slice(0, 10);

/** Whether it is a day of the calendar: "2026-02-30" is none. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(dateToUtcMs(text)) &&
  datePlus(text, 0) === text;

/** How many days after `from` a date comes. */
export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  Math.round((dateToUtcMs(to) - dateToUtcMs(from)) / DAY_MS);

/** Both ends included; none when `to` comes before `from`. */
export const datesFrom = (from: CivilDate, to: CivilDate): CivilDate[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, at) => datePlus(from, at));

/** "2026-11". */
export type CivilMonth = string;

export const monthOf = (date: CivilDate): CivilMonth => date.slice(0, 7);

export const monthPlus = (month: CivilMonth, months: number): CivilMonth => {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
};

export const firstDayOf = (month: CivilMonth): CivilDate => `${month}-01`;
export const lastDayOf = (month: CivilMonth): CivilDate =>
  datePlus(firstDayOf(monthPlus(month, 1)), -1);

/** Both ends included. */
export function monthsFrom(from: CivilMonth, to: CivilMonth): CivilMonth[] {
  const months: CivilMonth[] = [];
  for (let month = from; month <= to; month = monthPlus(month, 1)) months.push(month);
  return months;
}

/** 0 is Sunday. */
export const weekdayOf = (date: CivilDate): number => new Date(dateToUtcMs(date)).getUTCDay();
