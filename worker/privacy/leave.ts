// A driver who leaves: refused while money stands between him and the platform, unless he gives up
// what no gateway pays back; then he is closed and nameless in one step, and what is his alone is
// erased. Orders and accounts stay, of nobody.
import { and, eq, isNotNull, isNull, sql, type SQL } from "drizzle-orm";
import type { ProblemCode } from "../../core/contract/problems.ts";
import { balanceGivenUp } from "../../core/money/walletEntries.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Database } from "../db/database.ts";
import { eraseFaultReports } from "../db/faultReports.ts";
import { eraseFavourites } from "../db/favourites.ts";
import { insertEntry } from "../db/ledger.ts";
import { eraseReviews } from "../db/reviews.ts";
import { listOf, runBatch } from "../db/statements.ts";
import { cards, driverIdentities, drivers, wallets } from "../db/tables/drivers.ts";
import { orders, reservations, sessions } from "../db/tables/orders.ts";
import { payments, refunds, withdrawals } from "../db/tables/payments.ts";
import { consents, messages, vehicles } from "../db/tables/personal.ts";
import { waitings } from "../db/tables/waitings.ts";
import { waitingsOfDriverQuery } from "../db/waitings.ts";
import { askStation, type Lists } from "../waiting/lists.ts";
import { hasOpenOrder, owesMoney } from "../db/withdrawals.ts";
import { withdrawableOf } from "../payments/withdrawals.ts";

const hasBalance = (driverId: string): SQL<number> =>
  sql<number>`exists (select 1 from ${wallets}
    where ${eq(wallets.driverId, driverId)} and ${wallets.balanceFen} > 0)`;

const hasReservation = (driverId: string): SQL<number> =>
  sql<number>`exists (select 1 from ${reservations}
    where ${eq(reservations.driverId, driverId)} and ${reservations.open} = 1)`;

/** Of a top-up: an order's keeps the order open, and one that comes late goes back by itself. */
const hasPendingPayment = (driverId: string): SQL<number> =>
  sql<number>`exists (select 1 from ${payments} where ${eq(payments.driverId, driverId)}
    and ${payments.purpose} = 'topUp' and ${payments.pending} = 1)`;

/** Open refunds of his orders, and parts of his withdrawals. */
const hasOpenRefund = (driverId: string): SQL<number> =>
  sql<number>`(exists (select 1 from ${orders} as own join ${refunds} as back
      on back.refund_id >= own.order_id || 'R' and back.refund_id < own.order_id || 'S'
      where own.driver_id = ${driverId} and back.next_attempt_ms is not null)
    or exists (select 1 from ${withdrawals} as own, json_each(own.parts) as part
      join ${refunds} as back
      on back.refund_id = json_extract(part.value, '$.paymentId') || 'R' || own.withdrawal_id
      where own.driver_id = ${driverId} and back.next_attempt_ms is not null))`;

export const againstLeavingQuery = (db: Database, driverId: string) =>
  db
    .select({
      money_owed: owesMoney(driverId).as("owes"),
      charge_under_way: hasOpenOrder(driverId).as("charges"),
      reservation_under_way: hasReservation(driverId).as("reserves"),
      payment_under_way:
        sql<number>`(${hasPendingPayment(driverId)} or ${hasOpenRefund(driverId)})`.as("pays"),
      balance_left: hasBalance(driverId).as("has"),
    })
    .from(drivers)
    .where(eq(drivers.driverId, driverId));

/** In the order in which a driver can do something about them. */
const reasons = [
  "charge_under_way",
  "reservation_under_way",
  "money_owed",
  "payment_under_way",
  "balance_left",
] as const satisfies readonly ProblemCode[];

/** Nothing stands against it but perhaps a balance, where the statement runs. */
const isSettledUp = (driverId: string): SQL =>
  sql`not ${owesMoney(driverId)} and not ${hasOpenOrder(driverId)}
    and not ${hasReservation(driverId)} and not ${hasPendingPayment(driverId)}
    and not ${hasOpenRefund(driverId)}`;

type Leaver = { readonly driverId: string; readonly nowMs: number };

/** Closed and without a name or a phone, if at that moment nothing stands against it. */
export const closeDriver = (db: Database, { driverId, nowMs }: Leaver) =>
  db
    .update(drivers)
    .set({ closedAtMs: nowMs, displayName: "", phoneSealed: null, membership: null })
    .where(
      and(
        eq(drivers.driverId, driverId),
        isNull(drivers.closedAtMs),
        sql`${isSettledUp(driverId)} and not ${hasBalance(driverId)}`,
      ),
    );

