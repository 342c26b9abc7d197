// Orders as the money sees them: what is offered before one, and its states, which only move forward.
import { and, asc, desc, eq, gte, inArray, lt, lte, sql, type SQL } from "drizzle-orm";
import { encodeTime } from "ulid";
import type { OrderFailure, OrderState } from "../../core/contract/orders.ts";
import type { Database } from "./database.ts";
import { listOf } from "./statements.ts";
import { cards, driverIdentities, drivers, wallets } from "./tables/drivers.ts";
import { orders } from "./tables/orders.ts";
import { ledgerEntries } from "./tables/payments.ts";
import { connectors, piles, stations, tariffs } from "./tables/stations.ts";

export type OrderRow = typeof orders.$inferSelect;

/** What ends, pays back and restarts an order. */
export type OrderKey = Pick<
  OrderRow,
  "orderId" | "pileId" | "operatorId" | "driverId" | "state" | "paymentWay" | "prepaidFen"
>;
const orderKey = {
  orderId: orders.orderId,
  pileId: orders.pileId,
  operatorId: orders.operatorId,
  driverId: orders.driverId,
  state: orders.state,
  paymentWay: orders.paymentWay,
  prepaidFen: orders.prepaidFen,
};

/** Not charging yet: the order may be given up and all of its money goes back. */
export const beforeCharging = [
  "created",
  "paying",
  "paid",
  "starting",
] as const satisfies OrderState[];
export const openStates = [
  "created",
  "paying",
  "paid",
  "starting",
  "charging",
  "finishing",
] as const satisfies OrderState[];
export const awaitingPayment = ["created", "paying"] as const satisfies OrderState[];
export const chargingStates = ["charging", "finishing"] as const satisfies OrderState[];

/**
 * A connector with what an order on it needs: place and the tariff version in force at `atMs`. In a
 * batch D1 gives rows by column name, so two names that are alike need names of their own.
 */
export const offerQuery = (
  db: Database,
  place: { readonly pileId: string; readonly connectorId: number; readonly atMs: number },
) =>
  db
    .select({
      pileId: piles.pileId,
      pileName: piles.name,
      operatorId: piles.operatorId,
      stationId: stations.stationId,
      stationName: sql<string>`${stations.name}`.as("station_name"),
      stationNameEn: stations.nameEn,
      timeZone: stations.timeZone,
      currentType: connectors.currentType,
      maxPowerW: connectors.maxPowerW,
      tariff: {
        tariffId: tariffs.tariffId,
        version: tariffs.version,
        content: tariffs.content,
      },
    })
    .from(piles)
    .innerJoin(stations, eq(stations.stationId, piles.stationId))
    .leftJoin(
      connectors,
      and(eq(connectors.pileId, piles.pileId), eq(connectors.connectorId, place.connectorId)),
    )
    .leftJoin(
      tariffs,
      and(
        eq(tariffs.tariffId, stations.tariffId),
        eq(
          tariffs.version,
          sql`(select max(version) from tariffs as candidate
            where candidate.tariff_id = ${stations.tariffId} and candidate.valid_from_ms <= ${place.atMs})`,
        ),
      ),
    )
    .where(eq(piles.pileId, place.pileId));

export type OfferRow = Awaited<ReturnType<typeof offerQuery>>[number];

const payers = (db: Database) =>
  db
    .select({
      driverId: drivers.driverId,
      membership: drivers.membership,
      closedAtMs: drivers.closedAtMs,
      balanceFen: sql<number>`coalesce(${wallets.balanceFen}, 0)`,
      receivableFen: sql<number>`coalesce(${wallets.receivableFen}, 0)`,
    })
    .from(drivers)
    .leftJoin(wallets, eq(wallets.driverId, drivers.driverId));

export const payerQuery = (db: Database, driverId: string) =>
  payers(db).where(eq(drivers.driverId, driverId));

export const payerOfCardQuery = (db: Database, idTag: string) =>
  payers(db).innerJoin(cards, eq(cards.driverId, drivers.driverId)).where(eq(cards.idTag, idTag));

export const identitiesQuery = (db: Database, driverId: string) =>
  db
    .select({ provider: driverIdentities.provider, subject: driverIdentities.subject })
    .from(driverIdentities)
    .where(eq(driverIdentities.driverId, driverId));

/** The index behind this is the rule itself: one open order of the app for each driver. */
export const openAppOrderQuery = (db: Database, driverId: string) =>
  db
    .select({ orderId: orders.orderId, pileId: orders.pileId })
    .from(orders)
    .where(
      and(eq(orders.driverId, driverId), sql`${orders.open} = 1`, sql`${orders.origin} = 'app'`),
    );

export const insertOrder = (
  db: Database,
  row: Omit<
    OrderRow,
    | "open"
    | "endedAtMs"
    | "stopReason"
    | "failure"
    | "energyWh"
    | "electricityFen"
    | "serviceFen"
    | "idleFen"
    | "startFen"
    | "reservationFen"
    | "discountFen"
    | "totalFen"
    | "shortfallFen"
  >,
) => db.insert(orders).values({ ...row, open: 1 });

export const orderQuery = (db: Database, orderId: string) =>
  db.select().from(orders).where(eq(orders.orderId, orderId));

export const orderKeyQuery = (db: Database, orderId: string) =>
  db.select(orderKey).from(orders).where(eq(orders.orderId, orderId));

