// Drivers: who an identity of WeChat or Alipay belongs to, and what a driver is shown of himself.
import { and, desc, eq } from "drizzle-orm";
import type { DriverIdentity } from "../../durable-objects/auth/driverToken.ts";
import { consentsQuery } from "./consents.ts";
import type { Database } from "./database.ts";
import { cards, driverIdentities, drivers, wallets } from "./tables/drivers.ts";
import { orders } from "./tables/orders.ts";

export type DriverRow = {
  readonly driverId: string;
  readonly displayName: string;
  readonly closedAtMs: number | null;
};

type IdentityKey = { readonly provider: DriverIdentity; readonly subject: string };

const driverColumns = {
  driverId: drivers.driverId,
  displayName: drivers.displayName,
  closedAtMs: drivers.closedAtMs,
};

export const driverByIdentityQuery = (db: Database, { provider, subject }: IdentityKey) =>
  db
    .select(driverColumns)
    .from(driverIdentities)
    .innerJoin(drivers, eq(drivers.driverId, driverIdentities.driverId))
    .where(and(eq(driverIdentities.provider, provider), eq(driverIdentities.subject, subject)));

export const driverQuery = (db: Database, driverId: string) =>
  db.select(driverColumns).from(drivers).where(eq(drivers.driverId, driverId));

export async function findDriver(db: Database, driverId: string): Promise<DriverRow | null> {
  return (await driverQuery(db, driverId).get()) ?? null;
}

/**
 * The driver of an identity, made when there is none. Two sign-ins of one new identity at once make
 * one driver: the identity's key refuses the second batch whole, and the first one's is read.
 */
export async function driverOfIdentity(
  db: Database,
  key: IdentityKey,
  fresh: { readonly driverId: string; readonly displayName: string; readonly nowMs: number },
): Promise<DriverRow> {
  const known = await driverByIdentityQuery(db, key).get();
  if (known !== undefined) return known;
  const { driverId, displayName, nowMs } = fresh;
  try {
    await db.batch([
      db.insert(drivers).values({ driverId, displayName, createdAtMs: nowMs }),
      db.insert(driverIdentities).values({ ...key, driverId }),
      db.insert(wallets).values({ driverId }),
    ]);
  } catch (error) {
    const first = await driverByIdentityQuery(db, key).get();
    if (first === undefined) throw error;
    return first;
  }
  return { driverId, displayName, closedAtMs: null };
}

export const walletQuery = (db: Database, driverId: string) =>
  db
    .select({
      displayName: drivers.displayName,
      phoneSealed: drivers.phoneSealed,
      balanceFen: wallets.balanceFen,
      receivableFen: wallets.receivableFen,
    })
    .from(drivers)
    .innerJoin(wallets, eq(wallets.driverId, drivers.driverId))
    .where(eq(drivers.driverId, driverId));

/** An order under way is among a driver's last ones; reading all of them would cost more each year. */
const RECENT_ORDERS = 10;

export const recentOrdersQuery = (db: Database, driverId: string) =>
  db
    .select({ orderId: orders.orderId, open: orders.open })
    .from(orders)
    .where(eq(orders.driverId, driverId))
    .orderBy(desc(orders.orderId))
    .limit(RECENT_ORDERS);

/** A signed-in driver's own figures; null when the driver is gone. */
export async function findSelf(db: Database, driverId: string) {
  const [[self], recent, [consent]] = await db.batch([
    walletQuery(db, driverId),
    recentOrdersQuery(db, driverId),
    consentsQuery(db, driverId),
  ]);
  if (self === undefined) return null;
  const activeOrderId = recent.find(({ open }) => open === 1)?.orderId ?? null;
  return { ...self, activeOrderId, consent: consent ?? null };
}

export const setPhone = (db: Database, driverId: string, phoneSealed: string | null) =>
  db.update(drivers).set({ phoneSealed }).where(eq(drivers.driverId, driverId));

/** False when another driver has the card; the same driver's own is left as it is. */
export async function addCard(
  db: Database,
  card: { idTag: string; driverId: string; label: string; nowMs: number },
): Promise<boolean> {
  const { nowMs, ...row } = card;
  await db
    .insert(cards)
    .values({ ...row, createdAtMs: nowMs })
    .onConflictDoNothing();
  const [kept] = await cardQuery(db, card.idTag);
  return kept?.driverId === card.driverId;
}

export const cardQuery = (db: Database, idTag: string) =>
  db.select({ driverId: cards.driverId }).from(cards).where(eq(cards.idTag, idTag));
