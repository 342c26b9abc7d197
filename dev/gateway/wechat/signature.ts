/** APIv3 signatures: those of the merchant's requests, checked strictly, and the platform's own. */
import { createPublicKey, randomBytes, sign, verify } from "node:crypto";
import { err, ok, type Result } from "../../../core/result.ts";
import type { Gateway } from "../gateway.ts";
import { limits } from "../limits.ts";
import { wechatErrors, type WechatErrorName } from "./errors.ts";

export type SignedRequest = {
  method: string;
  /** Path and query exactly as they came over the wire. */
  target: string;
  authorization: string | undefined;
  body: string;
};

const SCHEME = "WECHATPAY2-SHA256-RSA2048 ";

type Authorization = {
  mchid: string;
  nonce_str: string;
  timestamp: string;
  serial_no: string;
  signature: string;
};

function parseAuthorization(header: string): Authorization | undefined {
  if (!header.startsWith(SCHEME)) return undefined;
  const fields = new Map<string, string>();
  for (const part of header.slice(SCHEME.length).split(",")) {
    const match = /^\s*([a-z_]+)="([^"]+)"\s*$/.exec(part);
    const [name, value] = [match?.[1], match?.[2]];
    if (name === undefined || value === undefined || fields.has(name)) return undefined;
    fields.set(name, value);
  }
  const [mchid, nonce_str, timestamp, serial_no, signature] = [
    "mchid",
    "nonce_str",
    "timestamp",
    "serial_no",
    "signature",
  ].map((name) => fields.get(name));
  if (!mchid || !nonce_str || !timestamp || !serial_no || !signature) return undefined;
  return { mchid, nonce_str, timestamp, serial_no, signature };
}

/** A request is good once: its nonce is kept for as long as its timestamp would pass. */
export function verifyRequest(
  gateway: Gateway,
  request: SignedRequest,
): Result<void, WechatErrorName> {
  const { wechat } = gateway.keys;
  const nowMs = gateway.now();
  if (request.authorization === undefined) return err("authorizationMissing");
  const given = parseAuthorization(request.authorization);
  if (!given || given.nonce_str.length > 64) return err("authorizationMalformed");
  if (given.mchid !== wechat.merchantId) return err("merchantUnknown");
  if (given.serial_no !== wechat.merchantSerial) return err("serialUnknown");
  const skewMs = Math.abs(nowMs - Number(given.timestamp) * 1_000);
  if (!/^\d{10}$/.test(given.timestamp) || skewMs >= limits.clockSkewMs) {
    return err("timestampSkewed");
  }
  const message = `${request.method}\n${request.target}\n${given.timestamp}\n${given.nonce_str}\n${request.body}\n`;
  const signature = Buffer.from(given.signature, "base64");
  const merchantKey = createPublicKey(wechat.merchantPrivateKey);
  if (!verify("RSA-SHA256", Buffer.from(message), merchantKey, signature)) {
    return err("signatureWrong");
  }
  const usedAtMs = gateway.store.nonces.get(given.nonce_str);
  if (usedAtMs !== undefined && nowMs - usedAtMs < 2 * limits.clockSkewMs) {
    return err("nonceReplayed");
  }
  gateway.store.nonces.put(given.nonce_str, nowMs);
  return ok(undefined);
}

/** The key a merchant asks for in Wechatpay-Serial, or that of the gateway's mode. */
function platformKey(gateway: Gateway, askedId: string | undefined) {
  const { wechat } = gateway.keys;
  const byId = new Map([
    [wechat.platformPublicKeyId, wechat.platformPrivateKey],
    [wechat.platformCertificateSerial, wechat.platformCertificatePrivateKey],
  ]);
  const id =
    askedId !== undefined && byId.has(askedId)
      ? askedId
      : gateway.mode === "certificate"
        ? wechat.platformCertificateSerial
        : wechat.platformPublicKeyId;
  return { id, privateKey: byId.get(id) ?? wechat.platformPrivateKey };
}

export function knowsPlatformKey(gateway: Gateway, id: string): boolean {
  const { wechat } = gateway.keys;
  return id === wechat.platformPublicKeyId || id === wechat.platformCertificateSerial;
}

/** The Wechatpay-* headers over a body, of an answer or of a notification. */
export function platformHeaders(
  gateway: Gateway,
  body: string,
  options: { atMs: number; keyId?: string | undefined },
): Record<string, string> {
  const timestamp = String(Math.floor(options.atMs / 1_000));
  const nonce = randomBytes(16).toString("hex");
  const { id, privateKey } = platformKey(gateway, options.keyId);
  const signature = sign(
    "RSA-SHA256",
    Buffer.from(`${timestamp}\n${nonce}\n${body}\n`),
    privateKey,
  );
  return {
    "Wechatpay-Timestamp": timestamp,
    "Wechatpay-Nonce": nonce,
    "Wechatpay-Serial": id,
    "Wechatpay-Signature": signature.toString("base64"),
    "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
    "Request-ID": randomBytes(16).toString("hex").toUpperCase(),
  };
}

/** What the merchant is told when its signature is wrong: the text that should have been signed. */
export function signatureDetail(request: SignedRequest): Record<string, unknown> {
  return {
    field: "signature",
    issue: wechatErrors.signatureWrong.message,
    location: "authorization",
    sign_information: {
      method: request.method,
      url: request.target,
      sign_message_length: Buffer.byteLength(request.body),
    },
  };
}
