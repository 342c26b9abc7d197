// What a person types anywhere in the admin, looked for among an operator's own things. Each query
// walks an index from where the text would stand, and reads no further than it shows.
import { and, asc, desc, eq, gte, lt, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { textCondition } from "./stationTexts.ts";
import { orders } from "./tables/orders.ts";
import { piles, stations } from "./tables/stations.ts";

type Wanted = { readonly operatorId: string; readonly text: string; readonly most: number };

/** The first text that no text with this beginning reaches. */
const past = (beginning: string): string => `${beginning}\u{10ffff}`;

/** More stations of other operators than this may fit a common word; who types on finds his own. */
const MATCHES_READ = 500;

/** Those whose name or address fits, everybody's; null where the text has no word for it. */
function fittingStations(text: string) {
  const condition = textCondition(text);
  return condition === null
    ? null
    : sql`(select station_id from station_texts where station_texts match ${condition}
        limit ${MATCHES_READ}) as recent`;
}

const isFittingOne = (operatorId: string) =>
  and(eq(stations.stationId, sql`recent.station_id`), eq(stations.operatorId, operatorId));

/** Null where the text has nothing that a station's name could be found by. */
export function foundStationsQuery(db: Database, { operatorId, text, most }: Wanted) {
  const fitting = fittingStations(text);
  if (fitting === null) return null;
  return db
    .select({
      stationId: stations.stationId,
      name: stations.name,
      nameEn: stations.nameEn,
      address: stations.address,
      addressEn: stations.addressEn,
    })
    .from(fitting)
    .innerJoin(stations, isFittingOne(operatorId))
    .limit(most);
}

const foundPile = {
  pileId: piles.pileId,
  name: piles.name,
  stationName: stations.name,
  stationNameEn: stations.nameEn,
};

/** The piles of stations that fit; null as above. */
export function foundPilesOfStationsQuery(db: Database, { operatorId, text, most }: Wanted) {
  const fitting = fittingStations(text);
  if (fitting === null) return null;
  return db
    .select(foundPile)
    .from(fitting)
    .innerJoin(stations, isFittingOne(operatorId))
    .innerJoin(piles, eq(piles.stationId, stations.stationId))
    .limit(most);
}

export const foundPilesQuery = (db: Database, { operatorId, text, most }: Wanted) =>
  db
    .select(foundPile)
    .from(piles)
    .innerJoin(stations, eq(stations.stationId, piles.stationId))
    .where(
      and(eq(piles.operatorId, operatorId), gte(piles.pileId, text), lt(piles.pileId, past(text))),
    )
    .orderBy(asc(piles.pileId))
    .limit(most);

export const foundOrdersQuery = (db: Database, { operatorId, text, most }: Wanted) =>
  db
    .select({
      orderId: orders.orderId,
      state: orders.state,
      pileId: orders.pileId,
      createdAtMs: orders.createdAtMs,
    })
    .from(orders)
    .where(
      and(
        eq(orders.operatorId, operatorId),
        gte(orders.orderId, text),
        lt(orders.orderId, past(text)),
      ),
    )
    .orderBy(desc(orders.orderId))
    .limit(most);
