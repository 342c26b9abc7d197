// Where a Pile stands, as the records know it.
import { eq } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { piles, stations } from "../db/tables/stations.ts";

export type PlaceOfPile = {
  readonly pileId: string;
  readonly operatorId: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly stationNameEn: string;
  readonly timeZone: string;
};

export const placeQuery = (db: Database, pileId: string) =>
  db
    .select({
      pileId: piles.pileId,
      operatorId: piles.operatorId,
      stationId: piles.stationId,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
      timeZone: stations.timeZone,
    })
    .from(piles)
    .innerJoin(stations, eq(stations.stationId, piles.stationId))
    .where(eq(piles.pileId, pileId));
