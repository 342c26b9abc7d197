// Civil time in an IANA zone: what the wall clock says at an instant, and when its offset changes.
// Formatters and offsets are cached, because a formatter costs more to make than a whole bill.

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** "2026-10-01", in the proleptic Gregorian calendar. */
export type CivilDate = string;

export type CivilTime = {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Minutes on the wall clock since midnight: 0 to 1439, also on days of 23 or 25 hours. */
  readonly minuteOfDay: number;
  readonly date: CivilDate;
  /** What the zone's clocks are ahead of UTC. */
  readonly offsetMs: number;
};

type Zone = {
  readonly formatter: Intl.DateTimeFormat;
  /** Offset by UTC day, for days on which it does not change. */
  readonly offsets: Map<number, number>;
};

/** More zones than one country has; days of two years, so that a scan over a year stays cached. */
const MAX_ZONES = 64;
const MAX_CACHED_DAYS = 800;
const zones = new Map<string, Zone>();

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const zone = { formatter, offsets: new Map<number, number>() };
  if (zones.size >= MAX_ZONES) zones.clear();
  zones.set(timeZone, zone);
  return zone;
}

/** True for a zone that civil time can be told in, for example "Asia/Shanghai". */
export function isTimeZone(timeZone: string): boolean {
  try {
    zoneOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

function formattedOffset(formatter: Intl.DateTimeFormat, atMs: number): number {
  const wholeSecondMs = Math.floor(atMs / 1000) * 1000;
  const parts = formatter.formatToParts(wholeSecondMs);
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value);
  const dayMs = Date.UTC(read("year"), read("month") - 1, read("day"));
  const secondOfDay = read("hour") * 3600 + read("minute") * 60 + read("second");
  return dayMs + secondOfDay * 1000 - wholeSecondMs;
}

/** What the zone's clocks are ahead of UTC at an instant. Throws RangeError for an unknown zone. */
export function offsetAt(atMs: number, timeZone: string): number {
  const { formatter, offsets } = zoneOf(timeZone);
  const utcDay = Math.floor(atMs / DAY_MS);
  const cached = offsets.get(utcDay);
  if (cached !== undefined) return cached;
  const atStart = formattedOffset(formatter, utcDay * DAY_MS);
  if (atStart !== formattedOffset(formatter, (utcDay + 1) * DAY_MS)) {
    return formattedOffset(formatter, atMs);
  }
  if (offsets.size >= MAX_CACHED_DAYS) offsets.clear();
  offsets.set(utcDay, atStart);
  return atStart;
}

/** The wall clock at an instant. Throws RangeError for an unknown zone or an impossible instant. */
export function civilTime(atMs: number, timeZone: string): CivilTime {
  const offsetMs = offsetAt(atMs, timeZone);
  const local = new Date(atMs + offsetMs);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: local.getUTCDay(),
    minuteOfDay: local.getUTCHours() * 60 + local.getUTCMinutes(),
    date: local.toISOString().slice(0, 10),
    offsetMs,
  };
}

/**
 * The instant at which the wall clock, running on from `atMs`, would show `minuteOfDay` (up to 1440)
 * of the same civil day; or the change of the zone's offset, where that comes first.
 */
export function untilMinute(
  atMs: number,
  { minuteOfDay, timeZone }: { readonly minuteOfDay: number; readonly timeZone: string },
): number {
  const offsetMs = offsetAt(atMs, timeZone);
  const midnightMs = Math.floor((atMs + offsetMs) / DAY_MS) * DAY_MS;
  const targetMs = midnightMs + minuteOfDay * MINUTE_MS - offsetMs;
  if (offsetAt(targetMs, timeZone) === offsetMs) return targetMs;
  return changeBetween(atMs, targetMs, timeZone);
}

/** The instant of the change of offset that lies between two that differ in it. */
function changeBetween(fromMs: number, toMs: number, timeZone: string): number {
  const offsetMs = offsetAt(fromMs, timeZone);
  let before = fromMs;
  let after = toMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle, timeZone) === offsetMs) before = middle;
    else after = middle;
  }
  return after;
}

/** No zone changes its clocks so often that a longer look would find more that matters. */
const MAX_DAYS_AHEAD = 400;

/** What the zone's clocks are ahead of UTC from one instant to another: an entry for each offset. */
export function offsetsBetween(
  fromMs: number,
  toMs: number,
  timeZone: string,
): { readonly fromMs: number; readonly aheadMs: number }[] {
  const found = [{ fromMs, aheadMs: offsetAt(fromMs, timeZone) }];
  const endMs = Math.min(toMs, fromMs + MAX_DAYS_AHEAD * DAY_MS);
  for (let atMs = fromMs; atMs < endMs; atMs += DAY_MS) {
    const nextMs = Math.min(atMs + DAY_MS, endMs);
    if (offsetAt(nextMs, timeZone) === offsetAt(atMs, timeZone)) continue;
    const changeMs = changeBetween(atMs, nextMs, timeZone);
    found.push({ fromMs: changeMs, aheadMs: offsetAt(changeMs, timeZone) });
  }
  return found;
}
