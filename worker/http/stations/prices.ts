// A tariff's prices as the contract shows them.
import type { PriceSpan } from "../../../core/contract/stations.ts";
import { priceSpans, type Tariff } from "../../../core/pricing/tariff.ts";
import { civilTime, untilMinute } from "../../../core/pricing/zonedTime.ts";

const MINUTES_OF_DAY = 1440;
const DAY_MS = 86_400_000;

/** The next midnight of the zone's wall clock after `atMs`; a change of the clock on the way is passed. */
function midnightAfter(atMs: number, timeZone: string): number {
  let at = atMs;
  do at = untilMinute(at, { minuteOfDay: MINUTES_OF_DAY, timeZone });
  while (civilTime(at, timeZone).minuteOfDay !== 0);
  return at;
}

/** The last midnight of the zone's wall clock at or before `nowMs`. */
export function midnightBefore(nowMs: number, timeZone: string): number {
  let at = midnightAfter(nowMs - 2 * DAY_MS, timeZone);
  for (;;) {
    const next = midnightAfter(at, timeZone);
    if (next > nowMs) return at;
    at = next;
  }
}

const spansOf = (tariff: Tariff, fromMs: number, toMs: number, timeZone: string): PriceSpan[] =>
  priceSpans(tariff, fromMs, toMs, timeZone).map(({ kind, ...span }) => ({
    ...span,
    period: kind,
  }));

/** Today from midnight to midnight after tomorrow, in the station's civil time. */
export function pricesOfTwoDays(tariff: Tariff, nowMs: number, timeZone: string): PriceSpan[] {
  const tomorrowMs = midnightAfter(nowMs, timeZone);
  const fromMs = midnightBefore(nowMs, timeZone);
  return spansOf(tariff, fromMs, midnightAfter(tomorrowMs, timeZone), timeZone);
}

/** From now to midnight after tomorrow: the first is the price that a charge begun now pays. */
export function pricesFromNow(tariff: Tariff, nowMs: number, timeZone: string): PriceSpan[] {
  const tomorrowMs = midnightAfter(nowMs, timeZone);
  return spansOf(tariff, nowMs, midnightAfter(tomorrowMs, timeZone), timeZone);
}
