// What the money's queries share: batches of statements, and inserts that happen under a condition
// which is judged in the same atomic batch, so that no decision rests on what was read before it.
import { getTableColumns, sql, type SQL } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database } from "./database.ts";

export type Statement = BatchItem<"sqlite">;

/** All or none; an empty list is no trip to the database. */
export async function runBatch(db: Database, statements: readonly Statement[]): Promise<void> {
  const [first, ...rest] = statements;
  if (first !== undefined) await db.batch([first, ...rest]);
}

/** The same, and what a query finds after it, in one trip. */
export async function runBatchThen<Row>(
  db: Database,
  statements: readonly Statement[],
  query: Statement & PromiseLike<readonly Row[]>,
): Promise<readonly Row[]> {
  const [first, ...rest] = statements;
  if (first === undefined) return query;
  const results = await db.batch([first, ...rest, query]);
  // The types of a batch do not reach through a list of unknown length.
  return Object(results.at(-1));
}

/** Inserts a whole row if `when` holds at that point of the batch; a row that is there stays as it is. */
export function insertWhen<T extends SQLiteTable>(
  db: Database,
  table: T,
  row: T["$inferSelect"],
  when: SQL | undefined,
) {
  const columns = Object.entries(getTableColumns(table));
  const values = columns.map(([name, column]) => sql.param(row[name] ?? null, column));
  return db
    .insert(table)
    .select(sql`select ${sql.join(values, sql`, `)} where ${when ?? sql`true`}`)
    .onConflictDoNothing();
}

/** One parameter carries a whole list, since D1 takes at most 100 of them. */
export const listOf = (values: readonly string[]): SQL =>
  sql`(select value from json_each(${JSON.stringify(values)}))`;

/** The constraint that refused a batch, in SQLite's words; null for any other error. */
export function brokenConstraint(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const found = /(?:UNIQUE|CHECK|FOREIGN KEY|NOT NULL) constraint failed[^\n]*/.exec(
      cause.message,
    );
    if (found !== null) return found[0];
  }
  return null;
}
