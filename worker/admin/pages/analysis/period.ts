// Which days are looked at, and which they are compared with: pure, from what the address says.
import {
  datePlus,
  daysBetween,
  firstDayOf,
  isDate,
  lastDayOf,
  monthOf,
  monthPlus,
} from "../../../../core/analysis/civilHours.ts";
import { limits } from "../../../../core/limits.ts";

export type Period = { readonly from: string; readonly to: string };

export const presets = ["days7", "days30", "days90", "month", "lastMonth", "year"] as const;
export type Preset = (typeof presets)[number];

export const compares = ["none", "before", "lastYear"] as const;
export type Compare = (typeof compares)[number];

/** Whole days: today is not over. On a month's first day "this month" is the one before. */
export function periodOfPreset(preset: Preset, today: string): Period {
  const to = datePlus(today, -1);
  const last = (days: number): Period => ({ from: datePlus(today, -days), to });
  switch (preset) {
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

/** As many days before it; or the same days of the year before. */
export function comparedWith({ from, to }: Period, compare: Compare): Period | null {
  switch (compare) {
    case "none":
      return null;
    case "before": {
      const days = daysBetween(from, to) + 1;
      return { from: datePlus(from, -days), to: datePlus(to, -days) };
    }
    case "lastYear":
      return { from: yearBefore(from), to: yearBefore(to) };
  }
}

/** A leap day's is the day before it. */
function yearBefore(date: string): string {
  const month = monthPlus(monthOf(date), -12);
  const same = `${month}${date.slice(7)}`;
  return isDate(same) ? same : lastDayOf(month);
}
