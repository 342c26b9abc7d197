// Piles as their operator sees them, and what registering one writes. Each query takes the
// operator's id.
import { and, asc, count, eq, exists, gt, isNull, or, sql, type SQL } from "drizzle-orm";
import type { PileListState } from "../../core/contract/admin/piles.ts";
import { limits } from "../../core/limits.ts";
import type { Database } from "./database.ts";
import { geohash, type Point } from "./geohash.ts";
import { likePattern } from "./likePattern.ts";
import { stationCellStatements } from "./stationCells.ts";
import { connectors, piles, stations } from "./tables/stations.ts";

const pileColumns = {
  pileId: piles.pileId,
  name: piles.name,
  stationId: piles.stationId,
  stationName: stations.name,
  stationNameEn: stations.nameEn,
  vendor: piles.vendor,
  model: piles.model,
  firmwareVersion: piles.firmwareVersion,
  serialNumber: piles.serialNumber,
  online: piles.online,
  lastSeenMs: piles.lastSeenMs,
};

/** Whatever is not set narrows nothing. */
export type PileFilter = {
  readonly stationId?: string | undefined;
  readonly search?: string | undefined;
  readonly state?: PileListState | undefined;
  readonly vendor?: string | undefined;
  readonly model?: string | undefined;
  readonly firmware?: string | undefined;
};

export type PilePage = PileFilter & {
  readonly operatorId: string;
  readonly after: string | undefined;
  readonly limit: number;
};

export const adminPilesQuery = (db: Database, filter: PilePage) =>
  db
    .select(pileColumns)
    .from(piles)
    .innerJoin(stations, eq(stations.stationId, piles.stationId))
    .where(
      and(
        eq(piles.operatorId, filter.operatorId),
        filter.after === undefined ? undefined : gt(piles.pileId, filter.after),
        chosen(db, filter),
      ),
    )
    .orderBy(asc(piles.pileId))
    .limit(filter.limit);

export type AdminPileRow = Awaited<ReturnType<typeof adminPilesQuery>>[number];

const chosen = (db: Database, filter: PileFilter): SQL | undefined =>
  and(
    filter.stationId === undefined ? undefined : eq(piles.stationId, filter.stationId),
    filter.vendor === undefined ? undefined : eq(piles.vendor, filter.vendor),
    filter.model === undefined ? undefined : eq(piles.model, filter.model),
    filter.firmware === undefined ? undefined : eq(piles.firmwareVersion, filter.firmware),
    searched(filter.search),
    inState(db, filter.state),
  );

function searched(search: string | undefined): SQL | undefined {
  if (search === undefined || search === "") return undefined;
  const pattern = likePattern(search);
  const { pileId, name, serialNumber, vendor, model, firmwareVersion } = piles;
  return or(
    ...[pileId, name, serialNumber, vendor, model, firmwareVersion].map(
      (column) => sql`${column} like ${pattern} escape '\\'`,
    ),
  );
}

/** A pile that is offline shows all its connectors as offline, whatever is stored. */
function inState(db: Database, state: PileListState | undefined): SQL | undefined {
  if (state === undefined) return undefined;
  if (state === "online") return eq(piles.online, true);
  if (state === "neverSeen") return isNull(piles.lastSeenMs);
  if (state === "offline") return eq(piles.online, false);
  const inThatState = db
    .select({ one: sql`1` })
    .from(connectors)
    .where(and(eq(connectors.pileId, piles.pileId), eq(connectors.state, state)));
  return and(eq(piles.online, true), exists(inThatState));
}

/** By the index alone, which has all of it. */
export const pileKindsQuery = (db: Database, operatorId: string) =>
  db
    .select({
      vendor: piles.vendor,
      model: piles.model,
      firmwareVersion: piles.firmwareVersion,
      piles: count(),
    })
    .from(piles)
    .where(eq(piles.operatorId, operatorId))
    .groupBy(piles.vendor, piles.model, piles.firmwareVersion)
    .limit(limits.pileKinds.most);

