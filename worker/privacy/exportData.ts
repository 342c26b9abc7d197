// Everything that is stored about a driver, for himself. The readings of a charge are left to its
// curve, and the gateways' raw notifications, which are theirs, to the payments that they speak of.
import { asc, eq, getTableColumns, sql } from "drizzle-orm";
import type { exportMyData } from "../../core/contract/account.ts";
import type { OutputOf } from "../../core/contract/endpoint.ts";
import { limits } from "../../core/limits.ts";
import { consentsQuery } from "../db/consents.ts";
import type { Database } from "../db/database.ts";
import { faultReportsOfDriver } from "../db/faultReports.ts";
import { favouritesOfDriver } from "../db/favourites.ts";
import { picturesOfDriver } from "../db/pictures.ts";
import { reviewsOfDriver } from "../db/reviews.ts";
import { cards, driverIdentities, drivers, wallets } from "../db/tables/drivers.ts";
import { billLines, orders, reservations, sessions } from "../db/tables/orders.ts";
import { ledgerEntries, payments, refunds, withdrawals } from "../db/tables/payments.ts";
import { messages } from "../db/tables/personal.ts";
import { waitings } from "../db/tables/waitings.ts";
import { vehiclesQuery } from "../db/vehicles.ts";
import { phoneOf } from "./phone.ts";
import type { Sealer } from "./seal.ts";
import { vehicleViews } from "./vehicleViews.ts";

const limit = limits.exportedRows.most;

export const exportQueries = (db: Database, driverId: string) => {
  const { readings: _readings, ...session } = getTableColumns(sessions);
  const ofOrders = sql`(select order_id from ${orders} where ${eq(orders.driverId, driverId)})`;
  const ofTopUps = sql`(select payment_id from ${payments}
    where ${eq(payments.driverId, driverId)} and purpose = 'topUp')`;
  return {
    account: db.select().from(drivers).where(eq(drivers.driverId, driverId)),
    wallet: db.select().from(wallets).where(eq(wallets.driverId, driverId)),
    identities: db.select().from(driverIdentities).where(eq(driverIdentities.driverId, driverId)),
    cards: db.select().from(cards).where(eq(cards.driverId, driverId)).limit(limit),
    orders: db
      .select()
      .from(orders)
      .where(eq(orders.driverId, driverId))
      .orderBy(asc(orders.orderId))
      .limit(limit),
    billLines: db
      .select()
      .from(billLines)
      .where(sql`${billLines.orderId} in ${ofOrders}`)
      .limit(limit),
    sessions: db
      .select(session)
      .from(sessions)
      .where(sql`${sessions.orderId} in ${ofOrders}`)
      .limit(limit),
    reservations: db
      .select()
      .from(reservations)
      .where(sql`${eq(reservations.driverId, driverId)} and created_at_ms is not null`)
      .limit(limit),
    payments: db
      .select()
      .from(payments)
      .where(sql`${payments.paymentId} in ${ofOrders} or ${payments.paymentId} in ${ofTopUps}`)
      .limit(limit),
    refunds: db
      .select(getTableColumns(refunds))
      .from(sql`(select order_id as id from ${orders} where ${eq(orders.driverId, driverId)}
        union all select payment_id from ${payments}
        where ${eq(payments.driverId, driverId)} and purpose = 'topUp') as wanted`)
      .innerJoin(
        refunds,
        sql`${refunds.refundId} >= wanted.id || 'R' and ${refunds.refundId} < wanted.id || 'S'`,
      )
      .limit(limit),
    withdrawals: db
      .select()
      .from(withdrawals)
      .where(eq(withdrawals.driverId, driverId))
      .limit(limit),
    ledgerEntries: db
      .select()
      .from(ledgerEntries)
      .where(eq(ledgerEntries.driverId, driverId))
      .orderBy(asc(ledgerEntries.atMs))
      .limit(limit),
    messages: db.select().from(messages).where(eq(messages.driverId, driverId)).limit(limit),
    waitings: db.select().from(waitings).where(eq(waitings.driverId, driverId)).limit(limit),
  };
};

export async function exportData(
  db: Database,
  sealer: Sealer | null,
  { driverId, nowMs }: { readonly driverId: string; readonly nowMs: number },
): Promise<OutputOf<typeof exportMyData> | null> {
  const queries = exportQueries(db, driverId);
  const [driver] = await queries.account;
  const [wallet] = await queries.wallet;
  if (driver === undefined) return null;
  const { phoneSealed, ...account } = driver;
  const phone = await phoneOf(sealer, { driverId, phoneSealed });
  const lists = {
    identities: await queries.identities,
    consents: await consentsQuery(db, driverId),
    vehicles: await vehicleViews(sealer, await vehiclesQuery(db, driverId)),
    cards: await queries.cards,
    orders: await queries.orders,
    billLines: await queries.billLines,
    sessions: await queries.sessions,
    reservations: await queries.reservations,
    payments: await queries.payments,
    refunds: await queries.refunds,
    withdrawals: await queries.withdrawals,
    ledgerEntries: await queries.ledgerEntries,
    messages: await queries.messages,
    waitings: await queries.waitings,
    favourites: await favouritesOfDriver(db, driverId),
    reviews: await reviewsOfDriver(db, driverId),
    faultReports: await faultReportsOfDriver(db, driverId),
    pictures: await picturesOfDriver(db, driverId),
  };
  const isComplete = Object.values(lists).every((list) => list.length < limit);
  return { madeAtMs: nowMs, isComplete, account: { ...account, phone, wallet }, ...lists };
}
