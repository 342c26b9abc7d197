// Reviews of stations: everybody reads them; who has charged there writes, changes or deletes his.
import { ulid } from "ulid";
import { deleteReview, listReviews, putReview } from "../../../core/contract/reviews.ts";
import { err, ok } from "../../../core/result.ts";
import { dbOf } from "../../db/database.ts";
import * as rows from "../../db/reviews.ts";
import type { App } from "../context.ts";
import { pageOfRows } from "../page.ts";
import { serve, serveDriver } from "../serve.ts";

export function reviewRoutes(app: App): void {
  serve(app, listReviews, async ({ env, input }) => {
    const db = dbOf(env);
    const { stationId, limit, cursor: before } = input;
    const [counted, found] = await Promise.all([
      rows.reviewCountsQuery(db, stationId).get(),
      rows.reviewsOfStationQuery(db, { stationId, before, limit: limit + 1, withHidden: false }),
    ]);
    if (counted === undefined) return err({ code: "station_not_found" });
    const page = pageOfRows(found, limit, ({ review }) => review.reviewId);
    const countByStars = [...counted.reviewCounts];
    const items = page.items.map(rows.reviewView);
    return ok({ ...page, items, rating: rows.ratingOf(countByStars), countByStars });
  });
  serveDriver(app, putReview, async ({ env, input, driver, nowMs }) => {
    const db = dbOf(env);
    const { stationId, stars, text, tags } = input;
    const key = { stationId, driverId: driver.driverId };
    if ((await rows.reviewCountsQuery(db, stationId).get()) === undefined) {
      return err({ code: "station_not_found" });
    }
    const charge = await rows.lastChargeQuery(db, key).get();
    if (charge === undefined) return err({ code: "review_needs_charge" });
    const written = { ...key, ...charge, stars, text, tags: [...new Set(tags)] };
    await rows.putReview(db, { ...written, reviewId: ulid(nowMs), nowMs });
    const review = await rows.ownReviewQuery(db, key).get();
    // Deleted at the same moment: what he asked last holds.
    return review === undefined ? err({ code: "unavailable" }) : ok(rows.ownReviewView(review));
  });
  serveDriver(app, deleteReview, async ({ env, input: { stationId }, driver }) => {
    await rows.deleteReview(dbOf(env), { stationId, driverId: driver.driverId });
    return ok({});
  });
}
