// Work orders: what has to be repaired, by whom, until when, and everything that happened to each.
import * as z from "zod/mini";
import { limits } from "../../../limits.ts";
import { ConnectorId, Cursor, pageOf, pageSize, PileId, StationId, TimeMs } from "../../common.ts";
import { endpoint } from "../../endpoint.ts";
import { Picture } from "../../pictures.ts";
import { StaffRole } from "../staff.ts";

/** A ULID; it sorts by time. */
export const WorkOrderId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));
const StaffId = z.string().check(z.minLength(1), z.maxLength(64));

export const WorkOrderPriority = z.enum(["urgent", "high", "normal", "low"]);
export type WorkOrderPriority = z.infer<typeof WorkOrderPriority>;

export const WorkOrderState = z.enum(["open", "inProgress", "resolved"]);
export type WorkOrderState = z.infer<typeof WorkOrderState>;

/** What it was made for. */
export const WorkOrderCause = z.object({
  kind: z.enum(["fault", "offline", "report", "security"]),
  /** Of the fault, the report or the event. */
  id: z.string().check(z.minLength(1), z.maxLength(128)),
  /** OCPP's error code, the report's kind, the event's kind. */
  code: z.string().check(z.maxLength(64)),
});
export type WorkOrderCause = z.infer<typeof WorkOrderCause>;

const title = z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.workOrderTitle.most));
const note = z.string().check(z.trim(), z.maxLength(limits.workOrderNote.most));
const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.workOrderNote.most));
const partName = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));
const partNumber = z.string().check(z.trim(), z.maxLength(40));
const quantity = z.number().check(z.int(), z.minimum(1), z.maximum(limits.partQuantity.most));

export const WorkOrderEventContent = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("opened"), ruleName: z.nullable(z.string()) }),
  /** The rule that made it would have made another. */
  z.object({ kind: z.literal("again"), cause: WorkOrderCause }),
  z.object({ kind: z.literal("comment"), text: z.string() }),
  z.object({ kind: z.literal("picture"), pictureId: z.string() }),
  z.object({
    kind: z.literal("part"),
    name: z.string(),
    partNumber: z.string(),
    quantity: z.number(),
  }),
  z.object({
    kind: z.literal("state"),
    from: WorkOrderState,
    to: WorkOrderState,
    note: z.string(),
  }),
  z.object({ kind: z.literal("assigned"), assigneeName: z.nullable(z.string()) }),
  z.object({ kind: z.literal("due"), dueAtMs: z.nullable(TimeMs) }),
  z.object({ kind: z.literal("priority"), from: WorkOrderPriority, to: WorkOrderPriority }),
  z.object({ kind: z.literal("title"), from: z.string(), to: z.string() }),
]);
export type WorkOrderEventContent = z.infer<typeof WorkOrderEventContent>;

export const WorkOrder = z.object({
  workOrderId: WorkOrderId,
  stationId: StationId,
  stationName: z.string(),
  stationNameEn: z.string(),
  /** Null where it is about the station. */
  pileId: z.nullable(PileId),
  /** Null where it is about the pile as a whole. */
  connectorId: z.nullable(z.number()),
  title: z.string(),
  priority: WorkOrderPriority,
  state: WorkOrderState,
  assigneeId: z.nullable(z.string()),
  assigneeName: z.nullable(z.string()),
  dueAtMs: z.nullable(TimeMs),
  cause: z.nullable(WorkOrderCause),
  /** The rule that made it; null: a person did. */
  ruleId: z.nullable(z.string()),
  createdAtMs: TimeMs,
  updatedAtMs: TimeMs,
  resolvedAtMs: z.nullable(TimeMs),
});
export type WorkOrder = z.infer<typeof WorkOrder>;

export const WorkOrderEvent = z.object({
  eventId: z.string(),
  atMs: TimeMs,
  /** Null: the platform. */
  staffName: z.nullable(z.string()),
  content: WorkOrderEventContent,
  /** Of an event that is one. */
  picture: z.nullable(Picture),
});
export type WorkOrderEvent = z.infer<typeof WorkOrderEvent>;

const detail = z.extend(WorkOrder, {
  /** In order of time. */
  events: z.array(WorkOrderEvent),
});
export type WorkOrderDetail = z.infer<typeof detail>;

