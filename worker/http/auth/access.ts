// Cloudflare Access before the admin, where it is configured: every request then carries a token that
// says who Access let through, and a member of staff is only whom it names.
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from "jose";
import { err, ok, type Result } from "../../../core/result.ts";
import type { Env } from "../../env.ts";
import { logError } from "../errors.ts";
import type { AppContext } from "../context.ts";

type AccessEnv = Pick<Env, "ACCESS_TEAM_DOMAIN" | "ACCESS_AUD" | "ACCESS_SIGN_IN">;

type AccessConfig = {
  /** `https://team.cloudflareaccess.com`: who issues the tokens, and where his keys are. */
  readonly issuer: string;
  readonly audience: string;
  /** Whether being let through is enough to be signed in, without a password. */
  readonly isEnough: boolean;
};

/** Null where Access is not used; throws where only half of it is set. */
export function accessConfigOf(env: AccessEnv): AccessConfig | null {
  const { ACCESS_TEAM_DOMAIN: team = "", ACCESS_AUD: audience = "" } = env;
  if (team === "" && audience === "") return null;
  if (team === "" || audience === "") {
    throw new Error("ACCESS_TEAM_DOMAIN and ACCESS_AUD belong together");
  }
  const issuer = team.includes("://") ? team : `https://${team}`;
  return { issuer: issuer.replace(/\/$/, ""), audience, isEnough: env.ACCESS_SIGN_IN === "enough" };
}

/** Keys are fetched when a token names an unknown one, and kept by the isolate. */
const keySets = new Map<string, JWTVerifyGetKey>();

function keysOf(issuer: string): JWTVerifyGetKey {
  const known = keySets.get(issuer);
  if (known !== undefined) return known;
  const keys = createRemoteJWKSet(new URL(`${issuer}/cdn-cgi/access/certs`));
  keySets.set(issuer, keys);
  return keys;
}

const HEADER = "cf-access-jwt-assertion";

type Refused = { readonly code: "access_refused" | "unavailable" };

/** The e-mail address that Access vouches for. */
export async function accessEmailOf(
  c: AppContext,
  { issuer, audience }: AccessConfig,
): Promise<Result<string, Refused>> {
  const token = c.req.header(HEADER);
  if (token === undefined) return err({ code: "access_refused" });
  try {
    const { payload } = await jwtVerify(token, keysOf(issuer), {
      issuer,
      audience,
      algorithms: ["RS256"],
      currentDate: new Date(c.var.nowMs),
    });
    // A service's token names no person.
    const email = payload["email"];
    return typeof email === "string" && email !== ""
      ? ok(email.toLowerCase())
      : err({ code: "access_refused" });
  } catch (error) {
    if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) {
      logError("Access's keys are out of reach", error, { requestId: c.var.requestId });
      return err({ code: "unavailable" });
    }
    return err({ code: "access_refused" });
  }
}

/** Whether Access, where it is used, lets this member through. */
export async function passesAccess(
  c: AppContext,
  member: { readonly email: string },
): Promise<Result<null, Refused>> {
  const config = accessConfigOf(c.env);
  if (config === null) return ok(null);
  const email = await accessEmailOf(c, config);
  if (!email.ok) return email;
  return email.value === member.email ? ok(null) : err({ code: "access_refused" });
}
