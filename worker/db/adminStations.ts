// Stations, figures and faults as their operator sees them. Each query takes the operator's id.
import { and, asc, desc, eq, gt, gte, isNull, lt, or, sql, type SQL } from "drizzle-orm";
import type { Database } from "./database.ts";
import { likePattern } from "./likePattern.ts";
import { orders } from "./tables/orders.ts";
import { refunds } from "./tables/payments.ts";
import { connectors, faults, piles, stations, tariffs } from "./tables/stations.ts";

/** One figure for each pair of a pile's being online and a connector's state. */
export const connectorCountsQuery = (db: Database, operatorId: string) =>
  db
    .select({
      online: piles.online,
      state: connectors.state,
      count: sql<number>`count(*)`,
    })
    .from(piles)
    .innerJoin(connectors, eq(connectors.pileId, piles.pileId))
    .where(eq(piles.operatorId, operatorId))
    .groupBy(piles.online, connectors.state);

export const pileCountQuery = (db: Database, operatorId: string) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(piles)
    .where(eq(piles.operatorId, operatorId));

export const stationCountQuery = (db: Database, operatorId: string) =>
  db
    .select({
      count: sql<number>`count(*)`,
      timeZone: sql<string | null>`min(${stations.timeZone})`,
    })
    .from(stations)
    .where(eq(stations.operatorId, operatorId));

export const openFaultCountQuery = (db: Database, operatorId: string) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(faults)
    .where(and(eq(faults.operatorId, operatorId), isNull(faults.closedAtMs)));

/** Order ids begin with their time, so that "since" is a range of the operator's index. */
export const ordersBetweenQuery = (
  db: Database,
  operatorId: string,
  { fromId, untilId }: { readonly fromId: string; readonly untilId: string },
) =>
  db
    .select({
      orders: sql<number>`count(*)`,
      energyWh: sql<number>`coalesce(sum(${orders.energyWh}), 0)`,
      revenueFen: sql<number>`coalesce(sum(${orders.totalFen}), 0)`,
    })
    .from(orders)
    .where(
      and(
        eq(orders.operatorId, operatorId),
        gte(orders.orderId, fromId),
        lt(orders.orderId, untilId),
      ),
    );

export const failedRefundsQuery = (db: Database, operatorId: string, sinceId: string) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(orders)
    .innerJoin(
      refunds,
      sql`${refunds.refundId} >= ${orders.orderId} || 'R' and ${refunds.refundId} < ${orders.orderId} || 'S'`,
    )
    .where(
      and(
        eq(orders.operatorId, operatorId),
        gte(orders.orderId, sinceId),
        eq(refunds.state, "failed"),
      ),
    );

const stationColumns = {
  stationId: stations.stationId,
  name: stations.name,
  nameEn: stations.nameEn,
  address: stations.address,
  addressEn: stations.addressEn,
  latitude: stations.latitude,
  longitude: stations.longitude,
  tariffId: stations.tariffId,
};

export const adminStationsQuery = (
  db: Database,
  page: {
    readonly operatorId: string;
    readonly search: string | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
) =>
  db
    .select(stationColumns)
    .from(stations)
    .where(
      and(
        eq(stations.operatorId, page.operatorId),
        page.after === undefined ? undefined : gt(stations.stationId, page.after),
        searched(page.search),
      ),
    )
    .orderBy(asc(stations.stationId))
    .limit(page.limit);

function searched(search: string | undefined): SQL | undefined {
  if (search === undefined || search === "") return undefined;
  const pattern = likePattern(search);
  return or(
    ...[stations.stationId, stations.name, stations.nameEn, stations.address].map(
      (column) => sql`${column} like ${pattern} escape '\\'`,
    ),
  );
}

export type AdminStationRow = Awaited<ReturnType<typeof adminStationsQuery>>[number];

export const adminStationQuery = (
  db: Database,
  { operatorId, stationId }: { readonly operatorId: string; readonly stationId: string },
) =>
  db
    .select({
      ...stationColumns,
      timeZone: stations.timeZone,
      openingHours: stations.openingHours,
      parking: stations.parking,
      parkingEn: stations.parkingEn,
      phone: stations.phone,
      parkingKind: stations.parkingKind,
      facilities: stations.facilities,
      regularHours: stations.regularHours,
      revision: stations.revision,
    })
    .from(stations)
    .where(and(eq(stations.stationId, stationId), eq(stations.operatorId, operatorId)));

/** Those of these that are the operator's, with what a pile there must know. */
export const ownStationsQuery = (
  db: Database,
  { operatorId, stationIds }: { operatorId: string; stationIds: readonly string[] },
) =>
  db
    .select({
      stationId: stations.stationId,
      timeZone: stations.timeZone,
      latitude: stations.latitude,
      longitude: stations.longitude,
    })
    .from(sql`json_each(${JSON.stringify(stationIds)}) as wanted`)
    .crossJoin(stations)
    .where(and(eq(stations.stationId, sql`wanted.value`), eq(stations.operatorId, operatorId)));

/** The newest name of each tariff, in force or not yet. */
export const tariffNamesQuery = (db: Database, tariffIds: readonly string[]) =>
  db
    .select({ tariffId: tariffs.tariffId, name: tariffs.name, nameEn: tariffs.nameEn })
    .from(sql`json_each(${JSON.stringify(tariffIds)}) as wanted`)
    .innerJoin(
      tariffs,
      and(
        eq(tariffs.tariffId, sql`wanted.value`),
        eq(
          tariffs.version,
          sql`(select max(version) from tariffs as newer where newer.tariff_id = wanted.value)`,
        ),
      ),
    );

export type FaultCursor = { readonly openedAtMs: number; readonly faultId: string };

export const faultsQuery = (
  db: Database,
  page: {
    readonly operatorId: string;
    readonly openOnly: boolean;
    readonly pileId: string | undefined;
    readonly before: FaultCursor | null;
    readonly limit: number;
  },
) =>
  db
    .select({
      faultId: faults.faultId,
      pileId: faults.pileId,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
      connectorId: faults.connectorId,
      errorCode: faults.errorCode,
      vendorErrorCode: faults.vendorErrorCode,
      info: faults.info,
      openedAtMs: faults.openedAtMs,
      closedAtMs: faults.closedAtMs,
    })
    .from(faults)
    .innerJoin(piles, eq(piles.pileId, faults.pileId))
    .innerJoin(stations, eq(stations.stationId, piles.stationId))
    .where(
      and(
        eq(faults.operatorId, page.operatorId),
        page.openOnly ? isNull(faults.closedAtMs) : undefined,
        page.pileId === undefined ? undefined : eq(faults.pileId, page.pileId),
        beforeFault(page.before),
      ),
    )
    .orderBy(desc(faults.openedAtMs), desc(faults.faultId))
    .limit(page.limit);

function beforeFault(before: FaultCursor | null): SQL | undefined {
  if (before === null) return undefined;
  const { openedAtMs, faultId } = before;
  return or(
    lt(faults.openedAtMs, openedAtMs),
    and(eq(faults.openedAtMs, openedAtMs), lt(faults.faultId, faultId)),
  );
}
