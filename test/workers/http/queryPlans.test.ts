import { beforeAll, expect, test } from "vitest";
import { listedQueries } from "./listedQueries.ts";
import { db, env, migrate } from "./support.ts";

beforeAll(migrate);

/** What SQLite does for a query, a line a step. */
async function planOf(sql: string, params: readonly unknown[]): Promise<string[]> {
  const explained = env.DB.prepare(`explain query plan ${sql}`).bind(...params);
  const { results } = await explained.all<{ detail: string }>();
  return results.map(({ detail }) => detail);
}

/**
 * Walked, and no table: a list of ids that travels in one parameter, `recent`, which has a limit,
 * `booked`, whose parts are searched, and what a subquery has found.
 */
const isTableScan = (step: string): boolean =>
  step.startsWith("SCAN ") &&
  !/^SCAN ((wanted|posting|part|json_each|recent|booked)\b|\(subquery-\d+\))/.test(step);

test.each(Object.entries(listedQueries))("%s reads no whole table", async (_, query) => {
  const { sql, params } = query(db).toSQL();
  const plan = await planOf(sql, params);
  expect(plan.length).toBeGreaterThan(0);
  expect(plan.filter(isTableScan)).toEqual([]);
  expect(params.length).toBeLessThanOrEqual(100);
});

test("a query that reads a whole table is seen as one", async () => {
  const plan = await planOf("select * from stations where name = ?", ["x"]);
  expect(plan.filter(isTableScan)).toHaveLength(1);
});