export const pageOfOrders = ({
  driverId,
  before,
}: {
  readonly driverId: string;
  readonly before: string | undefined;
}): SQL | undefined =>
  and(eq(orders.driverId, driverId), before === undefined ? undefined : lt(orders.orderId, before));

/** Settled charges of orders made between two times: their ids sort by it. */
export const settledChargesQuery = (
  db: Database,
  of: {
    readonly driverId: string;
    readonly fromMs: number;
    readonly untilMs: number;
    readonly limit: number;
  },
) =>
  db
    .select({
      startedAtMs: sql<number>`coalesce(${orders.startedAtMs}, ${orders.createdAtMs})`,
      endedAtMs: sql<number>`coalesce(${orders.endedAtMs}, ${orders.createdAtMs})`,
      timeZone: stations.timeZone,
      energyWh: orders.energyWh,
      electricityFen: orders.electricityFen,
      serviceFen: orders.serviceFen,
      idleFen: orders.idleFen,
      startFen: orders.startFen,
      reservationFen: orders.reservationFen,
      discountFen: orders.discountFen,
      totalFen: orders.totalFen,
    })
    .from(orders)
    .innerJoin(stations, eq(stations.stationId, orders.stationId))
    .where(
      and(
        eq(orders.driverId, of.driverId),
        gte(orders.orderId, encodeTime(of.fromMs, 10)),
        lt(orders.orderId, encodeTime(of.untilMs, 10)),
        eq(orders.state, "settled"),
      ),
    )
    .limit(of.limit);

/** Whether an order is in one of these states, where the statement runs. */
export const orderIsIn = (orderId: string, states: readonly OrderState[]): SQL =>
  sql`exists (select 1 from ${orders} where ${eq(orders.orderId, orderId)}
    and ${inArray(orders.state, [...states])})`;

/** Whether an order is under way, or has ended, where the statement runs. */
export const orderIsOpen = (orderId: string): SQL =>
  sql`exists (select 1 from ${orders} where ${eq(orders.orderId, orderId)} and ${orders.open} = 1)`;
export const orderIsOver = (orderId: string): SQL =>
  sql`exists (select 1 from ${orders} where ${eq(orders.orderId, orderId)} and ${orders.open} is null)`;

/** Moves an order on from one of `from`; from any other state it is left as it is. */
export const moveOrder = (
  db: Database,
  orderId: string,
  {
    from,
    to,
    when,
  }: {
    readonly from: readonly OrderState[];
    readonly to: Partial<Omit<OrderRow, "orderId">>;
    readonly when?: SQL;
  },
) =>
  db
    .update(orders)
    .set(to)
    .where(and(eq(orders.orderId, orderId), inArray(orders.state, [...from]), when));

export const giveUpOrder = (
  db: Database,
  orderId: string,
  {
    from,
    when,
    ...to
  }: {
    readonly state: "cancelled" | "start_failed";
    readonly failure: OrderFailure;
    readonly from: readonly OrderState[];
    readonly when: SQL | undefined;
  },
) => moveOrder(db, orderId, { from, to: { ...to, open: null }, ...(when && { when }) });

/** Orders with all that a bill is computed from; `paidBy` tells whether their money was taken. */
export const billableOrdersQuery = (db: Database, orderIds: readonly string[]) =>
  db
    .select({
      ...orderKey,
      membership: orders.membership,
      timeZone: stations.timeZone,
      tariff: tariffs.content,
      maxPowerW: connectors.maxPowerW,
      paidBy: ledgerEntries.kind,
    })
    .from(orders)
    .innerJoin(stations, eq(stations.stationId, orders.stationId))
    .leftJoin(
      tariffs,
      and(eq(tariffs.tariffId, orders.tariffId), eq(tariffs.version, orders.tariffVersion)),
    )
    .leftJoin(
      connectors,
      and(eq(connectors.pileId, orders.pileId), eq(connectors.connectorId, orders.connectorId)),
    )
    .leftJoin(ledgerEntries, eq(ledgerEntries.source, sql`'payment:' || ${orders.orderId}`))
    .where(sql`${orders.orderId} in ${listOf(orderIds)}`);

export type BillableOrder = Awaited<ReturnType<typeof billableOrdersQuery>>[number];

export const endedOrdersQuery = (db: Database, orderIds: readonly string[]) =>
  db
    .select({
      ...orderKey,
      failure: orders.failure,
      totalFen: orders.totalFen,
      shortfallFen: orders.shortfallFen,
    })
    .from(orders)
    .where(sql`${orders.orderId} in ${listOf(orderIds)}`);

export type EndedOrder = Awaited<ReturnType<typeof endedOrdersQuery>>[number];

/** Open orders in these states that were made before `untilMs`. */
export const openOrdersQuery = (
  db: Database,
  {
    states,
    untilMs,
    limit,
    newestFirst,
  }: {
    readonly states: readonly OrderState[];
    readonly untilMs: number;
    readonly limit: number;
    readonly newestFirst: boolean;
  },
) =>
  db
    .select({ ...orderKey, createdAtMs: orders.createdAtMs })
    .from(orders)
    .where(
      and(
        sql`${orders.open} = 1`,
        lte(orders.createdAtMs, untilMs),
        inArray(orders.state, [...states]),
      ),
    )
    .orderBy(newestFirst ? desc(orders.createdAtMs) : asc(orders.createdAtMs))
    .limit(limit);
