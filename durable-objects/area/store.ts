// An Area's storage: one JSON row for each station of the cell, so that a change costs one row
// however many stations there are. The board's number rides along in the rows.
import type { AreaMember, AreaState } from "../../core/live/area.ts";
import { migrate, schemaVersion } from "../live/migrate.ts";

/**
 * Append-only: each has run on some area. Without a rowid the key is the table, and a write is one
 * row, not two.
 */
const migrations: readonly string[] = [
  `CREATE TABLE stations (
     station_id TEXT PRIMARY KEY, board_seq INTEGER NOT NULL, document TEXT NOT NULL
   ) WITHOUT ROWID`,
];

type Row = { station_id: string; board_seq: number; document: string };

export class AreaStore {
  readonly #storage: DurableObjectStorage;
  #isReady = false;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Null for a cell without stations, one that was never used, or one that has lost its storage. */
  load(cell: string): AreaState | null {
    if (schemaVersion(this.#storage) === 0) return null;
    this.#migrate();
    const rows = this.#storage.sql
      .exec<Row>("SELECT station_id, board_seq, document FROM stations")
      .toArray();
    if (rows.length === 0) return null;
    return {
      cell,
      members: new Map(rows.map((row) => [row.station_id, upgraded(JSON.parse(row.document))])),
      boardSeq: Math.max(...rows.map((row) => row.board_seq)),
    };
  }

  write(rows: ReadonlyMap<string, AreaMember | null>, boardSeq: number): void {
    if (rows.size === 0) return;
    this.#migrate();
    this.#storage.transactionSync(() => {
      for (const [stationId, member] of rows) this.#writeRow(stationId, member, boardSeq);
    });
  }

  #writeRow(stationId: string, member: AreaMember | null, boardSeq: number): void {
    const { sql } = this.#storage;
    if (member === null) {
      sql.exec("DELETE FROM stations WHERE station_id = ?", stationId);
      return;
    }
    sql.exec(
      `INSERT INTO stations VALUES (?, ?, ?) ON CONFLICT (station_id)
       DO UPDATE SET board_seq = excluded.board_seq, document = excluded.document`,
      stationId,
      boardSeq,
      JSON.stringify({ v: 1, ...member }),
    );
  }

  #migrate(): void {
    if (this.#isReady) return;
    migrate(this.#storage, migrations);
    this.#isReady = true;
  }
}

/** Brings a row of any earlier shape to today's. Shapes only grow: each step adds what is new. */
export function upgraded(document: unknown): AreaMember {
  if (!isToday(document)) throw new Error("the row is of a version that is not known");
  const { v: _version, ...member } = document;
  return member;
}

const isToday = (document: unknown): document is AreaMember & { readonly v: 1 } =>
  typeof document === "object" && document !== null && "v" in document && document.v === 1;
