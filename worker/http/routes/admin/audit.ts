// The audit, searched by who, what, to what, and when.
import { adminListAudit } from "../../../../core/contract/admin/audit.ts";
import { ok } from "../../../../core/result.ts";
import { auditQuery } from "../../../db/audit.ts";
import { dbOf } from "../../../db/database.ts";
import type { App } from "../../context.ts";
import { pageOfRows } from "../../page.ts";
import { serveStaff } from "../../serve.ts";

export function adminAuditRoutes(app: App): void {
  serveStaff(app, adminListAudit, async ({ env, input, staff }) => {
    const { limit, cursor: before, staffId, action, subject, fromMs, toMs } = input;
    const rows = await auditQuery(dbOf(env), {
      operatorId: staff.operatorId,
      staffId,
      action,
      subject,
      fromMs,
      toMs,
      before,
      limit: limit + 1,
    });
    const page = pageOfRows(rows, limit, ({ auditId }) => auditId);
    const items = page.items.map(({ kind, ...row }) => ({ ...row, isKey: kind === "key" }));
    return ok({ ...page, items });
  });
}
