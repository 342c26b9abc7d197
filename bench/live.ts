// From a charger's StatusNotification to the screens of all drivers who watch its station, beside a
// round trip to the bare object: alone, and in a burst that the station joins tick by tick.
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { LiveMessage, liveStationPath } from "../core/contract/live.ts";
import { applyLive, emptyBoard, type Board } from "../core/live/applyLive.ts";
import { limits } from "../core/limits.ts";
import type { Latency } from "./latency.ts";
import { LoadCharger, type LoadAddress } from "./loadCharger.ts";
import { quantile } from "./statistics.ts";

export type LiveLatency = {
  readonly drivers: number;
  /** Over every driver and every change. */
  readonly alone: Latency;
  readonly burst: Latency;
  readonly bare: Latency;
  /** Each is a driver's screen that missed a number, or ended with another board than the rest. */
  readonly wrongScreens: number;
};

const aloneChanges = 60;
const burstRounds = 10;

const latencyOf = (tookMs: readonly number[]): Latency => ({
  p50Ms: quantile(tookMs, 0.5),
  p99Ms: quantile(tookMs, 0.99),
});

const states = { Available: "available", Preparing: "plugged" } as const;
type Status = keyof typeof states;

/** A driver's screen that can be asked when a pile's new state came. */
class Screen {
  board: Board = emptyBoard;
  gaps = 0;
  readonly #socket: WebSocket;
  #wanted: { readonly isThere: (board: Board) => boolean; readonly resolve: () => void } | null =
    null;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string") this.#heard(data);
    });
  }

  static async open(url: string): Promise<Screen> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const screen = new Screen(socket);
    await once(socket, "message");
    return screen;
  }

  shows(pileId: string, status: Status): Promise<void> {
    return this.#until(
      (board) =>
        board.kind === "station" &&
        board.station.piles.some(
          (pile) => pile.pileId === pileId && pile.connectors[0]?.state === states[status],
        ),
    );
  }

  /** Everything up to this number has come. */
  reaches(seq: number): Promise<void> {
    return this.#until((board) => board.kind !== "nothing" && board.seq >= seq);
  }

  get seq(): number {
    return this.board.kind === "nothing" ? 0 : this.board.seq;
  }

  #until(isThere: (board: Board) => boolean): Promise<void> {
    if (isThere(this.board)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wanted = { isThere, resolve };
    });
  }

  close(): void {
    this.#socket.terminate();
  }

  #heard(text: string): void {
    const next = applyLive(this.board, LiveMessage.parse(JSON.parse(text)));
    if (next === "gap") this.gaps += 1;
    else this.board = next;
    if (this.#wanted?.isThere(this.board) !== true) return;
    this.#wanted.resolve();
    this.#wanted = null;
  }
}

const report = (charger: LoadCharger, status: Status) =>
  charger.call([
    "StatusNotification",
    { connectorId: 1, errorCode: "NoError", status, timestamp: new Date().toISOString() },
  ]);

/** How long each screen took to show that charger's next state. */
async function changeSeen(
  { charger, pileId }: { readonly charger: LoadCharger; readonly pileId: string },
  status: Status,
  screens: readonly Screen[],
): Promise<readonly number[]> {
  const beganMs = performance.now();
  const seen = screens.map(async (screen) => {
    await screen.shows(pileId, status);
    return performance.now() - beganMs;
  });
  await report(charger, status);
  return Promise.all(seen);
}

/** `piles` are all of one station, and have a connector that nobody uses. */
export async function measureLiveLatency(systems: {
  readonly platformUrl: string;
  readonly stationId: string;
  readonly piles: readonly LoadAddress[];
  readonly bare: LoadAddress;
  readonly drivers: number;
}): Promise<LiveLatency> {
  const url = systems.platformUrl.replace("http", "ws") + liveStationPath(systems.stationId);
  const chargers: { readonly charger: LoadCharger; readonly pileId: string }[] = [];
  for (const pile of systems.piles) {
    const charger = await LoadCharger.connect(pile);
    await report(charger, "Available");
    chargers.push({ charger, pileId: pile.pileId });
  }
  const bare = await LoadCharger.connect(systems.bare);
  const screens = await Promise.all(
    Array.from({ length: systems.drivers }, () => Screen.open(url)),
  );
  const alone: number[] = [];
  const roundTrips: number[] = [];
  for (let change = 0; change < aloneChanges; change += 1) {
    const one = chargers[change % chargers.length];
    if (one === undefined) throw new Error("no piles");
    const round = Math.floor(change / chargers.length);
    // Alone is a change that follows the one before by more than a tick.
    await sleep(2 * limits.stationTickMs.most);
    alone.push(...(await changeSeen(one, round % 2 === 0 ? "Preparing" : "Available", screens)));
    const beganMs = performance.now();
    await report(bare, "Available");
    roundTrips.push(performance.now() - beganMs);
  }
  const burst = await measureBursts(chargers, screens);
  // A fresh snapshot names the last number there is.
  const last = await Screen.open(url);
  await Promise.all(screens.map((screen) => screen.reaches(last.seq)));
  const board = JSON.stringify(last.board);
  const wrong = screens.filter((one) => one.gaps > 0 || JSON.stringify(one.board) !== board);
  for (const screen of [last, ...screens]) screen.close();
  await Promise.all([bare.close(), ...chargers.map(({ charger }) => charger.close())]);
  return {
    drivers: systems.drivers,
    alone: latencyOf(alone),
    burst: latencyOf(burst),
    bare: latencyOf(roundTrips),
    wrongScreens: wrong.length,
  };
}

/** All chargers speak at once; one driver is watched for each, since a screen waits for one thing. */
async function measureBursts(
  chargers: readonly { readonly charger: LoadCharger; readonly pileId: string }[],
  screens: readonly Screen[],
): Promise<readonly number[]> {
  const took: number[] = [];
  for (let round = 0; round < burstRounds; round += 1) {
    for (const status of ["Preparing", "Available"] as const) {
      await sleep(2 * limits.stationTickMs.most);
      const seen = chargers.map((one, at) => changeSeen(one, status, screens.slice(at, at + 1)));
      for (const times of await Promise.all(seen)) took.push(...times);
    }
  }
  return took;
}
