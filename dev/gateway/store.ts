/**
 * Bounded collections of documents, held in memory and written through to SQLite, so that a
 * restart goes on where the process ended. Without a folder the database lives in memory.
 */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import { limits } from "./limits.ts";
import { Fault, type GatewayState, Notification, Refund, RefusedRequest, Trade } from "./model.ts";

type CollectionOptions<T> = {
  database: DatabaseSync;
  name: string;
  schema: z.ZodType<T>;
  limit: number;
  changed: () => void;
};

/** Documents by key in the order they were first put; beyond the limit the oldest is dropped. */
export class Collection<T> {
  readonly #documents = new Map<string, T>();
  readonly #options: CollectionOptions<T>;

  constructor(options: CollectionOptions<T>) {
    this.#options = options;
    const rows = options.database
      .prepare("SELECT key, document FROM documents WHERE collection = ? ORDER BY position")
      .all(options.name);
    for (const row of rows) {
      this.#documents.set(
        String(row["key"]),
        options.schema.parse(JSON.parse(String(row["document"]))),
      );
    }
  }

  get(key: string): T | undefined {
    return this.#documents.get(key);
  }

  has(key: string): boolean {
    return this.#documents.has(key);
  }

  list(): T[] {
    return [...this.#documents.values()];
  }

  put(key: string, document: T): void {
    this.#options.database
      .prepare(
        `INSERT INTO documents (collection, key, document) VALUES (?, ?, ?)
         ON CONFLICT (collection, key) DO UPDATE SET document = excluded.document`,
      )
      .run(this.#options.name, key, JSON.stringify(document));
    this.#documents.set(key, document);
    for (const oldest of this.#documents.keys()) {
      if (this.#documents.size <= this.#options.limit) break;
      this.delete(oldest);
    }
    this.#options.changed();
  }

  delete(key: string): void {
    this.#options.database
      .prepare("DELETE FROM documents WHERE collection = ? AND key = ?")
      .run(this.#options.name, key);
    this.#documents.delete(key);
    this.#options.changed();
  }
}

type Waiter = {
  predicate: (state: GatewayState) => boolean;
  resolve: (state: GatewayState) => void;
};

export class Store {
  readonly trades: Collection<Trade>;
  readonly refunds: Collection<Refund>;
  readonly notifications: Collection<Notification>;
  readonly faults: Collection<Fault>;
  readonly refusals: Collection<RefusedRequest>;
  readonly nonces: Collection<number>;
  readonly usedCodes: Collection<number>;
  readonly #database: DatabaseSync;
  readonly #listeners = new Set<() => void>();
  readonly #waiters = new Set<Waiter>();
  #announced = false;

  constructor(dataDir: string | undefined) {
    this.#database = new DatabaseSync(dataDir ? join(dataDir, "gateway.sqlite") : ":memory:");
    this.#database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS documents (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        collection TEXT NOT NULL,
        key TEXT NOT NULL,
        document TEXT NOT NULL,
        UNIQUE (collection, key)
      )`);
    const open = <T>(name: string, schema: z.ZodType<T>, limit: number) =>
      new Collection<T>({
        database: this.#database,
        name,
        schema,
        limit,
        changed: () => this.#announce(),
      });
    this.trades = open("trades", Trade, limits.trades);
    this.refunds = open("refunds", Refund, limits.refunds);
    this.notifications = open("notifications", Notification, limits.notifications);
    this.faults = open("faults", Fault, limits.faults);
    this.refusals = open("refusals", RefusedRequest, limits.refusals);
    this.nonces = open("nonces", z.int(), limits.nonces);
    this.usedCodes = open("usedCodes", z.int(), limits.usedCodes);
  }

  /** All of the writes or none: a trade is never paid on disk without its notification. */
  transaction<T>(write: () => T): T {
    this.#database.exec("BEGIN");
    try {
      const result = write();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  snapshot(): GatewayState {
    return {
      trades: this.trades.list(),
      refunds: this.refunds.list(),
      notifications: this.notifications.list(),
      faults: this.faults.list(),
      refusals: this.refusals.list(),
    };
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Resolves with the state as soon as it satisfies the predicate, at once if it does already. */
  until(predicate: (state: GatewayState) => boolean): Promise<GatewayState> {
    const state = this.snapshot();
    if (predicate(state)) return Promise.resolve(state);
    return new Promise((resolve) => this.#waiters.add({ predicate, resolve }));
  }

  close(): void {
    this.#listeners.clear();
    this.#waiters.clear();
    this.#database.close();
  }

  /** Many writes of one step are told once, after the step. */
  #announce(): void {
    if (this.#announced) return;
    this.#announced = true;
    queueMicrotask(() => {
      this.#announced = false;
      for (const listener of this.#listeners) listener();
      if (this.#waiters.size === 0) return;
      const state = this.snapshot();
      for (const waiter of this.#waiters) {
        if (!waiter.predicate(state)) continue;
        this.#waiters.delete(waiter);
        waiter.resolve(state);
      }
    });
  }
}
