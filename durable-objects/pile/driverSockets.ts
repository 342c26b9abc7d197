// The sockets of drivers on this pile's screen: a snapshot, then changes, each socket numbered
// without gaps; a driver's own order only to him, after his token.
import type { LiveServerMessage } from "../../core/contract/live.ts";
import { limits } from "../../core/limits.ts";
import {
  liveAttachmentOf,
  type LiveRefusal,
  LiveSockets,
  saveAttachment,
  sendText,
} from "../live/liveSockets.ts";

type Numbered = Extract<LiveServerMessage, { seq: number }>;
/** Distributes over the union, as Omit alone does not. */
type Unnumbered<M> = M extends Numbered ? Omit<M, "seq"> : M;
type PileMessage = Unnumbered<LiveServerMessage>;

export class DriverSockets {
  readonly #sockets: LiveSockets;

  constructor(ctx: DurableObjectState) {
    this.#sockets = new LiveSockets(ctx, limits.driverSocketsPerPile.most);
  }

  get isEmpty(): boolean {
    return this.#sockets.isEmpty;
  }

  /** Says why a socket is not taken. */
  accept(socket: WebSocket, address: string | null, snapshot: PileMessage): LiveRefusal | null {
    const refused = this.#sockets.accept(socket, address);
    if (refused === null) send(socket, snapshot);
    return refused;
  }

  broadcast(message: PileMessage): void {
    for (const socket of this.#sockets.all()) send(socket, message);
  }

  /** The message is made only where that driver is on the screen: it is not drawn for nobody. */
  sendTo(driverId: string, make: () => PileMessage | null): void {
    const sockets = this.#sockets.ofDriver(driverId, Date.now());
    const message = sockets.length === 0 ? null : make();
    if (message === null) return;
    for (const socket of sockets) send(socket, message);
  }

  /** What a driver's client says; gives back who he is when he has just shown it. */
  said(...said: Parameters<LiveSockets["said"]>): Promise<string | null> {
    return this.#sockets.said(...said);
  }

  closeAll(code: number, reason: string): void {
    this.#sockets.closeAll(code, reason);
  }
}

function send(socket: WebSocket, message: PileMessage): void {
  sendText(socket, JSON.stringify(numbered(socket, message)));
}

function numbered(socket: WebSocket, message: PileMessage): LiveServerMessage {
  if (message.kind !== "pile" && message.kind !== "connector" && message.kind !== "online") {
    return message;
  }
  const attachment = liveAttachmentOf(socket);
  const seq = (attachment?.seq ?? 0) + 1;
  if (attachment !== null) saveAttachment(socket, { ...attachment, seq });
  return { ...message, seq };
}
