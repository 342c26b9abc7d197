// What is wrong now.
import { adminListIncidents } from "../../../../../core/contract/admin/maintenance/incidents.ts";
import { ok } from "../../../../../core/result.ts";
import { dbOf } from "../../../../db/database.ts";
import { incidentsOf } from "../../../../maintenance/incidents.ts";
import type { App } from "../../../context.ts";
import { serveStaff } from "../../../serve.ts";

export function adminIncidentRoutes(app: App): void {
  serveStaff(app, adminListIncidents, async ({ env, input: { stationId }, nowMs, staff }) =>
    ok(await incidentsOf(dbOf(env), { operatorId: staff.operatorId, stationId, nowMs })),
  );
}
