// Reviews of stations: one a driver and station. Triggers keep the counts at the stations.
import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import type { AdminReview, Rating, Review, ReviewTag } from "../../core/contract/reviews.ts";
import { limits } from "../../core/limits.ts";
import type { Database } from "./database.ts";
import { drivers } from "./tables/drivers.ts";
import { reviews } from "./tables/feedback.ts";
import { orders } from "./tables/orders.ts";
import { stations } from "./tables/stations.ts";

const selectReviews = (db: Database) =>
  db
    .select({ review: reviews, driverName: drivers.displayName })
    .from(reviews)
    .innerJoin(drivers, eq(drivers.driverId, reviews.driverId));

export type ReviewRow = Awaited<ReturnType<typeof selectReviews>>[number];

export const reviewView = ({ review, driverName }: ReviewRow): Review => ({
  reviewId: review.reviewId,
  stars: review.stars,
  text: review.text,
  tags: [...review.tags],
  driverName,
  createdAtMs: review.createdAtMs,
  updatedAtMs: review.updatedAtMs,
});

export const ownReviewView = (row: ReviewRow): Omit<AdminReview, "orderId"> => {
  const { hiddenAtMs, hiddenReason } = row.review;
  return {
    ...reviewView(row),
    hidden: hiddenAtMs === null ? null : { reason: hiddenReason ?? "", atMs: hiddenAtMs },
  };
};

export const adminReviewView = (row: ReviewRow): AdminReview => ({
  ...ownReviewView(row),
  orderId: row.review.orderId,
});

/** How many gave one star, two, … five: their number, and the mean to a tenth. */
export function ratingOf(countByStars: readonly number[]): Rating {
  const count = countByStars.reduce((sum, one) => sum + one, 0);
  const stars = countByStars.reduce((sum, one, at) => sum + one * (at + 1), 0);
  return { count, averageStars: count === 0 ? null : Math.round((10 * stars) / count) / 10 };
}

type ReviewKey = { readonly driverId: string; readonly stationId: string };

const isKey = ({ driverId, stationId }: ReviewKey) =>
  and(eq(reviews.driverId, driverId), eq(reviews.stationId, stationId));

export const ownReviewQuery = (db: Database, key: ReviewKey) => selectReviews(db).where(isKey(key));

type ReviewPage = {
  readonly stationId: string;
  readonly before: string | undefined;
  readonly limit: number;
  /** Staff see hidden ones. */
  readonly withHidden: boolean;
};

export const reviewsOfStationQuery = (db: Database, page: ReviewPage) =>
  selectReviews(db)
    .where(
      and(
        eq(reviews.stationId, page.stationId),
        page.withHidden ? undefined : isNull(reviews.hiddenAtMs),
        page.before === undefined ? undefined : lt(reviews.reviewId, page.before),
      ),
    )
    .orderBy(desc(reviews.reviewId))
    .limit(page.limit);

export const reviewCountsQuery = (db: Database, stationId: string) =>
  db
    .select({ reviewCounts: stations.reviewCounts })
    .from(stations)
    .where(eq(stations.stationId, stationId));

/** The last charge of a driver at a station that was settled, among his last ones. */
export function lastChargeQuery(db: Database, { driverId, stationId }: ReviewKey) {
  const recent = db
    .select({ orderId: orders.orderId, stationId: orders.stationId, state: orders.state })
    .from(orders)
    .where(eq(orders.driverId, driverId))
    .orderBy(desc(orders.orderId))
    .limit(limits.ordersBeforeReview.most)
    .as("recent");
  return db
    .select({ orderId: recent.orderId })
    .from(recent)
    .where(and(eq(recent.stationId, stationId), eq(recent.state, "settled")))
    .limit(1);
}

/** Writes his review, or changes the one there is; what staff hid stays hidden. */
export const putReview = (
  db: Database,
  {
    nowMs,
    ...row
  }: ReviewKey & {
    readonly reviewId: string;
    readonly orderId: string;
    readonly stars: number;
    readonly text: string;
    readonly tags: readonly ReviewTag[];
    readonly nowMs: number;
  },
) => {
  const { orderId, stars, text, tags } = row;
  return db
    .insert(reviews)
    .values({ ...row, createdAtMs: nowMs, updatedAtMs: nowMs })
    .onConflictDoUpdate({
      target: [reviews.driverId, reviews.stationId],
      set: { orderId, stars, text, tags, updatedAtMs: nowMs },
    });
};

export const deleteReview = (db: Database, key: ReviewKey) => db.delete(reviews).where(isKey(key));

/** A review of a station of this operator. */
export const operatorReviewQuery = (
  db: Database,
  { operatorId, reviewId }: { readonly operatorId: string; readonly reviewId: string },
) =>
  selectReviews(db)
    .innerJoin(stations, eq(stations.stationId, reviews.stationId))
    .where(and(eq(reviews.reviewId, reviewId), eq(stations.operatorId, operatorId)));

export const hideReview = (
  db: Database,
  reviewId: string,
  hidden: { readonly reason: string; readonly atMs: number } | null,
) =>
  db
    .update(reviews)
    .set({ hiddenAtMs: hidden?.atMs ?? null, hiddenReason: hidden?.reason ?? null })
    .where(eq(reviews.reviewId, reviewId));

/** For a driver who asks what is stored about him. */
export const reviewsOfDriver = (db: Database, driverId: string) =>
  db
    .select({
      stationId: reviews.stationId,
      stars: reviews.stars,
      text: reviews.text,
      tags: reviews.tags,
      createdAtMs: reviews.createdAtMs,
      updatedAtMs: reviews.updatedAtMs,
      hiddenReason: sql<string | null>`${reviews.hiddenReason}`,
    })
    .from(reviews)
    .where(eq(reviews.driverId, driverId));

/** For a driver who leaves: his words go, and with them his stars. */
export const eraseReviews = (db: Database, driverId: string) =>
  [db.delete(reviews).where(eq(reviews.driverId, driverId))] as const;
