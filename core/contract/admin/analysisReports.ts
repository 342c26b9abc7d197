// Reports that the platform makes when a week or a month is over.
import * as z from "zod/mini";
import { Fen, TimeMs } from "../common.ts";
import { endpoint } from "../endpoint.ts";
import {
  CivilDate,
  Counts,
  DriverMonth,
  Periods,
  RevenueParts,
  StationLine,
  Stays,
  UsageDay,
  UsageSums,
  Ways,
} from "./analysisParts.ts";

export const ReportKind = z.enum(["week", "month"]);
export type ReportKind = z.infer<typeof ReportKind>;

const PeriodFigures = z.object({ usage: UsageSums, revenueFen: Fen, parts: RevenueParts });

export const Report = z.object({
  now: PeriodFigures,
  /** The period before, as long. */
  before: PeriodFigures,
  days: z.array(UsageDay),
  periods: Periods,
  ways: Ways,
  outcomes: Counts,
  reservations: Counts,
  faultCodes: Counts,
  stays: Stays,
  /** By revenue, the largest first. */
  stations: z.array(StationLine),
  /** Of a month's report. */
  drivers: z.nullable(DriverMonth),
});
export type Report = z.infer<typeof Report>;

const head = { kind: ReportKind, fromDay: CivilDate, toDay: CivilDate, madeAtMs: TimeMs };

export const adminListAnalysisReports = endpoint({
  method: "GET",
  path: "/api/v1/admin/analysis/reports",
  access: "staff",
  tag: "Operations",
  summary: "Reports of weeks and months that are over, newest first",
  input: z.object({ kind: z.optional(ReportKind) }),
  output: z.object({ items: z.array(z.object(head)) }),
  problems: [],
});

export const adminGetAnalysisReport = endpoint({
  method: "GET",
  path: "/api/v1/admin/analysis/reports/:kind/:fromDay",
  access: "staff",
  tag: "Operations",
  summary: "One report with all its figures, as they were when it was made",
  input: z.object({ kind: ReportKind, fromDay: CivilDate }),
  output: z.object({ ...head, report: Report }),
  problems: ["not_found"],
});