/** Only the whole balance is given up, and only in the batch that closes the driver. */
const giveUp = (db: Database, { driverId, nowMs, givesUpFen }: Leaver & GivesUp) =>
  insertEntry(
    db,
    balanceGivenUp({ driverId, amountFen: givesUpFen, atMs: nowMs }),
    sql`${isSettledUp(driverId)} and exists (select 1 from ${wallets}
      where ${eq(wallets.driverId, driverId)} and ${wallets.balanceFen} = ${givesUpFen})`,
  );

type GivesUp = {
  /** What he has agreed to lose; 0 if nothing. */
  readonly givesUpFen: number;
};

/** What a gateway still pays back, as far as is known, is not given up, whoever asks for it. */
async function mayGiveUp(db: Database, who: Leaver): Promise<boolean> {
  const { withdrawableFen, refusedFen } = await withdrawableOf({ db }, who);
  return withdrawableFen === refusedFen;
}

async function close(db: Database, who: Leaver & GivesUp): Promise<void> {
  const givesUp = who.givesUpFen > 0 && (await mayGiveUp(db, who));
  await runBatch(db, [...(givesUp ? [giveUp(db, who)] : []), closeDriver(db, who)]);
}

export async function leave(
  lists: Lists,
  who: Leaver & GivesUp,
): Promise<Result<null, { readonly code: (typeof reasons)[number] | "unavailable" }>> {
  const { db } = lists;
  const { driverId, nowMs } = who;
  await close(db, who);
  const row = await db
    .select({ closedAtMs: drivers.closedAtMs })
    .from(drivers)
    .where(eq(drivers.driverId, driverId))
    .get();
  if (row?.closedAtMs === null) {
    const against = await againstLeavingQuery(db, driverId).get();
    const code = reasons.find((reason) => against?.[reason] === 1);
    return err({ code: code ?? "unavailable" });
  }
  // While the rows still tell where; a Station out of reach forgets him when his time there is over.
  for (const { stationId } of await waitingsOfDriverQuery(db, who)) {
    await askStation(lists, stationId, (station) => station.leaveWaiting(driverId));
  }
  await erase(db, driverId, nowMs);
  return ok(null);
}

/** All or nothing, and again is harmless; the identities, which tell whether it was done, go last. */
async function erase(db: Database, driverId: string, nowMs: number): Promise<void> {
  const cardOrders = sql`(select order_id from ${orders}
    where ${eq(orders.driverId, driverId)} and ${orders.origin} = 'card')`;
  await runBatch(db, [
    db.delete(vehicles).where(eq(vehicles.driverId, driverId)),
    db.delete(messages).where(eq(messages.driverId, driverId)),
    db.delete(waitings).where(eq(waitings.driverId, driverId)),
    db.delete(consents).where(eq(consents.driverId, driverId)),
    db.delete(cards).where(eq(cards.driverId, driverId)),
    db
      .update(sessions)
      .set({ idTag: "" })
      .where(sql`${sessions.orderId} in ${cardOrders}`),
    db
      .update(reservations)
      .set({ idTag: "" })
      .where(and(eq(reservations.driverId, driverId), isNotNull(reservations.createdAtMs))),
    ...eraseFavourites(db, driverId),
    ...eraseReviews(db, driverId),
    ...eraseFaultReports(db, driverId, nowMs),
    db.delete(driverIdentities).where(eq(driverIdentities.driverId, driverId)),
  ]);
}

/** Those of these who are closed and nameless, but of whom a crash has left something. */
export const halfErasedQuery = (db: Database, driverIds: readonly string[]) =>
  db
    .select({ driverId: drivers.driverId })
    .from(drivers)
    .where(
      and(
        sql`${drivers.driverId} in ${listOf(driverIds)}`,
        isNotNull(drivers.closedAtMs),
        eq(drivers.displayName, ""),
        sql`exists (select 1 from driver_identities as left_over
          where left_over.driver_id = "drivers"."driver_id")`,
      ),
    );

/** Goes on where an erasure was interrupted. */
export async function eraseTheRest(
  db: Database,
  driverIds: readonly string[],
  nowMs: number,
): Promise<void> {
  for (const { driverId } of await halfErasedQuery(db, driverIds)) {
    await erase(db, driverId, nowMs);
  }
}
