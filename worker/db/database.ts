// The one place that says which database holds what: all else asks it.
// The development tools seed by it as well, so it knows no globals of the Workers' runtime.
import type { D1Database } from "@cloudflare/workers-types";
import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";

export type Database = DrizzleD1Database;

/** An isolate serves many requests with the same binding. */
const known = new WeakMap<D1Database, Database>();

/** The database of an environment; a second region's would be chosen here. */
export function dbOf(env: { readonly DB: D1Database }): Database {
  const before = known.get(env.DB);
  if (before !== undefined) return before;
  const database = drizzle(env.DB);
  known.set(env.DB, database);
  return database;
}
