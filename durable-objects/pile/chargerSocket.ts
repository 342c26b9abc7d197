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
  /** The records have confirmed every fact up to this one; the state's row says so later. */
  readonly confirmedSeq: number;
  /** The Station knows the pile's summary up to this one; the state's row says so later. */
  readonly announcedSeq?: number;
  /** Samples not stored yet: transaction and lines. */
  readonly samples: readonly (readonly [number, string])[];
  /** What changed since the state's row and waits for the next one, as JSON. */
  readonly changes?: string;
};

export const chargerTag = "charger";

/** OCPP-J asks for no code of its own; 4000 and up are the application's. */
export const closeCodes = { replaced: 4000, silent: 4001, retired: 4002 } as const;

export class ChargerSocket {
  readonly #ctx: DurableObjectState;
  readonly #sent: (text: string) => void;
  #socket: WebSocket | null = null;
  #attachment: ChargerAttachment | null = null;
  readonly #waiting: Map<number, string> = new Map();
  #count = 0;

  /** @param sent is told of every text that goes to the charger */
  constructor(ctx: DurableObjectState, sent: (text: string) => void) {
    this.#ctx = ctx;
    this.#sent = sent;
  }

  /** After a wake-up: finds the socket of this generation among those that are open. */
  restore(generation: number): void {
    for (const socket of this.#ctx.getWebSockets(chargerTag)) {
      const attachment = attachmentOf(socket);
      if (attachment?.generation === generation) this.adopt(socket, attachment);
    }
  }

  /** Takes a socket back with what rides on it, even one that wakes the object by its closing. */
  adopt(socket: WebSocket, attachment: ChargerAttachment): void {
    this.#socket = socket;
    this.#attachment = attachment;
    this.drained();
    for (const [transactionId, lines] of attachment.samples) {
      this.#waiting.set(transactionId, lines);
      this.#count += lines.split("\n").length - 1;
    }
  }

  /** Takes a new socket; every older one is closed. */
  accept(
    socket: WebSocket,
    opened: Pick<ChargerAttachment, "generation" | "subprotocol" | "lastSeenMs">,
  ): void {
    const olderSockets = this.#ctx.getWebSockets(chargerTag);
    this.#ctx.acceptWebSocket(socket, [chargerTag]);
    this.#socket = socket;
    this.#attachment = { v: 1, role: "charger", ...opened, confirmedSeq: 0, samples: [] };
    this.#save();
    for (const older of olderSockets) {
      close(older, closeCodes.replaced, "replaced by a newer connection");
    }
  }

  /** The attachment is read only where the socket is not known by sight: this is the hot path. */
  isNewest(socket: WebSocket): boolean {
    if (socket === this.#socket) return true;
    const generation = attachmentOf(socket)?.generation;
    return generation !== undefined && generation === this.#attachment?.generation;
  }

  /** Null without a socket. */
  get generation(): number | null {
    return this.#attachment?.generation ?? null;
  }

  get lastSeenMs(): number | null {
    return this.#attachment?.lastSeenMs ?? null;
  }

  get subprotocol(): Subprotocol | null {
    return this.#attachment?.subprotocol ?? null;
  }

  get announcedSeq(): number {
    return this.#attachment?.announcedSeq ?? 0;
  }

  get confirmedSeq(): number {
    return this.#attachment?.confirmedSeq ?? 0;
  }

  send(text: string): void {
    try {
      this.#socket?.send(text);
      this.#sent(text);
    } catch {
      // It closed a moment ago: the close event that follows says so to everybody.
    }
  }

  close(code: number, reason: string): void {
    if (this.#socket !== null) close(this.#socket, code, reason);
  }

  /** The socket is gone, and what it carried has been stored. */
  forget(): void {
    this.#socket = null;
    this.#attachment = null;
  }

  /** Keeps samples in memory until `note` puts them into the attachment. */
  keep(transactionId: number, samples: readonly Sample[]): void {
    let lines = this.#waiting.get(transactionId) ?? "";
    for (const sample of samples) lines += lineOf(sample);
    this.#waiting.set(transactionId, lines);
    this.#count += samples.length;
  }

  get isFull(): boolean {
    return this.#count >= limits.samplesPerRow.most;
  }

  linesOf(transactionId: number): string {
    return this.#waiting.get(transactionId) ?? "";
  }

  /** All that waits; it is stored by the caller, then `drained`. */
  waiting(): ReadonlyMap<number, string> {
    return this.#waiting;
  }

  /** They are stored: `note` takes them out of the attachment. */
  drained(): void {
    this.#waiting.clear();
    this.#count = 0;
  }

  get changes(): string | null {
    return this.#attachment?.changes ?? null;
  }

  /** Writes down what changed since the state's row; false without a socket to write it on. */
  noteChanges(changes: string): boolean {
    if (this.#attachment === null) return false;
    this.#attachment = { ...this.#attachment, changes };
    this.#save();
    return true;
  }

  /** The state's row has them. */
  forgetChanges(): void {
    if (this.#attachment?.changes === undefined) return;
    const { changes: _stored, ...attachment } = this.#attachment;
    this.#attachment = attachment;
    this.#save();
  }

  /** Writes down that the charger spoke, and the samples that wait. */
  note(nowMs: number): void {
    if (this.#attachment === null) return;
    this.#attachment = {
      ...this.#attachment,
      lastSeenMs: nowMs,
      samples: this.#waiting.size === 0 ? [] : [...this.#waiting],
    };
    this.#save();
  }

  /** Writes down how far the records are; false without a socket to write it on. */
  noteConfirmed(confirmedSeq: number): boolean {
    if (this.#attachment === null) return false;
    this.#attachment = { ...this.#attachment, confirmedSeq };
    this.#save();
    return true;
  }

  /** Writes down how far the Station is. */
  noteAnnounced(announcedSeq: number): void {
    if (this.#attachment === null) return;
    this.#attachment = { ...this.#attachment, announcedSeq };
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

function close(socket: WebSocket, code: number, reason: string): void {
  try {
    socket.close(code, reason);
  } catch {
    // Closed already.
  }
}

export function attachmentOf(socket: WebSocket): ChargerAttachment | null {
  const attachment: unknown = socket.deserializeAttachment();
  return isChargerAttachment(attachment) ? attachment : null;
}

const isChargerAttachment = (value: unknown): value is ChargerAttachment =>
  typeof value === "object" && value !== null && "role" in value && value.role === "charger";
