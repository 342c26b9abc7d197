// The rows of the map's cells: what a search reads instead of stations, piles and connectors. They
// are made from those by SQL alone, in the batch that changes them, so that no two writers disagree.
import { and, eq, sql, type SQL } from "drizzle-orm";
import type { Database } from "./database.ts";
import { CELL_LENGTH, cellAndParents, type CellRange } from "./geohash.ts";
import { stationCells } from "./tables/search.ts";
import { stations } from "./tables/stations.ts";

/** The largest cells, of about 1,250 km, and the largest that hold their stations: about 39 by 20 km. */
export const COARSEST_LEVEL = 2;
export const COARSEST_PACKED_LEVEL = 4;

/** Some 250 bytes each at the most, in a row that may have 2 MB. */
const MOST_PACKED = 6_000;

/** The element order of `PackedStation`. */
const packedSql = sql`json_array(station_id, latitude, longitude, operator_id, tariff_id, time_zone,
  parking_kind, opening_hours, json(facilities), json(connector_kinds))`;

const connectorsSql = sql`(select coalesce(sum(json_extract(value, '$[3]')), 0)
  from json_each(stations.connector_kinds))`;

/** What a station's piles add up to: of these stations, or of all. */
function connectorKindsStatement(db: Database, stationIds: readonly string[] | null) {
  const kinds = sql`(
    select json_group_array(json_array(current_type, standard, max_power_w, count))
    from (select current_type, standard, max_power_w, count(*) as count
      from piles cross join connectors on connectors.pile_id = piles.pile_id
      where piles.station_id = stations.station_id
      group by 1, 2, 3 order by 1, 2, 3))`;
  const isNamed = sql`station_id in (select value from json_each(${JSON.stringify(stationIds)}))`;
  return db
    .update(stations)
    .set({ connectorKinds: kinds })
    .where(and(stationIds === null ? undefined : isNamed, sql`connector_kinds is not ${kinds}`));
}

/** Written only where it differs: a row that is the same costs nothing. */
const put = (db: Database, rows: SQL) =>
  db
    .insert(stationCells)
    .select(rows)
    .onConflictDoUpdate({
      target: [stationCells.level, stationCells.cell],
      set: {
        stations: sql`excluded.stations`,
        connectors: sql`excluded.connectors`,
        latitude: sql`excluded.latitude`,
        longitude: sql`excluded.longitude`,
        packed: sql`excluded.packed`,
      },
      setWhere: sql`(excluded.stations, excluded.connectors, excluded.latitude, excluded.longitude)
        is not (station_cells.stations, station_cells.connectors,
          station_cells.latitude, station_cells.longitude)
        or excluded.packed is not station_cells.packed`,
    });

const finestFrom = (cells: SQL): SQL => sql`
  select ${CELL_LENGTH}, cell, count(*), sum(connectors), avg(latitude), avg(longitude),
    case when count(*) <= ${MOST_PACKED} then json_group_array(json(packed)) end
  from (select cell, latitude, longitude, ${connectorsSql} as connectors, ${packedSql} as packed
    from ${cells} order by cell, station_id)
  where true group by cell`;

/** A cell adds up the cells in it; it takes their stations over as long as they fit. */
const coarserFrom = (level: number, children: SQL): SQL => sql`
  select ${level}, substr(cell, 1, ${level}), sum(stations), sum(connectors),
    sum(latitude * stations) / sum(stations), sum(longitude * stations) / sum(stations),
    ${level < COARSEST_PACKED_LEVEL ? sql`null` : joined}
  from ${children} where true group by 2`;

/** The arrays of the children as one: their brackets are cut off, and commas put between. */
const joined = sql`case when sum(stations) <= ${MOST_PACKED} and count(packed) = count(*)
  then '[' || group_concat(substr(packed, 2, length(packed) - 2), ',') || ']' end`;

const levels = Array.from(
  { length: CELL_LENGTH - COARSEST_LEVEL },
  (_, at) => CELL_LENGTH - 1 - at,
);

/**
 * Makes the rows of these stations and of the cells they are in anew, for the end of a batch that
 * wrote stations, piles or connectors. A station that moved names its old cell too.
 */
export function stationCellStatements(
  db: Database,
  {
    stationIds,
    cells,
  }: { readonly stationIds: readonly string[]; readonly cells: readonly string[] },
) {
  const wanted = [...new Set(cells.flatMap((cell) => cellAndParents(cell, COARSEST_LEVEL)))];
  const inLevel = (level: number): string =>
    JSON.stringify(wanted.filter((cell) => cell.length === level));
  const finest = sql`json_each(${inLevel(CELL_LENGTH)}) as wanted
    cross join stations on stations.cell = wanted.value`;
  const children = (level: number): SQL => sql`(select station_cells.*
    from json_each(${inLevel(level)}) as wanted cross join station_cells
    where level = ${level + 1} and cell >= wanted.value || '0' and cell < wanted.value || '~'
    order by cell)`;
  return [
    connectorKindsStatement(db, stationIds),
    emptied(db, wanted),
    put(db, finestFrom(finest)),
    ...levels.map((level) => put(db, coarserFrom(level, children(level)))),
  ] as const;
}

/** A cell whose last station went away has nothing that could be added up, so it is taken off first. */
const emptied = (db: Database, cells: readonly string[]) =>
  db.delete(stationCells).where(sql`(level, cell) in (
    select length(value), value from json_each(${JSON.stringify(cells)})
    where not exists (select 1 from stations
      where stations.cell >= value and stations.cell < value || '~'))`);

/** All of them anew, after stations were written in bulk: some seconds for 200,000 stations. */
export const rebuildCellsStatements = (db: Database) =>
  [
    connectorKindsStatement(db, null),
    db.delete(stationCells),
    put(db, finestFrom(sql`stations`)),
    ...levels.map((level) =>
      put(
        db,
        coarserFrom(
          level,
          sql`(select * from station_cells where level = ${level + 1} order by cell)`,
        ),
      ),
    ),
  ] as const;

/** Cells of a level in these ranges; all ranges travel in one parameter, since D1 takes at most 100. */
const inRanges = (level: number, ranges: readonly CellRange[]) => ({
  from: sql`json_each(${JSON.stringify(ranges)}) as wanted`,
  where: and(
    eq(stationCells.level, level),
    sql`${stationCells.cell} between wanted.value ->> 0 and wanted.value ->> 1`,
  ),
});

export function packedCellsQuery(db: Database, level: number, ranges: readonly CellRange[]) {
  const { from, where } = inRanges(level, ranges);
  return db
    .select({ cell: stationCells.cell, packed: stationCells.packed })
    .from(from)
    .crossJoin(stationCells)
    .where(where);
}

export function clustersQuery(db: Database, level: number, ranges: readonly CellRange[]) {
  const { from, where } = inRanges(level, ranges);
  return db
    .select({
      cell: stationCells.cell,
      stations: stationCells.stations,
      connectors: stationCells.connectors,
      latitude: stationCells.latitude,
      longitude: stationCells.longitude,
    })
    .from(from)
    .crossJoin(stationCells)
    .where(where);
}
