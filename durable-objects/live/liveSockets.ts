// The sockets of drivers on an object's screen: how many it takes, who shows himself by his token,
// and what is sent to all or to one. They hibernate; what must be known of one is in its attachment.
import * as z from "zod/mini";
import { LiveClientMessage, liveCloseCodes, type LiveMessage } from "../../core/contract/live.ts";
import { limits } from "../../core/limits.ts";
import { verifyDriverToken } from "../auth/driverToken.ts";

export type LiveAttachment = {
  readonly v: 1;
  readonly role: "driver";
  /** Who has shown that he is here, until his token is over. */
  readonly driver: { readonly driverId: string; readonly untilMs: number } | null;
  /** The last number sent, where the object numbers each socket apart. */
  readonly seq: number;
  /** How many messages the client has sent. */
  readonly said?: number;
};

const driverTag = "driver";
const tagOf = (address: string): string => `from ${networkOf(address)}`;

/** One IPv6 subscriber has a whole /64 to himself. */
const networkOf = (address: string): string =>
  address.includes(":") ? address.split(":").slice(0, 4).join(":") : address;

export type LiveRefusal = "full" | "address";
/** Text is at most this long: a hello with its token. */
const longestMessage = 4096;

export class LiveSockets {
  readonly #ctx: DurableObjectState;
  readonly #most: number;
  readonly #mostOfAddress: number;

  constructor(ctx: DurableObjectState, most: number) {
    this.#ctx = ctx;
    this.#most = most;
    this.#mostOfAddress = Math.ceil(most / limits.addressesToFillAnObject.most);
  }

  all(): WebSocket[] {
    return this.#ctx.getWebSockets(driverTag);
  }

  get isEmpty(): boolean {
    return this.all().length === 0;
  }

  /** Says why a socket is not taken: the object has as many as it takes, or this address has. */
  accept(socket: WebSocket, address: string | null): LiveRefusal | null {
    if (this.all().length >= this.#most) return "full";
    if (address !== null && this.#nobodysFrom(address) >= this.#mostOfAddress) return "address";
    const tags = address === null ? [driverTag] : [driverTag, tagOf(address)];
    this.#ctx.acceptWebSocket(socket, tags);
    saveAttachment(socket, { v: 1, role: "driver", driver: null, seq: 0 });
    return null;
  }

  /** Who has shown himself is bounded as a driver, wherever he comes from. */
  #nobodysFrom(address: string): number {
    const sockets = this.#ctx.getWebSockets(tagOf(address));
    return sockets.filter((socket) => liveAttachmentOf(socket)?.driver === null).length;
  }

  /** One text for all, so the message carries a number that is the same for everybody. */
  sendAll(message: LiveMessage): void {
    const text = JSON.stringify(message);
    for (const socket of this.all()) sendText(socket, text);
  }

  /** One whose token is over is asked to say hello again, and is nobody's until then. */
  ofDriver(driverId: string, nowMs: number): WebSocket[] {
    return this.all().filter((socket) => {
      const attachment = liveAttachmentOf(socket);
      if (attachment === null || attachment.driver?.driverId !== driverId) return false;
      if (nowMs < attachment.driver.untilMs) return true;
      saveAttachment(socket, { ...attachment, driver: null });
      refuse(socket, "unauthorized");
      return false;
    });
  }

  /** To each driver his own, in one pass over the sockets. */
  sendEach(messages: ReadonlyMap<string, LiveMessage>, nowMs: number): void {
    if (messages.size === 0) return;
    for (const socket of this.all()) {
      const driver = liveAttachmentOf(socket)?.driver ?? null;
      const message = driver === null ? undefined : messages.get(driver.driverId);
      if (driver === null || message === undefined || driver.untilMs <= nowMs) continue;
      sendText(socket, JSON.stringify(message));
    }
  }

  /** What a driver's client says; gives back who he is when he has just shown it. */
  async said(
    socket: WebSocket,
    text: string | ArrayBuffer,
    { secrets, nowMs }: { readonly secrets: string; readonly nowMs: number },
  ): Promise<string | null> {
    if (isTooTalkative(socket)) return null;
    const message = typeof text === "string" && text.length <= longestMessage ? parsed(text) : null;
    if (message === null) {
      refuse(socket, "bad_request");
      return null;
    }
    const claims = await verifyDriverToken(message.token, secrets, nowMs);
    if (!claims.ok) {
      refuse(socket, "unauthorized");
      return null;
    }
    const { driverId, expiresAtMs } = claims.value;
    this.#makeRoomFor(driverId, { socket, nowMs });
    const attachment = liveAttachmentOf(socket);
    if (attachment === null) return null;
    saveAttachment(socket, { ...attachment, driver: { driverId, untilMs: expiresAtMs } });
    return driverId;
  }

  closeAll(code: number, reason: string): void {
    for (const socket of this.all()) socket.close(code, reason);
  }

  #makeRoomFor(
    driverId: string,
    { socket, nowMs }: { readonly socket: WebSocket; readonly nowMs: number },
  ): void {
    const others = this.ofDriver(driverId, nowMs).filter((one) => one !== socket);
    const tooMany = Math.max(0, others.length + 1 - limits.socketsPerDriver.most);
    for (const oldest of others.slice(0, tooMany)) {
      oldest.close(liveCloseCodes.policy, "too many connections of one driver");
    }
  }
}

