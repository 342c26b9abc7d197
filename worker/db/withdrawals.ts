// Withdrawals: written only where nothing stands against them at that moment, with a refund for each
// payment that the money came from.
import { and, asc, desc, eq, gt, inArray, sql, type SQL } from "drizzle-orm";
import type { Database } from "./database.ts";
import { firstSweepMs } from "./refunds.ts";
import { insertWhen, listOf } from "./statements.ts";
import { wallets } from "./tables/drivers.ts";
import { orders } from "./tables/orders.ts";
import { payments, refunds, withdrawals } from "./tables/payments.ts";

export type WithdrawalRow = typeof withdrawals.$inferSelect;

/** A withdrawal's refund of a payment; it lies in the range of that payment's refunds. */
export const withdrawalRefundId = (paymentId: string, withdrawalId: string): string =>
  `${paymentId}R${withdrawalId}`;

/** What has gone back of a payment, or is on its way; what came back into the balance has not. */
const refundedFen = sql<number>`(select coalesce(sum(given.amount_fen), 0) from refunds as given
  where given.refund_id >= payments.payment_id || 'R'
    and given.refund_id < payments.payment_id || 'S' and given.returned_at_ms is null)`;

/** Its gateway has refused lately, for good, to pay a part of it back. */
const wasRefusedSince = (
  sinceMs: number,
): SQL<number> => sql<number>`exists (select 1 from refunds as refused
  where refused.refund_id >= payments.payment_id || 'R'
    and refused.refund_id < payments.payment_id || 'S' and refused.returned_at_ms > ${sinceMs})`;

/** Paid top-ups since a time, the oldest first. */
export const paidTopUpsQuery = (
  db: Database,
  since: {
    readonly driverId: string;
    readonly fromMs: number;
    readonly refusedSinceMs: number;
    readonly limit: number;
  },
) =>
  db
    .select({
      paymentId: payments.paymentId,
      provider: payments.provider,
      amountFen: payments.amountFen,
      paidAtMs: sql<number>`coalesce(${payments.paidAtMs}, ${payments.createdAtMs})`.as("paid_ms"),
      refundedFen: refundedFen.as("refunded_fen"),
      wasRefused: wasRefusedSince(since.refusedSinceMs).as("was_refused"),
    })
    .from(payments)
    .where(
      and(
        eq(payments.driverId, since.driverId),
        sql`${payments.purpose} = 'topUp'`,
        gt(payments.createdAtMs, since.fromMs),
        eq(payments.state, "paid"),
      ),
    )
    .orderBy(asc(payments.createdAtMs))
    .limit(since.limit);

/** An order under way is among a driver's last ones. */
const recentOrders = 10;

/** Whether a charge of his runs, by the app or by a card, where the statement runs. */
export const hasOpenOrder = (driverId: string): SQL<number> =>
  sql<number>`exists (select 1 from (select open from ${orders}
    where ${eq(orders.driverId, driverId)} order by ${desc(orders.orderId)} limit ${recentOrders}) as recent
    where open = 1)`;

export const owesMoney = (driverId: string): SQL<number> =>
  sql<number>`exists (select 1 from ${wallets}
    where ${eq(wallets.driverId, driverId)} and ${wallets.receivableFen} > 0)`;

export const againstWithdrawalQuery = (db: Database, driverId: string) =>
  db
    .select({
      balanceFen: wallets.balanceFen,
      owes: owesMoney(driverId).as("owes"),
      charges: hasOpenOrder(driverId).as("charges"),
    })
    .from(wallets)
    .where(eq(wallets.driverId, driverId));

/** No payment is paid back more than it was: judged again where the statement runs. */
const partsFit = ({ driverId, parts }: WithdrawalRow): SQL =>
  sql`not exists (select 1 from json_each(${JSON.stringify(parts)}) as part where
    json_extract(part.value, '$.amountFen') > coalesce((
      select amount_fen - ${refundedFen} from ${payments}
      where payment_id = json_extract(part.value, '$.paymentId')
        and driver_id = ${driverId} and purpose = 'topUp' and state = 'paid'), 0))`;

export const insertWithdrawal = (db: Database, row: WithdrawalRow) =>
  insertWhen(
    db,
    withdrawals,
    row,
    sql`not ${owesMoney(row.driverId)} and not ${hasOpenOrder(row.driverId)} and ${partsFit(row)}`,
  );

export const withdrawalIs = ({ withdrawalId, driverId, amountFen }: WithdrawalRow): SQL =>
  sql`exists (select 1 from ${withdrawals} where ${and(
    eq(withdrawals.withdrawalId, withdrawalId),
    eq(withdrawals.driverId, driverId),
    eq(withdrawals.amountFen, amountFen),
  )})`;

/** The refunds of the row that is stored: a repeat may have planned others. */
export const insertWithdrawalRefunds = (
  db: Database,
  { withdrawalId, nowMs }: { readonly withdrawalId: string; readonly nowMs: number },
) =>
  db
    .insert(refunds)
    .select(
      sql`select
        json_extract(part.value, '$.paymentId') || 'R' || withdrawal_id,
        json_extract(part.value, '$.paymentId'), null, json_extract(part.value, '$.provider'),
        json_extract(part.value, '$.amountFen'), json_extract(part.value, '$.totalFen'),
        'withdrawn', 'due', null, 0, ${nowMs + firstSweepMs}, null, ${nowMs}, ${nowMs}, null
        from ${withdrawals}, json_each(${withdrawals.parts}) as part
        where ${eq(withdrawals.withdrawalId, withdrawalId)}`,
    )
    .onConflictDoNothing();

export const withdrawalQuery = (db: Database, withdrawalId: string) =>
  db.select().from(withdrawals).where(eq(withdrawals.withdrawalId, withdrawalId));

export const withdrawalsQuery = (
  db: Database,
  page: {
    readonly driverId: string;
    readonly before: { readonly atMs: number; readonly id: string } | null;
    readonly limit: number;
  },
) =>
  db
    .select()
    .from(withdrawals)
    .where(
      and(
        eq(withdrawals.driverId, page.driverId),
        page.before === null
          ? undefined
          : sql`(${withdrawals.createdAtMs}, ${withdrawals.withdrawalId}) < (${page.before.atMs}, ${page.before.id})`,
      ),
    )
    .orderBy(desc(withdrawals.createdAtMs), desc(withdrawals.withdrawalId))
    .limit(page.limit);

export const refundsByIdQuery = (db: Database, refundIds: readonly string[]) =>
  db
    .select({
      refundId: refunds.refundId,
      amountFen: refunds.amountFen,
      state: refunds.state,
      returnedAtMs: refunds.returnedAtMs,
      updatedAtMs: refunds.updatedAtMs,
    })
    .from(refunds)
    .where(inArray(refunds.refundId, sql`${listOf(refundIds)}`));
