// Which days are looked at, and which they are compared with: pure, from what the address says.
import {
  datePlus,
  daysBetween,
  firstDayOf,
  isDate,
  lastDayOf,
  monthOf,
  monthPlus,
  monthsFrom,
} from "../../../../core/analysis/civilHours.ts";
import { limits } from "../../../../core/limits.ts";

export type Period = { readonly from: string; readonly to: string };

export const presets = [
  "today",
  "days7",
  "days30",
  "days90",
  "month",
  "lastMonth",
  "year",
] as const;
export type Preset = (typeof presets)[number];

export const compares = ["none", "before", "lastYear"] as const;
export type Compare = (typeof compares)[number];

/** Whole days, but for today alone. On a month's first day "this month" is the one before. */
export function periodOfPreset(preset: Preset, today: string): Period {
  const to = datePlus(today, -1);
  const last = (days: number): Period => ({ from: datePlus(today, -days), to });
  switch (preset) {
    case "today":
      return { from: today, to: today };
    case "days7":
      return last(7);
    case "days30":
      return last(30);
    case "days90":
      return last(90);
    case "year":
      return last(365);
    case "month":
      return { from: firstDayOf(monthOf(to)), to };
    case "lastMonth": {
      const month = monthPlus(monthOf(today), -1);
      return { from: firstDayOf(month), to: lastDayOf(month) };
    }
  }
}

export function isPeriod({ from, to }: Period): boolean {
  if (!isDate(from) || !isDate(to)) return false;
  const days = daysBetween(from, to) + 1;
  return days >= 1 && days <= limits.analysisDays.most;
}

/**
 * As many days before it; or the same days of the year before. Today is not over and is compared with
 * nothing, so only the days before it count.
 */
export function comparedWith(period: Period, compare: Compare, today: string): Period | null {
  const { from } = period;
  const to = period.to < today ? period.to : datePlus(today, -1);
  if (to < from) return null;
  switch (compare) {
    case "none":
      return null;
    case "before":
      return daysBefore({ from, to });
    case "lastYear":
      return { from: yearBefore(from), to: yearBefore(to) };
  }
}

/** Of a month's days those of the month before, of whole months as many of them. */
function daysBefore({ from, to }: Period): Period {
  const days = daysBetween(from, to) + 1;
  const isWhole = to === lastDayOf(monthOf(to));
  const months = monthsFrom(monthOf(from), monthOf(to)).length;
  if (from === firstDayOf(monthOf(from)) && (isWhole || months === 1)) {
    const last = monthPlus(monthOf(to), -months);
    const first = firstDayOf(monthPlus(monthOf(from), -months));
    return { from: first, to: isWhole ? lastDayOf(last) : dayIn(last, to) };
  }
  return { from: datePlus(from, -days), to: datePlus(to, -days) };
}

const yearBefore = (date: string): string => dayIn(monthPlus(monthOf(date), -12), date);

/** The same day of another month; the last one where it has no such day. */
function dayIn(month: string, date: string): string {
  const same = `${month}${date.slice(7)}`;
  return isDate(same) ? same : lastDayOf(month);
}
