// Payments, what the gateways said, refunds, and the ledger.
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Posting } from "../../../core/money/ledger.ts";
import { drivers } from "./drivers.ts";
import { orders } from "./orders.ts";

export const payments = sqliteTable(
  "payments",
  {
    /** The merchant's order number at the gateway. An order is paid once, under its own id. */
    paymentId: text("payment_id").primaryKey(),
    /** "stray": nothing asked for it, and staff decided what becomes of it. */
    purpose: text("purpose", { enum: ["order", "topUp", "stray"] }).notNull(),
    orderId: text("order_id").references(() => orders.orderId),
    driverId: text("driver_id")
      .notNull()
      .references(() => drivers.driverId),
    provider: text("provider", { enum: ["wechatpay", "alipay"] }).notNull(),
    amountFen: integer("amount_fen").notNull(),
    state: text("state", { enum: ["pending", "paid", "closed", "failed"] }).notNull(),
    gatewayTradeNo: text("gateway_trade_no"),
    createdAtMs: integer("created_at_ms").notNull(),
    expiresAtMs: integer("expires_at_ms").notNull(),
    paidAtMs: integer("paid_at_ms"),
    /** 1 while pending, null after: the sweep's index holds the pending ones alone. */
    pending: integer("pending"),
  },
  (table) => [
    index("payments_pending")
      .on(table.createdAtMs)
      .where(sql`pending = 1`),
    /** What a withdrawal may go back to. */
    index("payments_top_ups")
      .on(table.driverId, table.createdAtMs)
      .where(sql`purpose = 'topUp'`),
  ],
);

/** What a gateway said, raw, once under its own id. */
export const paymentEvents = sqliteTable(
  "payment_events",
  {
    provider: text("provider", { enum: ["wechatpay", "alipay"] }).notNull(),
    eventId: text("event_id").notNull(),
    kind: text("kind").notNull(),
    /** The merchant's number of the payment or refund it speaks of. */
    subject: text("subject").notNull(),
    raw: text("raw").notNull(),
    receivedAtMs: integer("received_at_ms").notNull(),
  },
  /** By its subject first: what was said of an order's payment and refunds stands on its time line. */
  (table) => [primaryKey({ columns: [table.subject, table.provider, table.eventId] })],
);

export const refunds = sqliteTable(
  "refunds",
  {
    /** The merchant's refund number at the gateway: the payment's id, "R" and a number, so that a payment's refunds are a range of this key. */
    refundId: text("refund_id").primaryKey(),
    paymentId: text("payment_id")
      .notNull()
      .references(() => payments.paymentId),
    orderId: text("order_id").references(() => orders.orderId),
    provider: text("provider", { enum: ["wechatpay", "alipay"] }).notNull(),
    amountFen: integer("amount_fen").notNull(),
    totalFen: integer("total_fen").notNull(),
    reason: text("reason", {
      enum: ["rest", "given_up", "paid_too_late", "withdrawn", "corrected", "stray"],
    }).notNull(),
    state: text("state", { enum: ["due", "processing", "succeeded", "failed"] }).notNull(),
    gatewayRefundNo: text("gateway_refund_no"),
    attempts: integer("attempts").notNull().default(0),
    /** When to try or ask again; null once it has ended. */
    nextAttemptMs: integer("next_attempt_ms"),
    lastError: text("last_error"),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
    /** When a withdrawal that its gateway refused came back into the balance. */
    returnedAtMs: integer("returned_at_ms"),
  },
  (table) => [
    index("refunds_open")
      .on(table.nextAttemptMs)
      .where(sql`next_attempt_ms is not null`),
  ],
);

/** A part of a withdrawal: so much goes back to one payment, whose refund is `paymentId R withdrawalId`. */
export type WithdrawalPart = {
  readonly paymentId: string;
  readonly provider: "wechatpay" | "alipay";
  readonly amountFen: number;
  /** What was paid then. */
  readonly totalFen: number;
};

/** Money of a balance on its way back to the payments that it came from; its refunds have the state. */
export const withdrawals = sqliteTable(
  "withdrawals",
  {
    withdrawalId: text("withdrawal_id").primaryKey(),
    driverId: text("driver_id")
      .notNull()
      .references(() => drivers.driverId),
    amountFen: integer("amount_fen").notNull(),
    parts: text("parts", { mode: "json" }).$type<readonly WithdrawalPart[]>().notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (table) => [index("withdrawals_by_driver").on(table.driverId, table.createdAtMs)],
);

/**
 * Double entry. One row is one entry with all its postings, so that it is written whole or not at
 * all, at most once per source, for the price of one row; the view `postings` lists them singly.
 * An order's entries are ranges of the key: `payment:ID`, `order:ID:…` and `refund:IDR…`.
 */
export const ledgerEntries = sqliteTable(
  "ledger_entries",
  {
    source: text("source").primaryKey(),
    kind: text("kind").notNull(),
    orderId: text("order_id").references(() => orders.orderId),
    /** Set where the entry moves a driver's wallet or what he owes. */
    driverId: text("driver_id").references(() => drivers.driverId),
    atMs: integer("at_ms").notNull(),
    postings: text("postings", { mode: "json" }).$type<readonly Posting[]>().notNull(),
  },
  (table) => [
    index("ledger_entries_by_driver")
      .on(table.driverId, table.atMs)
      .where(sql`driver_id is not null`),
  ],
);
