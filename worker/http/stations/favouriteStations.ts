// The endpoint of the favourites: a driver's stations, in the order in which he added them, as a
// search would show them now.
import type { listFavourites } from "../../../core/contract/favourites.ts";
import type { StationSummary } from "../../../core/contract/stations.ts";
import { limits } from "../../../core/limits.ts";
import { ok, type Result } from "../../../core/result.ts";
import { dbOf } from "../../db/database.ts";
import { favouritesQuery, type FavouritePlace } from "../../db/favourites.ts";
import { distanceM } from "../../db/geohash.ts";
import { stationsByIdQuery } from "../../db/stations.ts";
import type { Refusal } from "../errors.ts";
import { pageOfRows } from "../page.ts";
import type { ByDriver, Call } from "../serve.ts";
import { toStored } from "./coordinates.ts";
import { StationCounts } from "./counts.ts";
import { Prices } from "./prices.ts";
import { summariesOf } from "./summaries.ts";

type Page = { items: StationSummary[]; nextCursor: string | null };

export async function favouriteStations({
  env,
  input,
  driver,
  nowMs,
}: Call<typeof listFavourites, ByDriver>): Promise<Result<Page, Refusal>> {
  const db = dbOf(env);
  const { latitude, longitude, coordinates, cursor } = input;
  const limit = Math.min(input.limit, limits.searchPage.most);
  const filter = { driverId: driver.driverId, before: placeOf(cursor), limit: limit + 1 };
  const page = pageOfRows(await favouritesQuery(db, filter), limit, cursorOf);
  const from =
    latitude === undefined || longitude === undefined
      ? null
      : toStored({ latitude, longitude }, coordinates);
  const found = await stationsByIdQuery(
    db,
    page.items.map(({ stationId }) => stationId),
  );
  const rowOf = new Map(found.map((row) => [row.stationId, row]));
  const stations = page.items.flatMap(({ stationId }) => rowOf.get(stationId) ?? []);
  const items = await summariesOf(
    stations.map((row) => ({ row, distanceM: from === null ? 0 : distanceM(from, row) })),
    { db, prices: new Prices(db, nowMs), counts: new StationCounts(env, db), coordinates, nowMs },
  );
  return ok({ items, nextCursor: page.nextCursor });
}

const cursorOf = ({ createdAtMs, stationId }: FavouritePlace): string =>
  `${String(createdAtMs)}:${stationId}`;

/** A cursor that is none of ours begins anew. */
function placeOf(cursor: string | undefined): FavouritePlace | null {
  const [, createdAtMs, stationId] = /^(\d{1,15}):(.+)$/.exec(cursor ?? "") ?? [];
  if (createdAtMs === undefined || stationId === undefined) return null;
  return { createdAtMs: Number(createdAtMs), stationId };
}
