// Reports of weeks and months that are over.
import {
  adminGetAnalysisReport,
  adminListAnalysisReports,
} from "../../../../core/contract/admin/analysisReports.ts";
import { err, ok } from "../../../../core/result.ts";
import { reportQuery, reportsQuery } from "../../../db/analysis/reports.ts";
import { dbOf } from "../../../db/database.ts";
import type { App } from "../../context.ts";
import { serveStaff } from "../../serve.ts";

export function adminAnalysisReportRoutes(app: App): void {
  serveStaff(app, adminListAnalysisReports, async ({ env, input: { kind }, staff }) =>
    ok({ items: await reportsQuery(dbOf(env), { operatorId: staff.operatorId, kind }) }),
  );
  serveStaff(app, adminGetAnalysisReport, async ({ env, input, staff: { operatorId } }) => {
    const row = await reportQuery(dbOf(env), { operatorId, ...input }).get();
    if (row === undefined) return err({ code: "not_found" });
    const { kind, fromDay, toDay, madeAtMs, report } = row;
    return ok({ kind, fromDay, toDay, madeAtMs, report });
  });
}
