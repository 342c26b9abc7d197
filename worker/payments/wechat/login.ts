// Exchanges the code of `wx.login` for the driver's identity. The answer's `session_key`, with
// which phone numbers are decrypted, never leaves this file.
import { err, ok, type Result } from "../../../core/result.ts";
import { jsonOf } from "../answer.ts";
import { exchange } from "../exchange.ts";
import type { Login, LoginRefusal } from "../provider.ts";
import { pathsOf } from "../refusals.ts";
import type { Wire } from "./call.ts";
import { loginAnswer } from "./wire.ts";

/** 40029 no such code, 40163 used before, 40226 an account WeChat holds for dangerous. */
const codeErrors = new Set([40029, 40163, 40226]);

const unavailable = (evidence: string) =>
  err({ code: "login_unavailable", retry: "newCode", evidence });

export async function wechatLogin(wire: Wire, code: string): Promise<Result<Login, LoginRefusal>> {
  const query = new URLSearchParams({
    appid: wire.config.appId,
    secret: wire.config.appSecret,
    js_code: code,
    grant_type: "authorization_code",
  });
  const answer = await exchange({
    method: "GET",
    url: `${wire.config.loginBaseUrl}/sns/jscode2session?${query.toString()}`,
    headers: { Accept: "application/json" },
    body: "",
    timeoutMs: wire.timeoutMs,
  });
  if (!answer.ok) return unavailable(`${answer.error.code}: ${answer.error.evidence}`);
  if (answer.value.status !== 200) return unavailable(`HTTP status ${answer.value.status}`);
  const parsed = loginAnswer.safeParse(jsonOf(answer.value.body));
  if (!parsed.success) return unavailable(`unexpected at ${pathsOf(parsed.error.issues)}`);
  const login = parsed.data;
  if ("openid" in login) return ok({ openId: login.openid, unionId: login.unionid ?? null });
  const evidence = `errcode ${login.errcode}`;
  if (!codeErrors.has(login.errcode)) return unavailable(evidence);
  return err({ code: "login_code_refused", retry: "newCode", evidence });
}
