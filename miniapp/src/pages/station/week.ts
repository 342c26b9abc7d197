// The week of a station: when it is open, and how busy it usually is. Days are the station's own: its
// prices begin at its midnight.
import type { OpeningSpan } from "../../../../core/contract/places.ts";
import { timeOfDay } from "../../view/format.ts";
import { hourMs } from "../../view/priceOfDay.ts";

/** Monday first, as people read a week; 0 is Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;
export type Weekday = (typeof weekdays)[number];

const minuteMs = 60_000;
const dayMinutes = 1_440;

/** From the station's midnight today: at its noon it is the same day in UTC nearly everywhere. */
export const weekdayOf = (midnightMs: number): number =>
  new Date(midnightMs + 12 * hourMs).getUTCDay();

export const hourOf = (midnightMs: number, nowMs: number): number =>
  Math.min(23, Math.max(0, Math.floor((nowMs - midnightMs) / hourMs)));

export type OpeningLine = {
  readonly from: Weekday;
  readonly to: Weekday;
  /** "06:00–23:00", several with commas; empty while closed. */
  readonly times: string;
};

const timesOf = (spans: readonly OpeningSpan[]): string =>
  spans
    .map(({ fromMinute, toMinute }) => {
      const to = toMinute > dayMinutes ? toMinute - dayMinutes : toMinute;
      return `${timeOfDay(fromMinute * minuteMs)}–${timeOfDay(to * minuteMs)}`;
    })
    .join(", ");

/** Days that follow each other with the same hours are one line. */
export function openingLines(spans: readonly OpeningSpan[]): readonly OpeningLine[] {
  const lines: OpeningLine[] = [];
  for (const day of weekdays) {
    const times = timesOf(spans.filter(({ weekday }) => weekday === day));
    const last = lines.at(-1);
    if (last !== undefined && last.times === times) lines.splice(-1, 1, { ...last, to: day });
    else lines.push({ from: day, to: day, times });
  }
  return lines;
}

/** Open all hours of all days. */
export const isAlwaysOpen = (spans: readonly OpeningSpan[]): boolean =>
  weekdays.every((day) =>
    spans.some(
      ({ weekday, fromMinute, toMinute }) =>
        weekday === day && fromMinute === 0 && toMinute >= dayMinutes,
    ),
  );
