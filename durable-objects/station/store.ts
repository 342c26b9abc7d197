// A Station's storage: its state as one JSON document in one row. Rows are the bill, and a station
// that the records do not know stores nothing.
import type { StationState } from "../../core/live/station.ts";
import { nobodyWaits } from "../../core/live/waitingList.ts";
import { migrate, schemaVersion } from "../live/migrate.ts";

/** Append-only: each has run on some station. */
const migrations: readonly string[] = [
  "CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), document TEXT NOT NULL)",
];

export class StationStore {
  readonly #storage: DurableObjectStorage;
  #isReady = false;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Null for a station that was never used, or has lost its storage. */
  load(): StationState | null {
    if (schemaVersion(this.#storage) === 0) return null;
    this.#migrate();
    const [row] = this.#storage.sql
      .exec<{ document: string }>("SELECT document FROM state")
      .toArray();
    return row === undefined ? null : upgraded(JSON.parse(row.document));
  }

  write(state: StationState): void {
    this.#migrate();
    this.#storage.sql.exec(
      "INSERT INTO state VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document",
      JSON.stringify(state),
    );
  }

  async destroy(): Promise<void> {
    this.#isReady = false;
    await this.#storage.deleteAlarm();
    await this.#storage.deleteAll();
  }

  #migrate(): void {
    if (this.#isReady) return;
    migrate(this.#storage, migrations);
    this.#isReady = true;
  }
}

/** Stations of the first version got these in its course. */
type Stored = Omit<StationState, "waiting"> & Partial<Pick<StationState, "waiting">>;

/** Brings a document of any earlier shape to today's. Shapes only grow: each step adds what is new. */
export function upgraded(document: unknown): StationState {
  if (isOfFirstVersion(document)) return { waiting: nobodyWaits, ...document };
  throw new Error("the state is of a version that is not known");
}

const isOfFirstVersion = (document: unknown): document is Stored =>
  typeof document === "object" && document !== null && "v" in document && document.v === 1;
