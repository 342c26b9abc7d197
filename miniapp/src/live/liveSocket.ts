// One live socket of a pile's, a station's or the map's screen: core's board, message by message, and
// core's one policy of coming back; at once when the app returns to the foreground, and with a ping
// that notices a dead link.
import * as z from "zod/mini";
import { LiveMessage, type LiveClientMessage } from "../../../core/contract/live.ts";
import { applyLive, emptyBoard, type Board } from "../../../core/live/applyLive.ts";
import { reconnectAfter, type Disconnection } from "../../../core/live/reconnect.ts";
import type { ConnectSocket, SocketLink } from "../platform/types.ts";

/** `closed`: not started, stopped, or ended by the server for good. */
export type LiveState = "connecting" | "open" | "waiting" | "closed";

export type Timers = {
  /** Runs later; the function returned forgets it. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Between 0 and 1. */
  readonly random: () => number;
};

export type LiveOptions = {
  readonly connect: ConnectSocket;
  readonly path: string;
  /** The token to say hello with, or null to watch as nobody. */
  readonly token: (options: { readonly afterRefusal: boolean }) => Promise<string | null>;
  /** Each message that was in its place, with the board after it. */
  readonly onMessage: (message: LiveMessage, board: Board) => void;
  readonly onState: (state: LiveState) => void;
  readonly timers: Timers;
};

export type LiveSocket = {
  readonly start: () => void;
  /** Back in the foreground: do not wait, and find out whether the link still lives. */
  readonly resume: () => void;
  readonly stop: () => void;
};

const openTimeoutMs = 10_000;
const pingEveryMs = 25_000;
const pongTimeoutMs = 8_000;

export function makeLiveSocket(options: LiveOptions): LiveSocket {
  return new Connection(options);
}

class Connection implements LiveSocket {
  readonly #options: LiveOptions;
  #link: SocketLink | null = null;
  /** Counts the links, so that what an older one still says is not heard. */
  #turn = 0;
  #state: LiveState = "closed";
  #failures = 0;
  #board: Board = emptyBoard;
  #wasRefused = false;
  #forgetRetry = (): void => undefined;
  #forgetPing = (): void => undefined;
  #forgetDeadline = (): void => undefined;

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  start = (): void => {
    if (this.#state === "closed") this.#connect();
  };

  resume = (): void => {
    if (this.#state === "waiting") this.#connect();
    else if (this.#state === "open") this.#ping();
  };

  stop = (): void => {
    this.#drop();
    this.#setState("closed");
  };

  #setState(state: LiveState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.onState(state);
  }

  #drop(): void {
    this.#turn += 1;
    this.#forgetRetry();
    this.#forgetPing();
    this.#forgetDeadline();
    const link = this.#link;
    this.#link = null;
    link?.close();
  }

  #connect(): void {
    this.#drop();
    const turn = this.#turn;
    this.#board = emptyBoard;
    this.#setState("connecting");
    const current = (run: () => void) => (): void => {
      if (turn === this.#turn) run();
    };
    this.#deadline(openTimeoutMs);
    this.#link = this.#options.connect(this.#options.path, {
      onOpen: current(() => void this.#greet(turn)),
      onMessage: (text) => {
        if (turn === this.#turn) this.#heard(text);
      },
      onClose: (code) => {
        if (turn !== this.#turn) return;
        this.#away(code === null ? { kind: "lost" } : { kind: "closed", code });
      },
    });
  }

  async #greet(turn: number): Promise<void> {
    this.#forgetDeadline();
    this.#setState("open");
    this.#planPing();
    const token = await this.#options.token({ afterRefusal: this.#wasRefused });
    if (turn !== this.#turn || token === null) return;
    this.#link?.send(JSON.stringify({ kind: "hello", token } satisfies LiveClientMessage));
  }

  #heard(text: string): void {
    this.#forgetDeadline();
    this.#planPing();
    if (text === "pong") return;
    const message = z.safeParse(LiveMessage, parseJson(text));
    // What a newer platform says beyond this contract is not for this app.
    if (!message.success) return;
    if (message.data.kind === "refused") {
      this.#wasRefused = true;
      return this.#away({ kind: "refused" });
    }
    const board = applyLive(this.#board, message.data);
    if (board === "gap") return this.#away({ kind: "gap" });
    if (board !== this.#board) this.#failures = 0;
    this.#board = board;
    if (message.data.kind === "order") this.#wasRefused = false;
    this.#options.onMessage(message.data, board);
  }

  /** Comes back when the policy says so. */
  #away(why: Disconnection): void {
    this.#drop();
    const random = this.#options.timers.random();
    const next = reconnectAfter(why, { failures: this.#failures, random });
    if (next.kind === "stop") return this.#setState("closed");
    this.#failures = next.failures;
    if (next.afterMs === 0) return this.#connect();
    this.#setState("waiting");
    this.#forgetRetry = this.#options.timers.after(next.afterMs, () => this.#connect());
  }

  #planPing(): void {
    this.#forgetPing();
    this.#forgetPing = this.#options.timers.after(pingEveryMs, () => this.#ping());
  }

  #ping(): void {
    this.#forgetPing();
    this.#link?.send("ping");
    this.#deadline(pongTimeoutMs);
  }

  #deadline(ms: number): void {
    this.#forgetDeadline();
    this.#forgetDeadline = this.#options.timers.after(ms, () => this.#away({ kind: "lost" }));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
