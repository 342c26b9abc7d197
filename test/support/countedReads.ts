// A D1 database that adds up the rows its statements read, as D1 itself counts and bills them.
import type { D1Database, D1PreparedStatement, D1Result } from "@cloudflare/workers-types";

export type Reads = { rows: number; queries: number };

/**
 * Each read is made once for its rows and, where D1 keeps the count to itself, once more for that, so
 * it is not for measuring time.
 */
export function countedReads(database: D1Database): {
  readonly db: D1Database;
  readonly reads: Reads;
} {
  const reads: Reads = { rows: 0, queries: 0 };
  const count = <T extends D1Result>(result: T): T => {
    reads.rows += result.meta.rows_read;
    reads.queries += 1;
    return result;
  };
  const originals = new WeakMap<object, D1PreparedStatement>();
  const counted = (statement: D1PreparedStatement): D1PreparedStatement => {
    const watched = {
      bind: (...values: unknown[]) => counted(statement.bind(...values)),
      run: async () => count(await statement.run()),
      all: async () => count(await statement.all()),
      raw: async () => {
        count(await statement.all());
        return statement.raw();
      },
      first: async () => count(await statement.all()).results[0] ?? null,
    };
    originals.set(watched, statement);
    return Object(watched);
  };
  const db = {
    prepare: (sql: string) => counted(database.prepare(sql)),
    batch: async (statements: D1PreparedStatement[]) => {
      const results = await database.batch(statements.map((one) => originals.get(one) ?? one));
      return results.map(count);
    },
  };
  return { db: Object(db), reads };
}
