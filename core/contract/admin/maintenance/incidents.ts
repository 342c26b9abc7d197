// Incidents: all that is wrong at a pile now, from every source, as one row, the most pressing first.
import * as z from "zod/mini";
import { PileId, StationId, TimeMs } from "../../common.ts";
import { endpoint } from "../../endpoint.ts";
import { WorkOrderPriority, WorkOrderState } from "./workOrders.ts";

export const IncidentSource = z.enum(["fault", "offline", "report", "security"]);
export type IncidentSource = z.infer<typeof IncidentSource>;

/** Danger; nobody can charge there; it works, but not well; somebody should know. */
export const IncidentSeverity = z.enum(["danger", "outage", "degraded", "notice"]);
export type IncidentSeverity = z.infer<typeof IncidentSeverity>;

export const IncidentSignal = z.object({
  source: IncidentSource,
  /** Of the fault, the report or the event. */
  id: z.string(),
  /** Null where it is about the pile as a whole. */
  connectorId: z.nullable(z.number()),
  /** OCPP's error code, the report's kind, the event's kind. */
  code: z.string(),
  /** What the charger or the driver added. */
  detail: z.string(),
  severity: IncidentSeverity,
  sinceMs: TimeMs,
});
export type IncidentSignal = z.infer<typeof IncidentSignal>;

/** Why an incident stands where it stands: each gives points. */
export const RankReason = z.object({
  kind: z.enum([
    ...IncidentSeverity.options,
    "drivers",
    "charges",
    "reservations",
    "age",
    "handled",
  ]),
  /** Reports, reservations that stand, charges of a usual week at one connector, hours; 0 where none is counted. */
  count: z.number(),
  points: z.number(),
});
export type RankReason = z.infer<typeof RankReason>;

export const Incident = z.object({
  pileId: PileId,
  stationId: StationId,
  stationName: z.string(),
  stationNameEn: z.string(),
  severity: IncidentSeverity,
  sinceMs: TimeMs,
  signals: z.array(IncidentSignal),
  points: z.number(),
  reasons: z.array(RankReason),
  workOrders: z.array(
    z.object({
      workOrderId: z.string(),
      title: z.string(),
      state: WorkOrderState,
      priority: WorkOrderPriority,
    }),
  ),
});
export type Incident = z.infer<typeof Incident>;

export const adminListIncidents = endpoint({
  method: "GET",
  path: "/api/v1/admin/incidents",
  access: "staff",
  tag: "Maintenance",
  summary:
    "What is wrong now: open faults, chargers that stay away, drivers' reports and chargers' security events, by pile, the most pressing first",
  input: z.object({ stationId: z.optional(StationId) }),
  output: z.object({
    items: z.array(Incident),
    /** Whether a source had more than are ranked. */
    isCut: z.boolean(),
  }),
  problems: [],
});
