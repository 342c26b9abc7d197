// What the tests of the live objects share: the real bindings, a city in the records, drivers with
// real sockets, and what an object wrote, counted in rows.
import { applyD1Migrations, runInDurableObject, type D1Migration } from "cloudflare:test";
import { env as bindings } from "cloudflare:workers";
import { LiveMessage } from "../../../core/contract/live.ts";
import { applyLive, emptyBoard, type Board } from "../../../core/live/applyLive.ts";
import type { ConnectorSummary, PileSummary } from "../../../core/live/summaries.ts";
import { anOperator, aPile, aStation } from "../../support/builders.ts";
import { areaOf, stationOf } from "../../../durable-objects/live/objects.ts";
import { dbOf } from "../../../worker/db/database.ts";
import { geohash } from "../../../worker/db/geohash.ts";
import type { Env } from "../../../worker/env.ts";

type TestEnv = Env & { readonly TEST_MIGRATIONS: D1Migration[] };

// The bindings are those of wrangler.toml and vitest.config.ts, whose types nothing generates.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const env = bindings as unknown as TestEnv;
export const db = dbOf(env);
export const migrate = (): Promise<void> => applyD1Migrations(env.DB, env.TEST_MIGRATIONS);

export const station = (stationId: string) => stationOf(env, stationId);
export const area = (cell: string) => areaOf(env, cell);
export const stationStub = (stationId: string) =>
  env.STATION.get(env.STATION.idFromName(stationId));
export const areaStub = (cell: string) => env.AREA.get(env.AREA.idFromName(cell));

export const pileStub = (pileId: string) => env.PILE.get(env.PILE.idFromName(pileId));

let places = 0;

/** A station in a cell of its own, with so many piles, known to the records and to nobody else. */
export async function aPlace(piles: number) {
  const { operatorId } = await anOperator(db);
  places += 1;
  const position = { latitude: 20 + places, longitude: 100 };
  const { stationId } = await aStation(db, { operatorId, ...position });
  const pileIds: string[] = [];
  for (let at = 0; at < piles; at += 1) {
    pileIds.push((await aPile(db, { operatorId, stationId })).pileId);
  }
  return { operatorId, stationId, pileIds, cell: geohash(position, 5) };
}

/** What a Station shows now. */
export async function boardOf(stationId: string) {
  const board = await station(stationId).board();
  if (!board.ok) throw new Error(board.error.code);
  return board.value;
}

/** What an Area shows now, by station. */
export async function countsOf(cell: string) {
  const summaries = await area(cell).summaries();
  if (!summaries.ok) throw new Error(summaries.error.code);
  return Object.fromEntries(summaries.value.map(({ stationId, dc }) => [stationId, dc]));
}

/** One DC connector of 120 kW that is free, unless the test says otherwise. */
export function aSummary(
  given: Partial<Omit<PileSummary, "connectors">> & {
    readonly pileId: string;
    readonly seq: number;
    readonly connectors?: readonly Partial<ConnectorSummary>[];
  },
): PileSummary {
  const { connectors = [{}], ...own } = given;
  return {
    online: true,
    offers: [],
    ...own,
    connectors: connectors.map((connector, at) => ({
      connectorId: at + 1,
      state: "available",
      stateSinceMs: given.seq,
      errorCode: null,
      currentType: "DC",
      maxPowerW: 120_000,
      ...connector,
    })),
  };
}

/** A driver's screen: a real socket, and the board that the shared reducer makes of what it hears. */
export class Screen {
  board: Board = emptyBoard;
  gaps = 0;
  pongs = 0;
  closed: number | null = null;
  readonly heard: LiveMessage[] = [];
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      if (data === "pong") this.pongs += 1;
      else this.#hear(LiveMessage.parse(JSON.parse(String(data))));
      this.#wake();
    });
    socket.addEventListener("close", ({ code }) => {
      this.closed = code;
      this.#wake();
    });
    socket.accept();
  }

  say(message: unknown): void {
    this.#socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  close(): void {
    this.#socket.close(1000, "done");
  }

  /** Resolves as soon as what is asked for has come. */
  async until(isSo: (screen: this) => boolean): Promise<void> {
    while (!isSo(this)) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  #hear(message: LiveMessage): void {
    this.heard.push(message);
    const next = applyLive(this.board, message);
    if (next === "gap") this.gaps += 1;
    else this.board = next;
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

const upgrade = { headers: { upgrade: "websocket" } };

/** Opens a screen on a station or an area, and waits for its snapshot. */
export async function watch(stub: Pick<Fetcher, "fetch">): Promise<Screen> {
  const response = await stub.fetch("https://object/live/x", upgrade);
  if (response.webSocket === null) throw new Error(`no socket: ${response.status}`);
  const screen = new Screen(response.webSocket);
  await screen.until(({ board }) => board.kind !== "nothing");
  return screen;
}

export const refusalOf = async (stub: Pick<Fetcher, "fetch">): Promise<number> => {
  const { status } = await stub.fetch("https://object/live/x", upgrade);
  return status;
};

/** Counts the rows that an object writes and the alarms that it sets while it is awake. */
export async function countRows(
  stub: DurableObjectStub,
): Promise<{ readonly written: number; readonly alarms: number }> {
  const counts = { written: 0, alarms: 0 };
  await runInDurableObject(stub, (_, { storage }) => {
    const { sql } = storage;
    const exec = sql.exec.bind(sql);
    const setAlarm = storage.setAlarm.bind(storage);
    Object.assign(sql, {
      exec: (query: string, ...values: unknown[]) => {
        const cursor = exec(query, ...values);
        counts.written += cursor.rowsWritten;
        return cursor;
      },
    });
    Object.assign(storage, {
      setAlarm: (atMs: number) => {
        counts.alarms += 1;
        return setAlarm(atMs);
      },
    });
  });
  return counts;
}