/** A client says hello once a token; each message wakes the object, so a talkative one is let go. */
function isTooTalkative(socket: WebSocket): boolean {
  const attachment = liveAttachmentOf(socket);
  if (attachment === null) return true;
  const said = (attachment.said ?? 0) + 1;
  saveAttachment(socket, { ...attachment, said });
  if (said <= limits.messagesPerLiveSocket.most) return false;
  socket.close(liveCloseCodes.policy, "too many messages");
  return true;
}

function refuse(socket: WebSocket, code: "unauthorized" | "bad_request"): void {
  sendText(socket, JSON.stringify({ kind: "refused", code } satisfies LiveMessage));
}

export function sendText(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    // It closed a moment ago.
  }
}

function parsed(text: string): LiveClientMessage | null {
  try {
    const message = z.safeParse(LiveClientMessage, JSON.parse(text));
    return message.success ? message.data : null;
  } catch {
    return null;
  }
}

export function liveAttachmentOf(socket: WebSocket): LiveAttachment | null {
  const attachment: unknown = socket.deserializeAttachment();
  return isLiveAttachment(attachment) ? attachment : null;
}

const isLiveAttachment = (value: unknown): value is LiveAttachment =>
  typeof value === "object" && value !== null && "role" in value && value.role === "driver";

export const saveAttachment = (socket: WebSocket, attachment: LiveAttachment): void =>
  socket.serializeAttachment(attachment);

/** Answers an upgrade with a socket and its snapshot, or says that there are enough. */
export function acceptLive(
  sockets: LiveSockets,
  request: Request,
  snapshot: LiveMessage,
): Response {
  const { 0: client, 1: server } = new WebSocketPair();
  const refused = sockets.accept(server, addressOf(request));
  if (refused !== null) return tooMany(refused);
  sendText(server, JSON.stringify(snapshot));
  return new Response(null, { status: 101, webSocket: client });
}

/** As the Worker saw it. */
export const addressOf = ({ headers }: Request): string | null => headers.get("x-client-ip");

export const tooMany = (refused: LiveRefusal): Response =>
  new Response("too many connections", {
    status: refused === "full" ? 503 : 429,
    headers: { "retry-after": "10" },
  });

export const tryAgain = (): Response =>
  new Response("try again", { status: 503, headers: { "retry-after": "5" } });

export const isUpgrade = (request: Request): boolean =>
  request.headers.get("upgrade")?.toLowerCase() === "websocket";
