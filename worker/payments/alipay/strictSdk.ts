// alipay-sdk with its soft spots in verifying answers made hard: it looks for the signed text by
// searching the raw answer, which can lead it to another text than the one it then returns; a signed
// `error_response` never verifies; and no signature at all ends in an unrelated exception.
import { AlipaySdk } from "alipay-sdk";
import * as z from "zod/mini";
import { jsonOf } from "../answer.ts";
import type { AlipayConfig } from "../config.ts";
import { GatewayCallError, unanswered } from "../refusals.ts";

const envelope = z.looseObject({ sign: z.string().check(z.minLength(1)) });

export class StrictAlipaySdk extends AlipaySdk {
  override checkResponseSign(
    rawAnswer: string,
    responseKey: string,
    signature: string,
    traceId: string,
  ): void {
    const answer = envelope.safeParse(jsonOf(rawAnswer));
    if (!answer.success) throw badSignature(`unsigned: ${responseKey}, trace ${traceId}`);
    const key = answer.data[responseKey] ? responseKey : "error_response";
    const verifiedNode = jsonOf(this.getSignStr(rawAnswer, key));
    if (JSON.stringify(verifiedNode) !== JSON.stringify(answer.data[key])) {
      throw badSignature(`another text is signed: ${key}, trace ${traceId}`);
    }
    try {
      super.checkResponseSign(rawAnswer, key, signature, traceId);
    } catch {
      throw badSignature(`${key}, trace ${traceId}`);
    }
  }
}

const badSignature = (evidence: string): GatewayCallError =>
  new GatewayCallError(unanswered("bad_gateway_signature", evidence).error);

/** The configuration's types already insist on Alipay's key, without which the SDK would only warn. */
export const sdkOf = (config: AlipayConfig, timeoutMs: number): StrictAlipaySdk =>
  new StrictAlipaySdk({
    appId: config.appId,
    gateway: config.gatewayUrl,
    keyType: "PKCS8",
    privateKey: pemOf(config.appPrivateKey.export({ type: "pkcs8", format: "pem" })),
    alipayPublicKey: pemOf(config.alipayPublicKey.export({ type: "spki", format: "pem" })),
    signType: "RSA2",
    camelcase: false,
    timeout: timeoutMs,
  });

/** The SDK takes a key's last line for its end mark, so no line feed may follow it. */
const pemOf = (pem: string | Buffer): string => pem.toString().trim();
