// Reads what is stored of a station for the figures of some days: its orders by their key, which
// sorts by time, and what hangs on them.
import { and, eq, gte, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import { encodeTime } from "ulid";
import { deviceKey, type StationFacts } from "../../../core/analysis/facts.ts";
import type { Span } from "../../../core/analysis/civilHours.ts";
import { limits } from "../../../core/limits.ts";
import type { Database } from "../database.ts";
import { unmetDemand } from "../tables/analysis.ts";
import { billLines, orders, reservations, sessions } from "../tables/orders.ts";
import { connectors, faults, piles } from "../tables/stations.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A charger's clock may be behind the platform's: an order's key is looked for a day further. */
const CLOCKS_DIFFER_MS = DAY_MS;

type Of = Span & { readonly stationId: string };

/** Orders made in the span, and those of charges that lasted into it. */
const ofStation = ({ stationId, fromMs, toMs }: Of) =>
  and(
    eq(orders.stationId, stationId),
    gte(orders.orderId, encodeTime(Math.max(0, fromMs - limits.sessionLookBackMs.most), 10)),
    lt(orders.orderId, encodeTime(toMs + CLOCKS_DIFFER_MS, 10)),
    or(
      gte(orders.createdAtMs, fromMs - CLOCKS_DIFFER_MS),
      gte(orders.endedAtMs, fromMs - CLOCKS_DIFFER_MS),
    ),
  );

export const orderFactsQuery = (db: Database, of: Of) =>
  db
    .select({
      orderId: orders.orderId,
      pileId: orders.pileId,
      connectorId: orders.connectorId,
      origin: orders.origin,
      state: orders.state,
      open: orders.open,
      failure: orders.failure,
      paymentWay: orders.paymentWay,
      createdAtMs: orders.createdAtMs,
      startedAtMs: orders.startedAtMs,
      endedAtMs: orders.endedAtMs,
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
    .where(ofStation(of));

export const lineFactsQuery = (db: Database, of: Of) =>
  db
    .select({
      orderId: billLines.orderId,
      fromMs: billLines.fromMs,
      toMs: billLines.toMs,
      period: billLines.period,
      energyWh: billLines.energyWh,
      electricityFen: billLines.electricityFen,
      serviceFen: billLines.serviceFen,
    })
    .from(orders)
    .crossJoin(billLines)
    .where(and(ofStation(of), eq(billLines.orderId, orders.orderId)));

const sessionFact = {
  orderId: sessions.orderId,
  pileId: sessions.pileId,
  connectorId: sessions.connectorId,
  startedAtMs: sessions.startedAtMs,
  endedAtMs: sessions.endedAtMs,
  leftAtMs: sessions.leftAtMs,
  meterStartWh: sessions.meterStartWh,
  meterStopWh: sessions.meterStopWh,
  readings: sessions.readings,
};

export const sessionFactsQuery = (db: Database, of: Of) =>
  db
    .select(sessionFact)
    .from(orders)
    .crossJoin(sessions)
    .where(and(ofStation(of), isNotNull(sessions.orderId), eq(sessions.orderId, orders.orderId)));

/** Those that belong to no order. */
export const unownedFactsQuery = (db: Database, { stationId, fromMs, toMs }: Of) =>
  db
    .select(sessionFact)
    .from(piles)
    .crossJoin(sessions)
    .where(
      and(
        eq(piles.stationId, stationId),
        eq(sessions.pileId, piles.pileId),
        isNull(sessions.orderId),
        gte(sessions.startedAtMs, fromMs - limits.sessionLookBackMs.most),
        lt(sessions.startedAtMs, toMs),
      ),
    );

export const reservationFactsQuery = (db: Database, { stationId, fromMs, toMs }: Of) =>
  db
    .select({
      fromMs: reservations.fromMs,
      endedBy: reservations.endedBy,
      chargedFen: reservations.chargedFen,
      noShowFeeFen: reservations.noShowFeeFen,
    })
    .from(piles)
    .crossJoin(reservations)
    .where(
      and(
        eq(piles.stationId, stationId),
        eq(reservations.pileId, piles.pileId),
        gte(reservations.fromMs, fromMs),
        lt(reservations.fromMs, toMs),
        isNotNull(reservations.endedBy),
      ),
    );

/** Open for weeks or for a moment: those that a pile had and that were not over before. */
export const faultFactsQuery = (db: Database, { stationId, fromMs, toMs }: Of) =>
  db
    .select({
      pileId: faults.pileId,
      connectorId: faults.connectorId,
      errorCode: faults.errorCode,
      openedAtMs: faults.openedAtMs,
      closedAtMs: faults.closedAtMs,
      vendor: sql<string | null>`coalesce(${faults.vendor}, ${piles.vendor})`.as("fault_vendor"),
      model: sql<string | null>`coalesce(${faults.model}, ${piles.model})`.as("fault_model"),
      firmwareVersion: sql<
        string | null
      >`coalesce(${faults.firmwareVersion}, ${piles.firmwareVersion})`.as("fault_firmware"),
    })
    .from(piles)
    .crossJoin(faults)
    .where(
      and(
        eq(piles.stationId, stationId),
        eq(faults.pileId, piles.pileId),
        lt(faults.openedAtMs, toMs),
        or(isNull(faults.closedAtMs), gte(faults.closedAtMs, fromMs)),
      ),
    );

export const connectorFactsQuery = (db: Database, stationId: string) =>
  db
    .select({
      pileId: connectors.pileId,
      connectorId: connectors.connectorId,
      sinceMs: piles.createdAtMs,
      vendor: piles.vendor,
      model: piles.model,
      firmwareVersion: piles.firmwareVersion,
    })
    .from(piles)
    .crossJoin(connectors)
    .where(and(eq(piles.stationId, stationId), eq(connectors.pileId, piles.pileId)));

export const demandFactsQuery = (db: Database, { stationId, fromMs, toMs }: Of) =>
  db
    .select({
      hourMs: unmetDemand.hourMs,
      joined: unmetDemand.joined,
      waitedMs: unmetDemand.waitedMs,
      refused: unmetDemand.refused,
    })
    .from(unmetDemand)
    .where(
      and(
        eq(unmetDemand.stationId, stationId),
        gte(unmetDemand.hourMs, fromMs - HOUR_MS),
        lt(unmetDemand.hourMs, toMs),
      ),
    );

/** One trip. */
export async function readFacts(
  db: Database,
  of: Of & { readonly timeZone: string },
): Promise<StationFacts> {
  const [made, lines, metered, unowned, reserved, failed, built, demand] = await db.batch([
    orderFactsQuery(db, of),
    lineFactsQuery(db, of),
    sessionFactsQuery(db, of),
    unownedFactsQuery(db, of),
    reservationFactsQuery(db, of),
    faultFactsQuery(db, of),
    connectorFactsQuery(db, of.stationId),
    demandFactsQuery(db, of),
  ]);
  return {
    timeZone: of.timeZone,
    orders: made,
    lines,
    sessions: [...metered, ...unowned],
    reservations: reserved,
    faults: failed.map((fault) => ({ ...fault, device: deviceKey(fault) })),
    connectors: built.map((connector) => ({ ...connector, device: deviceKey(connector) })),
    demand,
  };
}
