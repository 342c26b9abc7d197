// A search for stations: candidates from the map's cells or from a text, what is wanted of them, in
// order, until a page is full or as much was read as a search may read.
import type { StationSort } from "../../../core/contract/stations.ts";
import { limits } from "../../../core/limits.ts";
import type { Database } from "../../db/database.ts";
import { stationsByIdQuery, type StationRow } from "../../db/stations.ts";
import { allCandidates, candidateOf, ringsOfCandidates, type Candidate } from "./candidates.ts";
import { hasFree, type StationCounts } from "./counts.ts";
import { isWanted, maxPowerOf, type Filters } from "./filters.ts";
import { comesBefore, keyOf, type Cursor, type Place } from "./order.ts";
import type { Prices } from "./prices.ts";
import type { Region } from "./region.ts";
import { findByText } from "./textCandidates.ts";

export type Search = {
  readonly db: Database;
  readonly region: Region;
  readonly filters: Filters;
  /** A condition of FTS5. */
  readonly text: string | null;
  readonly sort: StationSort;
  readonly after: Cursor | null;
  readonly limit: number;
  /** Prices and opening hours are judged by it. */
  readonly atMs: number;
  readonly prices: Prices;
  readonly counts: StationCounts;
};

export type Found = {
  readonly stations: readonly Candidate[];
  /** Where the page ended; null when there is no next one. */
  readonly end: Place | null;
  readonly complete: boolean;
};

type Ordered = Candidate & Place;

export async function searchStations(search: Search): Promise<Found> {
  const page = new Page(search);
  if (search.text !== null) {
    const { matches, complete } = await findByText(search.db, search.region, search.text);
    const ids = matches.map(({ stationId }) => stationId);
    const rows: readonly StationRow[] = await stationsByIdQuery(search.db, ids);
    const candidates = rows.flatMap((row) => candidateOf(row, search.region) ?? []);
    await page.add(candidates, complete);
  } else if (search.sort !== "distance") {
    await page.add(await allCandidates(search.db, search.region), true);
  } else {
    await addNearest(search, page);
  }
  return page.found();
}

/** A ring's stations are in order only as far as the ring goes: its corners wait for the next. */
async function addNearest(search: Search, page: Page): Promise<void> {
  const beyondM = (search.after?.place.distanceMm ?? 0) / 1000;
  let waiting: readonly Candidate[] = [];
  for await (const batch of ringsOfCandidates(search.db, search.region, beyondM)) {
    const all = [...waiting, ...batch.candidates];
    waiting = all.filter(({ distanceMm }) => distanceMm > batch.throughMm);
    await page.add(
      all.filter(({ distanceMm }) => distanceMm <= batch.throughMm),
      true,
    );
    if (page.isClosed) return;
  }
}

/** Free connectors are asked for by so many stations at a time, as most pages are full by then. */
const COUNTED_AT_A_TIME = 40;

class Page {
  readonly #search: Search;
  readonly #stations: Ordered[] = [];
  /** The last one that was looked at, wanted or not. */
  #reached: Place | null = null;
  #isCut = false;
  #complete = true;

  constructor(search: Search) {
    this.#search = search;
  }

  /** Nothing that comes now could be on it. */
  get isClosed(): boolean {
    return this.#isCut || this.#stations.length > this.#search.limit;
  }

  /** Takes candidates that all come after those that were added before. */
  async add(candidates: readonly Candidate[], complete: boolean): Promise<void> {
    this.#complete &&= complete;
    const { filters, atMs } = this.#search;
    const wanted = candidates.filter((candidate) => isWanted(candidate, filters, atMs));
    const before = this.#reached;
    const ordered = await this.#inOrder(wanted);
    if (filters.availableOnly === "true") await this.#takeFree(ordered, before);
    else this.#stations.push(...ordered.slice(0, this.#missing));
  }

  /** One more than the page holds tells that there is a next one. */
  get #missing(): number {
    return this.#search.limit + 1 - this.#stations.length;
  }

  async #inOrder(candidates: readonly Candidate[]): Promise<readonly Ordered[]> {
    const { sort, filters, after } = this.#search;
    const isAfter = (place: Place): boolean =>
      after === null || comesBefore(after.place, place) < 0;
    let nearest: readonly Candidate[] = candidates.toSorted(nearerFirst);
    if (sort === "distance") nearest = nearest.filter((one) => isAfter(this.#placed(one)));
    if (sort === "price" || filters.maxPrice !== undefined) nearest = await this.#priced(nearest);
    const last = nearest.at(-1);
    if (sort === "distance" && last !== undefined) this.#reached = this.#placed(last);
    return nearest
      .filter((one) => this.#isCheapEnough(one))
      .map((one) => this.#placed(one))
      .filter(isAfter)
      .toSorted(comesBefore);
  }

  /** Those whose prices may still be read: the nearest ones. */
  async #priced(candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
    const { prices, sort } = this.#search;
    const known = await prices.load(candidates, limits.tariffsPerSearch.most);
    if (known < candidates.length) {
      if (sort === "distance") this.#isCut = true;
      else this.#complete = false;
    }
    return candidates.slice(0, known);
  }

  #isCheapEnough(candidate: Candidate): boolean {
    const { prices, atMs, filters } = this.#search;
    if (filters.maxPrice === undefined) return true;
    return (prices.sumAt(candidate, atMs) ?? Infinity) <= filters.maxPrice;
  }

  #placed(candidate: Candidate): Ordered {
    const { sort, filters, prices, atMs } = this.#search;
    const key = keyOf(sort, {
      distanceMm: candidate.distanceMm,
      price: () => prices.sumAt(candidate, atMs),
      maxPowerW: () => maxPowerOf(candidate, filters),
    });
    return { ...candidate, key };
  }

  /** `before`: the last one that was looked at before these. */
  async #takeFree(ordered: readonly Ordered[], before: Place | null): Promise<void> {
    const { counts, filters } = this.#search;
    for (let from = 0; from < ordered.length && this.#missing > 0;) {
      const part = ordered.slice(from, from + COUNTED_AT_A_TIME);
      const within = part.slice(0, counts.reach(part));
      await counts.load(within);
      const free = within.filter((one) => hasFree(counts.of(one), filters));
      this.#stations.push(...free.slice(0, this.#missing));
      from += within.length;
      if (within.length < part.length && this.#missing > 0) {
        this.#isCut = true;
        this.#reached = ordered[from - 1] ?? before;
        return;
      }
    }
  }

  found(): Found {
    const { limit } = this.#search;
    const stations = this.#stations.slice(0, limit);
    const last = stations.at(-1) ?? null;
    const complete = this.#complete;
    if (this.#stations.length > limit) return { stations, end: last, complete };
    return { stations, end: this.#isCut ? (this.#reached ?? last) : null, complete };
  }
}

const nearerFirst = (a: Candidate, b: Candidate): number =>
  a.distanceMm - b.distanceMm || (a.stationId < b.stationId ? -1 : 1);
