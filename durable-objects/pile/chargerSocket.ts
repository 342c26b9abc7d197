// The charger's socket and what rides in its attachment: it survives hibernation and costs no row.
// Only the newest generation counts.
import type { Sample } from "../../core/charging/events.ts";
import { limits } from "../../core/limits.ts";
import type { Subprotocol } from "../../core/ocpp/version.ts";
import { lineOf } from "./sampleLines.ts";

export type ChargerAttachment = {
  readonly v: 1;
  readonly role: "charger";
  readonly generation: number;
  readonly subprotocol: Subprotocol;
  readonly lastSeenMs: number;
  /** Samples not stored yet: transaction and lines. */
  readonly samples: readonly (readonly [number, string])[];
};

export const chargerTag = "charger";

/** OCPP-J asks for no code of its own; 4000 and up are the application's. */
export const closeCodes = { replaced: 4000, silent: 4001, retired: 4002 } as const;

export class ChargerSocket {
  readonly #ctx: DurableObjectState;
  #socket: WebSocket | null = null;
  #attachment: ChargerAttachment | null = null;
  #waiting: Map<number, string[]> = new Map();
  #count = 0;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
  }

  /** After a wake-up: finds the socket of this generation among those that are open. */
  restore(generation: number): void {
    for (const socket of this.#ctx.getWebSockets(chargerTag)) {
      const attachment = attachmentOf(socket);
      if (attachment?.generation !== generation) continue;
      this.#socket = socket;
      this.#attachment = attachment;
      for (const [transactionId, lines] of attachment.samples) {
        const separate = lines.split(/(?<=\n)/);
        this.#waiting.set(transactionId, separate);
        this.#count += separate.length;
      }
    }
  }

  /** Takes a new socket; every older one is closed. */
  accept(
    socket: WebSocket,
    opened: Pick<ChargerAttachment, "generation" | "subprotocol" | "lastSeenMs">,
  ): void {
    for (const older of this.#ctx.getWebSockets(chargerTag)) {
      older.close(closeCodes.replaced, "replaced by a newer connection");
    }
    this.#ctx.acceptWebSocket(socket, [chargerTag]);
    this.#socket = socket;
    this.#attachment = { v: 1, role: "charger", ...opened, samples: [] };
    this.#save();
  }

  /** The attachment is read only where the socket is not known by sight: this is the hot path. */
  isNewest(socket: WebSocket): boolean {
    if (socket === this.#socket) return true;
    const generation = attachmentOf(socket)?.generation;
    return generation !== undefined && generation === this.#attachment?.generation;
  }

  get lastSeenMs(): number | null {
    return this.#attachment?.lastSeenMs ?? null;
  }

  get subprotocol(): Subprotocol | null {
    return this.#attachment?.subprotocol ?? null;
  }

  send(text: string): void {
    try {
      this.#socket?.send(text);
    } catch {
      // It closed a moment ago: the close event that follows says so to everybody.
    }
  }

  close(code: number, reason: string): void {
    try {
      this.#socket?.close(code, reason);
    } catch {
      // Closed already.
    }
  }

  /** Keeps samples in memory until `note` puts them into the attachment. */
  keep(transactionId: number, samples: readonly Sample[]): void {
    const lines = this.#waiting.get(transactionId) ?? [];
    for (const sample of samples) lines.push(lineOf(sample));
    this.#waiting.set(transactionId, lines);
    this.#count += samples.length;
  }

  get isFull(): boolean {
    return this.#count >= limits.samplesPerRow.most;
  }

  linesOf(transactionId: number): string {
    return this.#waiting.get(transactionId)?.join("") ?? "";
  }

  /** All that waits; it is stored by the caller, then `drained`. */
  waiting(): ReadonlyMap<number, string> {
    return new Map([...this.#waiting].map(([id, lines]) => [id, lines.join("")]));
  }

  drained(): void {
    this.#waiting.clear();
    this.#count = 0;
  }

  /** Writes down that the charger spoke, and the samples that wait. */
  note(nowMs: number): void {
    if (this.#attachment === null) return;
    const samples = [...this.waiting()];
    this.#attachment = { ...this.#attachment, lastSeenMs: nowMs, samples };
    this.#save();
  }

  #save(): void {
    try {
      this.#socket?.serializeAttachment(this.#attachment);
    } catch {
      // A socket that closed meanwhile keeps nothing; what waits is stored when its close arrives.
    }
  }
}

export function attachmentOf(socket: WebSocket): ChargerAttachment | null {
  const attachment: unknown = socket.deserializeAttachment();
  return isChargerAttachment(attachment) ? attachment : null;
}

const isChargerAttachment = (value: unknown): value is ChargerAttachment =>
  typeof value === "object" && value !== null && "role" in value && value.role === "charger";
