/**
 * A merchant for the tests: a server that receives notifications, and the public clients
 * wechatpay-axios-plugin and alipay-sdk, which know nothing of this gateway.
 */
import { createServer, type IncomingHttpHeaders } from "node:http";
import { randomBytes } from "node:crypto";
import { AlipaySdk } from "alipay-sdk";
import { Aes, Decorator, Formatter, Rsa } from "wechatpay-axios-plugin";
import type { GatewayVars } from "./keys.ts";

export type Received = { path: string; headers: IncomingHttpHeaders; body: string };
export type Reply = { status: number; body: string };

export type Receiver = {
  origin: string;
  received: Received[];
  /** Resolves with the first `count` notifications, once they have come. */
  first: (count: number) => Promise<Received[]>;
  close: () => Promise<void>;
};

/** `reply` sees what came and how many came before it. */
export async function aReceiver(
  reply: (received: Received, before: number) => Reply = () => ({ status: 200, body: "success" }),
): Promise<Receiver> {
  const received: Received[] = [];
  const waiters = new Set<() => void>();
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      let body = "";
      for await (const chunk of incoming) body += String(chunk);
      const one = { path: incoming.url ?? "", headers: incoming.headers, body };
      const answer = reply(one, received.length);
      received.push(one);
      outgoing.writeHead(answer.status).end(answer.body);
      for (const wake of waiters) wake();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was bound");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    received,
    first: (count) =>
      new Promise((resolve) => {
        const wake = () => {
          if (received.length < count) return;
          waiters.delete(wake);
          resolve(received.slice(0, count));
        };
        waiters.add(wake);
        wake();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What the tests read of an answer of WeChat Pay. */
type WechatBody = Record<string, unknown> & {
  code?: string;
  prepay_id?: string;
  h5_url?: string;
  amount?: Record<string, unknown>;
};

type WechatAnswer = { status: number; data: WechatBody };

export type WechatMerchant = {
  call: (method: "get" | "post", path: string, body?: unknown) => Promise<WechatAnswer>;
  prepay: (outTradeNo: string, totalFen: number, changes?: object) => Promise<WechatAnswer>;
  /** Throws unless the notification is genuine; returns its decrypted resource. */
  opened: (received: Received) => { eventType: string; id: string; resource: WechatBody };
};

/** The client verifies the signature of every answer, refusals too. */
export function aWechatMerchant(
  vars: GatewayVars,
  notifyUrl: string,
  overrides: { privateKey?: string; serial?: string } = {},
): WechatMerchant {
  const certs: Record<string, string> = JSON.parse(vars.WECHATPAY_PLATFORM_KEYS);
  const client = new Decorator({
    mchid: vars.WECHATPAY_MERCHANT_ID,
    serial: overrides.serial ?? vars.WECHATPAY_MERCHANT_SERIAL,
    privateKey: overrides.privateKey ?? vars.WECHATPAY_MERCHANT_PRIVATE_KEY,
    certs,
    baseURL: vars.WECHATPAY_BASE_URL,
    proxy: false,
    validateStatus: () => true,
  });
  const call: WechatMerchant["call"] = async (method, path, body) =>
    client.request<WechatBody>(path, method, body);
  return {
    call,
    prepay: (outTradeNo, totalFen, changes = {}) =>
      call("post", "v3/pay/transactions/jsapi", {
        appid: vars.WECHATPAY_APP_ID,
        mchid: vars.WECHATPAY_MERCHANT_ID,
        description: "充电预付 Charging",
        out_trade_no: outTradeNo,
        notify_url: notifyUrl,
        amount: { total: totalFen, currency: "CNY" },
        payer: { openid: "oTestOpenid" },
        ...changes,
      }),
    opened: ({ headers, body }) => {
      const header = (name: string) => String(headers[name]);
      const publicKey = certs[header("wechatpay-serial")];
      if (publicKey === undefined) throw new Error("signed by an unknown key");
      const timestamp = header("wechatpay-timestamp");
      const signed = Formatter.response(timestamp, header("wechatpay-nonce"), body);
      const ageS = Math.abs(Formatter.timestamp() - Number(timestamp));
      if (!Rsa.verify(signed, header("wechatpay-signature"), publicKey)) {
        throw new Error("wrong signature");
      }
      if (ageS >= 300) throw new Error("stale");
      const { event_type: eventType, id, resource } = JSON.parse(body);
      const { ciphertext, nonce, associated_data: associatedData } = resource;
      const key = vars.WECHATPAY_API_V3_KEY;
      const plaintext = Aes.AesGcm.decrypt(ciphertext, key, nonce, associatedData);
      return { eventType, id, resource: JSON.parse(plaintext) };
    },
  };
}

export function anAlipayMerchant(vars: GatewayVars, privateKey?: string): AlipaySdk {
  return new AlipaySdk({
    appId: vars.ALIPAY_APP_ID,
    privateKey: privateKey ?? vars.ALIPAY_APP_PRIVATE_KEY,
    alipayPublicKey: vars.ALIPAY_PUBLIC_KEY,
    gateway: vars.ALIPAY_GATEWAY_URL,
  });
}

export const formOf = ({ body }: Received): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(body));

/** A number no other test of the run uses. */
export const anOrderNumber = () => `ZH${randomBytes(8).toString("hex")}`;

export function post(url: string, body?: object): Promise<Response> {
  return fetch(url, {
    method: "POST",
    ...(body
      ? { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }
      : {}),
  });
}
