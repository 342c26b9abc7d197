// WeChat Pay's side of the wire, built on an independent client's signatures and encryption.
import aes from "wechatpay-axios-plugin/lib/aes";
import formatter from "wechatpay-axios-plugin/lib/formatter";
import rsa from "wechatpay-axios-plugin/lib/rsa";
import { paymentConfigOf, type WechatPayConfig } from "../../../../worker/payments/config.ts";
import { aKeyPair } from "./keys.ts";
import { certificatePem, certificatePrivatePem, certificateSerial } from "./platformCertificate.ts";

export const nowMs = Date.parse("2026-10-01T08:00:00+08:00");
const apiV3Key = "0123456789abcdef0123456789abcdef";
export const publicKeyId = "PUB_KEY_ID_0116000000012026100100000000000001";
export const merchant = aKeyPair();
const platform = aKeyPair();
export const stranger = aKeyPair();

/** How the gateway signs: by certificate, or by public key. */
export type Signer = { readonly serial: string; readonly privateKey: string };
export const byPublicKey: Signer = { serial: publicKeyId, privateKey: platform.privateKey };
export const byCertificate: Signer = {
  serial: certificateSerial,
  privateKey: certificatePrivatePem,
};

export const wechatVariables = {
  PUBLIC_ORIGIN: "https://charging.example.com",
  WECHATPAY_BASE_URL: "https://wechat.test",
  WECHATPAY_APP_ID: "wx0123456789abcdef",
  WECHATPAY_MERCHANT_ID: "1900000001",
  WECHATPAY_MERCHANT_SERIAL: "7A0000000000000000000000000000000000000B",
  WECHATPAY_MERCHANT_PRIVATE_KEY: merchant.privateKey,
  WECHATPAY_API_V3_KEY: apiV3Key,
  WECHATPAY_PLATFORM_KEYS: JSON.stringify({
    [publicKeyId]: platform.publicKey,
    [certificateSerial]: certificatePem,
  }),
  WECHATPAY_PUBLIC_KEY_ID: publicKeyId,
  WECHAT_LOGIN_BASE_URL: "https://login.test",
  WECHAT_APP_SECRET: "the-app-secret",
};

export function aWechatConfig(
  changed: Partial<Record<keyof typeof wechatVariables, string>> = {},
): WechatPayConfig {
  const setup = paymentConfigOf({ ...wechatVariables, ...changed }).wechatpay;
  if (setup.kind !== "ready") throw new Error(JSON.stringify(setup));
  return setup.config;
}

export function signedHeaders(
  body: string,
  { signer = byPublicKey, atMs = nowMs }: { signer?: Signer; atMs?: number } = {},
): Headers {
  const timestamp = String(Math.floor(atMs / 1000));
  const nonce = "5K8264ILTKCH16CQ2502SI8ZNMTM67VS";
  return new Headers({
    "Wechatpay-Timestamp": timestamp,
    "Wechatpay-Nonce": nonce,
    "Wechatpay-Serial": signer.serial,
    "Wechatpay-Signature": rsa.sign(formatter.response(timestamp, nonce, body), signer.privateKey),
    "Request-ID": "08F78BB5AF0610D302189F7B20",
  });
}

export const transaction = {
  appid: wechatVariables.WECHATPAY_APP_ID,
  mchid: wechatVariables.WECHATPAY_MERCHANT_ID,
  out_trade_no: "ZH202610010001",
  transaction_id: "4200000001202610010000000001",
  trade_type: "JSAPI",
  trade_state: "SUCCESS",
  trade_state_desc: "支付成功",
  bank_type: "OTHERS",
  attach: "",
  success_time: "2026-10-01T07:59:58+08:00",
  payer: { openid: "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o" },
  amount: { total: 5000, payer_total: 5000, currency: "CNY", payer_currency: "CNY" },
  promotion_detail: [],
};

export const refund = {
  mchid: wechatVariables.WECHATPAY_MERCHANT_ID,
  out_trade_no: "ZH202610010001",
  transaction_id: transaction.transaction_id,
  out_refund_no: "RF202610010001",
  refund_id: "50000000382026100100000000001",
  refund_status: "SUCCESS",
  success_time: "2026-10-01T07:59:59+08:00",
  user_received_account: "支付用户零钱",
  amount: { total: 5000, refund: 1234, payer_total: 5000, payer_refund: 1234 },
};

export function aNotificationBody({
  eventType = "TRANSACTION.SUCCESS",
  resource = transaction,
  key = apiV3Key,
}: { eventType?: string; resource?: object; key?: string } = {}): string {
  const nonce = "fdasflkja484";
  const associatedData = "transaction";
  return JSON.stringify({
    id: "EV-2026100108000000001",
    create_time: "2026-10-01T08:00:00+08:00",
    resource_type: "encrypt-resource",
    event_type: eventType,
    summary: "支付成功",
    resource: {
      original_type: "transaction",
      algorithm: "AEAD_AES_256_GCM",
      ciphertext: aes.AesGcm.encrypt(JSON.stringify(resource), key, nonce, associatedData),
      associated_data: associatedData,
      nonce,
    },
  });
}

export type SeenRequest = {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Headers;
};

/**
 * A gateway that verifies each request with the merchant's public key before it answers, and signs
 * what it answers. `seen` collects the requests that verified.
 */
export function aWechatGateway(
  answer: { status: number; body?: unknown; signer?: Signer | null; atMs?: number },
  seen: SeenRequest[] = [],
): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    const path = `${url.pathname}${url.search}`;
    const body = await request.text();
    const authorization = request.headers.get("Authorization") ?? "";
    const field = (name: string): string =>
      new RegExp(`[ ,]${name}="([^"]*)"`).exec(authorization)?.[1] ?? "";
    const signedText = formatter.request(
      request.method,
      path,
      field("timestamp"),
      field("nonce_str"),
      body,
    );
    const isSigned =
      authorization.startsWith("WECHATPAY2-SHA256-RSA2048 ") &&
      field("mchid") === wechatVariables.WECHATPAY_MERCHANT_ID &&
      field("serial_no") === wechatVariables.WECHATPAY_MERCHANT_SERIAL &&
      Number(field("timestamp")) * 1000 === nowMs &&
      rsa.verify(signedText, field("signature"), merchant.publicKey);
    if (!isSigned) throw new Error("the request is not signed as WeChat Pay asks");
    const read: unknown = body === "" ? null : JSON.parse(body);
    seen.push({ method: request.method, path, body: read, headers: request.headers });
    const { status, signer = byPublicKey, atMs = nowMs } = answer;
    const text = answer.body === undefined ? "" : JSON.stringify(answer.body);
    const headers = signer === null ? new Headers() : signedHeaders(text, { signer, atMs });
    return new Response(status === 204 ? null : text, { status, headers });
  };
}
