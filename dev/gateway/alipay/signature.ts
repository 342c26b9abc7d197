/** RSA2 signatures over sorted parameters, and over the raw text of an answer's node. */
import { createPublicKey, sign, verify } from "node:crypto";
import { err, ok, type Result } from "../../../core/result.ts";
import { parseAlipayTime } from "../format.ts";
import type { Gateway } from "../gateway.ts";
import type { AlipayErrorName } from "./errors.ts";

export type AlipayParameters = Readonly<Record<string, string>>;

/** `k=v&…` sorted by name, without empty values and without the names left out. */
export function signedText(parameters: AlipayParameters, leftOut: readonly string[]): string {
  return Object.keys(parameters)
    .filter((name) => !leftOut.includes(name) && parameters[name] !== "")
    .toSorted()
    .map((name) => `${name}=${parameters[name]}`)
    .join("&");
}

export function platformSignature(gateway: Gateway, text: string): string {
  const key = gateway.keys.alipay.platformPrivateKey;
  return sign("RSA-SHA256", Buffer.from(text, "utf8"), key).toString("base64");
}

/** Merchants' clocks may run in another time zone, which the real platform bears too. */
const TIMESTAMP_TOLERANCE_MS = 24 * 3_600_000;

const REQUIRED = {
  app_id: "appIdMissing",
  method: "methodMissing",
  sign_type: "signTypeInvalid",
  sign: "signatureMissing",
  timestamp: "timestampInvalid",
  version: "versionInvalid",
} as const satisfies Record<string, AlipayErrorName>;

export function verifyParameters(
  gateway: Gateway,
  parameters: AlipayParameters,
): Result<void, AlipayErrorName> {
  for (const [name, error] of Object.entries(REQUIRED)) {
    if (!parameters[name]) return err(error);
  }
  const given = (name: string) => parameters[name] ?? "";
  if (given("app_id") !== gateway.keys.alipay.appId) return err("appIdInvalid");
  if (given("sign_type") !== "RSA2") return err("signTypeInvalid");
  if (given("version") !== "1.0") return err("versionInvalid");
  if (given("charset").toLowerCase() !== "utf-8") return err("charsetInvalid");
  if (given("encrypt_type") !== "") return err("encryptionUnsupported");
  const text = signedText(parameters, ["sign"]);
  const appKey = createPublicKey(gateway.keys.alipay.appPrivateKey);
  if (!verify("RSA-SHA256", Buffer.from(text), appKey, Buffer.from(given("sign"), "base64"))) {
    return err("signatureInvalid");
  }
  const atMs = parseAlipayTime(given("timestamp"));
  if (atMs === undefined || Math.abs(gateway.now() - atMs) > TIMESTAMP_TOLERANCE_MS) {
    return err("timestampInvalid");
  }
  return ok(undefined);
}
