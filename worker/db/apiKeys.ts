// Keys of the API. A key's row in `staff` has its name and role, and is whom the audit names.
import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { ApiKey } from "../../core/contract/admin/apiKeys.ts";
import { limits } from "../../core/limits.ts";
import { auditRow, type AuditEntry } from "./audit.ts";
import type { Database } from "./database.ts";
import { noSecondFactor } from "./secondFactors.ts";
import { insertWhen } from "./statements.ts";
import { apiKeys, audit, operators, staff } from "./tables/operators.ts";

const keyColumns = {
  keyId: apiKeys.keyId,
  name: staff.displayName,
  role: staff.role,
  scopes: apiKeys.scopes,
  prefix: apiKeys.prefix,
  createdBy: sql<string>`(select display_name from staff as maker
    where maker.staff_id = ${apiKeys.createdBy})`,
  createdAtMs: apiKeys.createdAtMs,
  expiresAtMs: apiKeys.expiresAtMs,
  lastUsedAtMs: apiKeys.lastUsedAtMs,
  revokedAtMs: apiKeys.revokedAtMs,
};

/** The newest; those long revoked fall off the end. */
export const apiKeysQuery = (db: Database, operatorId: string) =>
  db
    .select(keyColumns)
    .from(apiKeys)
    .innerJoin(staff, eq(staff.staffId, apiKeys.keyId))
    .where(eq(apiKeys.operatorId, operatorId))
    .orderBy(desc(apiKeys.createdAtMs))
    .limit(limits.pageSize.most);

type ApiKeyRow = Awaited<ReturnType<typeof apiKeysQuery>>[number];

export function apiKeyView({ role, scopes, ...row }: ApiKeyRow): ApiKey {
  if (role === "owner") throw new Error("no key is an owner");
  return { ...row, role, scopes: [...scopes] };
}

export const apiKeyQuery = (
  db: Database,
  { operatorId, keyId }: { readonly operatorId: string; readonly keyId: string },
) =>
  db
    .select(keyColumns)
    .from(apiKeys)
    .innerJoin(staff, eq(staff.staffId, apiKeys.keyId))
    .where(and(eq(apiKeys.keyId, keyId), eq(apiKeys.operatorId, operatorId)));

/** The key that a caller shows, if it still opens anything. */
export const keyByHashQuery = (
  db: Database,
  { keyHash, nowMs }: { readonly keyHash: string; readonly nowMs: number },
) =>
  db
    .select({
      staffId: apiKeys.keyId,
      email: staff.email,
      displayName: staff.displayName,
      role: staff.role,
      operatorId: apiKeys.operatorId,
      operatorName: operators.name,
      scopes: apiKeys.scopes,
      lastUsedAtMs: apiKeys.lastUsedAtMs,
    })
    .from(apiKeys)
    .innerJoin(staff, eq(staff.staffId, apiKeys.keyId))
    .innerJoin(operators, eq(operators.operatorId, apiKeys.operatorId))
    .where(
      and(
        eq(apiKeys.keyHash, keyHash),
        gt(apiKeys.expiresAtMs, nowMs),
        isNull(apiKeys.revokedAtMs),
      ),
    );

type NewKey = Pick<
  typeof apiKeys.$inferSelect,
  "keyId" | "operatorId" | "prefix" | "keyHash" | "scopes" | "createdBy" | "expiresAtMs"
> & { readonly name: string; readonly role: ApiKey["role"]; readonly nowMs: number };

/** All of it or, where there are as many keys as there may be, none; whether it is there is asked after. */
export async function makeKey(db: Database, key: NewKey, entry: AuditEntry): Promise<void> {
  const { name, role, nowMs, ...row } = key;
  const hasRoom = sql`(select count(*) from api_keys as other
    where other.operator_id = ${key.operatorId} and other.revoked_at_ms is null
      and other.expires_at_ms > ${nowMs}) < ${limits.apiKeysPerOperator.most}`;
  const isThere = sql`exists (select 1 from api_keys as made where made.key_id = ${key.keyId})`;
  await db.batch([
    insertWhen(
      db,
      staff,
      {
        staffId: key.keyId,
        operatorId: key.operatorId,
        kind: "key",
        email: key.keyId.toLowerCase(),
        displayName: name,
        role,
        passwordHash: "",
        createdAtMs: nowMs,
        disabledAtMs: null,
        linkHash: null,
        linkExpiresAtMs: null,
        ...noSecondFactor,
      },
      hasRoom,
    ),
    insertWhen(
      db,
      apiKeys,
      { ...row, createdAtMs: nowMs, lastUsedAtMs: null, revokedAtMs: null },
      sql`exists (select 1 from staff as made where made.staff_id = ${key.keyId})`,
    ),
    insertWhen(db, audit, auditRow(entry), isThere),
  ]);
}

export async function revokeKey(
  db: Database,
  { keyId, entry }: { readonly keyId: string; readonly entry: AuditEntry },
): Promise<void> {
  const open = and(
    eq(apiKeys.keyId, keyId),
    eq(apiKeys.operatorId, entry.operatorId),
    isNull(apiKeys.revokedAtMs),
  );
  await db.batch([
    insertWhen(db, audit, auditRow(entry), sql`exists (select 1 from api_keys where ${open})`),
    db.update(apiKeys).set({ revokedAtMs: entry.nowMs }).where(open),
  ]);
}

export const touchKey = (
  db: Database,
  { keyId, nowMs }: { readonly keyId: string; readonly nowMs: number },
) => db.update(apiKeys).set({ lastUsedAtMs: nowMs }).where(eq(apiKeys.keyId, keyId));
