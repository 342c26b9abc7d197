// Instants as civil time of a zone, the browser's where none is named.
import type { Language } from "../../../core/contract/problems.ts";

const localeOf = { zh: "zh-CN", en: "en-GB" } as const satisfies Record<Language, string>;

type Form = "clock" | "clockSeconds" | "dayClock" | "yearDayClock" | "day" | "full";

const optionsOf = {
  clock: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  clockSeconds: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  dayClock: {
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  },
  yearDayClock: {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  },
  day: { month: "long", day: "numeric", weekday: "short" },
  full: {
    year: "numeric",
    month: "long",
    day: "numeric",
    weekday: "long",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    hourCycle: "h23",
  },
} as const satisfies Record<Form, Intl.DateTimeFormatOptions>;

// Making a formatter costs far more than using it, and a table uses one per row.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(form: Form, language: Language, timeZone: string | undefined) {
  const key = `${form} ${language} ${timeZone ?? ""}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(localeOf[language], {
    ...optionsOf[form],
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  formatters.set(key, made);
  return made;
}

export type TimeStyle = { readonly language: Language; readonly timeZone?: string | undefined };

export const formatTime = (atMs: number, form: Form, { language, timeZone }: TimeStyle): string =>
  formatterOf(form, language, timeZone).format(atMs);

const civilDay = (atMs: number, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short",
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(atMs);

/** As short as it can be without a doubt: the clock today, the day this year, else the date. */
export function formatTimeShortly(atMs: number, nowMs: number, style: TimeStyle): string {
  const day = civilDay(atMs, style.timeZone);
  const today = civilDay(nowMs, style.timeZone);
  if (day === today) return formatTime(atMs, "clockSeconds", style);
  return formatTime(
    atMs,
    day.slice(0, 4) === today.slice(0, 4) ? "dayClock" : "yearDayClock",
    style,
  );
}

/** Hours since the zone's last midnight, with fractions: where an instant stands in its day. */
export function hourOfDay(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  }).formatToParts(atMs);
  const value = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  return value("hour") + value("minute") / 60 + value("second") / 3600;
}

const HOUR_MS = 3_600_000;

/** The zone's next midnight after an instant; a day of 23 or 25 hours is put right by a second look. */
export function nextMidnight(atMs: number, timeZone: string): number {
  const near = atMs + (24 - hourOfDay(atMs, timeZone)) * HOUR_MS;
  const over = hourOfDay(near, timeZone);
  return Math.round(near - (over > 12 ? over - 24 : over) * HOUR_MS);
}

/** A span in its largest two units: 3_725_000 → "1 h 2 min". */
export function formatSpan(
  spanMs: number,
  units: { readonly d: string; readonly h: string; readonly min: string; readonly s: string },
): string {
  if (spanMs < 1_000) return `< 1 ${units.s}`;
  const seconds = Math.floor(spanMs / 1000);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (days > 0) return `${days} ${units.d} ${hours} ${units.h}`;
  if (hours > 0) return `${hours} ${units.h} ${minutes} ${units.min}`;
  if (minutes > 0) return `${minutes} ${units.min}`;
  return `${seconds} ${units.s}`;
}
