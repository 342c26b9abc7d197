// What staff corrected, who had to agree, and what was said of findings.
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Correction } from "../../../core/contract/admin/corrections.ts";
import type { FindingAction } from "../../../core/contract/admin/findings.ts";
import { operators, staff } from "./operators.ts";
import { orders } from "./orders.ts";

/** A settled order's bill made less by staff. The key lets one of two that happen at once win. */
export const corrections = sqliteTable(
  "corrections",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => orders.orderId),
    /** 1 for the first; it is the ledger's revision, and the refund's number less one. */
    revision: integer("revision").notNull(),
    /** A ULID: whose row it is, when two wanted to write it. */
    correctionId: text("correction_id").notNull(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    correction: text("correction", { mode: "json" }).$type<Correction>().notNull(),
    reason: text("reason").notNull(),
    beforeFen: integer("before_fen").notNull(),
    afterFen: integer("after_fen").notNull(),
    /** Through the gateway, into the balance, and off what the driver owed. */
    refundFen: integer("refund_fen").notNull(),
    walletFen: integer("wallet_fen").notNull(),
    owedFen: integer("owed_fen").notNull(),
    askedBy: text("asked_by")
      .notNull()
      .references(() => staff.staffId),
    approvedBy: text("approved_by").references(() => staff.staffId),
    atMs: integer("at_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.revision] })],
);

/** A correction, or what is to be done of a finding, that waits for a second person; or how it was decided. */
export const approvals = sqliteTable(
  "approvals",
  {
    approvalId: text("approval_id").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    /** Null where it is about a finding that is no order's. */
    orderId: text("order_id").references(() => orders.orderId),
    /** The finding that it is about; null for a correction. */
    eventId: text("event_id"),
    correction: text("correction", { mode: "json" }).$type<Correction | FindingAction>().notNull(),
    amountFen: integer("amount_fen").notNull(),
    reason: text("reason").notNull(),
    askedBy: text("asked_by")
      .notNull()
      .references(() => staff.staffId),
    askedAtMs: integer("asked_at_ms").notNull(),
    expiresAtMs: integer("expires_at_ms").notNull(),
    decision: text("decision", { enum: ["approved", "declined"] }),
    decidedBy: text("decided_by").references(() => staff.staffId),
    decidedAtMs: integer("decided_at_ms"),
  },
  (table) => [
    index("approvals_by_operator").on(table.operatorId, table.approvalId),
    index("approvals_by_order").on(table.orderId),
  ],
);

/** A finding that a person has looked into, and what he says of it. */
export const findingNotes = sqliteTable("finding_notes", {
  eventId: text("event_id").primaryKey(),
  reason: text("reason").notNull(),
  staffId: text("staff_id")
    .notNull()
    .references(() => staff.staffId),
  atMs: integer("at_ms").notNull(),
  /** What was done; null where it was only explained. */
  action: text("action", { mode: "json" }).$type<FindingAction>(),
});
