// Exchanges the code of WeChat's getPhoneNumber button for the number, by an access token that is
// kept for as long as WeChat says. WeChat gives the same stable token to every isolate that asks.
import * as z from "zod/mini";
import { err, ok, type Result } from "../../../core/result.ts";
import { jsonOf } from "../answer.ts";
import { exchange } from "../exchange.ts";
import type { PhoneProof, PhoneRefusal } from "../provider.ts";
import { pathsOf } from "../refusals.ts";
import type { Wire } from "./call.ts";

type Refused = Result<never, PhoneRefusal>;

const unavailable = (evidence: string): Refused => err({ code: "phone_unavailable", evidence });

/** 40029 no such code, 40163 used before, 40013 another mini-program's. */
const codeErrors = new Set([40029, 40163, 40013]);
/** 40001, 40014, 42001: the access token has been replaced or has run out. */
const tokenErrors = new Set([40001, 40014, 42001]);

const tokenAnswer = z.union([
  z.object({ access_token: z.string().check(z.minLength(1)), expires_in: z.int() }),
  z.object({ errcode: z.int() }),
]);

const phoneAnswer = z.union([
  z.object({
    errcode: z.literal(0),
    phone_info: z.object({
      purePhoneNumber: z.string().check(z.regex(/^\d{5,15}$/)),
      watermark: z.object({ appid: z.string() }),
    }),
  }),
  z.object({ errcode: z.int() }),
]);

/** A token is not used in its last minutes. */
const marginMs = 5 * 60_000;

const tokens = new Map<string, { readonly token: string; readonly untilMs: number }>();

async function accessToken(
  wire: Wire,
  { nowMs, isStale }: { readonly nowMs: number; readonly isStale: boolean },
): Promise<Result<string, PhoneRefusal>> {
  const { loginBaseUrl, appId, appSecret } = wire.config;
  const key = `${loginBaseUrl} ${appId} ${appSecret}`;
  const kept = tokens.get(key);
  if (kept !== undefined && !isStale && nowMs < kept.untilMs) return ok(kept.token);
  const answer = await post(wire, "/cgi-bin/stable_token", {
    grant_type: "client_credential",
    appid: appId,
    secret: appSecret,
    force_refresh: false,
  });
  if (!answer.ok) return answer;
  const parsed = tokenAnswer.safeParse(answer.value);
  if (!parsed.success) return unavailable(`token: unexpected at ${pathsOf(parsed.error.issues)}`);
  if ("errcode" in parsed.data) return unavailable(`token: errcode ${parsed.data.errcode}`);
  const { access_token: token, expires_in: seconds } = parsed.data;
  tokens.set(key, { token, untilMs: nowMs + seconds * 1_000 - marginMs });
  return ok(token);
}

export async function wechatPhone(
  wire: Wire,
  { proof, nowMs }: { readonly proof: PhoneProof; readonly nowMs: number },
): Promise<Result<string, PhoneRefusal>> {
  if (proof.kind !== "code") return err({ code: "phone_code_refused", evidence: "not a code" });
  for (const isStale of [false, true]) {
    const token = await accessToken(wire, { nowMs, isStale });
    if (!token.ok) return token;
    const query = new URLSearchParams({ access_token: token.value });
    const path = `/wxa/business/getuserphonenumber?${query.toString()}`;
    const answer = await post(wire, path, { code: proof.code });
    if (!answer.ok) return answer;
    const parsed = phoneAnswer.safeParse(answer.value);
    if (!parsed.success) return unavailable(`unexpected at ${pathsOf(parsed.error.issues)}`);
    if ("phone_info" in parsed.data) {
      const { purePhoneNumber, watermark } = parsed.data.phone_info;
      if (watermark.appid !== wire.config.appId) return unavailable("another app's number");
      return ok(purePhoneNumber);
    }
    const { errcode } = parsed.data;
    const evidence = `errcode ${errcode}`;
    if (codeErrors.has(errcode)) return err({ code: "phone_code_refused", evidence });
    if (!tokenErrors.has(errcode)) return unavailable(evidence);
  }
  return unavailable("no token is taken");
}

async function post(
  wire: Wire,
  path: string,
  body: Readonly<Record<string, unknown>>,
): Promise<Result<unknown, PhoneRefusal>> {
  const answer = await exchange({
    method: "POST",
    url: `${wire.config.loginBaseUrl}${path}`,
    headers: { Accept: "application/json", "Content-Type": "application/json" },
    body: JSON.stringify(body),
    timeoutMs: wire.timeoutMs,
  });
  if (!answer.ok) return unavailable(`${answer.error.code}: ${answer.error.evidence}`);
  if (answer.value.status !== 200) return unavailable(`HTTP status ${answer.value.status}`);
  return ok(jsonOf(answer.value.body));
}
