// What the overview needs of the records to ask the live objects: where the operator's stations are,
// and which of its piles are in use.
import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { connectors, piles, stations } from "./tables/stations.ts";

export const placesQuery = (
  db: Database,
  { operatorId, limit }: { readonly operatorId: string; readonly limit: number },
) =>
  db
    .select({
      stationId: stations.stationId,
      name: stations.name,
      nameEn: stations.nameEn,
      latitude: stations.latitude,
      longitude: stations.longitude,
      connectorKinds: stations.connectorKinds,
    })
    .from(stations)
    .where(eq(stations.operatorId, operatorId))
    .orderBy(asc(stations.stationId))
    .limit(limit);

export const pilesInUseQuery = (
  db: Database,
  { operatorId, limit }: { readonly operatorId: string; readonly limit: number },
) =>
  db
    .select({ pileId: piles.pileId })
    .from(piles)
    .where(
      and(
        eq(piles.operatorId, operatorId),
        eq(piles.online, true),
        sql`exists (select 1 from connectors where ${connectors.pileId} = ${piles.pileId}
          and ${connectors.state} = 'occupied')`,
      ),
    )
    .orderBy(asc(piles.pileId))
    .limit(limit);
