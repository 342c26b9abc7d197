/** Owns the control server of a fleet: a page, its live state and the operations, on loopback
 * only. */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { SimulatedCharger } from "../chargePoint.ts";
import type { Fleet } from "../fleet.ts";
import { CONNECTOR_OPERATIONS, PILE_OPERATIONS } from "./operations.ts";
import { pageHtml } from "./page.ts";

export interface Control {
  readonly url: string;
  close(): void;
}

/** Long enough for any of the bodies, short enough for a mistake to be cheap. */
const LONGEST_BODY_BYTES = 4_096;
/** Changes within this time go to the page together. */
const TELL_EVERY_MS = 300;

const viewOf = (charger: SimulatedCharger) => ({
  pileId: charger.pileId,
  isPowered: charger.isPowered,
  isNetworkUp: charger.isNetworkUp,
  isOnline: charger.isOnline,
  bufferedCount: charger.bufferedCount,
  connectors: charger.connectors(),
});

const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
};

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  let text = "";
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > LONGEST_BODY_BYTES) throw new RangeError("The body is too long");
  }
  return text === "" ? {} : JSON.parse(text);
};

/** A page of another site must not operate the chargers: it can neither send JSON across origins
 * without a permission nobody gives, nor name this host through a rebound DNS name. */
const isForeign = (request: IncomingMessage): boolean => {
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  const isLocal = host === "127.0.0.1" || host === "localhost" || host === "[::1]";
  const isJson = request.headers["content-type"]?.startsWith("application/json") ?? false;
  return !isLocal || (request.method === "POST" && !isJson);
};

const operate = async (
  fleet: Fleet,
  path: string,
  body: unknown,
): Promise<{ status: number; body: unknown }> => {
  const [, pileId, connectorId, connectorVerb, pileVerb] =
    /^\/piles\/([^/]+)\/(?:connectors\/(\d+)\/([a-z-]+)|([a-z-]+))$/.exec(path) ?? [];
  const charger = fleet.chargers.get(decodeURIComponent(pileId ?? ""));
  const notFound = { status: 404, body: { error: "not_found" } };
  if (!charger) return notFound;
  if (pileVerb !== undefined) {
    const run = Object.hasOwn(PILE_OPERATIONS, pileVerb) ? PILE_OPERATIONS[pileVerb] : undefined;
    if (!run) return notFound;
    run(charger);
    return { status: 200, body: { outcome: "done", pile: viewOf(charger) } };
  }
  const number = Number(connectorId);
  const isKnown = charger.connectors().some(({ id }) => id === number);
  const verb = connectorVerb ?? "";
  const run = Object.hasOwn(CONNECTOR_OPERATIONS, verb) ? CONNECTOR_OPERATIONS[verb] : undefined;
  if (!isKnown || !run) return notFound;
  try {
    const outcome = await run(charger, number, body);
    return { status: 200, body: { outcome, pile: viewOf(charger) } };
  } catch (error) {
    return { status: 400, body: { error: "bad_request", detail: String(error) } };
  }
};

/** Tells every open page which piles changed. */
class Feed {
  #listeners = new Set<ServerResponse>();
  #changed = new Set<SimulatedCharger>();

  constructor(fleet: Fleet) {
    for (const charger of fleet.chargers.values()) {
      charger.on("event", ({ kind }) => {
        if (kind !== "sent" && kind !== "received") this.#note(charger);
      });
    }
  }

  listen(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(": hello\n\n");
    this.#listeners.add(response);
    response.on("close", () => this.#listeners.delete(response));
  }

  #note(charger: SimulatedCharger): void {
    if (this.#listeners.size === 0) return;
    if (this.#changed.size === 0) setTimeout(() => this.#tell(), TELL_EVERY_MS);
    this.#changed.add(charger);
  }

  #tell(): void {
    const text = `data: ${JSON.stringify([...this.#changed].map(viewOf))}\n\n`;
    this.#changed.clear();
    for (const listener of this.#listeners) listener.write(text);
  }
}

const staticFile = (name: string): string =>
  readFileSync(new URL(`./${name}`, import.meta.url), "utf8");

/** Resolves when it listens; port 0 takes a free one. */
export const startControl = async (fleet: Fleet, port: number): Promise<Control> => {
  const feed = new Feed(fleet);
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    "/": ["text/html; charset=utf-8", pageHtml()],
    "/control.js": ["text/javascript; charset=utf-8", staticFile("control.js")],
    "/control.css": ["text/css; charset=utf-8", staticFile("control.css")],
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const file = Object.hasOwn(files, path) ? files[path] : undefined;
    if (isForeign(request)) sendJson(response, 403, { error: "forbidden" });
    else if (request.method === "POST") {
      const { status, body } = await operate(fleet, path, await bodyOf(request));
      sendJson(response, status, body);
    } else if (path === "/piles") sendJson(response, 200, [...fleet.chargers.values()].map(viewOf));
    else if (path === "/events") feed.listen(response);
    else if (file) response.writeHead(200, { "content-type": file[0] }).end(file[1]);
    else sendJson(response, 404, { error: "not_found" });
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) {
        sendJson(response, 400, { error: "bad_request", detail: String(error) });
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const listening = address !== null && typeof address === "object" ? address.port : port;
  return {
    url: `http://127.0.0.1:${listening}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
