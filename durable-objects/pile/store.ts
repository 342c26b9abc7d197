// A Pile's storage: one row of state, one row of samples a session. Rows are the bill, so a write
// is one row; the tables come into being with the profile, so that an unknown id stores nothing.
import type { PileState, Session } from "../../core/charging/pileState.ts";
import { limits } from "../../core/limits.ts";
import { upgraded } from "./documents.ts";

/** Append-only: each has run on some pile. */
const migrations: readonly string[] = [
  `CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), document TEXT NOT NULL);
   CREATE TABLE samples (transaction_id INTEGER PRIMARY KEY, lines TEXT NOT NULL);`,
  // How far the session was by then: a wake-up need not read its samples again.
  "ALTER TABLE samples ADD COLUMN progress TEXT",
  // The charger's messages while staff have its trace on; the number is the row's own key.
  `CREATE TABLE trace (seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, direction TEXT NOT NULL,
     text TEXT NOT NULL);`,
];

/** What a session's samples have made of it. */
export type Progress = Pick<Session, "last" | "running">;

export type SampleBatch = { readonly lines: string; readonly progress: Progress | null };

/** A line is some 45 characters long; a row must stay far below SQLite's 2 MB. */
const longestLines = limits.samplesKept.most * 45;

export class PileStore {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Null for a pile that was never configured, or was retired. */
  load(): PileState | null {
    if (!this.#isCreated()) return null;
    this.#migrate();
    const [row] = this.#storage.sql
      .exec<{ document: string }>("SELECT document FROM state")
      .toArray();
    return row === undefined ? null : upgraded(JSON.parse(row.document));
  }

  /** Writes what belongs together, whole or not at all. */
  write(change: {
    readonly state: PileState | null;
    readonly samples: ReadonlyMap<number, SampleBatch>;
  }): void {
    this.#storage.transactionSync(() => {
      for (const [transactionId, batch] of change.samples) this.#append(transactionId, batch);
      if (change.state === null) return;
      this.#storage.sql.exec(
        "INSERT INTO state VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document",
        JSON.stringify(change.state),
      );
    });
  }

  #append(transactionId: number, { lines, progress }: SampleBatch): void {
    const { length } = this.#storage.sql
      .exec<{ length: number }>(
        `INSERT INTO samples (transaction_id, lines, progress) VALUES (?, ?, ?)
         ON CONFLICT (transaction_id) DO UPDATE
         SET lines = lines || excluded.lines, progress = coalesce(excluded.progress, progress)
         RETURNING length(lines) AS length`,
        transactionId,
        lines,
        progress === null ? null : JSON.stringify(progress),
      )
      .one();
    if (length > longestLines) this.#thin(transactionId);
  }

  /** A charger that samples every second for days: every other of its samples will do. */
  #thin(transactionId: number): void {
    const every = this.samplesOf(transactionId).split(/(?<=\n)/);
    this.#storage.sql.exec(
      "UPDATE samples SET lines = ? WHERE transaction_id = ?",
      every.filter((_, index) => (every.length - index) % 2 === 1).join(""),
      transactionId,
    );
  }

  samplesOf(transactionId: number): string {
    const [row] = this.#storage.sql
      .exec<{ lines: string }>("SELECT lines FROM samples WHERE transaction_id = ?", transactionId)
      .toArray();
    return row?.lines ?? "";
  }

  /** Null before the first batch, and for one that was written before progress was kept. */
  progressOf(transactionId: number): Progress | null {
    const [row] = this.#storage.sql
      .exec<{ progress: string | null }>(
        "SELECT progress FROM samples WHERE transaction_id = ?",
        transactionId,
      )
      .toArray();
    if (row === undefined || row.progress === null) return null;
    const progress: Progress = JSON.parse(row.progress);
    return progress;
  }

  forgetSamples(transactionId: number): void {
    this.#storage.sql.exec("DELETE FROM samples WHERE transaction_id = ?", transactionId);
  }

  create(): void {
    if (!this.#isCreated())
      this.#storage.sql.exec("CREATE TABLE versions (version INTEGER PRIMARY KEY)");
    this.#migrate();
  }

  async destroy(): Promise<void> {
    await this.#storage.deleteAlarm();
    await this.#storage.deleteAll();
  }

  #isCreated(): boolean {
    return (
      this.#storage.sql
        .exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'versions'")
        .toArray().length > 0
    );
  }

  #migrate(): void {
    const { version } = this.#storage.sql
      .exec<{ version: number }>("SELECT coalesce(max(version), 0) AS version FROM versions")
      .one();
    if (version === migrations.length) return;
    this.#storage.transactionSync(() => {
      for (const [index, statements] of migrations.entries()) {
        if (index < version) continue;
        this.#storage.sql.exec(statements);
        this.#storage.sql.exec("INSERT INTO versions VALUES (?)", index + 1);
      }
    });
  }
}
