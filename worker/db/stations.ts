// Stations, piles and connectors as drivers are shown them.
import { asc, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { operators } from "./tables/operators.ts";
import { connectors, piles, stations, tariffs } from "./tables/stations.ts";

const stationColumns = {
  stationId: stations.stationId,
  operatorId: stations.operatorId,
  name: stations.name,
  nameEn: stations.nameEn,
  address: stations.address,
  addressEn: stations.addressEn,
  latitude: stations.latitude,
  longitude: stations.longitude,
  cell: stations.cell,
  timeZone: stations.timeZone,
  openingHours: stations.openingHours,
  parkingKind: stations.parkingKind,
  facilities: stations.facilities,
  connectorKinds: stations.connectorKinds,
  tariffId: stations.tariffId,
  reviewCounts: stations.reviewCounts,
};

/** One row a station: what a list shows and a search judges by, live counts and prices apart. */
export const stationsByIdQuery = (db: Database, stationIds: readonly string[]) =>
  db
    .select(stationColumns)
    .from(sql`json_each(${JSON.stringify(stationIds)}) as wanted`)
    .crossJoin(stations)
    .where(eq(stations.stationId, sql`wanted.value`));

export type StationRow = Awaited<ReturnType<typeof stationsByIdQuery>>[number];

export const operatorNamesQuery = (db: Database, operatorIds: readonly string[]) =>
  db
    .select({ operatorId: operators.operatorId, name: operators.name })
    .from(sql`json_each(${JSON.stringify(operatorIds)}) as wanted`)
    .crossJoin(operators)
    .where(eq(operators.operatorId, sql`wanted.value`));

export const stationQuery = (db: Database, stationId: string) =>
  db
    .select({
      ...stationColumns,
      operatorName: operators.name,
      parking: stations.parking,
      parkingEn: stations.parkingEn,
      phone: stations.phone,
      pictures: stations.pictures,
    })
    .from(stations)
    .innerJoin(operators, eq(operators.operatorId, stations.operatorId))
    .where(eq(stations.stationId, stationId));

/**
 * The content of the version in force of each tariff; a tariff with none has null. One row for each,
 * because the newest version is looked at first.
 */
export const pricesInForceQuery = (db: Database, tariffIds: readonly string[], nowMs: number) =>
  db
    .select({
      tariffId: sql<string>`wanted.value`,
      content: sql`(select content from tariffs where tariff_id = wanted.value
        and valid_from_ms <= ${nowMs} order by version desc limit 1)`.mapWith(tariffs.content),
    })
    .from(sql`json_each(${JSON.stringify(tariffIds)}) as wanted`);

/** Connectors of these stations' piles, with what is needed to count and to show them. */
export const connectorsOfStationsQuery = (db: Database, stationIds: readonly string[]) =>
  db
    .select({
      stationId: piles.stationId,
      pileId: piles.pileId,
      pileName: piles.name,
      online: piles.online,
      connectorId: connectors.connectorId,
      currentType: connectors.currentType,
      standard: connectors.standard,
      maxPowerW: connectors.maxPowerW,
      state: connectors.state,
      stateSinceMs: connectors.stateSinceMs,
    })
    .from(sql`json_each(${JSON.stringify(stationIds)}) as wanted`)
    .innerJoin(piles, eq(piles.stationId, sql`wanted.value`))
    .innerJoin(connectors, eq(connectors.pileId, piles.pileId))
    .orderBy(asc(piles.pileId), asc(connectors.connectorId));

export type ConnectorRow = Awaited<ReturnType<typeof connectorsOfStationsQuery>>[number];

export async function connectorsByStation(
  db: Database,
  stationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ConnectorRow[]>> {
  if (stationIds.length === 0) return new Map();
  return Map.groupBy(await connectorsOfStationsQuery(db, stationIds), (row) => row.stationId);
}

export const pileQuery = (db: Database, pileId: string) =>
  db
    .select({
      pileId: piles.pileId,
      name: piles.name,
      stationId: piles.stationId,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
      address: stations.address,
      addressEn: stations.addressEn,
      operatorName: operators.name,
      timeZone: stations.timeZone,
      tariffId: stations.tariffId,
    })
    .from(piles)
    .innerJoin(stations, eq(stations.stationId, piles.stationId))
    .innerJoin(operators, eq(operators.operatorId, piles.operatorId))
    .where(eq(piles.pileId, pileId));

export const connectorsOfPileQuery = (db: Database, pileId: string) =>
  db
    .select()
    .from(connectors)
    .where(eq(connectors.pileId, pileId))
    .orderBy(asc(connectors.connectorId));
