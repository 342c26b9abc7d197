// Who belongs to whom, for Stations and Areas that have to build themselves anew.
import { and, asc, eq, gte, lt } from "drizzle-orm";
import type { Database } from "./database.ts";
import { connectors, piles, stations } from "./tables/stations.ts";

export const stationPlaceQuery = (db: Database, stationId: string) =>
  db
    .select({
      stationId: stations.stationId,
      latitude: stations.latitude,
      longitude: stations.longitude,
      cell: stations.cell,
    })
    .from(stations)
    .where(eq(stations.stationId, stationId));

/** In order of piles and connectors; a pile without connectors has nothing to show, and no row. */
export const membersOfStationQuery = (db: Database, stationId: string, mostPiles: number) => {
  const members = db
    .select({ pileId: piles.pileId })
    .from(piles)
    .where(eq(piles.stationId, stationId))
    .orderBy(asc(piles.pileId))
    .limit(mostPiles)
    .as("members");
  return db
    .select({
      pileId: connectors.pileId,
      connectorId: connectors.connectorId,
      currentType: connectors.currentType,
      maxPowerW: connectors.maxPowerW,
    })
    .from(members)
    .innerJoin(connectors, eq(connectors.pileId, members.pileId))
    .orderBy(asc(connectors.pileId), asc(connectors.connectorId));
};

/** Stations whose cell begins so: a range of the index. "~" sorts after every character of a geohash. */
export const stationsOfAreaQuery = (db: Database, areaCell: string, most: number) =>
  db
    .select({ stationId: stations.stationId })
    .from(stations)
    .where(and(gte(stations.cell, areaCell), lt(stations.cell, `${areaCell}~`)))
    .limit(most);
