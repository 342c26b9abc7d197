// The signatures of WeChat Pay APIv3: SHA-256 with RSA (PKCS#1 v1.5) over lines that each end in a
// line feed, ours with the merchant's key, the gateway's with its platform certificate or public key.
import { createSign, createVerify, type KeyObject } from "node:crypto";
import { err, ok, type Result } from "../../../core/result.ts";
import { maxSkewMs } from "../limits.ts";

export type SignatureRefusal = {
  readonly code: "malformed" | "stale" | "unknown_key" | "bad_signature";
  readonly evidence: string;
};

export function signLines(key: KeyObject, lines: readonly (string | number)[]): string {
  return createSign("RSA-SHA256").update(endedLines(lines), "utf8").sign(key, "base64");
}

export function authorizationOf(input: {
  merchantId: string;
  merchantSerial: string;
  key: KeyObject;
  method: string;
  pathAndQuery: string;
  body: string;
  nonce: string;
  nowMs: number;
}): string {
  const timestamp = Math.floor(input.nowMs / 1000);
  const lines = [input.method, input.pathAndQuery, timestamp, input.nonce, input.body];
  const fields = {
    mchid: input.merchantId,
    nonce_str: input.nonce,
    timestamp,
    serial_no: input.merchantSerial,
    signature: signLines(input.key, lines),
  };
  const pairs = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
  return `WECHATPAY2-SHA256-RSA2048 ${pairs.join(",")}`;
}

/** Verifies what the gateway sent, an answer or a notification, against the key its serial names. */
export function verifySigned(input: {
  headers: Headers;
  body: string;
  keys: ReadonlyMap<string, KeyObject>;
  nowMs: number;
}): Result<null, SignatureRefusal> {
  const timestamp = input.headers.get("Wechatpay-Timestamp") ?? "";
  const nonce = input.headers.get("Wechatpay-Nonce") ?? "";
  const signature = input.headers.get("Wechatpay-Signature") ?? "";
  const serial = input.headers.get("Wechatpay-Serial") ?? "";
  const evidence = `serial ${serial.slice(0, 64)}, request ${requestIdOf(input.headers)}`;
  if (!/^\d{1,11}$/.test(timestamp) || nonce === "" || signature === "" || serial === "") {
    return err({ code: "malformed", evidence: `signature headers are missing; ${evidence}` });
  }
  const skewMs = Math.abs(input.nowMs - Number(timestamp) * 1000);
  if (skewMs >= maxSkewMs) return err({ code: "stale", evidence: `${skewMs} ms off; ${evidence}` });
  const key = input.keys.get(serial.toUpperCase());
  if (key === undefined) return err({ code: "unknown_key", evidence });
  const signed = Buffer.from(signature, "base64");
  // Node skips what is not base64, so without this two texts would pass for one signature.
  const isCanonical = signed.toString("base64") === signature;
  const verifier = createVerify("RSA-SHA256").update(
    endedLines([timestamp, nonce, input.body]),
    "utf8",
  );
  if (!isCanonical || !verifier.verify(key, signed))
    return err({ code: "bad_signature", evidence });
  return ok(null);
}

export const requestIdOf = (headers: Headers): string =>
  (headers.get("Request-ID") ?? "unnamed").slice(0, 64);

const endedLines = (lines: readonly (string | number)[]): string =>
  lines.map((line) => `${line}\n`).join("");
