// Where a Pile stands, as the records know it.
import { eq } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { piles } from "../db/tables/stations.ts";

export type PlaceOfPile = { readonly pileId: string; readonly operatorId: string };

export const placeQuery = (db: Database, pileId: string) =>
  db
    .select({ pileId: piles.pileId, operatorId: piles.operatorId })
    .from(piles)
    .where(eq(piles.pileId, pileId));
