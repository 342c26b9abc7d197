// Keys of the API: made by owners, shown once, revoked at once.
import { ulid } from "ulid";
import * as contract from "../../../../core/contract/admin/apiKeys.ts";
import { err, ok } from "../../../../core/result.ts";
import { apiKeyQuery, apiKeysQuery, apiKeyView, makeKey, revokeKey } from "../../../db/apiKeys.ts";
import { dbOf } from "../../../db/database.ts";
import { tellOf } from "../../../notices/notices.ts";
import { securityNotice } from "../../../notices/securityTexts.ts";
import { newApiKey } from "../../auth/apiKey.ts";
import { hashOfToken } from "../../auth/token.ts";
import type { App } from "../../context.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

export function adminApiKeyRoutes(app: App): void {
  serveStaff(app, contract.adminListApiKeys, async ({ env, staff }) => {
    const rows = await apiKeysQuery(dbOf(env), staff.operatorId);
    return ok({ items: rows.map(apiKeyView) });
  });
  serveStaff(app, contract.adminMakeApiKey, make);
  serveStaff(app, contract.adminRevokeApiKey, revoke);
}

const DAY_MS = 86_400_000;

async function make({ env, input, nowMs, staff }: Call<typeof contract.adminMakeApiKey, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { name, role, days } = input;
  const scopes = [...new Set(input.scopes)];
  const keyId = ulid(nowMs);
  const { secret, prefix } = newApiKey();
  await makeKey(
    db,
    {
      keyId,
      operatorId,
      name,
      role,
      scopes,
      prefix,
      keyHash: await hashOfToken(secret),
      createdBy: staffId,
      expiresAtMs: nowMs + days * DAY_MS,
      nowMs,
    },
    {
      operatorId,
      staffId,
      action: "adminMakeApiKey",
      subject: keyId,
      detail: { name, role, scopes, days },
      nowMs,
    },
  );
  const made = await apiKeyQuery(db, { operatorId, keyId }).get();
  if (made === undefined) return err({ code: "api_keys_full" });
  const about = { subjectId: keyId, name, by: staff.displayName, atMs: nowMs };
  const notice = securityNotice("apiKeyMade", about);
  await tellOf(env, { operatorId, about: `key ${keyId}`, notice, nowMs });
  return ok({ key: apiKeyView(made), secret });
}

async function revoke({
  env,
  input,
  nowMs,
  staff,
}: Call<typeof contract.adminRevokeApiKey, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { keyId } = input;
  const key = await apiKeyQuery(db, { operatorId, keyId }).get();
  if (key === undefined) return err({ code: "api_key_not_found" });
  await revokeKey(db, {
    keyId,
    entry: {
      operatorId,
      staffId,
      action: "adminRevokeApiKey",
      subject: keyId,
      detail: { name: key.name },
      nowMs,
    },
  });
  return ok(apiKeyView({ ...key, revokedAtMs: key.revokedAtMs ?? nowMs }));
}
