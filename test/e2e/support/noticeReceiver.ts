// A webhook's receiver on this machine, which believes what is signed with its key and keeps it.
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import * as z from "zod/mini";
import { noticeWebhook } from "../../../core/contract/admin/maintenance/notices.ts";

const Received = z.object({
  id: z.string(),
  event: z.string(),
  title: z.string(),
  url: z.string(),
  data: z.record(z.string(), z.unknown()),
});
type Received = z.infer<typeof Received>;

export class NoticeReceiver {
  readonly secret = "a key of this receiver alone";
  readonly kept: Received[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<NoticeReceiver> {
    const server = createServer();
    const receiver = new NoticeReceiver(server);
    server.on("request", (request, response) => void receiver.#answer(request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return receiver;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("it does not listen");
    return `http://127.0.0.1:${address.port}/hook`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const status = await this.#takes(request);
    response.writeHead(status).end(status === 200 ? "taken" : "refused");
  }

  async #takes(request: IncomingMessage): Promise<number> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString();
    const timestamp = request.headers[noticeWebhook.timestamp];
    const signed = createHmac("sha256", this.secret).update(`${String(timestamp)}.${body}`);
    const isTrue = request.headers[noticeWebhook.signature] === `v1=${signed.digest("hex")}`;
    if (!isTrue) return 401;
    this.kept.push(Received.parse(JSON.parse(body)));
    return 200;
  }
}
