// Refunds: owed from the moment their row is written, and open until the gateway has paid them out.
import { and, asc, eq, inArray, lte, ne, sql, type SQL } from "drizzle-orm";
import type { ProviderName } from "../payments/provider.ts";
import type { Database } from "./database.ts";
import { insertWhen } from "./statements.ts";
import { refunds } from "./tables/payments.ts";

export type RefundRow = typeof refunds.$inferSelect;
export type RefundReason = RefundRow["reason"];

/** It is carried out at once; the sweep comes by after this time if that did not end it. */
export const firstSweepMs = 60_000;

/** An order's first refund: what it did not use, or all of it. Later ones correct its bill. */
export const refundIdOf = (paymentId: string): string => `${paymentId}R1`;

export const insertRefundDue = (
  db: Database,
  due: {
    readonly orderId: string;
    readonly provider: ProviderName;
    readonly amountFen: number;
    readonly totalFen: number;
    readonly reason: RefundReason;
    readonly nowMs: number;
  },
  when: SQL,
) => {
  const { nowMs, ...row } = due;
  return insertWhen(
    db,
    refunds,
    {
      ...row,
      refundId: refundIdOf(due.orderId),
      paymentId: due.orderId,
      state: "due",
      gatewayRefundNo: null,
      attempts: 0,
      nextAttemptMs: nowMs + firstSweepMs,
      lastError: null,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    },
    when,
  );
};

export const refundQuery = (db: Database, refundId: string) =>
  db.select().from(refunds).where(eq(refunds.refundId, refundId));

/** Open ones whose time has come, the longest waiting first. */
export const dueRefundsQuery = (
  db: Database,
  { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
) =>
  db
    .select()
    .from(refunds)
    .where(and(sql`${refunds.nextAttemptMs} is not null`, lte(refunds.nextAttemptMs, nowMs)))
    .orderBy(asc(refunds.nextAttemptMs))
    .limit(limit);

const isOpen = (refundId: string): SQL | undefined =>
  and(eq(refunds.refundId, refundId), inArray(refunds.state, ["due", "processing"]));

/** Whether a refund waits for its gateway, where the statement runs. */
export const refundIsOpen = (refundId: string): SQL =>
  sql`exists (select 1 from ${refunds} where ${isOpen(refundId)})`;

export type RefundChange = Partial<
  Pick<
    RefundRow,
    "state" | "gatewayRefundNo" | "attempts" | "nextAttemptMs" | "lastError" | "updatedAtMs"
  >
>;

/** The gateway paid it out, even where it had said before that it could not. */
export const markRefunded = (db: Database, refundId: string, change: RefundChange) =>
  db
    .update(refunds)
    .set({ ...change, state: "succeeded", nextAttemptMs: null, lastError: null })
    .where(and(eq(refunds.refundId, refundId), ne(refunds.state, "succeeded")));

export const updateOpenRefund = (db: Database, refundId: string, change: RefundChange) =>
  db.update(refunds).set(change).where(isOpen(refundId));