export const adminPileQuery = (
  db: Database,
  { operatorId, pileId }: { readonly operatorId: string; readonly pileId: string },
) =>
  db
    .select({ ...pileColumns, timeZone: stations.timeZone, credentialHash: piles.credentialHash })
    .from(piles)
    .innerJoin(stations, eq(stations.stationId, piles.stationId))
    .where(and(eq(piles.pileId, pileId), eq(piles.operatorId, operatorId)));

export const connectorsOfPilesQuery = (db: Database, pileIds: readonly string[]) =>
  db
    .select()
    .from(connectors)
    .where(sql`${connectors.pileId} in (select value from json_each(${JSON.stringify(pileIds)}))`)
    .orderBy(asc(connectors.pileId), asc(connectors.connectorId));

/** What a pile's profile is made of, for every pile of a station. */
export const pilesToPublishQuery = (
  db: Database,
  { operatorId, stationId }: { readonly operatorId: string; readonly stationId: string },
) =>
  db
    .select({
      pileId: piles.pileId,
      operatorId: piles.operatorId,
      stationId: piles.stationId,
      timeZone: stations.timeZone,
      credentialHash: piles.credentialHash,
    })
    .from(piles)
    .innerJoin(stations, eq(stations.stationId, piles.stationId))
    .where(and(eq(piles.stationId, stationId), eq(piles.operatorId, operatorId)));

export type NewPile = {
  readonly pileId: string;
  readonly operatorId: string;
  readonly stationId: string;
  readonly name: string;
  readonly credentialHash: string;
  readonly nowMs: number;
  readonly connectors: readonly Pick<
    typeof connectors.$inferInsert,
    "currentType" | "standard" | "maxPowerW"
  >[];
};

/**
 * The statements that register a pile, for one batch: it is there whole or not at all. A connector
 * has a statement of its own, because sixteen in one would pass D1's 100 parameters.
 */
export function pileInserts(db: Database, pile: NewPile) {
  const { nowMs, connectors: wanted, ...row } = pile;
  const connectorInserts = wanted.map((connector, at) =>
    db.insert(connectors).values({
      ...connector,
      pileId: pile.pileId,
      connectorId: at + 1,
      state: "offline",
      stateSinceMs: nowMs,
    }),
  );
  return [db.insert(piles).values({ ...row, createdAtMs: nowMs }), ...connectorInserts] as const;
}

/** Undoes a registration that went no further than the records. */
export async function removePile(
  db: Database,
  { pileId, ...station }: { readonly pileId: string; readonly stationId: string } & Point,
): Promise<void> {
  await db.batch([
    db.delete(connectors).where(eq(connectors.pileId, pileId)),
    db.delete(piles).where(eq(piles.pileId, pileId)),
    ...cellsOfStation(db, station),
  ]);
}

/** What searches read of a station, made anew in the batch that changes its piles. */
export const cellsOfStation = (
  db: Database,
  { stationId, ...place }: { readonly stationId: string } & Point,
) => stationCellStatements(db, { stationIds: [stationId], cells: [geohash(place)] });

/** Taken by any operator: pile ids are addresses, and the world has one of each. */
export const pileExistsQuery = (db: Database, pileId: string) =>
  db.select({ pileId: piles.pileId }).from(piles).where(eq(piles.pileId, pileId));

/** Where these stand and whose they are, whoever's that is: for an import to tell apart. */
export const placesOfPilesQuery = (db: Database, pileIds: readonly string[]) =>
  db
    .select({ pileId: piles.pileId, operatorId: piles.operatorId, stationId: piles.stationId })
    .from(sql`json_each(${JSON.stringify(pileIds)}) as wanted`)
    .crossJoin(piles)
    .where(eq(piles.pileId, sql`wanted.value`));

export const setCredentialHash = (db: Database, pileId: string, credentialHash: string) =>
  db.update(piles).set({ credentialHash }).where(eq(piles.pileId, pileId));
