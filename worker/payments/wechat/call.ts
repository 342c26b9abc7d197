// One signed call to WeChat Pay APIv3: signed by the merchant, its answer verified before it is read.
import { ok, type Result } from "../../../core/result.ts";
import { jsonOf } from "../answer.ts";
import type { WechatPayConfig } from "../config.ts";
import { exchange, type GatewayAnswer } from "../exchange.ts";
import type { ProviderRefusal } from "../provider.ts";
import { refused, unanswered } from "../refusals.ts";
import { authorizationOf, requestIdOf, verifySigned } from "./signature.ts";
import { errorAnswer } from "./wire.ts";

export type Wire = { readonly config: WechatPayConfig; readonly timeoutMs: number };

export type Call = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body: object | null;
  readonly nowMs: number;
};

/** `error` is a refusal the gateway signed: the caller knows which codes are answers to its question. */
export type Answered =
  | { readonly kind: "success"; readonly body: string }
  | { readonly kind: "error"; readonly gatewayCode: string; readonly evidence: string };

/** Errors that pass by themselves; WeChat writes each with and without the underscore. */
const passing = new Set(["SYSTEM_ERROR", "SYSTEMERROR", "FREQUENCY_LIMITED", "BANK_ERROR"]);

export const newNonce = (): string => crypto.randomUUID().replaceAll("-", "");

export async function callWechatPay(
  { config, timeoutMs }: Wire,
  call: Call,
): Promise<Result<Answered, ProviderRefusal>> {
  const url = `${config.baseUrl}${call.path}`;
  const { pathname, search } = new URL(url);
  const body = call.body === null ? "" : JSON.stringify(call.body);
  const authorization = authorizationOf({
    merchantId: config.merchantId,
    merchantSerial: config.merchantSerial,
    key: config.merchantPrivateKey,
    method: call.method,
    pathAndQuery: `${pathname}${search}`,
    body,
    nonce: newNonce(),
    nowMs: call.nowMs,
  });
  const answer = await exchange({
    method: call.method,
    url,
    headers: {
      Authorization: authorization,
      Accept: "application/json",
      "Content-Type": "application/json",
      "User-Agent": "zhuang",
      ...(config.publicKeyId !== null && { "Wechatpay-Serial": config.publicKeyId }),
    },
    body,
    timeoutMs,
  });
  if (!answer.ok) return answer;
  return readAnswer(config, answer.value, call.nowMs);
}

function readAnswer(
  config: WechatPayConfig,
  answer: GatewayAnswer,
  nowMs: number,
): Result<Answered, ProviderRefusal> {
  const where = `HTTP status ${answer.status}, request ${requestIdOf(answer.headers)}`;
  const { headers, body } = answer;
  const verified = verifySigned({ headers, body, keys: config.platformKeys, nowMs });
  if (!verified.ok) {
    // What stands before the gateway (a proxy, a rate limiter) cannot sign.
    if (answer.status === 429 || answer.status >= 500) return unanswered("gateway_busy", where);
    const { code, evidence } = verified.error;
    return unanswered("bad_gateway_signature", `${code}: ${evidence}; ${where}`);
  }
  if (answer.status === 200 || answer.status === 204) return ok({ kind: "success", body });
  const error = errorAnswer.safeParse(jsonOf(body));
  const gatewayCode = error.success ? error.data.code : `HTTP_${answer.status}`;
  const evidence = `${gatewayCode} ${error.success ? (error.data.message ?? "") : ""}; ${where}`;
  if (answer.status === 429 || answer.status >= 500 || passing.has(gatewayCode)) {
    return unanswered("gateway_busy", evidence);
  }
  return ok({ kind: "error", gatewayCode, evidence });
}

/** What the answer means where no error code is an answer. */
export function successOnly(
  answered: Result<Answered, ProviderRefusal>,
): Result<string, ProviderRefusal> {
  if (!answered.ok) return answered;
  if (answered.value.kind === "success") return ok(answered.value.body);
  return refused(answered.value.gatewayCode, answered.value.evidence);
}
