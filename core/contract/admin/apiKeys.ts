// Keys by which an operator's own programs call the API.
import * as z from "zod/mini";
import { limits } from "../../limits.ts";
import { TimeMs } from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { apiScopes } from "./apiScopes.ts";

export const ApiScope = z.enum(apiScopes);
/** A key is never an owner: it makes no keys and no staff. */
export const ApiKeyRole = z.enum(["operations", "finance", "maintenance", "readOnly"]);

export const ApiKey = z.object({
  keyId: z.string(),
  name: z.string(),
  role: ApiKeyRole,
  scopes: z.array(z.string()),
  /** How the key begins. */
  prefix: z.string(),
  createdBy: z.string(),
  createdAtMs: TimeMs,
  expiresAtMs: TimeMs,
  /** To the quarter of an hour; null for one that was never used. */
  lastUsedAtMs: z.nullable(TimeMs),
  revokedAtMs: z.nullable(TimeMs),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const adminListApiKeys = endpoint({
  method: "GET",
  path: "/api/v1/admin/api-keys",
  access: "staff",
  tag: "Staff",
  summary: "The operator's keys, newest first",
  input: z.object({}),
  output: z.object({ items: z.array(ApiKey) }),
  problems: [],
});

export const adminMakeApiKey = endpoint({
  method: "POST",
  path: "/api/v1/admin/api-keys",
  access: "staff",
  tag: "Staff",
  summary: "Make a key, which is told this once; it may do what its role may, within its scopes",
  input: z.object({
    name: z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.displayName.most)),
    role: ApiKeyRole,
    scopes: z.array(ApiScope).check(z.minLength(1), z.maxLength(apiScopes.length)),
    days: z.number().check(z.int(), z.minimum(1), z.maximum(limits.apiKeyDays.most)),
  }),
  output: z.object({ key: ApiKey, secret: z.string() }),
  problems: ["api_keys_full"],
});

export const adminRevokeApiKey = endpoint({
  method: "POST",
  path: "/api/v1/admin/api-keys/:keyId/revoke",
  access: "staff",
  tag: "Staff",
  summary: "Revoke a key: it opens nothing from now on",
  input: z.object({ keyId: z.string().check(z.minLength(1), z.maxLength(64)) }),
  output: ApiKey,
  problems: ["api_key_not_found"],
});
