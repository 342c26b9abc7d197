// Alipay's side of the wire, written from its documents with nothing of alipay-sdk.
import { createSign, createVerify } from "node:crypto";
import { paymentConfigOf, type AlipayConfig } from "../../../../worker/payments/config.ts";
import { aKeyPair } from "./keys.ts";

export const nowMs = Date.parse("2026-10-01T08:00:00+08:00");
const app = aKeyPair("pkcs1");
const alipayKeys = aKeyPair();
export const stranger = aKeyPair();

export const alipayVariables = {
  PUBLIC_ORIGIN: "https://charging.example.com",
  ALIPAY_GATEWAY_URL: "https://alipay.test/gateway.do",
  ALIPAY_APP_ID: "2021000000000001",
  ALIPAY_SELLER_ID: "2088000000000001",
  ALIPAY_APP_PRIVATE_KEY: app.privateKey,
  ALIPAY_PUBLIC_KEY: alipayKeys.publicKey,
};

export function anAlipayConfig(): AlipayConfig {
  const setup = paymentConfigOf(alipayVariables).alipay;
  if (setup.kind !== "ready") throw new Error(JSON.stringify(setup));
  return setup.config;
}

const sign = (text: string, key: string): string =>
  createSign("RSA-SHA256").update(text, "utf8").sign(key, "base64");

/** `k=v&…` over the sorted names, values as they are before any encoding. */
const sortedText = (parameters: Record<string, string>, without: readonly string[]): string =>
  Object.keys(parameters)
    .filter((name) => !without.includes(name))
    .toSorted()
    .map((name) => `${name}=${parameters[name]}`)
    .join("&");

const notificationParameters = {
  notify_time: "2026-10-01 08:00:00",
  notify_type: "trade_status_sync",
  notify_id: "2026100100222080000000000000000001",
  app_id: alipayVariables.ALIPAY_APP_ID,
  charset: "utf-8",
  version: "1.0",
  sign_type: "RSA2",
  trade_no: "2026100122001400000000000001",
  out_trade_no: "ZH202610010001",
  out_biz_no: "",
  buyer_id: "2088000000000009",
  seller_id: alipayVariables.ALIPAY_SELLER_ID,
  trade_status: "TRADE_SUCCESS",
  total_amount: "50.00",
  receipt_amount: "50.00",
  buyer_pay_amount: "50.00",
  subject: "充电 100% & 更多",
  gmt_create: "2026-10-01 07:59:50",
  gmt_payment: "2026-10-01 07:59:58",
  fund_bill_list: '[{"amount":"50.00","fundChannel":"ALIPAYACCOUNT"}]',
};

export function aNotificationForm(
  changed: Record<string, string> = {},
  key: string = alipayKeys.privateKey,
): string {
  const parameters: Record<string, string> = { ...notificationParameters, ...changed };
  const text = sortedText(parameters, ["sign", "sign_type"]);
  return new URLSearchParams({ ...parameters, sign: sign(text, key) }).toString();
}

/** A signed answer as it goes over the wire: the signature covers the node's text as it stands. */
export function anAnswer(
  node: string,
  content: object,
  key: string = alipayKeys.privateKey,
): string {
  const text = JSON.stringify(content);
  return `{"${node}":${text},"sign":"${sign(text, key)}"}`;
}

/** The heads of an answer that went well, and of one the cashier refused. */
export const done = { code: "10000", msg: "Success" };
export const failed = (subCode: string) => ({
  code: "40004",
  msg: "Business Failed",
  sub_code: subCode,
  sub_msg: "…",
});

export type SeenCall = {
  readonly method: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly content: unknown;
};

/** Reads a signed call out of its parameters; throws when it is not signed by the app. */
export function readCall(pairs: URLSearchParams): SeenCall {
  const parameters = Object.fromEntries(pairs);
  const isSigned = createVerify("RSA-SHA256")
    .update(sortedText(parameters, ["sign"]), "utf8")
    .verify(app.publicKey, parameters["sign"] ?? "", "base64");
  if (!isSigned) throw new Error("the request is not signed as Alipay asks");
  const content: unknown = JSON.parse(parameters["biz_content"] ?? "null");
  return { method: parameters["method"] ?? "", parameters, content };
}

/** A gateway that verifies each call with the app's public key, and answers `texts` in turn. */
export function anAlipayGateway(
  texts: readonly string[],
  seen: SeenCall[] = [],
): (request: Request) => Promise<Response> {
  const left = [...texts];
  return async (request) => {
    const pairs = new URLSearchParams(new URL(request.url).search);
    const form = new URLSearchParams(await request.text());
    for (const [name, value] of form) pairs.append(name, value);
    seen.push(readCall(pairs));
    const text = left.shift();
    if (text === undefined) throw new Error("one call too many");
    return new Response(text, { headers: { "content-type": "application/json;charset=utf-8" } });
  };
}
