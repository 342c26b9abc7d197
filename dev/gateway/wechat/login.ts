/** The mini-program's login: `GET /sns/jscode2session`. */
import { createHash } from "node:crypto";
import { openidOf, unionidOf } from "../format.ts";
import type { Gateway } from "../gateway.ts";
import { type CodeRefusal, useLoginCode } from "../loginCodes.ts";

const codeErrors = {
  code_unknown: { errcode: 40029, errmsg: "invalid code" },
  code_used: { errcode: 40163, errmsg: "code been used" },
} as const satisfies Record<CodeRefusal["code"], { errcode: number; errmsg: string }>;

export function codeToSession(
  gateway: Gateway,
  query: (name: string) => string | undefined,
): Record<string, unknown> {
  const { wechat } = gateway.keys;
  if (query("appid") !== wechat.appId) return { errcode: 40013, errmsg: "invalid appid" };
  if (query("secret") !== wechat.appSecret) return { errcode: 40125, errmsg: "invalid appsecret" };
  if (query("grant_type") !== "authorization_code") {
    return { errcode: 40002, errmsg: "invalid grant_type" };
  }
  const code = query("js_code");
  if (!code) return { errcode: 41008, errmsg: "missing code" };
  const name = useLoginCode(gateway, "wechatpay", code);
  if (!name.ok) return codeErrors[name.error.code];
  const sessionKey = createHash("md5").update(`${wechat.appSecret} ${code}`).digest("base64");
  return {
    session_key: sessionKey,
    openid: openidOf(name.value),
    unionid: unionidOf(name.value),
  };
}
