// Orders as their operator sees them, with everything that happened to their money.
import { and, asc, desc, eq, gt, lt, sql } from "drizzle-orm";
import type { OrderState } from "../../core/contract/orders.ts";
import type { Database } from "./database.ts";
import { madeWithin } from "./books.ts";
import { likePattern } from "./likePattern.ts";
import { selectOrders } from "./orderView.ts";
import { drivers } from "./tables/drivers.ts";
import { orders, sessions } from "./tables/orders.ts";
import { payments, refunds } from "./tables/payments.ts";

export type OrderFilter = {
  readonly operatorId: string;
  readonly state: OrderState | undefined;
  readonly stationId: string | undefined;
  readonly pileId: string | undefined;
  readonly orderId: string | undefined;
  readonly paymentWay: "wechatpay" | "alipay" | "balance" | undefined;
  readonly fromMs: number | undefined;
  readonly untilMs: number | undefined;
  /** Part of the name that stands for the driver. */
  readonly driver: string | undefined;
  /** Those whose bill was more than what was paid. */
  readonly owingOnly: boolean;
  readonly before: string | undefined;
  readonly limit: number;
};

export const operatorOrdersQuery = (db: Database, filter: OrderFilter) =>
  selectOrders(db)
    .where(
      and(
        eq(orders.operatorId, filter.operatorId),
        filter.orderId === undefined ? undefined : eq(orders.orderId, filter.orderId),
        filter.before === undefined ? undefined : lt(orders.orderId, filter.before),
        filter.state === undefined ? undefined : eq(orders.state, filter.state),
        filter.stationId === undefined ? undefined : eq(orders.stationId, filter.stationId),
        filter.pileId === undefined ? undefined : eq(orders.pileId, filter.pileId),
        filter.paymentWay === undefined ? undefined : eq(orders.paymentWay, filter.paymentWay),
        madeWithin(filter.fromMs, filter.untilMs),
        filter.owingOnly ? gt(orders.shortfallFen, 0) : undefined,
        filter.driver === undefined
          ? undefined
          : sql`(${drivers.displayName} like ${likePattern(filter.driver)} escape '\\'
              or ${orders.driverId} = ${filter.driver})`,
      ),
    )
    .orderBy(desc(orders.orderId))
    .limit(filter.limit);

export const operatorOrderQuery = (
  db: Database,
  { operatorId, orderId }: { readonly operatorId: string; readonly orderId: string },
) => selectOrders(db).where(and(eq(orders.orderId, orderId), eq(orders.operatorId, operatorId)));

/** An order is paid once, by the payment under its own id. */
export const paymentsOfOrderQuery = (db: Database, orderId: string) =>
  db
    .select({
      paymentId: payments.paymentId,
      way: payments.provider,
      state: payments.state,
      amountFen: payments.amountFen,
      gatewayTradeNo: payments.gatewayTradeNo,
      createdAtMs: payments.createdAtMs,
      paidAtMs: payments.paidAtMs,
    })
    .from(payments)
    .where(eq(payments.paymentId, orderId));

/** A payment's refunds are the range of keys that begin with its id and "R". */
export const refundsOfPaymentQuery = (db: Database, paymentId: string) =>
  db
    .select({
      refundId: refunds.refundId,
      way: refunds.provider,
      state: refunds.state,
      amountFen: refunds.amountFen,
      gatewayRefundNo: refunds.gatewayRefundNo,
      createdAtMs: refunds.createdAtMs,
      updatedAtMs: refunds.updatedAtMs,
      attempts: refunds.attempts,
      lastError: refunds.lastError,
    })
    .from(refunds)
    .where(
      sql`${refunds.refundId} >= ${`${paymentId}R`} and ${refunds.refundId} < ${`${paymentId}S`}`,
    )
    .orderBy(asc(refunds.refundId));

/**
 * An order's entries are three ranges of the ledger's key: its payment, what the order itself made,
 * and its refunds. The view lists an entry's postings singly.
 */
export function postingsOfOrderQuery(db: Database, orderId: string) {
  const beginnings = [`payment:${orderId}`, `order:${orderId}:`, `refund:${orderId}R`];
  return db
    .select({
      source: sql<string>`source`,
      entryKind: sql<string>`kind`.as("entry_kind"),
      account: sql<string>`account`,
      amountFen: sql<number>`amount_fen`,
      atMs: sql<number>`at_ms`,
    })
    .from(sql`json_each(${JSON.stringify(beginnings)}) as wanted`)
    .innerJoin(sql`postings`, sql`source >= wanted.value and source < wanted.value || '~'`)
    .orderBy(sql`at_ms, source, line`);
}

export const anomaliesOfOrderQuery = (db: Database, orderId: string) =>
  db.select({ anomalies: sessions.anomalies }).from(sessions).where(eq(sessions.orderId, orderId));

export async function moneyOfOrder(db: Database, orderId: string) {
  const [paid, refunded, postings, metered] = await db.batch([
    paymentsOfOrderQuery(db, orderId),
    refundsOfPaymentQuery(db, orderId),
    postingsOfOrderQuery(db, orderId),
    anomaliesOfOrderQuery(db, orderId),
  ]);
  return {
    payments: paid,
    refunds: refunded,
    postings,
    anomalies: metered.flatMap(({ anomalies }) => anomalies),
  };
}
