// Applies the migrations to a local database, keeping the same record of them as wrangler does.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LocalDatabase } from "../seed/insert.ts";
import { root } from "./folders.ts";
import { Complaint } from "./words.ts";

const RECORD = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

/** Each file whole or not at all. Answers the names of those that were new. */
export async function migrate(database: LocalDatabase): Promise<string[]> {
  await database.prepare(RECORD).run();
  const { results } = await database
    .prepare("SELECT name FROM d1_migrations")
    .all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  const folder = join(root, "migrations");
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted();
  const fresh = files.filter((name) => !applied.has(name));
  for (const name of fresh) {
    const statements = statementsOf(await readFile(join(folder, name), "utf8"));
    await database
      .batch([
        ...statements.map((sql) => database.prepare(sql)),
        database.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name),
      ])
      .catch((error: unknown) => {
        throw new Complaint([
          `迁移 ${name} 失败：${String(error)}。演示数据可用 npm start -- --fresh 重建。`,
          `Migration ${name} failed: ${String(error)}. npm start -- --fresh begins anew.`,
        ]);
      });
  }
  return fresh;
}

/** drizzle-kit marks where a statement ends; a trigger has semicolons of its own. */
const statementsOf = (sql: string): string[] =>
  sql
    .split("--> statement-breakpoint")
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
