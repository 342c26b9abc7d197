// Writes many rows of a table at once: one statement takes them as one JSON parameter, which is
// some fifty times faster than a statement a row.
import { getTableColumns, getTableName } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Miniflare } from "miniflare";

export type LocalDatabase = Awaited<ReturnType<Miniflare["getD1Database"]>>;
type Statement = ReturnType<LocalDatabase["prepare"]>;

/** D1 takes strings of up to 2 MB. */
const PARAMETER_CHARACTERS = 400_000;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** In the order given: triggers see the rows in it. */
export function insertRows<T extends SQLiteTable>(
  database: LocalDatabase,
  table: T,
  rows: readonly T["$inferInsert"][],
): Statement[] {
  const columns = Object.entries(getTableColumns(table));
  const names = columns.map(([, column]) => quoted(column.name)).join(", ");
  const values = columns.map((_, at) => `json_extract(value, '$[${at}]')`).join(", ");
  const sql = `INSERT INTO ${quoted(getTableName(table))} (${names})
    SELECT ${values} FROM json_each(?) ORDER BY key`;
  const lines = rows.map((row: Readonly<Record<string, unknown>>) =>
    JSON.stringify(columns.map(([key, column]) => stored(row[key], column))),
  );
  return parcels(lines).map((parcel) => database.prepare(sql).bind(`[${parcel.join(",")}]`));
}

type Column = { readonly default: unknown; mapToDriverValue(value: unknown): unknown };

/** As the driver would store it; what a row leaves out is the column's default. */
function stored(value: unknown, column: Column): unknown {
  const given = value === undefined ? (column.default ?? null) : value;
  return given === null ? null : column.mapToDriverValue(given);
}

function parcels(lines: readonly string[]): string[][] {
  const made: string[][] = [];
  let room = 0;
  for (const line of lines) {
    if (line.length > room) {
      made.push([]);
      room = PARAMETER_CHARACTERS;
    }
    made.at(-1)?.push(line);
    room -= line.length + 1;
  }
  return made;
}
