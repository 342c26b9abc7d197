/** Owns the charger's WebSocket: opening it with subprotocol and Basic credentials, pinging,
 * noticing that it is gone, and coming back with a growing, scattered delay. */
import { WebSocket } from "ws";
import type { Timer, Timers } from "./clock.ts";
import type { Emit } from "./events.ts";
import type { Random } from "./random.ts";

/** First wait before a new attempt; doubled each time up to the longest. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
const HANDSHAKE_TIMEOUT_MS = 15_000;
/** What a charger's memory bears in one frame. */
const LONGEST_FRAME_BYTES = 1 << 20;

export interface LinkParts {
  readonly url: string;
  readonly pileId: string;
  readonly timers: Timers;
  readonly random: Random;
  readonly emit: Emit;
  readonly password: () => string;
  readonly pingIntervalS: () => number;
  readonly onOpen: () => void;
  readonly onClosed: () => void;
  readonly onText: (text: string) => void;
}

type State =
  | { kind: "off" }
  | { kind: "waiting"; retry: Timer }
  | { kind: "connecting"; socket: WebSocket }
  | { kind: "open"; socket: WebSocket; ping: Timer | undefined };

export class Link {
  #parts: LinkParts;
  #state: State = { kind: "off" };
  #failures = 0;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  get isOpen(): boolean {
    return this.#state.kind === "open";
  }

  get isConnecting(): boolean {
    return this.#state.kind === "connecting";
  }

  get isUp(): boolean {
    return this.#state.kind !== "off";
  }

  up(): void {
    if (this.#state.kind === "off") this.#connect();
  }

  /** The cable is pulled: no closing handshake, no attempt to come back. */
  down(): void {
    const state = this.#state;
    this.#state = { kind: "off" };
    this.#failures = 0;
    if (state.kind === "waiting") state.retry.cancel();
    if (state.kind !== "connecting" && state.kind !== "open") return;
    if (state.kind === "open") state.ping?.cancel();
    state.socket.terminate();
    if (state.kind === "open") this.#closed(1006);
  }

  send(text: string): void {
    if (this.#state.kind === "open") this.#state.socket.send(text);
  }

  #connect(): void {
    const { url, pileId, password } = this.#parts;
    const credentials = Buffer.from(`${pileId}:${password()}`).toString("base64");
    const socket = new WebSocket(
      `${url.replace(/\/$/, "")}/${encodeURIComponent(pileId)}`,
      ["ocpp1.6"],
      {
        headers: { authorization: `Basic ${credentials}` },
        handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
        maxPayload: LONGEST_FRAME_BYTES,
        perMessageDeflate: false,
      },
    );
    this.#state = { kind: "connecting", socket };
    socket.on("open", () => this.#opened(socket));
    // Node's buffers are asked for, so the data is one buffer and never a list of fragments.
    socket.binaryType = "nodebuffer";
    socket.on("message", (data: Buffer) => {
      if (this.#owns(socket)) this.#parts.onText(data.toString());
    });
    socket.on("error", (error) => {
      if (this.#owns(socket)) this.#parts.emit({ kind: "refused", reason: error.message });
    });
    socket.on("close", (code) => {
      if (this.#owns(socket)) this.#gone(code);
    });
  }

  /** A socket that was given up may still speak; nobody listens to it. */
  #owns(socket: WebSocket): boolean {
    const state = this.#state;
    return (state.kind === "connecting" || state.kind === "open") && state.socket === socket;
  }

  #opened(socket: WebSocket): void {
    if (!this.#owns(socket)) return;
    this.#failures = 0;
    this.#state = { kind: "open", socket, ping: undefined };
    this.#schedulePing();
    this.#parts.emit({ kind: "connected" });
    this.#parts.onOpen();
  }

  #schedulePing(): void {
    const seconds = this.#parts.pingIntervalS();
    if (this.#state.kind !== "open" || seconds === 0) return;
    const { socket } = this.#state;
    const ping = this.#parts.timers.after(
      seconds * 1_000,
      () => {
        if (!this.#owns(socket)) return;
        socket.ping();
        this.#schedulePing();
      },
      "wall",
    );
    this.#state = { ...this.#state, ping };
  }

  #gone(code: number): void {
    const wasOpen = this.#state.kind === "open";
    if (this.#state.kind === "open") this.#state.ping?.cancel();
    const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures);
    // Half fixed, half by chance, so that a fleet does not come back as one wave.
    const waitMs = longest * this.#parts.random.between(0.5, 1);
    this.#failures += 1;
    const retry = this.#parts.timers.after(waitMs, () => this.#connect(), "wall");
    this.#state = { kind: "waiting", retry };
    if (wasOpen) this.#closed(code);
    else this.#parts.onClosed();
  }

  #closed(code: number): void {
    this.#parts.emit({ kind: "disconnected", code });
    this.#parts.onClosed();
  }
}
