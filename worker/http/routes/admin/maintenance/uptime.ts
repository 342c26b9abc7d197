// Uptime of the last days.
import { adminGetUptime } from "../../../../../core/contract/admin/maintenance/uptime.ts";
import { err, ok } from "../../../../../core/result.ts";
import { adminStationQuery } from "../../../../db/adminStations.ts";
import { dbOf } from "../../../../db/database.ts";
import { uptimesOf } from "../../../../maintenance/uptimes.ts";
import type { App } from "../../../context.ts";
import { serveStaff } from "../../../serve.ts";

const DAY_MS = 86_400_000;

export function adminUptimeRoutes(app: App): void {
  serveStaff(app, adminGetUptime, async ({ env, input: { days, stationId }, nowMs, staff }) => {
    const db = dbOf(env);
    const { operatorId } = staff;
    if (stationId !== undefined) {
      const station = await adminStationQuery(db, { operatorId, stationId }).get();
      if (station === undefined) return err({ code: "station_not_found" });
    }
    const period = { fromMs: nowMs - days * DAY_MS, untilMs: nowMs };
    return ok(await uptimesOf(db, { operatorId, stationId, ...period }));
  });
}
