// A driver's report, held against the operator's rules.
import type { FaultReportRow } from "../db/faultReports.ts";
import { logError } from "../http/errors.ts";
import type { Post } from "../notices/notices.ts";
import { applyRules } from "./applyRules.ts";

/** The report is written by now, and stands in the incidents whatever becomes of the rules. */
export async function heedReport(
  post: Post,
  { report, ...names }: FaultReportRow,
  nowMs: number,
): Promise<void> {
  const { operatorId, reportId: id, kind: code, createdAtMs: atMs } = report;
  const { stationId, pileId, connectorId } = report;
  const happening = { kind: "report", id, code, stationId, pileId, connectorId, atMs } as const;
  try {
    await applyRules(post, { operatorId, happenings: [happening], names, nowMs });
  } catch (error) {
    logError("rules not applied", error, { pileId });
  }
}
