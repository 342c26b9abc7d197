// Stations as staff make and change them, with what searches read of them in the same batch.
import { and, eq, sql } from "drizzle-orm";
import type { StationDraft } from "../../core/contract/admin/stationEditing.ts";
import type { Database } from "./database.ts";
import { geohash } from "./geohash.ts";
import { stationCellStatements } from "./stationCells.ts";
import { stationTextStatements } from "./stationTexts.ts";
import { stations } from "./tables/stations.ts";

const CLOSED = "off";

/** Closed, it is so for everybody who reads its hours; the regular ones wait beside them. */
function columnsOf({ position, isOpen, openingHours, ...draft }: StationDraft) {
  return {
    ...draft,
    ...position,
    cell: geohash(position),
    openingHours: isOpen ? openingHours : CLOSED,
    regularHours: isOpen ? null : openingHours,
  };
}

type Key = { readonly operatorId: string; readonly stationId: string };

export const stationInsert = (
  db: Database,
  { draft, nowMs, ...key }: Key & { readonly draft: StationDraft; readonly nowMs: number },
) => db.insert(stations).values({ ...key, ...columnsOf(draft), createdAtMs: nowMs });

/** Changes nothing where the revision is no longer that. */
export const stationUpdate = (
  db: Database,
  {
    operatorId,
    stationId,
    revision,
    draft,
  }: Key & {
    readonly revision: number;
    readonly draft: StationDraft;
  },
) =>
  db
    .update(stations)
    .set({ ...columnsOf(draft), revision: sql`${stations.revision} + 1` })
    .where(
      and(
        eq(stations.stationId, stationId),
        eq(stations.operatorId, operatorId),
        eq(stations.revision, revision),
      ),
    )
    .returning({ revision: stations.revision });

/** Taken by any operator: ids of stations stand in addresses and on piles. */
export const stationExistsQuery = (db: Database, stationId: string) =>
  db
    .select({ stationId: stations.stationId })
    .from(stations)
    .where(eq(stations.stationId, stationId));

/** What searches read, as the row is after the change; `from` is where the station stood before. */
export async function stationSearchStatements(
  db: Database,
  stationId: string,
  draft: StationDraft,
  from: StationDraft["position"] | null,
) {
  const { name, nameEn, address, addressEn, position } = draft;
  const places = from === null ? [position] : [position, from];
  return [
    ...stationCellStatements(db, {
      stationIds: [stationId],
      cells: places.map((place) => geohash(place)),
    }),
    ...(await stationTextStatements(db, [
      { stationId, name, nameEn, address, addressEn, ...position },
    ])),
  ] as const;
}
