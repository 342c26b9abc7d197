// What drivers say and show, for the operator: fault reports, reviews, and the stations' pictures.
import * as z from "zod/mini";
import { limits } from "../../limits.ts";
import { Cursor, pageOf, pageSize, PileId, StationId } from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { FaultReport, FaultReportId, FaultReportState } from "../faultReports.ts";
import { Picture, PictureId } from "../pictures.ts";
import { AdminReview, Rating, ReviewId } from "../reviews.ts";

/** The driver appears by a name that says nothing else of him; null when he left. */
export const AdminFaultReport = z.extend(FaultReport, { driverName: z.nullable(z.string()) });
export type AdminFaultReport = z.infer<typeof AdminFaultReport>;

export const adminListFaultReports = endpoint({
  method: "GET",
  path: "/api/v1/admin/fault-reports",
  access: "staff",
  tag: "Operations",
  summary: "Faults that drivers reported, newest first: those not resolved, or all",
  input: z.object({
    unresolved: z._default(z.enum(["true", "false"]), "true"),
    pileId: z.optional(PileId),
    limit: pageSize(),
    cursor: z.optional(Cursor),
  }),
  output: pageOf(AdminFaultReport),
  problems: [],
});

export const adminSetFaultReport = endpoint({
  method: "PATCH",
  path: "/api/v1/admin/fault-reports/:reportId",
  access: "staff",
  tag: "Operations",
  summary: "Say what became of a driver's report; he reads the answer",
  input: z.object({
    reportId: FaultReportId,
    state: FaultReportState,
    answer: z.string().check(z.trim(), z.maxLength(limits.faultReportText.most)),
  }),
  output: AdminFaultReport,
  problems: ["fault_report_not_found"],
});

export const adminListReviews = endpoint({
  method: "GET",
  path: "/api/v1/admin/stations/:stationId/reviews",
  access: "staff",
  tag: "Operations",
  summary: "A station's reviews, hidden ones too, newest first",
  input: z.object({ stationId: StationId, limit: pageSize(), cursor: z.optional(Cursor) }),
  output: z.extend(pageOf(AdminReview), { rating: Rating }),
  problems: ["station_not_found"],
});

export const adminHideReview = endpoint({
  method: "POST",
  path: "/api/v1/admin/reviews/:reviewId/hide",
  access: "staff",
  tag: "Operations",
  summary: "Hide a review from drivers, for a reason that its author reads",
  input: z.object({
    reviewId: ReviewId,
    reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.hidingReason.most)),
  }),
  output: AdminReview,
  problems: ["review_not_found"],
});

export const adminShowReview = endpoint({
  method: "POST",
  path: "/api/v1/admin/reviews/:reviewId/show",
  access: "staff",
  tag: "Operations",
  summary: "Show a review again that was hidden",
  input: z.object({ reviewId: ReviewId }),
  output: AdminReview,
  problems: ["review_not_found"],
});

const pictures = z.object({ pictures: z.array(Picture) });

export const adminListPictures = endpoint({
  method: "GET",
  path: "/api/v1/admin/stations/:stationId/pictures",
  access: "staff",
  tag: "Operations",
  summary: "A station's pictures, in the order in which drivers see them",
  input: z.object({ stationId: StationId }),
  output: pictures,
  problems: ["station_not_found"],
});

export const adminAddPicture = endpoint({
  method: "POST",
  path: "/api/v1/admin/stations/:stationId/pictures",
  access: "staff",
  tag: "Operations",
  body: "file",
  summary: "Add a JPEG, PNG or WebP picture to a station, after those it has",
  input: z.object({ stationId: StationId }),
  output: pictures,
  problems: ["station_not_found", "picture_not_supported", "picture_missing", "pictures_full"],
});

export const adminRemovePicture = endpoint({
  method: "DELETE",
  path: "/api/v1/admin/stations/:stationId/pictures/:pictureId",
  access: "staff",
  tag: "Operations",
  summary: "Take a picture off a station; the picture is deleted",
  input: z.object({ stationId: StationId, pictureId: PictureId }),
  output: pictures,
  problems: ["station_not_found", "picture_not_found"],
});
