// Drivers' reservations: their rows, whose deposit moves by the ledger. Those that staff made stand
// in the same table without a fee.
import { and, asc, desc, eq, gt, isNotNull, lt, lte, or, sql, type SQL } from "drizzle-orm";
import type { Reservation, ReservationEnd } from "../../core/contract/reservations.ts";
import { offsetsBetween } from "../../core/pricing/zonedTime.ts";
import type { Database } from "./database.ts";
import { listOf } from "./statements.ts";
import { cards, drivers } from "./tables/drivers.ts";
import { orders, reservations } from "./tables/orders.ts";
import { piles, stations } from "./tables/stations.ts";

type Row = typeof reservations.$inferSelect;

/** Reservations with the names around them; the caller adds where, order and limit. */
export const selectReservations = (db: Database) =>
  db
    .select({
      row: reservations,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
      timeZone: stations.timeZone,
      pileName: piles.name,
      driverName: drivers.displayName,
    })
    .from(reservations)
    .innerJoin(stations, eq(stations.stationId, reservations.stationId))
    .innerJoin(piles, eq(piles.pileId, reservations.pileId))
    .leftJoin(drivers, eq(drivers.driverId, reservations.driverId));

export type ReservationRow = Awaited<ReturnType<typeof selectReservations>>[number];

export const reservationView = ({
  row,
  stationName,
  stationNameEn,
  timeZone,
  pileName,
}: ReservationRow): Reservation => ({
  reservationId: row.reservationId,
  stationId: row.stationId ?? "",
  stationName,
  stationNameEn,
  pileId: row.pileId,
  pileName,
  connectorId: row.connectorId,
  fromMs: row.fromMs,
  untilMs: row.untilMs,
  clocks: offsetsBetween(row.heldFromMs ?? row.fromMs, row.untilMs, timeZone),
  heldFromMs: row.heldFromMs ?? row.fromMs,
  comeByMs: row.comeByMs ?? row.untilMs,
  feeFen: row.feeFen ?? 0,
  noShowFeeFen: row.noShowFeeFen ?? 0,
  end: row.endedBy,
  endedAtMs: row.endedAtMs,
  chargedFen: row.chargedFen,
  orderId: row.orderId,
  createdAtMs: row.createdAtMs ?? 0,
});

const isDrivers = isNotNull(reservations.createdAtMs);

export const ownReservationQuery = (
  db: Database,
  { reservationId, driverId }: { readonly reservationId: string; readonly driverId: string },
) =>
  selectReservations(db).where(
    and(
      eq(reservations.reservationId, reservationId),
      eq(reservations.driverId, driverId),
      isDrivers,
    ),
  );

export const reservationsOfDriverQuery = (
  db: Database,
  page: {
    readonly driverId: string;
    readonly before: string | undefined;
    readonly limit: number;
  },
) =>
  selectReservations(db)
    .where(
      and(
        eq(reservations.driverId, page.driverId),
        sql`${reservations.createdAtMs} is not null`,
        page.before === undefined ? undefined : lt(reservations.reservationId, page.before),
      ),
    )
    .orderBy(desc(reservations.reservationId))
    .limit(page.limit);

/** `before` is the last row of the page before. */
export const reservationsOfPileQuery = (
  db: Database,
  page: {
    readonly pileId: string;
    readonly before: { readonly fromMs: number; readonly reservationId: string } | null;
    readonly limit: number;
  },
) =>
  selectReservations(db)
    .where(
      and(
        eq(reservations.pileId, page.pileId),
        isDrivers,
        page.before === null
          ? undefined
          : or(
              lt(reservations.fromMs, page.before.fromMs),
              and(
                eq(reservations.fromMs, page.before.fromMs),
                lt(reservations.reservationId, page.before.reservationId),
              ),
            ),
      ),
    )
    .orderBy(desc(reservations.fromMs), desc(reservations.reservationId))
    .limit(page.limit);

/** The index behind this is the rule itself: one open reservation for each driver. */
export const openReservationQuery = (db: Database, driverId: string) =>
  db
    .select({ reservationId: reservations.reservationId, pileId: reservations.pileId })
    .from(reservations)
    .where(and(eq(reservations.driverId, driverId), sql`${reservations.open} = 1`));

