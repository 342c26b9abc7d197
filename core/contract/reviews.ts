// Drivers' reviews of stations: one a driver and station, after a charge there.
import * as z from "zod/mini";
import { limits } from "../limits.ts";
import { Cursor, OrderId, pageOf, pageSize, StationId, TimeMs } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** A ULID; it sorts by time. */
export const ReviewId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));

/** What a driver ticks; each is worded by the apps. */
export const ReviewTag = z.enum([
  "fastCharging",
  "easyToFind",
  "goodPrice",
  "clean",
  "wellLit",
  "helpfulStaff",
  "placesToGo",
  "slowCharging",
  "hardToFind",
  "brokenPiles",
  "baysBlocked",
  "crowded",
  "parkingFee",
]);
export type ReviewTag = z.infer<typeof ReviewTag>;

const stars = () => z.number().check(z.int(), z.minimum(1), z.maximum(5));

const written = {
  stars: stars(),
  text: z.string().check(z.trim(), z.maxLength(limits.reviewText.most)),
  tags: z.array(ReviewTag).check(z.maxLength(limits.reviewTags.most)),
};

export const Review = z.object({
  reviewId: ReviewId,
  stars: z.number(),
  text: z.string(),
  tags: z.array(ReviewTag),
  /** Made up by the platform; it says nothing else of him. */
  driverName: z.string(),
  createdAtMs: TimeMs,
  /** Later than `createdAtMs` when it was changed. */
  updatedAtMs: TimeMs,
});
export type Review = z.infer<typeof Review>;

/** Its author sees that it was hidden, and why. */
export const OwnReview = z.extend(Review, {
  hidden: z.nullable(z.object({ reason: z.string(), atMs: TimeMs })),
});
export type OwnReview = z.infer<typeof OwnReview>;

/** Of the reviews that are shown. */
export const Rating = z.object({
  count: z.number(),
  /** To a tenth; null while there is no review. */
  averageStars: z.nullable(z.number()),
});
export type Rating = z.infer<typeof Rating>;

export const listReviews = endpoint({
  method: "GET",
  path: "/api/v1/stations/:stationId/reviews",
  access: "public",
  tag: "Find",
  summary: "A station's reviews, the newest first, with their average and how many gave each star",
  input: z.object({ stationId: StationId, limit: pageSize(), cursor: z.optional(Cursor) }),
  output: z.extend(pageOf(Review), {
    rating: Rating,
    /** How many gave one star, two, … five. */
    countByStars: z.array(z.number()),
  }),
  problems: ["station_not_found"],
});

export const putReview = endpoint({
  method: "PUT",
  path: "/api/v1/stations/:stationId/review",
  access: "driver",
  tag: "Driver",
  summary: "Write or change my review of a station where I have charged",
  input: z.object({ stationId: StationId, ...written }),
  output: OwnReview,
  problems: ["station_not_found", "review_needs_charge"],
});

export const deleteReview = endpoint({
  method: "DELETE",
  path: "/api/v1/stations/:stationId/review",
  access: "driver",
  tag: "Driver",
  summary: "Delete my review of a station; without one nothing happens",
  input: z.object({ stationId: StationId }),
  output: z.object({}),
  problems: [],
});

/** For the operator: with its charge, hidden or not. */
export const AdminReview = z.extend(OwnReview, { orderId: OrderId });
export type AdminReview = z.infer<typeof AdminReview>;
