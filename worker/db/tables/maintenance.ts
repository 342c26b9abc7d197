// Work orders with their timelines, the rules that make them, and planned windows.
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { RuleAction, RuleCondition } from "../../../core/contract/admin/maintenance/rules.ts";
import type { WindowState } from "../../../core/contract/admin/maintenance/windows.ts";
import type {
  WorkOrderCause,
  WorkOrderEventContent,
  WorkOrderPriority,
  WorkOrderState,
} from "../../../core/contract/admin/maintenance/workOrders.ts";
import { operators, staff } from "./operators.ts";
import { piles, stations } from "./stations.ts";

export const workOrders = sqliteTable(
  "work_orders",
  {
    /** A ULID; a rule's is made from the rule and the cause, so that one cause makes one. */
    workOrderId: text("work_order_id").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    stationId: text("station_id")
      .notNull()
      .references(() => stations.stationId),
    /** Null where it is about the station. */
    pileId: text("pile_id").references(() => piles.pileId),
    connectorId: integer("connector_id"),
    title: text("title").notNull(),
    priority: text("priority").$type<WorkOrderPriority>().notNull(),
    state: text("state").$type<WorkOrderState>().notNull(),
    assigneeId: text("assignee_id").references(() => staff.staffId),
    dueAtMs: integer("due_at_ms"),
    cause: text("cause", { mode: "json" }).$type<WorkOrderCause>(),
    ruleId: text("rule_id"),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
    resolvedAtMs: integer("resolved_at_ms"),
  },
  (table) => [
    index("work_orders_by_operator").on(table.operatorId, table.workOrderId),
    index("work_orders_open")
      .on(table.operatorId, table.workOrderId)
      .where(sql`resolved_at_ms is null`),
    index("work_orders_open_by_pile")
      .on(table.pileId, table.ruleId)
      .where(sql`resolved_at_ms is null`),
    index("work_orders_resolved")
      .on(table.operatorId, table.resolvedAtMs)
      .where(sql`resolved_at_ms is not null`),
  ],
);

/** What happened to a work order, in order: the only record of it. */
export const workOrderEvents = sqliteTable(
  "work_order_events",
  {
    workOrderId: text("work_order_id")
      .notNull()
      .references(() => workOrders.workOrderId),
    /** A ULID. */
    eventId: text("event_id").notNull(),
    /** Null: the platform. */
    staffId: text("staff_id").references(() => staff.staffId),
    content: text("content", { mode: "json" }).$type<WorkOrderEventContent>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workOrderId, table.eventId] })],
);

export const maintenanceRules = sqliteTable(
  "maintenance_rules",
  {
    ruleId: text("rule_id").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    name: text("name").notNull(),
    /** Null: every station. */
    stationId: text("station_id").references(() => stations.stationId),
    condition: text("condition", { mode: "json" }).$type<RuleCondition>().notNull(),
    action: text("action", { mode: "json" }).$type<RuleAction>().notNull(),
    isOn: integer("is_on", { mode: "boolean" }).notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  (table) => [index("maintenance_rules_by_operator").on(table.operatorId, table.ruleId)],
);

/** A loss of link that becomes a rule's at `dueAtMs` unless it ends before. */
export const ruleWaits = sqliteTable(
  "rule_waits",
  {
    ruleId: text("rule_id").notNull(),
    faultId: text("fault_id").notNull(),
    dueAtMs: integer("due_at_ms").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ruleId, table.faultId] }),
    index("rule_waits_due").on(table.dueAtMs),
  ],
);

export const maintenanceWindows = sqliteTable(
  "maintenance_windows",
  {
    windowId: text("window_id").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    stationId: text("station_id")
      .notNull()
      .references(() => stations.stationId),
    /** None: all of the station's, whichever they are then. */
    pileIds: text("pile_ids", { mode: "json" }).$type<readonly string[]>().notNull(),
    fromMs: integer("from_ms").notNull(),
    /** When it ended, once it has. */
    untilMs: integer("until_ms").notNull(),
    reason: text("reason").notNull(),
    state: text("state").$type<WindowState>().notNull(),
    /** Piles that have yet to be told of what is so now. */
    pending: text("pending", { mode: "json" }).$type<readonly string[]>().notNull(),
    /** When it is to be looked at again; null once there is nothing left to do. */
    nextAtMs: integer("next_at_ms"),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (table) => [
    index("maintenance_windows_by_operator").on(table.operatorId, table.windowId),
    /** For the uptime of a period. */
    index("maintenance_windows_by_end").on(table.operatorId, table.untilMs),
    index("maintenance_windows_of_station").on(table.stationId, table.untilMs),
    index("maintenance_windows_due")
      .on(table.nextAtMs)
      .where(sql`next_at_ms is not null`),
  ],
);
