// Drivers' favourite stations.
import { and, desc, eq, lt, or, sql } from "drizzle-orm";
import { limits } from "../../core/limits.ts";
import type { Database } from "./database.ts";
import { insertWhen } from "./statements.ts";
import { favourites } from "./tables/feedback.ts";
import { stations } from "./tables/stations.ts";

export type FavouriteKey = { readonly driverId: string; readonly stationId: string };

const isKey = ({ driverId, stationId }: FavouriteKey) =>
  and(eq(favourites.driverId, driverId), eq(favourites.stationId, stationId));

export const favouriteQuery = (db: Database, key: FavouriteKey) =>
  db.select({ stationId: favourites.stationId }).from(favourites).where(isKey(key));

/** Adds one while there is room for it; one that is there stays. */
export const addFavourite = (db: Database, key: FavouriteKey, nowMs: number) =>
  insertWhen(
    db,
    favourites,
    { ...key, createdAtMs: nowMs },
    sql`exists (select 1 from ${stations} where ${eq(stations.stationId, key.stationId)})
      and (select count(*) from ${favourites} where ${eq(favourites.driverId, key.driverId)})
        < ${limits.favourites.most}`,
  );

export const removeFavourite = (db: Database, key: FavouriteKey) =>
  db.delete(favourites).where(isKey(key));

export type FavouritePlace = { readonly createdAtMs: number; readonly stationId: string };

/** The last added first; `before` is the last one of the page before. */
export const favouritesQuery = (
  db: Database,
  page: {
    readonly driverId: string;
    readonly before: FavouritePlace | null;
    readonly limit: number;
  },
) =>
  db
    .select({ stationId: favourites.stationId, createdAtMs: favourites.createdAtMs })
    .from(favourites)
    .where(
      and(
        eq(favourites.driverId, page.driverId),
        page.before === null
          ? undefined
          : or(
              lt(favourites.createdAtMs, page.before.createdAtMs),
              and(
                eq(favourites.createdAtMs, page.before.createdAtMs),
                lt(favourites.stationId, page.before.stationId),
              ),
            ),
      ),
    )
    .orderBy(desc(favourites.createdAtMs), desc(favourites.stationId))
    .limit(page.limit);

/** For a driver who asks what is stored about him. */
export const favouritesOfDriver = (db: Database, driverId: string) =>
  favouritesQuery(db, { driverId, before: null, limit: limits.favourites.most });

/** For a driver who leaves. */
export const eraseFavourites = (db: Database, driverId: string) =>
  [db.delete(favourites).where(eq(favourites.driverId, driverId))] as const;
