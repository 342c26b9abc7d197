// A station's screens: from a charger's StatusNotification to the boards of 200 drivers, and whether
// all of them end with the Station's own board.
import { setTimeout } from "node:timers/promises";
import { WebSocket } from "ws";
import { getPile } from "../core/contract/stations.ts";
import type { LiveMessage } from "../core/contract/live.ts";
import { applyLive, emptyBoard, type Board } from "../core/live/applyLive.ts";
import type { Platform } from "../test/support/platform.ts";
import type { Latency } from "./latency.ts";
import { LoadCharger } from "./loadCharger.ts";
import { quantile } from "./statistics.ts";
import type { LoadPile } from "./throughput.ts";

export type StationScreens = Latency & {
  readonly screens: number;
  readonly changes: number;
  /** Screens whose board was not the Station's in the end; budget: none. */
  readonly astray: number;
};

/** More than the tick within which a Station joins changes: each is alone. */
const paceMs = 120;

class Screen {
  board: Board = emptyBoard;
  gaps = 0;
  readonly #socket: WebSocket;
  #heard: (() => void) | null = null;

  constructor(url: string) {
    this.#socket = new WebSocket(url, { perMessageDeflate: false });
    this.#socket.addEventListener("message", ({ data }) => {
      if (typeof data !== "string") return;
      const message: LiveMessage = JSON.parse(data);
      const next = applyLive(this.board, message);
      if (next === "gap") this.gaps += 1;
      else this.board = next;
      this.#heard?.();
    });
  }

  /** The moment at which the board is as wanted. */
  until(isSo: (board: Board) => boolean): Promise<number> {
    return new Promise((resolve) => {
      this.#heard = () => {
        if (!isSo(this.board)) return;
        this.#heard = null;
        resolve(performance.now());
      };
      this.#heard();
    });
  }

  close(): void {
    this.#socket.terminate();
  }
}

const isStation = (board: Board): boolean => board.kind === "station";

const shows = (pileId: string, state: string) => (board: Board) =>
  board.kind === "station" &&
  board.station.piles.some((pile) => pile.pileId === pileId && pile.connectors[0]?.state === state);

export async function measureStationScreens(
  platform: Platform,
  piles: readonly LoadPile[],
  { screens: count, changes }: { readonly screens: number; readonly changes: number },
): Promise<StationScreens> {
  const [first] = piles;
  if (first === undefined) throw new Error("a station has piles");
  const { stationId } = await platform.api.call(getPile, { pileId: first.pileId });
  const url = `${platform.url.replace("http", "ws")}/live/stations/${stationId}`;
  const chargers = await Promise.all(piles.map((pile) => LoadCharger.connect(pile)));
  const screens = Array.from({ length: count }, () => new Screen(url));
  await Promise.all(screens.map((screen) => screen.until(isStation)));
  const tookMs: number[] = [];
  for (let number = 0; number < changes; number += 1) {
    await setTimeout(paceMs);
    const at = number % piles.length;
    const isBusy = Math.floor(number / piles.length) % 2 === 0;
    const pileId = piles[at]?.pileId ?? "";
    const shown = screens.map((screen) =>
      screen.until(shows(pileId, isBusy ? "occupied" : "available")),
    );
    const beganMs = performance.now();
    await chargers[at]?.call([
      "StatusNotification",
      {
        connectorId: 1,
        errorCode: "NoError",
        status: isBusy ? "Charging" : "Available",
        timestamp: new Date().toISOString(),
      },
    ]);
    for (const shownMs of await Promise.all(shown)) tookMs.push(shownMs - beganMs);
  }
  const truth = new Screen(url);
  await truth.until(isStation);
  const wanted = JSON.stringify(truth.board);
  const astray = screens.filter(
    ({ board, gaps }) => gaps > 0 || JSON.stringify(board) !== wanted,
  ).length;
  for (const screen of [...screens, truth]) screen.close();
  await Promise.all(chargers.map((charger) => charger.close()));
  const quantiles = { p50Ms: quantile(tookMs, 0.5), p99Ms: quantile(tookMs, 0.99) };
  return { ...quantiles, screens: count, changes, astray };
}
