// Rows written and read, by who did and where. One isolate runs everything, so one map holds it all.

let tally = new Map<string, number>();
let reads = new Map<string, number>();
let queries = new Map<string, number>();

/** @param where `Pile: INSERT samples`, `D1: UPDATE orders` */
export function countRows(where: string, rows: number): void {
  if (rows > 0) tally.set(where, (tally.get(where) ?? 0) + rows);
}

/** @param where `Pile`, `D1` */
export function countReads(where: string, rows: number): void {
  if (rows > 0) reads.set(where, (reads.get(where) ?? 0) + rows);
}

/** @param by the entry of the Worker that asked D1: `fetch`, `Records` */
export function countQuery(by: string): void {
  queries.set(by, (queries.get(by) ?? 0) + 1);
}

/** What was counted since the last time. */
export function takeTally(): {
  readonly written: Record<string, number>;
  readonly read: Record<string, number>;
  readonly queries: Record<string, number>;
} {
  const taken = {
    written: Object.fromEntries(tally),
    read: Object.fromEntries(reads),
    queries: Object.fromEntries(queries),
  };
  tally = new Map();
  reads = new Map();
  queries = new Map();
  return taken;
}

/** The verb and the table of a statement that writes; null for one that reads. */
export function writeOf(sql: string): string | null {
  const found =
    /\b(insert)(?:\s+or\s+\w+)?\s+into\s+["`]?(\w+)|\b(update)\s+["`]?(\w+)["`]?\s+set|\b(delete)\s+from\s+["`]?(\w+)/i.exec(
      sql,
    );
  if (found === null) return null;
  const [, insert, into, update, updated, remove, from] = found;
  return `${(insert ?? update ?? remove ?? "").toUpperCase()} ${into ?? updated ?? from}`;
}
