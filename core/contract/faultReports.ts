// Faults that drivers report, with pictures, and what staff made of them.
import * as z from "zod/mini";
import { limits } from "../limits.ts";
import { ConnectorId, Cursor, pageOf, pageSize, PileId, StationId, TimeMs } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { Picture, pictureIds } from "./pictures.ts";

/** A ULID; it sorts by time. */
export const FaultReportId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));

/** Each is worded by the apps. */
export const FaultReportKind = z.enum([
  "doesNotStart",
  "stopsEarly",
  "slowCharging",
  "connectorDamaged",
  "connectorStuck",
  "screenBroken",
  "codeUnreadable",
  "paymentProblem",
  "bayBlocked",
  /** Heat, smell, sparks, a bare wire. */
  "unsafe",
  "other",
]);
export type FaultReportKind = z.infer<typeof FaultReportKind>;

export const FaultReportState = z.enum(["open", "confirmed", "resolved"]);
export type FaultReportState = z.infer<typeof FaultReportState>;

export const FaultReport = z.object({
  reportId: FaultReportId,
  stationId: StationId,
  stationName: z.string(),
  stationNameEn: z.string(),
  pileId: PileId,
  pileName: z.string(),
  /** Null where it is about the pile as a whole. */
  connectorId: z.nullable(ConnectorId),
  kind: FaultReportKind,
  text: z.string(),
  pictures: z.array(Picture),
  state: FaultReportState,
  /** What staff tell him; empty until they do. */
  answer: z.string(),
  createdAtMs: TimeMs,
  updatedAtMs: TimeMs,
});
export type FaultReport = z.infer<typeof FaultReport>;

export const createFaultReport = endpoint({
  method: "POST",
  path: "/api/v1/fault-reports",
  access: "driver",
  tag: "Driver",
  summary: "Report a fault of a pile, with pictures uploaded before; send an Idempotency-Key",
  input: z.object({
    pileId: PileId,
    connectorId: z._default(z.nullable(ConnectorId), null),
    kind: FaultReportKind,
    text: z._default(z.string().check(z.trim(), z.maxLength(limits.faultReportText.most)), ""),
    pictureIds: pictureIds(),
  }),
  output: FaultReport,
  problems: ["pile_not_found", "connector_not_found", "picture_not_found", "idempotency_conflict"],
});

export const listFaultReports = endpoint({
  method: "GET",
  path: "/api/v1/fault-reports",
  access: "driver",
  tag: "Driver",
  summary: "The faults I reported, newest first",
  input: z.object({ limit: pageSize(), cursor: z.optional(Cursor) }),
  output: pageOf(FaultReport),
  problems: [],
});

export const getFaultReport = endpoint({
  method: "GET",
  path: "/api/v1/fault-reports/:reportId",
  access: "driver",
  tag: "Driver",
  summary: "One fault I reported, and what became of it",
  input: z.object({ reportId: FaultReportId }),
  output: FaultReport,
  problems: ["fault_report_not_found"],
});
