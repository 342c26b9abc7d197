// One call to Alipay: signed by the app, its answer verified, its outcome in the port's words.
import { ok, type Result } from "../../../core/result.ts";
import { beijingCivil } from "../beijingTime.ts";
import type { AlipayConfig } from "../config.ts";
import type { ProviderRefusal } from "../provider.ts";
import { GatewayCallError, pathsOf, refused, unanswered } from "../refusals.ts";
import type { StrictAlipaySdk } from "./strictSdk.ts";
import { answerHead } from "./wire.ts";

export type Wire = { readonly config: AlipayConfig; readonly sdk: StrictAlipaySdk };

/** `content` is the business part (`biz_content`); `parameters` stand beside it. */
export type Call = {
  readonly method: string;
  readonly nowMs: number;
  readonly content?: Readonly<Record<string, unknown>>;
  readonly parameters?: Readonly<Record<string, string>>;
};

/** `error` is a refusal Alipay signed: the caller knows which codes are answers to its question. */
export type Answered =
  | { readonly kind: "success"; readonly answer: unknown }
  | { readonly kind: "error"; readonly gatewayCode: string; readonly evidence: string };

/** Alipay's own failures, by which it may have done what was asked. */
const passing = new Set([
  "ACQ.SYSTEM_ERROR",
  "aop.ACQ.SYSTEM_ERROR",
  "SYSTEM_ERROR",
  "isp.unknow-error",
  "aop.unknow-error",
  "isp.gw-limit",
]);

/** The SDK would write the Worker's own time, which is UTC; Alipay reads Beijing's. */
export const timestampOf = (nowMs: number): { timestamp: string } => ({
  timestamp: beijingCivil(nowMs),
});

export async function callAlipay(
  { sdk }: Wire,
  { method, nowMs, content, parameters }: Call,
): Promise<Result<Answered, ProviderRefusal>> {
  let answer: unknown;
  try {
    answer = await sdk.exec(
      method,
      {
        ...timestampOf(nowMs),
        ...parameters,
        ...(content !== undefined && { biz_content: content }),
      },
      { validateSign: true },
    );
  } catch (error) {
    return failureOf(method, error);
  }
  const head = answerHead.safeParse(answer);
  if (!head.success) {
    return unanswered("bad_gateway_answer", `${method}: ${pathsOf(head.error.issues)}`);
  }
  const { code, msg, sub_code: subCode, sub_msg: subMessage } = head.data;
  if (code === undefined || code === "10000") return ok({ kind: "success", answer });
  const gatewayCode = subCode ?? code;
  const evidence = `${method}: ${code} ${msg ?? ""} ${subCode ?? ""} ${subMessage ?? ""}`;
  if (code === "20000" || passing.has(gatewayCode)) return unanswered("gateway_busy", evidence);
  return ok({ kind: "error", gatewayCode, evidence });
}

/** Our own errors come bare or as the SDK's `cause`; its others say that the answer is no answer. */
function failureOf(method: string, error: unknown): Result<Answered, ProviderRefusal> {
  const cause = error instanceof Error ? error.cause : undefined;
  for (const candidate of [error, cause]) {
    if (candidate instanceof GatewayCallError) return { ok: false, error: candidate.refusal };
  }
  return unanswered("bad_gateway_answer", `${method}: the answer cannot be read`);
}

/** What the answer means where no error code is an answer. */
export function successOnly(
  answered: Result<Answered, ProviderRefusal>,
): Result<unknown, ProviderRefusal> {
  if (!answered.ok) return answered;
  if (answered.value.kind === "success") return ok(answered.value.answer);
  return refused(answered.value.gatewayCode, answered.value.evidence);
}
