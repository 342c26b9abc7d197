// Refunds: owed from the moment their row is written, and open until the gateway has paid them out.
import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  inArray,
  isNull,
  lt,
  lte,
  ne,
  sql,
  type SQL,
} from "drizzle-orm";
import type { ProviderName } from "../payments/provider.ts";
import type { Database } from "./database.ts";
import { insertWhen } from "./statements.ts";
import { orders } from "./tables/orders.ts";
import { payments, refunds } from "./tables/payments.ts";
import { stations } from "./tables/stations.ts";

export type RefundReason = (typeof refunds.$inferSelect)["reason"];

/** It is carried out at once; the sweep comes by after this time if that did not end it. */
export const firstSweepMs = 60_000;

/** An order's first refund: what it did not use, or all of it. Later ones correct its bill. */
export const refundIdOf = (paymentId: string, number = 1): string => `${paymentId}R${number}`;

/** What every refund begins as. */
export const newlyDue = (nowMs: number) =>
  ({
    state: "due",
    gatewayRefundNo: null,
    attempts: 0,
    nextAttemptMs: nowMs + firstSweepMs,
    lastError: null,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    returnedAtMs: null,
  }) as const;

export const insertRefundDue = (
  db: Database,
  due: {
    readonly orderId: string;
    readonly provider: ProviderName;
    readonly amountFen: number;
    readonly totalFen: number;
    readonly reason: RefundReason;
    /** 1 unless given. */
    readonly number?: number;
    readonly nowMs: number;
  },
  when: SQL,
) => {
  const { nowMs, number, ...row } = due;
  return insertWhen(
    db,
    refunds,
    {
      ...row,
      ...newlyDue(nowMs),
      refundId: refundIdOf(due.orderId, number),
      paymentId: due.orderId,
    },
    when,
  );
};

export const refundQuery = (db: Database, refundId: string) =>
  db
    .select({ ...getTableColumns(refunds), driverId: payments.driverId })
    .from(refunds)
    .innerJoin(payments, eq(payments.paymentId, refunds.paymentId))
    .where(eq(refunds.refundId, refundId));

export type RefundRow = Awaited<ReturnType<typeof refundQuery>>[number];

/** Refunds of a driver's orders, the newest order first: each lies in the range of its order's id. */
export const refundsOfDriverQuery = (
  db: Database,
  page: {
    readonly driverId: string;
    readonly before: string | undefined;
    readonly limit: number;
  },
) =>
  db
    .select({
      refundId: refunds.refundId,
      orderId: orders.orderId,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
      toWay: refunds.provider,
      amountFen: refunds.amountFen,
      reason: refunds.reason,
      state: refunds.state,
      createdAtMs: refunds.createdAtMs,
      updatedAtMs: refunds.updatedAtMs,
    })
    .from(orders)
    .innerJoin(
      refunds,
      sql`${refunds.refundId} >= ${orders.orderId} || 'R' and ${refunds.refundId} < ${orders.orderId} || 'S'`,
    )
    .innerJoin(stations, eq(stations.stationId, orders.stationId))
    .where(
      and(
        eq(orders.driverId, page.driverId),
        page.before === undefined ? undefined : lte(orders.orderId, page.before.slice(0, 26)),
        page.before === undefined ? undefined : lt(refunds.refundId, page.before),
      ),
    )
    .orderBy(desc(orders.orderId), desc(refunds.refundId))
    .limit(page.limit);

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

/** Whether a refund has not been paid out, open or failed, where the statement runs. */
export const refundIsUnpaid = (refundId: string): SQL =>
  sql`exists (select 1 from ${refunds} where ${and(
    eq(refunds.refundId, refundId),
    ne(refunds.state, "succeeded"),
    isNull(refunds.returnedAtMs),
  )})`;

export type RefundChange = Partial<
  Pick<
    typeof refunds.$inferSelect,
    | "state"
    | "gatewayRefundNo"
    | "attempts"
    | "nextAttemptMs"
    | "lastError"
    | "updatedAtMs"
    | "returnedAtMs"
  >
>;

/**
 * The gateway paid it out, even where it had said before that it could not; not one whose money is
 * in the balance again.
 */
export const markRefunded = (db: Database, refundId: string, change: RefundChange) =>
  db
    .update(refunds)
    .set({ ...change, state: "succeeded", nextAttemptMs: null, lastError: null })
    .where(
      and(
        eq(refunds.refundId, refundId),
        ne(refunds.state, "succeeded"),
        isNull(refunds.returnedAtMs),
      ),
    );

export const updateOpenRefund = (db: Database, refundId: string, change: RefundChange) =>
  db.update(refunds).set(change).where(isOpen(refundId));
