// Opening hours in the part of OpenStreetMap's grammar that stations need: "24/7", or rules such as
// "Mo-Fr 07:00-22:00; Sa,Su 09:00-21:00", of which a later one replaces an earlier one's days.
import type { OpeningSpan } from "../contract/places.ts";
import { civilTime } from "../pricing/zonedTime.ts";

const DAYS = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"] as const;
const MINUTES_OF_DAY = 1440;

/** In order of weekday and time; null for a text that is not understood. */
export function openingSpans(text: string): readonly OpeningSpan[] | null {
  if (text === "24/7") return DAYS.map((_, weekday) => ({ weekday, ...wholeDay }));
  const week: (readonly Minutes[])[] = DAYS.map(() => []);
  for (const rule of text.split(";")) {
    const match = /^(?:([A-Za-z,-]+) )?(off|[\d:,-]+)$/.exec(rule.trim());
    const days = match === null ? null : daysOf(match[1]);
    const times = match === null ? null : timesOf(match[2] ?? "");
    if (days === null || times === null) return null;
    for (const day of days) week[day] = times;
  }
  return week.flatMap((times, weekday) => times.map((minutes) => ({ weekday, ...minutes })));
}

type Minutes = Omit<OpeningSpan, "weekday">;
const wholeDay: Minutes = { fromMinute: 0, toMinute: MINUTES_OF_DAY };

function daysOf(text: string | undefined): readonly number[] | null {
  if (text === undefined) return DAYS.map((_, day) => day);
  const found: number[] = [];
  for (const part of text.split(",")) {
    const [first = -1, last = first, ...more] = part.split("-").map(dayOf);
    if (first < 0 || last < 0 || more.length > 0) return null;
    for (let day = first; ; day = (day + 1) % 7) {
      found.push(day);
      if (day === last) break;
    }
  }
  return found;
}

const dayOf = (name: string): number => DAYS.findIndex((day) => day === name);

function timesOf(text: string): readonly Minutes[] | null {
  if (text === "off") return [];
  const found: Minutes[] = [];
  for (const part of text.split(",")) {
    const match = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/.exec(part);
    if (match === null) return null;
    const [fromHour = 0, from = 0, toHour = 0, to = 0] = match.slice(1).map(Number);
    const fromMinute = fromHour * 60 + from;
    const given = toHour * 60 + to;
    if (from > 59 || to > 59 || fromMinute >= MINUTES_OF_DAY || given > MINUTES_OF_DAY) return null;
    // "22:00-06:00" ends on the next day.
    found.push({ fromMinute, toMinute: given > fromMinute ? given : given + MINUTES_OF_DAY });
  }
  return found.toSorted((a, b) => a.fromMinute - b.fromMinute);
}

/** Few texts are many stations' hours. */
const parsed = new Map<string, readonly OpeningSpan[] | null>();
const MOST_PARSED = 1_000;

function parsedOnce(text: string): readonly OpeningSpan[] | null {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  if (parsed.size >= MOST_PARSED) parsed.clear();
  const spans = openingSpans(text);
  parsed.set(text, spans);
  return spans;
}

/** Whether it is open at an instant; null where the hours are not understood. */
export function isOpenAt(text: string, atMs: number, timeZone: string): boolean | null {
  const spans = parsedOnce(text);
  if (spans === null) return null;
  const { weekday, minuteOfDay } = civilTime(atMs, timeZone);
  const yesterday = (weekday + 6) % 7;
  return spans.some(
    (span) =>
      (span.weekday === weekday && minuteOfDay >= span.fromMinute && minuteOfDay < span.toMinute) ||
      (span.weekday === yesterday && minuteOfDay + MINUTES_OF_DAY < span.toMinute),
  );
}
