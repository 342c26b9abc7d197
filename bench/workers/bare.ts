// The yardstick: a Durable Object that answers each message of a charger and stores nothing. What it
// takes is what sockets, objects and JSON cost on this machine before a platform does anything.
import { DurableObject } from "cloudflare:workers";

type Env = { readonly PILE: DurableObjectNamespace<BarePile> };

let transactions = 0;

const answerTo = (action: string): Record<string, unknown> => {
  switch (action) {
    case "BootNotification":
      return { status: "Accepted", currentTime: new Date().toISOString(), interval: 900 };
    case "Heartbeat":
      return { currentTime: new Date().toISOString() };
    case "Authorize":
      return { idTagInfo: { status: "Accepted" } };
    case "StartTransaction":
      return { transactionId: (transactions += 1), idTagInfo: { status: "Accepted" } };
    case "StopTransaction":
      return { idTagInfo: { status: "Accepted" } };
    default:
      return {};
  }
};

export class BarePile extends DurableObject<Env> {
  override async fetch(request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    const isDriver = new URL(request.url).pathname.startsWith("/live/");
    this.ctx.acceptWebSocket(server, [isDriver ? "driver" : "charger"]);
    const headers: Record<string, string> = isDriver ? {} : { "sec-websocket-protocol": "ocpp1.6" };
    return new Response(null, { status: 101, webSocket: client, headers });
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    if (typeof message !== "string") return;
    const [, id, action] = JSON.parse(message);
    socket.send(JSON.stringify([3, id, answerTo(action)]));
  }
}

// oxlint-disable-next-line import/no-default-export -- a Worker's entry is its default export.
export default {
  fetch: (request, env) => {
    const pileId = new URL(request.url).pathname.split("/").at(-1) ?? "";
    return env.PILE.getByName(pileId).fetch(request);
  },
} satisfies ExportedHandler<Env>;
