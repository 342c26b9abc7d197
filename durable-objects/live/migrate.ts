// An object's SQLite schema: an append-only list of statements and the number of those that ran.

/** 0 while nothing was ever stored. */
export function schemaVersion({ sql }: Pick<DurableObjectStorage, "sql">): number {
  const isThere = sql
    .exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'versions'")
    .toArray().length;
  if (isThere === 0) return 0;
  return sql
    .exec<{ version: number }>("SELECT coalesce(max(version), 0) AS version FROM versions")
    .one().version;
}

/** Runs what has not run yet, whole or not at all. */
export function migrate(storage: DurableObjectStorage, migrations: readonly string[]): void {
  const version = schemaVersion(storage);
  if (version === migrations.length) return;
  storage.transactionSync(() => {
    storage.sql.exec("CREATE TABLE IF NOT EXISTS versions (version INTEGER PRIMARY KEY)");
    for (const [index, statements] of migrations.entries()) {
      if (index < version) continue;
      storage.sql.exec(statements);
      storage.sql.exec("INSERT INTO versions VALUES (?)", index + 1);
    }
  });
}
