/**
 * A stand-in for WeChat Pay APIv3 and Alipay on loopback, so that the Worker runs the same code
 * against it as against the real ones. Signatures, encryption, notifications and refusals are
 * those of the real wires; only the money is not.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { mkdir } from "node:fs/promises";
import { Hono } from "hono";
import { Alarm } from "./alarm.ts";
import { alipayRoutes } from "./alipay/routes.ts";
import { controlRoutes } from "./control.ts";
import { takeFault } from "./faults.ts";
import { isLoopbackHost } from "./format.ts";
import { documentedRetrySchedule, type Gateway } from "./gateway.ts";
import { answerIncoming, type FetchHandler, type RawRequest } from "./http.ts";
import { gatewayVars, type GatewayVars, loadKeys, type PlatformKeyMode } from "./keys.ts";
import { limits } from "./limits.ts";
import { CallFault, type GatewayState, type Provider } from "./model.ts";
import { Notifier } from "./notifier.ts";
import { cashierRoutes } from "./pages/cashierRoutes.ts";
import { indexPage } from "./pages/indexPage.ts";
import { languageOf } from "./pages/texts.ts";
import { Store } from "./store.ts";
import { endDueRefunds, enterBooks, type GatewayBooks, nextRefundDueMs } from "./trades.ts";
import { wechatError } from "./wechat/errors.ts";
import { signedAnswer, wechatRoutes } from "./wechat/routes.ts";

export type GatewayOptions = {
  /** 0 takes any free port. */
  port: number;
  /** Keys and books are kept here; without it they last as long as the process. */
  dataDir?: string | undefined;
  /** Divides every wait; 1 is the real platforms' pace. */
  speed?: number;
  /** Waits between the rounds of a notification in ms, before the division. */
  retrySchedule?: Partial<Record<Provider, readonly number[]>>;
  /** How long a WeChat refund is PROCESSING in ms, before the division. */
  refundDelayMs?: number;
  mode?: PlatformKeyMode;
  now?: () => number;
};

export type RunningGateway = {
  url: string;
  /** The variables a Worker at this origin needs to use this gateway. */
  vars: (options: { publicOrigin: string }) => GatewayVars;
  state: () => GatewayState;
  /** Enters a past that it had no part in. */
  enter: (books: GatewayBooks) => void;
  /** Resolves as soon as the state satisfies the predicate. */
  until: (predicate: (state: GatewayState) => boolean) => Promise<GatewayState>;
  close: () => Promise<void>;
};

const DEFAULT_REFUND_DELAY_MS = 2_000;

/** The platform whose interface an address is, for the faults of calls. */
function providerOf(url: URL): Provider | undefined {
  if (url.pathname.startsWith("/v3/")) return "wechatpay";
  return url.pathname === "/gateway.do" ? "alipay" : undefined;
}

/** A page of another site that points its name at 127.0.0.1 must not reach the controls. */
function namesThisMachine(request: Request): boolean {
  return isLoopbackHost(new URL(request.url).hostname);
}

function systemError(gateway: Gateway, provider: Provider): Response {
  return provider === "wechatpay"
    ? signedAnswer(gateway, wechatError("systemError"))
    : new Response("<html><body>502 Bad Gateway</body></html>", {
        status: 502,
        headers: { "Content-Type": "text/html" },
      });
}

function routes(gateway: Gateway, notifier: Notifier): Hono<{ Bindings: RawRequest }> {
  return new Hono<{ Bindings: RawRequest }>()
    .get("/", (context) =>
      context.html(indexPage(languageOf(context.req.raw), gateway.store.snapshot())),
    )
    .route("/", wechatRoutes(gateway))
    .route("/", alipayRoutes(gateway))
    .route("/", cashierRoutes(gateway))
    .route("/", controlRoutes(gateway, notifier));
}

type Answer = { kind: "respond"; response: Response } | { kind: "silence" };

/** "timeout" does what was asked and then says nothing: the merchant cannot know which it was. */
async function answer(
  gateway: Gateway,
  respond: FetchHandler,
  [request, raw]: Parameters<FetchHandler>,
): Promise<Answer> {
  if (!namesThisMachine(request)) {
    return { kind: "respond", response: new Response(null, { status: 421 }) };
  }
  const provider = providerOf(new URL(request.url));
  const fault = provider && takeFault(gateway.store, provider, CallFault.options);
  if (provider && fault === "httpError") {
    return { kind: "respond", response: systemError(gateway, provider) };
  }
  const response = await respond(request, raw);
  return fault === "timeout" ? { kind: "silence" } : { kind: "respond", response };
}

function listener(gateway: Gateway, notifier: Notifier) {
  const app = routes(gateway, notifier);
  const respond: FetchHandler = async (request, raw) => app.fetch(request, raw);
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const handle: FetchHandler = async (request, raw) => {
      const decided = await answer(gateway, respond, [request, raw]);
      if (decided.kind === "respond") return decided.response;
      const silence = setTimeout(() => outgoing.destroy(), limits.silentCallMs);
      await new Promise((resolve) => outgoing.once("close", resolve));
      clearTimeout(silence);
      return new Response(null);
    };
    answerIncoming(incoming, outgoing, handle).catch((error: unknown) => {
      if (incoming.destroyed && outgoing.destroyed) return;
      console.error(error);
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end();
    });
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was bound");
  return address.port;
}

/** Rejects when the port is taken or the data folder is not usable. */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  if (options.dataDir !== undefined) await mkdir(options.dataDir, { recursive: true });
  const keys = await loadKeys(options.dataDir);
  const store = new Store(options.dataDir);
  const mode = options.mode ?? "publicKey";
  let url = "";
  const gateway: Gateway = {
    keys,
    mode,
    store,
    now: options.now ?? Date.now,
    url: () => url,
    speed: options.speed ?? 1,
    refundDelayMs: options.refundDelayMs ?? DEFAULT_REFUND_DELAY_MS,
    retrySchedule: { ...documentedRetrySchedule, ...options.retrySchedule },
  };
  const notifier = new Notifier(gateway);
  const alarm = new Alarm(gateway.now, [
    { nextDueMs: () => nextRefundDueMs(gateway), runDue: () => endDueRefunds(gateway) },
    { nextDueMs: () => notifier.nextDueMs(), runDue: () => notifier.runDue() },
  ]);
  const server = createServer(listener(gateway, notifier));
  try {
    url = `http://127.0.0.1:${await listen(server, options.port)}`;
  } catch (error) {
    store.close();
    throw error;
  }
  store.onChange(() => alarm.arm());
  alarm.arm();
  return {
    url,
    vars: ({ publicOrigin }) => gatewayVars(keys, { gatewayUrl: url, publicOrigin, mode }),
    state: () => store.snapshot(),
    enter: (books) => enterBooks(gateway, books),
    until: (predicate) => store.until(predicate),
    close: async () => {
      alarm.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await notifier.close();
      await closed;
      store.close();
    },
  };
}
