// What drivers say and show, for the operator: fault reports, reviews, and the stations' pictures.
import * as contract from "../../../../core/contract/admin/feedback.ts";
import { limits } from "../../../../core/limits.ts";
import { err, ok } from "../../../../core/result.ts";
import { auditInsert } from "../../../db/audit.ts";
import { dbOf } from "../../../db/database.ts";
import * as reports from "../../../db/faultReports.ts";
import { hideAtStation, picturesOfStationQuery, showAtStation } from "../../../db/pictures.ts";
import * as reviews from "../../../db/reviews.ts";
import type { Env } from "../../../env.ts";
import { keepPicture, pictureUrl, receivedFile } from "../../../pictures/pictures.ts";
import type { App } from "../../context.ts";
import { pageOfRows } from "../../page.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

export function adminFeedbackRoutes(app: App): void {
  serveStaff(app, contract.adminListFaultReports, listReports);
  serveStaff(app, contract.adminSetFaultReport, setReport);
  serveStaff(app, contract.adminListReviews, listReviews);
  serveStaff(app, contract.adminHideReview, async (call) =>
    moderate(call, { reason: call.input.reason, atMs: call.nowMs }),
  );
  serveStaff(app, contract.adminShowReview, async (call) => moderate(call, null));
  serveStaff(app, contract.adminListPictures, listPictures);
  serveStaff(app, contract.adminAddPicture, addPicture);
  serveStaff(app, contract.adminRemovePicture, removePicture);
}

const reportView = (env: Env, row: reports.FaultReportRow): contract.AdminFaultReport => ({
  ...reports.faultReportView(row, (pictureId) => pictureUrl(env, pictureId)),
  driverName: row.driverName,
});

async function listReports({
  env,
  input,
  staff,
}: Call<typeof contract.adminListFaultReports, ByStaff>) {
  const { limit, pileId, cursor: before } = input;
  const found = await reports.faultReportsOfOperatorQuery(dbOf(env), {
    operatorId: staff.operatorId,
    unresolvedOnly: input.unresolved === "true",
    pileId,
    before,
    limit: limit + 1,
  });
  const page = pageOfRows(found, limit, ({ report }) => report.reportId);
  return ok({ ...page, items: page.items.map((row) => reportView(env, row)) });
}

async function setReport({
  env,
  input,
  nowMs,
  staff,
}: Call<typeof contract.adminSetFaultReport, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { reportId, state, answer } = input;
  const key = { operatorId, reportId };
  const before = await reports.operatorFaultReportQuery(db, key).get();
  if (before === undefined) return err({ code: "fault_report_not_found" });
  await db.batch([
    reports.setFaultReport(db, reportId, { state, answer, updatedAtMs: nowMs }),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "adminSetFaultReport",
      subject: reportId,
      detail: { from: before.report.state, to: state },
      nowMs,
    }),
  ]);
  const report = { ...before.report, state, answer, updatedAtMs: nowMs };
  return ok(reportView(env, { ...before, report }));
}

async function listReviews({ env, input, staff }: Call<typeof contract.adminListReviews, ByStaff>) {
  const db = dbOf(env);
  const { stationId, limit, cursor: before } = input;
  const { operatorId } = staff;
  const station = await picturesOfStationQuery(db, { operatorId, stationId }).get();
  if (station === undefined) return err({ code: "station_not_found" });
  const [counted, found] = await Promise.all([
    reviews.reviewCountsQuery(db, stationId).get(),
    reviews.reviewsOfStationQuery(db, { stationId, before, limit: limit + 1, withHidden: true }),
  ]);
  const page = pageOfRows(found, limit, ({ review }) => review.reviewId);
  const items = page.items.map(reviews.adminReviewView);
  return ok({ ...page, items, rating: reviews.ratingOf(counted?.reviewCounts ?? []) });
}

type ModerateCall = Call<
  typeof contract.adminHideReview | typeof contract.adminShowReview,
  ByStaff
>;

async function moderate(
  { env, input: { reviewId }, nowMs, staff }: ModerateCall,
  hidden: { readonly reason: string; readonly atMs: number } | null,
) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const key = { operatorId, reviewId };
  const before = await reviews.operatorReviewQuery(db, key).get();
  if (before === undefined) return err({ code: "review_not_found" });
  await db.batch([
    reviews.hideReview(db, reviewId, hidden),
    auditInsert(db, {
      operatorId,
      staffId,
      action: hidden === null ? "adminShowReview" : "adminHideReview",
      subject: reviewId,
      detail: { stars: before.review.stars, ...(hidden !== null && { reason: hidden.reason }) },
      nowMs,
    }),
  ]);
  const review = await reviews.operatorReviewQuery(db, key).get();
  return review === undefined
    ? err({ code: "review_not_found" })
    : ok(reviews.adminReviewView(review));
}

const picturesView = (env: Env, pictureIds: readonly string[]) =>
  ok({ pictures: pictureIds.map((pictureId) => ({ pictureId, url: pictureUrl(env, pictureId) })) });

async function picturesOf(
  env: Env,
  key: { readonly operatorId: string; readonly stationId: string },
) {
  return (await picturesOfStationQuery(dbOf(env), key).get())?.pictures ?? null;
}

async function listPictures({
  env,
  input,
  staff,
}: Call<typeof contract.adminListPictures, ByStaff>) {
  const shown = await picturesOf(env, { ...input, operatorId: staff.operatorId });
  return shown === null ? err({ code: "station_not_found" }) : picturesView(env, shown);
}

async function addPicture({
  env,
  http,
  input: { stationId },
  nowMs,
  staff,
}: Call<typeof contract.adminAddPicture, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const before = await picturesOf(env, { operatorId, stationId });
  if (before === null) return err({ code: "station_not_found" });
  if (before.length >= limits.picturesPerStation.most) return err({ code: "pictures_full" });
  const file = await receivedFile(http.req.raw);
  if (!file.ok) return file;
  const by = { driverId: null, staffId };
  const kept = await keepPicture(env, { by, bytes: file.value, nowMs });
  if (!kept.ok) return kept;
  const { pictureId } = kept.value;
  await db.batch([
    ...showAtStation(db, { stationId, pictureId, staffId, nowMs }),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "adminAddPicture",
      subject: stationId,
      detail: { pictureId },
      nowMs,
    }),
  ]);
  const shown = (await picturesOf(env, { operatorId, stationId })) ?? [];
  return shown.includes(pictureId) ? picturesView(env, shown) : err({ code: "pictures_full" });
}

async function removePicture({
  env,
  input: { stationId, pictureId },
  nowMs,
  staff,
}: Call<typeof contract.adminRemovePicture, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const before = await picturesOf(env, { operatorId, stationId });
  if (before === null) return err({ code: "station_not_found" });
  if (!before.includes(pictureId)) return err({ code: "picture_not_found" });
  await db.batch([
    ...hideAtStation(db, { stationId, pictureId, nowMs }),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "adminRemovePicture",
      subject: stationId,
      detail: { pictureId },
      nowMs,
    }),
  ]);
  return picturesView(env, (await picturesOf(env, { operatorId, stationId })) ?? []);
}
