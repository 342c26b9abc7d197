// A tariff's prices as the contract shows them.
import type { PriceSpan } from "../../../core/contract/stations.ts";
import { priceAt, priceSpans, type Price, type Tariff } from "../../../core/pricing/tariff.ts";
import { civilTime, untilMinute } from "../../../core/pricing/zonedTime.ts";
import type { Database } from "../../db/database.ts";
import { pricesInForceQuery } from "../../db/stations.ts";
import { tariffVersionsQuery, type TariffVersionRow } from "../../db/tariffs.ts";

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

/** What one version's charges cost from its beginning to the next one's. */
function spansOf(
  versions: readonly TariffVersionRow[],
  fromMs: number,
  toMs: number,
  timeZone: string,
): PriceSpan[] {
  return versions.flatMap(({ content, validFromMs }, at) => {
    const untilMs = Math.min(toMs, versions[at + 1]?.validFromMs ?? toMs);
    const spans = priceSpans(content, Math.max(fromMs, validFromMs), untilMs, timeZone);
    return spans.map(({ kind, ...span }) => ({ ...span, period: kind }));
  });
}

/** The versions that are in force at some time of today and tomorrow, in the order of time. */
export async function versionsOfTwoDays(
  db: Database,
  { tariffId, timeZone }: Priced,
  nowMs: number,
): Promise<readonly TariffVersionRow[]> {
  if (tariffId === null) return [];
  const fromMs = midnightBefore(nowMs, timeZone);
  const untilMs = midnightAfter(midnightAfter(nowMs, timeZone), timeZone);
  return tariffVersionsQuery(db, tariffId, { fromMs, untilMs });
}

/** Today from midnight to midnight after tomorrow, in the station's civil time. */
export function pricesOfTwoDays(
  versions: readonly TariffVersionRow[],
  nowMs: number,
  timeZone: string,
): PriceSpan[] {
  const tomorrowMs = midnightAfter(nowMs, timeZone);
  const fromMs = midnightBefore(nowMs, timeZone);
  return spansOf(versions, fromMs, midnightAfter(tomorrowMs, timeZone), timeZone);
}

/** From now to midnight after tomorrow: the first is the price that a charge begun now pays. */
export function pricesFromNow(
  versions: readonly TariffVersionRow[],
  nowMs: number,
  timeZone: string,
): PriceSpan[] {
  const tomorrowMs = midnightAfter(nowMs, timeZone);
  return spansOf(versions, nowMs, midnightAfter(tomorrowMs, timeZone), timeZone);
}

type Priced = { readonly tariffId: string | null; readonly timeZone: string };

/** What stations cost, by the tariffs in force now, each of which is read once. */
export class Prices {
  readonly #db: Database;
  readonly #nowMs: number;
  readonly #tariffs = new Map<string, Tariff | null>();
  readonly #prices = new Map<string, Price>();

  constructor(db: Database, nowMs: number) {
    this.#db = db;
    this.#nowMs = nowMs;
  }

  /**
   * Reads the tariffs of these in their order until it has read `most` in all; gives how many of the
   * stations, from the first on, can be priced.
   */
  async load(stations: readonly Priced[], most = Infinity): Promise<number> {
    const wanted = new Set<string>();
    let known = 0;
    for (const { tariffId } of stations) {
      const isNew = tariffId !== null && !this.#tariffs.has(tariffId) && !wanted.has(tariffId);
      if (isNew && wanted.size + this.#tariffs.size >= most) break;
      if (isNew) wanted.add(tariffId);
      known += 1;
    }
    if (wanted.size > 0) {
      const rows = await pricesInForceQuery(this.#db, [...wanted], this.#nowMs);
      for (const { tariffId, content } of rows) this.#tariffs.set(tariffId, content);
    }
    return known;
  }

  /** At an instant; null for a station without a tariff in force. */
  at({ tariffId, timeZone }: Priced, atMs: number): Price | null {
    const tariff = tariffId === null ? null : (this.#tariffs.get(tariffId) ?? null);
    if (tariff === null) return null;
    // Thousands of stations share some dozens of tariffs.
    const key = `${tariffId} ${timeZone} ${atMs}`;
    const known = this.#prices.get(key) ?? priceAt(tariff, atMs, timeZone);
    this.#prices.set(key, known);
    return known;
  }

  /** Electricity and service together. */
  sumAt(station: Priced, atMs: number): number | null {
    const price = this.at(station, atMs);
    return price === null ? null : price.electricityPrice + price.servicePrice;
  }
}
