// How figures are written. Without Intl, which WeChat's engine on iOS does not have.
import type { StationClocks } from "../../../core/contract/common.ts";
import type { Catalogue } from "../text/zh.ts";

const two = (n: number): string => String(n).padStart(2, "0");

/** ¥12.34 */
export function money(fen: number): string {
  const sign = fen < 0 ? "-" : "";
  const whole = Math.abs(Math.round(fen));
  return `${sign}¥${Math.floor(whole / 100)}.${two(whole % 100)}`;
}

/** +¥12.34, or -¥12.34 */
export const signedMoney = (fen: number): string => (fen > 0 ? "+" : "") + money(fen);

/** ¥1.25, or ¥1.2345 where the price is that fine. */
export function price(tenThousandths: number): string {
  const [yuan = "0", rest = ""] = (tenThousandths / 10_000).toFixed(4).split(".");
  return `¥${yuan}.${rest.replace(/0{1,2}$/, "")}`;
}

/** 12.34 */
export const energy = (wh: number): string => (wh / 1000).toFixed(2);

/** 118.4 */
export const power = (w: number): string => (w / 1000).toFixed(1);

/** 120, or 7.5: what is written on the pile. */
export const ratedPower = (w: number): string => String(Math.round(w / 100) / 10);

export function distance(text: Catalogue, metres: number): string {
  if (metres < 1000) return text.units.metres(Math.max(10, Math.round(metres / 10) * 10));
  return text.units.kilometres((metres / 1000).toFixed(metres < 10_000 ? 1 : 0));
}

export function minutesLong(text: Catalogue, minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  if (whole < 60) return text.units.minutes(whole);
  return text.units.hoursMinutes(Math.floor(whole / 60), whole % 60);
}

/** Whole hours as hours, everything else in minutes. */
export const minutesShort = (text: Catalogue, minutes: number): string =>
  minutes % 60 === 0 ? text.units.hours(minutes / 60) : text.units.minutes(minutes);

export const durationMs = (text: Catalogue, ms: number): string =>
  ms < 60_000
    ? text.units.seconds(Math.max(0, Math.round(ms / 1_000)))
    : minutesLong(text, ms / 60_000);

/** What a station's clocks are ahead of UTC; without it times are told by the device's clock. */
type Clocks = StationClocks | null | undefined;

const deviceAheadMs = (ms: number): number => -new Date(ms).getTimezoneOffset() * 60_000;

/** Of the entries in order of time, the last that began; before all of them the first. */
export function aheadMs(ms: number, clocks: Clocks): number {
  const began = clocks?.filter(({ fromMs }) => fromMs <= ms).at(-1) ?? clocks?.[0];
  return began?.aheadMs ?? deviceAheadMs(ms);
}

/** Its UTC fields are what the wall clock shows. */
const wallClock = (ms: number, clocks: Clocks): Date => new Date(ms + aheadMs(ms, clocks));

/** 14:05 */
export function clock(ms: number, clocks?: Clocks): string {
  const at = wallClock(ms, clocks);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** 14:05:09 */
export const clockSeconds = (ms: number, clocks?: Clocks): string =>
  `${clock(ms, clocks)}:${two(wallClock(ms, clocks).getUTCSeconds())}`;

/** 2026-11-22 14:05 */
export function dateTime(ms: number, clocks?: Clocks): string {
  const at = wallClock(ms, clocks);
  const date = [at.getUTCFullYear(), two(at.getUTCMonth() + 1), two(at.getUTCDate())].join("-");
  return `${date} ${clock(ms, clocks)}`;
}

/** UTC+8, or UTC+5:30, where the station's clocks show another time than the device's; else nothing. */
export function zone(ms: number, clocks: Clocks): string {
  const ahead = aheadMs(ms, clocks);
  if (ahead === deviceAheadMs(ms)) return "";
  const minutes = Math.abs(ahead) / 60_000;
  const rest = minutes % 60 === 0 ? "" : `:${two(minutes % 60)}`;
  return `UTC${ahead < 0 ? "-" : "+"}${Math.floor(minutes / 60)}${rest}`;
}

/** After a time: its zone, where it is another than the device's. */
export const zoned = (text: string, ms: number, clocks: Clocks): string =>
  `${text} ${zone(ms, clocks)}`.trimEnd();

/** 09:30 from a number of milliseconds since midnight; 24:00 at its end. */
export function timeOfDay(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
