// Programs of an operator, by the key in `Authorization: Bearer zk_…`.
import { scopeOf } from "../../../core/contract/admin/apiScopes.ts";
import type { Endpoint } from "../../../core/contract/endpoint.ts";
import { limits } from "../../../core/limits.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import { keyByHashQuery, touchKey } from "../../db/apiKeys.ts";
import { dbOf } from "../../db/database.ts";
import type { AppContext } from "../context.ts";
import type { Refusal } from "../errors.ts";
import type { StaffCaller } from "./auth.ts";
import { hashOfToken, newSessionToken } from "./token.ts";

const PREFIX = "zk_";
const SHOWN = PREFIX.length + 6;

export const newApiKey = (): { readonly secret: string; readonly prefix: string } => {
  const secret = PREFIX + newSessionToken();
  return { secret, prefix: secret.slice(0, SHOWN) };
};

/** Null where the request carries none: then it is a person's. */
export function apiKeyIn(c: AppContext): string | null {
  const [scheme, token = ""] = (c.req.header("authorization") ?? "").split(" ");
  return scheme?.toLowerCase() === "bearer" && token.startsWith(PREFIX) ? token : null;
}

export async function callerByKey(
  c: AppContext,
  secret: string,
): Promise<Result<StaffCaller, Refusal>> {
  const { nowMs } = c.var;
  const db = dbOf(c.env);
  const key = await keyByHashQuery(db, { keyHash: await hashOfToken(secret), nowMs }).get();
  if (key === undefined) return err({ code: "unauthorized" });
  const { success } = await c.env.API_KEY_RATE.limit({ key: key.staffId });
  if (!success) return err({ code: "too_many_requests", retryAfterS: 60 });
  const { scopes, lastUsedAtMs, ...who } = key;
  if (nowMs - (lastUsedAtMs ?? 0) >= limits.coarseUseMs.most) {
    c.executionCtx.waitUntil(touchKey(db, { keyId: key.staffId, nowMs }).run());
  }
  return ok({ ...who, by: { kind: "key", scopes } });
}

/** A key may call what its scopes name; no key may call what no scope names. */
export const keyMayCall = (scopes: readonly string[], endpoint: Endpoint): boolean => {
  const scope = scopeOf(endpoint);
  return scope !== null && scopes.includes(scope);
};
