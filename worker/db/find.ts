// What a person types anywhere in the admin, looked for among an operator's own things. Each query
// walks an index from where the text would stand, and reads no further than it shows: cross joins, whose
// order SQLite keeps, or it would walk all that the operator has.
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
    .crossJoin(stations)
    .where(isFittingOne(operatorId))
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
    .crossJoin(stations)
    .crossJoin(piles)
    .where(and(isFittingOne(operatorId), eq(piles.stationId, stations.stationId)))
    .limit(most);
}

/** FTS5's, as 0015_pile_texts.sql makes it and keeps it true to the piles. */
const LONGEST_WORD = 12;
const LEAST_OF_A_WORD = 2;
const MOST_WORDS = 6;

const hexOf = (id: string): string =>
  Array.from(new TextEncoder().encode(id), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Every word of the text is a part of the pile's number, serial number or name. */
function pileCondition({ operatorId, text }: Wanted): string | null {
  const words = (text.normalize("NFKC").match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => word.slice(0, LONGEST_WORD))
    .filter((word) => word.length >= LEAST_OF_A_WORD)
    .slice(0, MOST_WORDS);
  if (words.length === 0) return null;
  const fit = words.map((word) => `words : "${word}" *`);
  return [`operator : "${hexOf(operatorId)}"`, ...fit].join(" AND ");
}

/** One's own piles by any part of what they are called; null where the text has too little for it. */
export function foundPilesByPartQuery(db: Database, wanted: Wanted) {
  const condition = pileCondition(wanted);
  if (condition === null) return null;
  const { operatorId, most } = wanted;
  const fitting = sql`(select pile_id from pile_texts where pile_texts match ${condition}
    limit ${most}) as named`;
  return db
    .select(foundPile)
    .from(fitting)
    .crossJoin(piles)
    .crossJoin(stations)
    .where(
      and(
        eq(piles.pileId, sql`named.pile_id`),
        eq(piles.operatorId, operatorId),
        eq(stations.stationId, piles.stationId),
      ),
    );
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
