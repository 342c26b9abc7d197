// One live socket and its one way of reconnecting: exponential back-off with jitter, at once when
// the app returns to the foreground or a number is missing, a ping that notices a dead link.
import * as z from "zod/mini";
import { LiveServerMessage, type LiveClientMessage } from "../../../core/contract/live.ts";
import type { ConnectSocket, SocketLink } from "../platform/types.ts";

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
  readonly onMessage: (message: LiveServerMessage) => void;
  readonly onState: (state: LiveState) => void;
  readonly timers: Timers;
};

export type LiveSocket = {
  readonly start: () => void;
  /** Back in the foreground: do not wait, and find out whether the link still lives. */
  readonly resume: () => void;
  readonly stop: () => void;
};

const firstDelayMs = 1_000;
const longestDelayMs = 30_000;
const openTimeoutMs = 10_000;
const pingEveryMs = 25_000;
const pongTimeoutMs = 8_000;

/** Half of it is certain, half is chance, so that a crowd does not come back at one instant. */
export const backoffMs = (attempt: number, random: number): number =>
  Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempt, 10)) * (0.5 + random / 2);

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
  #lastSeq: number | null = null;
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
    this.#lastSeq = null;
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
      onClose: current(() => this.#lost()),
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
    const message = z.safeParse(LiveServerMessage, parseJson(text));
    // What a newer platform says beyond this contract is not for this app.
    if (!message.success) return;
    if (message.data.kind === "refused") return this.#refused();
    if (this.#isGap(message.data)) return this.#connect();
    this.#failures = 0;
    if (message.data.kind === "order") this.#wasRefused = false;
    this.#options.onMessage(message.data);
  }

  #isGap(message: LiveServerMessage): boolean {
    if (message.kind === "pile") this.#lastSeq = message.seq;
    if (message.kind !== "connector" && message.kind !== "online") return false;
    const isNext = this.#lastSeq !== null && message.seq === this.#lastSeq + 1;
    this.#lastSeq = message.seq;
    return !isNext;
  }

  #refused(): void {
    this.#wasRefused = true;
    this.#drop();
    this.#wait();
  }

  #lost(): void {
    this.#drop();
    this.#wait();
  }

  #wait(): void {
    const delayMs = backoffMs(this.#failures, this.#options.timers.random());
    this.#failures += 1;
    this.#setState("waiting");
    this.#forgetRetry = this.#options.timers.after(delayMs, () => this.#connect());
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
    this.#forgetDeadline = this.#options.timers.after(ms, () => this.#lost());
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
