// Payments that nothing asked for, taken into the books when staff decide what becomes of them.
import { and, eq, sql, type SQL } from "drizzle-orm";
import type { ProviderName } from "../payments/provider.ts";
import type { Database } from "./database.ts";
import { newlyDue, refundIdOf } from "./refunds.ts";
import { insertWhen } from "./statements.ts";
import { driverIdentities, drivers, wallets } from "./tables/drivers.ts";
import { orders } from "./tables/orders.ts";
import { ledgerEntries, payments, refunds } from "./tables/payments.ts";

export type Stray = {
  readonly paymentId: string;
  readonly provider: ProviderName;
  readonly tradeNo: string;
  readonly amountFen: number;
  readonly paidAtMs: number;
  /** Who paid, where he is a driver of ours. */
  readonly driverId: string | null;
};

/** Stands for whoever paid and is no driver: nameless and closed, like one who has left. */
const UNKNOWN_PAYER = "unknown-payer";

export const insertUnknownPayer = (db: Database, nowMs: number) =>
  db
    .insert(drivers)
    .values({
      driverId: UNKNOWN_PAYER,
      displayName: "",
      membership: null,
      createdAtMs: nowMs,
      closedAtMs: nowMs,
      phoneSealed: null,
    })
    .onConflictDoNothing();

/** Where drivers are known by the identity that a gateway names a payer with. */
const identityAt = { wechatpay: "wechat", alipay: "alipay" } as const;

export const payerQuery = (db: Database, provider: ProviderName, payerId: string) =>
  db
    .select({ driverId: driverIdentities.driverId })
    .from(driverIdentities)
    .where(
      and(
        eq(driverIdentities.provider, identityAt[provider]),
        eq(driverIdentities.subject, payerId),
      ),
    );

/** Neither a payment of ours nor anything in the ledger, where the statement runs. */
export const isStray = (paymentId: string): SQL =>
  sql`not exists (select 1 from ${payments} where ${eq(payments.paymentId, paymentId)})
    and not exists (select 1 from ${ledgerEntries}
      where ${eq(ledgerEntries.source, `payment:${paymentId}`)})`;

export const insertStray = (db: Database, stray: Stray, when: SQL) =>
  insertWhen(
    db,
    payments,
    {
      paymentId: stray.paymentId,
      purpose: "stray",
      orderId: null,
      driverId: stray.driverId ?? UNKNOWN_PAYER,
      provider: stray.provider,
      amountFen: stray.amountFen,
      state: "paid",
      gatewayTradeNo: stray.tradeNo,
      createdAtMs: stray.paidAtMs,
      expiresAtMs: stray.paidAtMs,
      paidAtMs: stray.paidAtMs,
      pending: null,
    },
    when,
  );

export const insertStrayRefund = (
  db: Database,
  { paymentId, provider, amountFen }: Stray,
  { nowMs, when }: { readonly nowMs: number; readonly when: SQL },
) =>
  insertWhen(
    db,
    refunds,
    {
      refundId: refundIdOf(paymentId),
      paymentId,
      orderId: null,
      provider,
      amountFen,
      totalFen: amountFen,
      reason: "stray",
      ...newlyDue(nowMs),
    },
    when,
  );

type Owing = { readonly operatorId: string; readonly orderId: string };

export const owingOrderQuery = (db: Database, { operatorId, orderId }: Owing) =>
  db
    .select({
      driverId: orders.driverId,
      state: orders.state,
      shortfallFen: orders.shortfallFen,
      receivableFen: wallets.receivableFen,
    })
    .from(orders)
    .leftJoin(wallets, eq(wallets.driverId, orders.driverId))
    .where(and(eq(orders.orderId, orderId), eq(orders.operatorId, operatorId)));

/** Whether so much is owed for the order, where the statement runs. */
export const orderOwes = (orderId: string, amountFen: number): SQL =>
  sql`exists (select 1 from ${orders} join ${wallets} on ${wallets.driverId} = ${orders.driverId}
    where ${eq(orders.orderId, orderId)} and ${orders.state} = 'settled'
      and ${orders.shortfallFen} >= ${amountFen} and ${wallets.receivableFen} >= ${amountFen})`;

export const lowerShortfall = (
  db: Database,
  { orderId, amountFen, when }: { orderId: string; amountFen: number; when: SQL },
) =>
  db
    .update(orders)
    .set({ shortfallFen: sql`${orders.shortfallFen} - ${amountFen}` })
    .where(and(eq(orders.orderId, orderId), when));
