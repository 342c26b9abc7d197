// Planned maintenance: piles out of service from a time until another, told to drivers beforehand.
import * as z from "zod/mini";
import { limits } from "../../../limits.ts";
import { Cursor, pageOf, pageSize, PileId, StationId, TimeMs } from "../../common.ts";
import { endpoint } from "../../endpoint.ts";

export const WindowId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));

export const WindowState = z.enum(["planned", "active", "ended", "cancelled"]);
export type WindowState = z.infer<typeof WindowState>;

const reason = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(limits.maintenanceReason.most));

export const MaintenanceWindow = z.object({
  windowId: WindowId,
  stationId: StationId,
  stationName: z.string(),
  stationNameEn: z.string(),
  /** None named: all of the station's. */
  pileIds: z.array(PileId),
  fromMs: TimeMs,
  untilMs: TimeMs,
  /** Drivers read it. */
  reason: z.string(),
  state: WindowState,
  /** Piles that have not been told yet: they are asked again each minute. */
  pendingPileIds: z.array(PileId),
  createdAtMs: TimeMs,
});
export type MaintenanceWindow = z.infer<typeof MaintenanceWindow>;

export const adminListMaintenanceWindows = endpoint({
  method: "GET",
  path: "/api/v1/admin/maintenance-windows",
  access: "staff",
  tag: "Maintenance",
  summary: "Planned maintenance: what is ahead or under way, or all, the latest first",
  input: z.object({
    show: z._default(z.enum(["current", "all"]), "current"),
    limit: pageSize(),
    cursor: z.optional(Cursor),
  }),
  output: pageOf(MaintenanceWindow),
  problems: [],
});

export const adminPlanMaintenance = endpoint({
  method: "POST",
  path: "/api/v1/admin/maintenance-windows",
  access: "staff",
  tag: "Maintenance",
  summary:
    "Plan maintenance: reservations within are ended with their money back, and from then until then nobody can charge there",
  input: z.object({
    stationId: StationId,
    pileIds: z._default(z.array(PileId).check(z.maxLength(limits.pilesPerStation.most)), []),
    fromMs: TimeMs,
    untilMs: TimeMs,
    reason,
  }),
  output: MaintenanceWindow,
  problems: ["station_not_found", "pile_not_found", "window_not_valid", "windows_full"],
});

export const adminEndMaintenance = endpoint({
  method: "POST",
  path: "/api/v1/admin/maintenance-windows/:windowId/end",
  access: "staff",
  tag: "Maintenance",
  summary: "Cancel planned maintenance, or end it now: its piles work again",
  input: z.object({ windowId: WindowId }),
  output: MaintenanceWindow,
  problems: ["window_not_found"],
});
