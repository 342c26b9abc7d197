// A Pile's storage: one row of state, one row of samples a session. Rows are the bill, so a write
// is one row; the tables come into being with the profile, so that an unknown id stores nothing.
import type { PileState } from "../../core/charging/pileState.ts";

/** Append-only: each has run on some pile. */
const migrations: readonly string[] = [
  `CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), document TEXT NOT NULL);
   CREATE TABLE samples (transaction_id INTEGER PRIMARY KEY, lines TEXT NOT NULL);`,
];

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
    readonly samples: ReadonlyMap<number, string>;
  }): void {
    this.#storage.transactionSync(() => {
      for (const [transactionId, lines] of change.samples) {
        this.#storage.sql.exec(
          `INSERT INTO samples VALUES (?, ?)
           ON CONFLICT (transaction_id) DO UPDATE SET lines = lines || excluded.lines`,
          transactionId,
          lines,
        );
      }
      if (change.state === null) return;
      this.#storage.sql.exec(
        "INSERT INTO state VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document",
        JSON.stringify(change.state),
      );
    });
  }

  samplesOf(transactionId: number): string {
    const [row] = this.#storage.sql
      .exec<{ lines: string }>("SELECT lines FROM samples WHERE transaction_id = ?", transactionId)
      .toArray();
    return row?.lines ?? "";
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

/** Brings a document of any earlier shape to today's. Shapes only grow: each step adds what is new. */
export function upgraded(document: unknown): PileState {
  if (isToday(document)) return document;
  throw new Error("the state is of a version that is not known");
}

const isToday = (document: unknown): document is PileState =>
  typeof document === "object" && document !== null && "v" in document && document.v === 1;