/** The cards that may charge for a driver. */
export const usableCardsQuery = (
  db: Database,
  {
    driverId,
    nowMs,
    limit,
  }: { readonly driverId: string; readonly nowMs: number; readonly limit: number },
) =>
  db
    .select({ idTag: cards.idTag })
    .from(cards)
    .where(
      and(
        eq(cards.driverId, driverId),
        sql`${cards.blockedAtMs} is null`,
        sql`coalesce(${cards.expiresAtMs} > ${nowMs}, 1)`,
      ),
    )
    .limit(limit);

export type NewReservation = {
  readonly [
    Key in Exclude<keyof Row, "state" | "open" | "chargedFen" | "endedBy" | "endedAtMs" | "orderId">
  ]: NonNullable<Row[Key]>;
};

export const insertReservation = (db: Database, row: NewReservation) =>
  db.insert(reservations).values({ ...row, state: "active", open: 1 });

/** What ends a reservation. */
const reservationKey = {
  reservationId: reservations.reservationId,
  pileId: reservations.pileId,
  driverId: reservations.driverId,
  operatorId: reservations.operatorId,
  feeFen: reservations.feeFen,
  noShowFeeFen: reservations.noShowFeeFen,
  endedBy: reservations.endedBy,
  fromMs: reservations.fromMs,
};

export const reservationKeysQuery = (db: Database, reservationIds: readonly string[]) =>
  db
    .select(reservationKey)
    .from(reservations)
    .where(and(sql`${reservations.reservationId} in ${listOf(reservationIds)}`, isDrivers));

export type ReservationKey = Awaited<ReturnType<typeof reservationKeysQuery>>[number];

/** Those that begin between two times; who reserved at the last moment needs no reminder. */
export const beginningReservationsQuery = (
  db: Database,
  within: { readonly afterMs: number; readonly untilMs: number; readonly limit: number },
) =>
  db
    .select({
      reservationId: reservations.reservationId,
      connectorId: reservations.connectorId,
      fromMs: reservations.fromMs,
      comeByMs: reservations.comeByMs,
      createdAtMs: reservations.createdAtMs,
    })
    .from(reservations)
    .where(
      and(
        sql`${reservations.open} = 1`,
        gt(reservations.fromMs, within.afterMs),
        lte(reservations.fromMs, within.untilMs),
      ),
    )
    .orderBy(asc(reservations.fromMs))
    .limit(within.limit);

/** Those whose Pile should have said long ago how they ended. */
export const overdueReservationsQuery = (
  db: Database,
  { untilMs, limit }: { readonly untilMs: number; readonly limit: number },
) =>
  db
    .select(reservationKey)
    .from(reservations)
    .where(and(sql`${reservations.open} = 1`, lte(reservations.comeByMs, untilMs)))
    .limit(limit);

export const reservationIsOpen = (reservationId: string): SQL =>
  sql`exists (select 1 from ${reservations}
    where ${eq(reservations.reservationId, reservationId)} and ${reservations.open} = 1)`;

export const moveReservation = (
  db: Database,
  { reservationId, connectorId }: { readonly reservationId: string; readonly connectorId: number },
) =>
  db
    .update(reservations)
    .set({ connectorId })
    .where(and(eq(reservations.reservationId, reservationId), sql`${reservations.open} = 1`));

/** Ends once; an order that was never written is not named. */
export const closeReservation = (
  db: Database,
  reservationId: string,
  to: {
    readonly state: Row["state"];
    readonly endedBy: ReservationEnd;
    readonly chargedFen: number;
    readonly endedAtMs: number;
    readonly orderId: string | null;
  },
) => {
  const orderId =
    to.orderId === null
      ? null
      : sql`(select ${orders.orderId} from ${orders} where ${eq(orders.orderId, to.orderId)})`;
  return db
    .update(reservations)
    .set({ ...to, orderId, open: null })
    .where(and(eq(reservations.reservationId, reservationId), sql`${reservations.open} = 1`));
};
