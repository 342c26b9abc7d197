/** The mini-program's phone number: `/cgi-bin/stable_token` and `/wxa/business/getuserphonenumber`. */
import { createHash } from "node:crypto";
import * as z from "zod";
import { phoneOf } from "../format.ts";
import type { Gateway } from "../gateway.ts";
import { type CodeRefusal, useLoginCode } from "../loginCodes.ts";

const TokenBody = z.object({
  grant_type: z.literal("client_credential"),
  appid: z.string(),
  secret: z.string(),
});
const CodeBody = z.object({ code: z.string().min(1) });

const codeErrors = {
  code_unknown: { errcode: 40029, errmsg: "invalid code" },
  code_used: { errcode: 40163, errmsg: "code been used" },
} as const satisfies Record<CodeRefusal["code"], { errcode: number; errmsg: string }>;

/** A stable token: the same to everybody who asks within its two hours. */
function tokenAt(gateway: Gateway, atMs: number): string {
  const { appId, appSecret } = gateway.keys.wechat;
  const window = Math.floor(atMs / TOKEN_LIFE_MS);
  return createHash("sha256").update(`${appId} ${appSecret} ${window}`).digest("base64url");
}

const TOKEN_LIFE_MS = 7_200_000;

export function stableToken(gateway: Gateway, body: unknown): Record<string, unknown> {
  const asked = TokenBody.safeParse(body);
  const { appId, appSecret } = gateway.keys.wechat;
  if (!asked.success) return { errcode: 40002, errmsg: "invalid grant_type" };
  if (asked.data.appid !== appId) return { errcode: 40013, errmsg: "invalid appid" };
  if (asked.data.secret !== appSecret) return { errcode: 40125, errmsg: "invalid appsecret" };
  const atMs = gateway.now();
  const leftMs = TOKEN_LIFE_MS - (atMs % TOKEN_LIFE_MS);
  return { access_token: tokenAt(gateway, atMs), expires_in: Math.ceil(leftMs / 1_000) };
}

export function userPhoneNumber(
  gateway: Gateway,
  token: string | undefined,
  body: unknown,
): Record<string, unknown> {
  if (token !== tokenAt(gateway, gateway.now())) {
    return { errcode: 40001, errmsg: "invalid credential, access_token is invalid" };
  }
  const asked = CodeBody.safeParse(body);
  if (!asked.success) return { errcode: 40097, errmsg: "invalid args" };
  const name = useLoginCode(gateway, "wechatpay", asked.data.code);
  if (!name.ok) return codeErrors[name.error.code];
  const phone = phoneOf(name.value);
  return {
    errcode: 0,
    errmsg: "ok",
    phone_info: {
      phoneNumber: phone,
      purePhoneNumber: phone,
      countryCode: "86",
      watermark: { appid: gateway.keys.wechat.appId, timestamp: Math.floor(gateway.now() / 1_000) },
    },
  };
}
