// Reads the times chargers send: leniently, and never believing the absurd.
import type { ClockNote } from "../charging/events.ts";
import type { DecodeContext } from "./version.ts";

export type DeviceTime = { readonly atMs: number; readonly clock?: ClockNote };

const minuteMs = 60_000;
/** A clock may run ahead by this much; a message cannot come from later than now. */
const futureToleranceMs = 5 * minuteMs;
/** A charger replays what it did offline; nothing is older than this, but a clock that lost its battery. */
const longestOfflineMs = 366 * 24 * 60 * minuteMs;
/** A message this close to now was made now. */
const liveMs = 15 * minuteMs;

const utcForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;
const lenientForm =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(?:([Zz])|([+-])(\d{2}):?(\d{2}))?)?$/;

/** The device's time, or the time of receipt where it says nothing plausible. */
export function deviceTime(said: string | undefined, context: DecodeContext): DeviceTime {
  const { receivedAtMs, quirks } = context;
  if (said === undefined) return { atMs: receivedAtMs };
  if (utcForm.test(said) && !quirks.localTimeMarkedUtc) {
    return plausible(Date.parse(said), said, receivedAtMs);
  }
  return lenientTime(said, context);
}

function lenientTime(said: string, { receivedAtMs, quirks }: DecodeContext): DeviceTime {
  const parts = lenientForm.exec(said.trim());
  if (parts === null) return instead(receivedAtMs, said, "unreadable");
  const [, year, month, day, hour, minute, second, fraction, z, sign, zoneHour, zoneMinute] = parts;
  const asUtcMs =
    Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour ?? 0),
      Number(minute ?? 0),
      Number(second ?? 0),
    ) + (fraction === undefined ? 0 : Math.trunc(Number(`0.${fraction}`) * 1000));
  const siteMs = asUtcMs - quirks.siteOffsetMinutes * minuteMs;
  if (sign !== undefined) {
    const offsetMinutes = Number(zoneHour) * 60 + Number(zoneMinute);
    const atMs = asUtcMs + (sign === "+" ? -offsetMinutes : offsetMinutes) * minuteMs;
    return plausible(atMs, said, receivedAtMs);
  }
  if (z !== undefined) {
    if (!quirks.localTimeMarkedUtc) return plausible(asUtcMs, said, receivedAtMs);
    return plausible(siteMs, said, receivedAtMs, "localMarkedUtc");
  }
  // A live message tells by its nearness whether the clock is UTC; an old one is taken as local.
  const isUtc = Math.abs(asUtcMs - receivedAtMs) <= liveMs;
  return plausible(isUtc ? asUtcMs : siteMs, said, receivedAtMs, "noZone");
}

function plausible(
  atMs: number,
  said: string,
  receivedAtMs: number,
  read?: ClockNote["reason"],
): DeviceTime {
  if (Number.isNaN(atMs)) return instead(receivedAtMs, said, "unreadable");
  if (atMs > receivedAtMs + futureToleranceMs) return instead(receivedAtMs, said, "future");
  if (atMs < receivedAtMs - longestOfflineMs) return instead(receivedAtMs, said, "unset");
  return read === undefined ? { atMs } : { atMs, clock: { said, reason: read } };
}

/** What a device says instead of a time is kept no longer than a time is. */
const saidLength = 40;

const instead = (atMs: number, said: string, reason: ClockNote["reason"]): DeviceTime => ({
  atMs,
  clock: { said: said.slice(0, saidLength), reason },
});
