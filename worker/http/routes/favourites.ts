// A driver's favourite stations, and what a station is to him.
import {
  addFavourite,
  getMyStation,
  listFavourites,
  removeFavourite,
} from "../../../core/contract/favourites.ts";
import { err, ok } from "../../../core/result.ts";
import { dbOf } from "../../db/database.ts";
import * as rows from "../../db/favourites.ts";
import { lastChargeQuery, ownReviewQuery, ownReviewView } from "../../db/reviews.ts";
import { stationsByIdQuery } from "../../db/stations.ts";
import type { App } from "../context.ts";
import { serveDriver } from "../serve.ts";
import { favouriteStations } from "../stations/favouriteStations.ts";

export function favouriteRoutes(app: App): void {
  serveDriver(app, listFavourites, favouriteStations);
  serveDriver(app, addFavourite, async ({ env, input: { stationId }, driver, nowMs }) => {
    const db = dbOf(env);
    const key = { stationId, driverId: driver.driverId };
    await rows.addFavourite(db, key, nowMs);
    if ((await rows.favouriteQuery(db, key).get()) !== undefined) {
      return ok({ stationId, isFavourite: true });
    }
    const [station] = await stationsByIdQuery(db, [stationId]);
    return err({ code: station === undefined ? "station_not_found" : "favourites_full" });
  });
  serveDriver(app, removeFavourite, async ({ env, input: { stationId }, driver }) => {
    await rows.removeFavourite(dbOf(env), { stationId, driverId: driver.driverId });
    return ok({ stationId, isFavourite: false });
  });
  serveDriver(app, getMyStation, async ({ env, input: { stationId }, driver }) => {
    const db = dbOf(env);
    const key = { stationId, driverId: driver.driverId };
    const [[station], favourite, review, charge] = await Promise.all([
      stationsByIdQuery(db, [stationId]),
      rows.favouriteQuery(db, key).get(),
      ownReviewQuery(db, key).get(),
      lastChargeQuery(db, key).get(),
    ]);
    if (station === undefined) return err({ code: "station_not_found" });
    return ok({
      isFavourite: favourite !== undefined,
      review: review === undefined ? null : ownReviewView(review),
      mayReview: charge !== undefined,
    });
  });
}