export const adminListWorkOrders = endpoint({
  method: "GET",
  path: "/api/v1/admin/work-orders",
  access: "staff",
  tag: "Maintenance",
  summary: "Work orders, newest first: those that are not resolved, or all",
  input: z.object({
    show: z._default(z.enum(["open", "overdue", "resolved", "all"]), "open"),
    priority: z.optional(WorkOrderPriority),
    /** A member of staff, `me`, or `nobody`. */
    assignee: z.optional(StaffId),
    stationId: z.optional(StationId),
    pileId: z.optional(PileId),
    limit: pageSize(),
    cursor: z.optional(Cursor),
  }),
  output: pageOf(WorkOrder),
  problems: [],
});

export const adminCreateWorkOrder = endpoint({
  method: "POST",
  path: "/api/v1/admin/work-orders",
  access: "staff",
  tag: "Maintenance",
  summary: "Make a work order for a pile, or for a station as a whole",
  input: z.object({
    stationId: z.optional(StationId),
    pileId: z.optional(PileId),
    connectorId: z._default(z.nullable(ConnectorId), null),
    title,
    priority: WorkOrderPriority,
    assigneeId: z._default(z.nullable(StaffId), null),
    dueAtMs: z._default(z.nullable(TimeMs), null),
    cause: z._default(z.nullable(WorkOrderCause), null),
    /** The first comment. */
    text: z._default(note, ""),
  }),
  output: detail,
  problems: ["station_not_found", "pile_not_found", "staff_not_found"],
});

const key = { workOrderId: WorkOrderId };

export const adminGetWorkOrder = endpoint({
  method: "GET",
  path: "/api/v1/admin/work-orders/:workOrderId",
  access: "staff",
  tag: "Maintenance",
  summary: "One work order with everything that happened to it",
  input: z.object(key),
  output: detail,
  problems: ["work_order_not_found"],
});

export const adminUpdateWorkOrder = endpoint({
  method: "PATCH",
  path: "/api/v1/admin/work-orders/:workOrderId",
  access: "staff",
  tag: "Maintenance",
  summary: "Assign a work order, set its due time, priority or title; what is not named stays",
  input: z.object({
    ...key,
    title: z.optional(title),
    priority: z.optional(WorkOrderPriority),
    assigneeId: z.optional(z.nullable(StaffId)),
    dueAtMs: z.optional(z.nullable(TimeMs)),
  }),
  output: detail,
  problems: ["work_order_not_found", "staff_not_found", "work_order_full"],
});

export const adminSetWorkOrderState = endpoint({
  method: "POST",
  path: "/api/v1/admin/work-orders/:workOrderId/state",
  access: "staff",
  tag: "Maintenance",
  summary:
    "Begin, resolve or reopen a work order; a driver's report that it was made for is resolved with it",
  input: z.object({ ...key, state: WorkOrderState, note: z._default(note, "") }),
  output: detail,
  problems: ["work_order_not_found", "work_order_full"],
});

export const adminCommentWorkOrder = endpoint({
  method: "POST",
  path: "/api/v1/admin/work-orders/:workOrderId/comments",
  access: "staff",
  tag: "Maintenance",
  summary: "Say something on a work order",
  input: z.object({ ...key, text: words }),
  output: detail,
  problems: ["work_order_not_found", "work_order_full"],
});

export const adminAddWorkOrderPart = endpoint({
  method: "POST",
  path: "/api/v1/admin/work-orders/:workOrderId/parts",
  access: "staff",
  tag: "Maintenance",
  summary: "Write down a part that was used",
  input: z.object({ ...key, name: partName, partNumber: z._default(partNumber, ""), quantity }),
  output: detail,
  problems: ["work_order_not_found", "work_order_full"],
});

export const adminAddWorkOrderPicture = endpoint({
  method: "POST",
  path: "/api/v1/admin/work-orders/:workOrderId/pictures",
  access: "staff",
  tag: "Maintenance",
  body: "file",
  summary: "Upload a JPEG, PNG or WebP picture to a work order",
  input: z.object(key),
  output: detail,
  problems: [
    "work_order_not_found",
    "work_order_full",
    "picture_not_supported",
    "picture_missing",
    "pictures_full",
  ],
});

export const adminListAssignees = endpoint({
  method: "GET",
  path: "/api/v1/admin/assignees",
  access: "staff",
  tag: "Maintenance",
  summary: "Who of the operator's staff a work order can be given to",
  input: z.object({}),
  output: z.object({
    items: z.array(z.object({ staffId: z.string(), displayName: z.string(), role: StaffRole })),
  }),
  problems: [],
});
