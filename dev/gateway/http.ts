/** Serves a fetch handler over node:http, and keeps the request as it came over the wire. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { limits } from "./limits.ts";

/** What a signature is checked against: parsing and rebuilding the request could change it. */
export type RawRequest = { target: string; body: string };

type Body = { kind: "text"; text: string } | { kind: "tooLarge" };

async function readBody(incoming: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limits.requestBodyBytes) return { kind: "tooLarge" };
    chunks.push(bytes);
  }
  return { kind: "text", text: Buffer.concat(chunks).toString("utf8") };
}

export type FetchHandler = (request: Request, raw: RawRequest) => Promise<Response>;

function requestOf(incoming: IncomingMessage, body: string): Request | undefined {
  const url = URL.parse(incoming.url ?? "/", `http://${incoming.headers.host ?? "localhost"}`);
  if (!url) return undefined;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const method = incoming.method ?? "GET";
  const bodiless = method === "GET" || method === "HEAD" || body === "";
  return new Request(url, { method, headers, ...(bodiless ? {} : { body }) });
}

/** Answers one request; the handler decides everything but size and form. */
export async function answerIncoming(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: FetchHandler,
): Promise<void> {
  const body = await readBody(incoming);
  if (body.kind === "tooLarge") {
    // The rest of the body is not read, so the connection cannot serve another request.
    outgoing.writeHead(413, { Connection: "close" }).end();
    return;
  }
  const request = requestOf(incoming, body.text);
  if (!request) {
    outgoing.writeHead(400).end();
    return;
  }
  const response = await handle(request, { target: incoming.url ?? "/", body: body.text });
  if (outgoing.destroyed) return;
  const payload = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(payload);
}
