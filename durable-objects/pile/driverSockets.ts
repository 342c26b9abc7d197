// The sockets of drivers on this pile's screen: a snapshot, then changes, each socket numbered
// without gaps; a driver's own order only to him, after his token.
import type { LiveServerMessage } from "../../core/contract/live.ts";
import { LiveClientMessage } from "../../core/contract/live.ts";
import { limits } from "../../core/limits.ts";
import * as z from "zod/mini";
import { verifyDriverToken } from "../auth/driverToken.ts";

type DriverAttachment = {
  readonly v: 1;
  readonly role: "driver";
  /** Who has shown that he is here, until his token is over. */
  readonly driver: { readonly driverId: string; readonly untilMs: number } | null;
  readonly seq: number;
};

const driverTag = "driver";
/** Text is at most this long: a hello with its token. */
const longestMessage = 4096;

type Numbered = Extract<LiveServerMessage, { seq: number }>;
/** Distributes over the union, as Omit alone does not. */
type Unnumbered<M> = M extends Numbered ? Omit<M, "seq"> : M;
export type LiveMessage = Unnumbered<LiveServerMessage>;

export class DriverSockets {
  readonly #ctx: DurableObjectState;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
  }

  get isEmpty(): boolean {
    return this.#ctx.getWebSockets(driverTag).length === 0;
  }

  /** False when the object has as many as it takes. */
  accept(socket: WebSocket, snapshot: LiveMessage): boolean {
    if (this.#ctx.getWebSockets(driverTag).length >= limits.driverSocketsPerPile.most) return false;
    this.#ctx.acceptWebSocket(socket, [driverTag]);
    save(socket, { v: 1, role: "driver", driver: null, seq: 0 });
    send(socket, snapshot);
    return true;
  }

  broadcast(message: LiveMessage): void {
    for (const socket of this.#ctx.getWebSockets(driverTag)) send(socket, message);
  }

  /** The message is made only where that driver is on the screen: it is not drawn for nobody. */
  sendTo(driverId: string, make: () => LiveMessage | null): void {
    const sockets = this.#ofDriver(driverId, Date.now());
    const message = sockets.length === 0 ? null : make();
    if (message === null) return;
    for (const socket of sockets) send(socket, message);
  }

  /** What a driver's client says; gives back who he is when he has just shown it. */
  async said(
    socket: WebSocket,
    text: string | ArrayBuffer,
    { secrets, nowMs }: { readonly secrets: string; readonly nowMs: number },
  ): Promise<string | null> {
    const message = typeof text === "string" && text.length <= longestMessage ? parsed(text) : null;
    if (message === null) {
      send(socket, { kind: "refused", code: "bad_request" });
      return null;
    }
    const claims = await verifyDriverToken(message.token, secrets, nowMs);
    if (!claims.ok) {
      send(socket, { kind: "refused", code: "unauthorized" });
      return null;
    }
    const { driverId, expiresAtMs } = claims.value;
    const others = this.#ofDriver(driverId, nowMs).filter((one) => one !== socket);
    const tooMany = Math.max(0, others.length + 1 - limits.socketsPerDriver.most);
    for (const older of others.slice(0, tooMany)) {
      older.close(1008, "too many connections of one driver");
    }
    const attachment = attachmentOf(socket);
    if (attachment === null) return null;
    save(socket, { ...attachment, driver: { driverId, untilMs: expiresAtMs } });
    return driverId;
  }

  closeAll(code: number, reason: string): void {
    for (const socket of this.#ctx.getWebSockets(driverTag)) socket.close(code, reason);
  }

  #ofDriver(driverId: string, nowMs: number): WebSocket[] {
    return this.#ctx.getWebSockets(driverTag).filter((socket) => {
      const attachment = attachmentOf(socket);
      if (attachment === null || attachment.driver?.driverId !== driverId) return false;
      if (nowMs < attachment.driver.untilMs) return true;
      // His client says hello again with a fresh token.
      save(socket, { ...attachment, driver: null });
      send(socket, { kind: "refused", code: "unauthorized" });
      return false;
    });
  }
}

export function send(socket: WebSocket, message: LiveMessage): void {
  try {
    socket.send(JSON.stringify(numbered(socket, message)));
  } catch {
    // It closed a moment ago.
  }
}

function numbered(socket: WebSocket, message: LiveMessage): LiveServerMessage {
  if (message.kind !== "pile" && message.kind !== "connector" && message.kind !== "online") {
    return message;
  }
  const attachment = attachmentOf(socket);
  const seq = (attachment?.seq ?? 0) + 1;
  if (attachment !== null) save(socket, { ...attachment, seq });
  return { ...message, seq };
}

function parsed(text: string): LiveClientMessage | null {
  try {
    const message = z.safeParse(LiveClientMessage, JSON.parse(text));
    return message.success ? message.data : null;
  } catch {
    return null;
  }
}

function attachmentOf(socket: WebSocket): DriverAttachment | null {
  const attachment: unknown = socket.deserializeAttachment();
  return isDriverAttachment(attachment) ? attachment : null;
}

const isDriverAttachment = (value: unknown): value is DriverAttachment =>
  typeof value === "object" && value !== null && "role" in value && value.role === "driver";

const save = (socket: WebSocket, attachment: DriverAttachment): void =>
  socket.serializeAttachment(attachment);
