// Every query about favourites, reviews, fault reports and pictures, as it is made.
import { sql } from "drizzle-orm";
import * as favourites from "../../../../worker/db/favourites.ts";
import * as faultReports from "../../../../worker/db/faultReports.ts";
import * as pictures from "../../../../worker/db/pictures.ts";
import * as reviews from "../../../../worker/db/reviews.ts";
import type { Database } from "../../../../worker/db/database.ts";
import type { Query } from "./query.ts";

const operatorId = "op-1";
const orderId = "01KA0000000000000000000000";
const ofDriver = { driverId: "d", stationId: "s" } as const;
const reviewPage = { stationId: "s", limit: 21 } as const;
const reportPage = {
  operatorId,
  unresolvedOnly: true,
  pileId: undefined,
  before: undefined,
  limit: 21,
} as const;
const shownPicture = { stationId: "s", pictureId: "a", staffId: "m", nowMs: 1 } as const;

export const feedbackQueries: Readonly<Record<string, (db: Database) => Query>> = {
  favourite: (db) => favourites.favouriteQuery(db, ofDriver),
  favourites: (db) => favourites.favouritesQuery(db, { driverId: "d", before: null, limit: 21 }),
  favouritesAfter: (db) =>
    favourites.favouritesQuery(db, {
      driverId: "d",
      before: { createdAtMs: 1, stationId: "s" },
      limit: 21,
    }),
  favouriteAdded: (db) => favourites.addFavourite(db, ofDriver, 1),
  favouriteRemoved: (db) => favourites.removeFavourite(db, ofDriver),
  favouritesOfDriver: (db) => favourites.favouritesOfDriver(db, "d"),
  favouritesErased: (db) => favourites.eraseFavourites(db, "d")[0],
  ownReview: (db) => reviews.ownReviewQuery(db, ofDriver),
  reviews: (db) =>
    reviews.reviewsOfStationQuery(db, { ...reviewPage, before: undefined, withHidden: false }),
  reviewsAfter: (db) =>
    reviews.reviewsOfStationQuery(db, { ...reviewPage, before: orderId, withHidden: true }),
  reviewCounts: (db) => reviews.reviewCountsQuery(db, "s"),
  lastCharge: (db) => reviews.lastChargeQuery(db, ofDriver),
  operatorReview: (db) => reviews.operatorReviewQuery(db, { operatorId, reviewId: orderId }),
  reviewHidden: (db) => reviews.hideReview(db, orderId, null),
  reviewsOfDriver: (db) => reviews.reviewsOfDriver(db, "d"),
  reviewsErased: (db) => reviews.eraseReviews(db, "d")[0],
  reportedPlace: (db) => faultReports.reportedPlaceQuery(db, { pileId: "p", connectorId: 1 }),
  ownFaultReport: (db) =>
    faultReports.ownFaultReportQuery(db, { reportId: orderId, driverId: "d" }),
  repeatedFaultReport: (db) =>
    faultReports.repeatedFaultReportQuery(db, { driverId: "d", idempotencyKey: "k" }),
  faultReportsSince: (db) =>
    faultReports.faultReportsSinceQuery(db, { driverId: "d", sinceId: orderId }),
  faultReportsMine: (db) =>
    faultReports.faultReportsOfDriverQuery(db, { driverId: "d", before: orderId, limit: 21 }),
  faultReportsUnresolved: (db) => faultReports.faultReportsOfOperatorQuery(db, reportPage),
  faultReportsAll: (db) =>
    faultReports.faultReportsOfOperatorQuery(db, {
      ...reportPage,
      unresolvedOnly: false,
      before: orderId,
    }),
  faultReportsOfPile: (db) =>
    faultReports.faultReportsOfOperatorQuery(db, { ...reportPage, pileId: "p" }),
  operatorFaultReport: (db) =>
    faultReports.operatorFaultReportQuery(db, { operatorId, reportId: orderId }),
  faultReportsOfDriver: (db) => faultReports.faultReportsOfDriver(db, "d"),
  faultReportsErased: (db) => faultReports.eraseFaultReports(db, "d", 1)[0],
  waitingPictures: (db) => pictures.waitingPicturesQuery(db, "d"),
  picturesUsed: (db) =>
    pictures.usePictures(db, {
      pictureIds: ["a"],
      by: pictures.byDriver("d"),
      usedBy: "report:r",
      nowMs: 1,
    }),
  picturesReleased: (db) =>
    pictures.releasePictures(db, { pictureIds: ["a"], usedBy: "report:r", unless: sql`1` }),
  pictureShown: (db) => pictures.showAtStation(db, shownPicture)[1],
  pictureHidden: (db) => pictures.hideAtStation(db, { ...shownPicture })[0],
  pictureDiscarded: (db) => pictures.hideAtStation(db, { ...shownPicture })[1],
  pictureThrownAway: (db) =>
    pictures.discardWaiting(db, { pictureId: "a", driverId: "d", nowMs: 1 }),
  picturesOfStation: (db) => pictures.picturesOfStationQuery(db, { operatorId, stationId: "s" }),
  picturesClaimed: (db) => pictures.claimDiscarded(db, 1),
  picturesForgotten: (db) => pictures.forgetPictures(db, ["a"]),
  picturesOfDriver: (db) => pictures.picturesOfDriver(db, "d"),
  picturesErased: (db) => pictures.erasePictures(db, "d", 1)[0],
};
