// Stations, piles and connectors as drivers are shown them.
import { asc, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { operators } from "./tables/operators.ts";
import { connectors, piles, stations } from "./tables/stations.ts";

const stationColumns = {
  stationId: stations.stationId,
  name: stations.name,
  nameEn: stations.nameEn,
  address: stations.address,
  addressEn: stations.addressEn,
  operatorName: operators.name,
  latitude: stations.latitude,
  longitude: stations.longitude,
  timeZone: stations.timeZone,
  tariffId: stations.tariffId,
};

/**
 * Stations whose cell begins with one of these; each is a range of the index. All cells travel in
 * one parameter, since D1 takes at most 100. "~" sorts after every character of a geohash.
 */
export const stationsInCellsQuery = (db: Database, cells: readonly string[]) =>
  db
    .select(stationColumns)
    .from(sql`json_each(${JSON.stringify(cells)}) as wanted`)
    .innerJoin(
      stations,
      sql`${stations.cell} >= wanted.value and ${stations.cell} < wanted.value || '~'`,
    )
    .innerJoin(operators, eq(operators.operatorId, stations.operatorId));

export type StationRow = Awaited<ReturnType<typeof stationsInCellsQuery>>[number];

export const stationQuery = (db: Database, stationId: string) =>
  db
    .select({
      ...stationColumns,
      openingHours: stations.openingHours,
      parking: stations.parking,
      parkingEn: stations.parkingEn,
      phone: stations.phone,
    })
    .from(stations)
    .innerJoin(operators, eq(operators.operatorId, stations.operatorId))
    .where(eq(stations.stationId, stationId));

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
