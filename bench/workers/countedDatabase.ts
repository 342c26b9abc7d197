// Watches D1: its own count of the rows that each statement wrote, indexes and triggers among them,
// and of those that it read.
import { countQuery, countReads, countRows, writeOf } from "./tally.ts";

type Prepared = { readonly statement: D1PreparedStatement; readonly sql: string };

/** Of each counted statement, what D1 itself made. */
const preparedOf = new WeakMap<object, Prepared>();

function count(sql: string, { meta }: D1Result): void {
  countRows(`D1: ${writeOf(sql) ?? "schema"}`, meta.rows_written);
  countReads("D1", meta.rows_read);
}

function countedStatement(prepared: Prepared): D1PreparedStatement {
  const { statement, sql } = prepared;
  const run = async <T>(): Promise<D1Result<T>> => {
    const result = await statement.run<T>();
    count(sql, result);
    return result;
  };
  const counted = {
    bind: (...values: unknown[]) => countedStatement({ sql, statement: statement.bind(...values) }),
    run,
    all: run,
    first: statement.first.bind(statement),
    raw: async (options?: { columnNames?: false }) => {
      // `raw` keeps D1's count to itself: what reads is asked twice and counted once, and what writes
      // gives its rows by `all` as well.
      if (writeOf(sql) === null) {
        await run();
        return statement.raw(options);
      }
      return (await run<Record<string, unknown>>()).results.map((row) => Object.values(row));
    },
  };
  preparedOf.set(counted, prepared);
  return Object(counted);
}

/** @param by the entry of the Worker that uses it */
export function countedDatabase(database: D1Database, by: string): D1Database {
  const counted = {
    prepare: (sql: string) => {
      countQuery(by);
      return countedStatement({ sql, statement: database.prepare(sql) });
    },
    batch: async (statements: D1PreparedStatement[]) => {
      const prepared = statements.map((statement) => {
        const known = preparedOf.get(statement);
        if (known === undefined) throw new Error("a statement that was not prepared here");
        return known;
      });
      const results = await database.batch(prepared.map(({ statement }) => statement));
      for (const [at, result] of results.entries()) count(prepared[at]?.sql ?? "", result);
      return results;
    },
    exec: database.exec.bind(database),
    dump: database.dump.bind(database),
    withSession: database.withSession.bind(database),
  };
  return Object(counted);
}
