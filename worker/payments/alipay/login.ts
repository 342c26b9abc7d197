// Exchanges the code of `my.getAuthCode` for the driver's identity; the access token that comes
// with it is not kept.
import { err, ok, type Result } from "../../../core/result.ts";
import type { Login, LoginRefusal } from "../provider.ts";
import { pathsOf } from "../refusals.ts";
import { callAlipay, type Wire } from "./call.ts";
import { tokenAnswer } from "./wire.ts";

export async function alipayLogin(
  wire: Wire,
  { code, nowMs }: { code: string; nowMs: number },
): Promise<Result<Login, LoginRefusal>> {
  const answered = await callAlipay(wire, {
    method: "alipay.system.oauth.token",
    nowMs,
    parameters: { grant_type: "authorization_code", code },
  });
  if (!answered.ok) return refuse("login_unavailable", answered.error.evidence);
  if (answered.value.kind === "error") {
    const { gatewayCode, evidence } = answered.value;
    const isCode = gatewayCode === "isv.code-invalid";
    return refuse(isCode ? "login_code_refused" : "login_unavailable", evidence);
  }
  const token = tokenAnswer.safeParse(answered.value.answer);
  if (!token.success) {
    return refuse("login_unavailable", `unexpected at ${pathsOf(token.error.issues)}`);
  }
  const openId = token.data.open_id ?? token.data.user_id;
  if (openId === undefined) return refuse("login_unavailable", "the answer names nobody");
  return ok({ openId, unionId: token.data.union_id ?? null });
}

const refuse = (code: LoginRefusal["code"], evidence: string): Result<Login, LoginRefusal> =>
  err({ code, retry: "newCode", evidence });
