// Drivers' tokens: short-lived JWTs signed with HS256. They stand here because both shells need
// them: the Worker makes and checks them, and a Pile checks the one in a live socket's first
// message; nothing may point from an object into `worker/`, and `core/` knows no cryptography.
import { sign, verify } from "hono/jwt";
import * as z from "zod/mini";
import { limits } from "../../core/limits.ts";
import { err, ok, type Result } from "../../core/result.ts";

export type DriverIdentity = "wechat" | "alipay" | "demo";

export type DriverClaims = {
  readonly driverId: string;
  readonly identity: DriverIdentity;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  /** Until then a token that has expired may still be exchanged for a fresh one. */
  readonly renewableUntilMs: number;
};

export type TokenRefusal = {
  readonly code: "unauthorized";
  readonly reason: "invalid" | "expired";
};

const Payload = z.object({
  sub: z.string().check(z.minLength(1), z.maxLength(64)),
  idp: z.enum(["wechat", "alipay", "demo"]),
  /** Seconds, as RFC 7519 counts. */
  iat: z.number().check(z.int()),
  exp: z.number().check(z.int()),
});

/** Below this a secret can be guessed off line from one token. */
const LEAST_SECRET_LENGTH = 32;

/** The first secret signs and all verify. Throws when none is set or one is too short to be safe. */
function secretsOf(list: string): readonly [string, ...string[]] {
  const [first, ...older] = list.split(",").map((secret) => secret.trim());
  if (first === undefined || [first, ...older].some((s) => s.length < LEAST_SECRET_LENGTH)) {
    throw new Error(`TOKEN_SECRETS needs secrets of at least ${LEAST_SECRET_LENGTH} characters`);
  }
  return [first, ...older];
}

/** Makes a token for a driver; `secrets` is TOKEN_SECRETS as it is set. */
export async function makeDriverToken(
  { driverId, identity }: Pick<DriverClaims, "driverId" | "identity">,
  secrets: string,
  nowMs: number,
): Promise<{ readonly token: string; readonly claims: DriverClaims }> {
  const iat = Math.floor(nowMs / 1000);
  const exp = iat + limits.driverTokenMs.most / 1000;
  const [secret] = secretsOf(secrets);
  const token = await sign({ sub: driverId, idp: identity, iat, exp }, secret, "HS256");
  return { token, claims: claimsOf({ sub: driverId, idp: identity, iat, exp }) };
}

const claimsOf = ({ sub, idp, iat, exp }: z.infer<typeof Payload>): DriverClaims => ({
  driverId: sub,
  identity: idp,
  issuedAtMs: iat * 1000,
  expiresAtMs: exp * 1000,
  renewableUntilMs: iat * 1000 + limits.driverRenewalMs.most,
});

/** Who holds the token, when its signature and its time are good. */
export async function verifyDriverToken(
  token: string,
  secrets: string,
  nowMs: number,
): Promise<Result<DriverClaims, TokenRefusal>> {
  const claims = await signedClaims(token, secrets);
  if (!claims.ok || nowMs < claims.value.expiresAtMs) return claims;
  return err({ code: "unauthorized", reason: "expired" });
}

/** Who held the token, when its signature is good and it is not too old to be renewed. */
export async function verifyRenewableToken(
  token: string,
  secrets: string,
  nowMs: number,
): Promise<Result<DriverClaims, TokenRefusal>> {
  const claims = await signedClaims(token, secrets);
  if (!claims.ok || nowMs < claims.value.renewableUntilMs) return claims;
  return err({ code: "unauthorized", reason: "expired" });
}

async function signedClaims(
  token: string,
  secrets: string,
): Promise<Result<DriverClaims, TokenRefusal>> {
  const invalid = err({ code: "unauthorized", reason: "invalid" });
  if (!isCanonical(token)) return invalid;
  for (const secret of secretsOf(secrets)) {
    const payload = await payloadBy(token, secret);
    if (payload === null) continue;
    const parsed = z.safeParse(Payload, payload);
    return parsed.success ? ok(claimsOf(parsed.data)) : invalid;
  }
  return invalid;
}

/** Times are left to the caller, whose clock is an argument. */
async function payloadBy(token: string, secret: string): Promise<unknown> {
  try {
    return await verify(token, secret, { alg: "HS256", exp: false, iat: false, nbf: false });
  } catch {
    return null;
  }
}

/**
 * Base64url has spare bits in its last character and may be padded, so several spellings decode to
 * one signature; only the one that we write is taken, and a token cannot be altered unnoticed.
 */
function isCanonical(token: string): boolean {
  const signature = token.slice(token.lastIndexOf(".") + 1);
  return Buffer.from(signature, "base64url").toString("base64url") === signature;
}
