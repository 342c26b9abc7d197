// Uptime and mean time to repair, by station, or by pile of one station.
import * as z from "zod/mini";
import { limits } from "../../../limits.ts";
import { queryNumber, StationId, TimeMs } from "../../common.ts";
import { endpoint } from "../../endpoint.ts";

const DAY_MS = 86_400_000;

const figures = {
  /** Of all connectors together: the time in service, and how much of it they could not be used. */
  serviceMs: z.number(),
  downMs: z.number(),
  /** 1 is always; null where nothing was in service. */
  uptime: z.nullable(z.number()),
  /** Outages that ended in the period. */
  repaired: z.number(),
  /** Their mean length; null of none. */
  meanRepairMs: z.nullable(z.number()),
};

export const UptimeRow = z.object({
  /** Null in rows of stations. */
  pileId: z.nullable(z.string()),
  stationId: StationId,
  stationName: z.string(),
  stationNameEn: z.string(),
  ...figures,
});
export type UptimeRow = z.infer<typeof UptimeRow>;

export const adminGetUptime = endpoint({
  method: "GET",
  path: "/api/v1/admin/uptime",
  access: "staff",
  tag: "Maintenance",
  summary:
    "Uptime and mean time to repair of the last days, by station, or by pile of one: time down by faults or a lost link, planned maintenance aside, against time in service",
  input: z.object({
    days: z._default(
      queryNumber().check(
        z.int(),
        z.minimum(1),
        z.maximum(Math.floor(limits.uptimePeriodMs.most / DAY_MS)),
      ),
      30,
    ),
    stationId: z.optional(StationId),
  }),
  output: z.object({
    fromMs: TimeMs,
    untilMs: TimeMs,
    total: z.object(figures),
    rows: z.array(UptimeRow),
    /** Mean time from a work order's opening to its resolution, of those resolved in the period. */
    meanWorkOrderMs: z.nullable(z.number()),
    resolvedWorkOrders: z.number(),
    /** Whether there was more than is added up: the figures are then of a part. */
    isCut: z.boolean(),
  }),
  problems: ["station_not_found"],
});
