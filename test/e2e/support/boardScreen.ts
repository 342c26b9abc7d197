// A screen of a station or a map cell: the live socket, and the board that the apps' own reducer
// makes of what it hears. It comes back by itself when its socket is lost, as the apps do.
import { EventEmitter, once } from "node:events";
import { WebSocket } from "ws";
import * as z from "zod/mini";
import { LiveMessage } from "../../../core/contract/live.ts";
import { applyLive, emptyBoard, type Board } from "../../../core/live/applyLive.ts";

const againMs = 100;

export class BoardScreen {
  board: Board = emptyBoard;
  gaps = 0;
  snapshots = 0;
  readonly #url: string;
  readonly #heard = new EventEmitter();
  #socket: WebSocket | null = null;
  #isClosed = false;

  /** @param path as `/live/stations/:id` */
  constructor(platformUrl: string, path: string) {
    this.#url = platformUrl.replace("http", "ws") + path;
    this.#connect();
  }

  /** Once the board is as wanted; what it was before a loss is not looked at. */
  async until(isSo: (board: Board) => boolean): Promise<void> {
    while (!isSo(this.board)) await once(this.#heard, "change");
  }

  close(): void {
    this.#isClosed = true;
    this.#socket?.terminate();
  }

  #connect(): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.on("error", () => undefined);
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string") this.#hear(z.parse(LiveMessage, JSON.parse(data)));
    });
    socket.on("close", () => {
      this.board = emptyBoard;
      if (!this.#isClosed) setTimeout(() => this.#connect(), againMs);
    });
  }

  #hear(message: LiveMessage): void {
    if (message.kind === "station" || message.kind === "area") this.snapshots += 1;
    const next = applyLive(this.board, message);
    if (next === "gap") this.gaps += 1;
    else this.board = next;
    this.#heard.emit("change");
  }
}
