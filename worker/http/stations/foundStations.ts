// The endpoint of the search: its input as a search, and what was found with names, prices and counts.
import type { listStations, StationSummary } from "../../../core/contract/stations.ts";
import { limits } from "../../../core/limits.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import { dbOf } from "../../db/database.ts";
import { stationsByIdQuery, type StationRow } from "../../db/stations.ts";
import { textCondition } from "../../db/stationTexts.ts";
import type { Refusal } from "../errors.ts";
import type { Call } from "../serve.ts";
import type { Candidate } from "./candidates.ts";
import { StationCounts } from "./counts.ts";
import { facilitiesOf } from "./filters.ts";
import { readCursor, writeCursor } from "./order.ts";
import { Prices } from "./prices.ts";
import { regionOf } from "./region.ts";
import { searchStations, type Search } from "./search.ts";
import { summariesOf } from "./summaries.ts";

type SearchCall = Call<typeof listStations>;
type Page = { items: StationSummary[]; nextCursor: string | null; complete: boolean };

export async function foundStations(call: SearchCall): Promise<Result<Page, Refusal>> {
  const search = searchOf(call);
  if (!search.ok) return search;
  const { stations, end, complete } = await searchStations(search.value);
  const items = await shown(stations, search.value, call);
  const { atMs } = search.value;
  return ok({
    items,
    nextCursor: end === null ? null : writeCursor({ place: end, atMs }),
    complete,
  });
}

const wrong = (path: string, message: string): Result<never, Refusal> =>
  err({ code: "bad_request", errors: [{ path, message }] });

function searchOf({ env, input, nowMs }: SearchCall): Result<Search, Refusal> {
  const after = input.cursor === undefined ? null : readCursor(input.cursor, nowMs);
  if (input.cursor !== undefined && after === null) return wrong("cursor", "unknown cursor");
  if (facilitiesOf(input) === null) return wrong("facilities", "unknown facility");
  const isForText = input.text !== undefined && input.text.trim() !== "";
  const text = isForText ? textCondition(input.text ?? "") : null;
  if (isForText && text === null) return wrong("text", "no letters in it");
  const region = regionOf(input, isForText);
  if (!region.ok) return wrong(region.error.path, region.error.message);
  const db = dbOf(env);
  return ok({
    db,
    region: region.value,
    filters: input,
    text,
    sort: input.sort,
    after,
    limit: Math.min(input.limit, limits.searchPage.most),
    atMs: after?.atMs ?? nowMs,
    prices: new Prices(db, nowMs),
    counts: new StationCounts(env, db),
  });
}

/** A search for a text has read its stations whole. */
const isRow = (candidate: Candidate): candidate is Candidate & StationRow => "name" in candidate;

async function shown(
  found: readonly Candidate[],
  { db, prices, counts }: Search,
  { input: { coordinates }, nowMs }: SearchCall,
): Promise<StationSummary[]> {
  const read = found.filter(isRow);
  const ids = found.filter((candidate) => !isRow(candidate)).map(({ stationId }) => stationId);
  const rows = ids.length === 0 ? [] : await stationsByIdQuery(db, ids);
  const rowOf = new Map([...read, ...rows].map((row) => [row.stationId, row]));
  const stations = found.flatMap(({ stationId, distanceMm }) => {
    // Removed since the cells were read.
    const row = rowOf.get(stationId);
    return row === undefined ? [] : [{ row, distanceM: distanceMm / 1000 }];
  });
  return summariesOf(stations, { db, prices, counts, coordinates, nowMs });
}
