// An operator's people, as its owners keep them. Whether an owner is left is judged by the write itself.
import { and, asc, eq, gt, isNotNull, isNull, ne, or, sql, type SQL } from "drizzle-orm";
import type { Member } from "../../core/contract/admin/people.ts";
import type { StaffRole } from "../../core/contract/admin/staff.ts";
import { limits } from "../../core/limits.ts";
import { auditRow, type AuditEntry } from "./audit.ts";
import type { Database } from "./database.ts";
import { noSecondFactor } from "./secondFactors.ts";
import { insertWhen } from "./statements.ts";
import { audit, operators, staff, staffSessions } from "./tables/operators.ts";

type Key = { readonly operatorId: string; readonly staffId: string };

const memberColumns = {
  staffId: staff.staffId,
  email: staff.email,
  displayName: staff.displayName,
  role: staff.role,
  hasPassword: sql<number>`${staff.passwordHash} <> ''`,
  hasSecondFactor: sql<number>`${staff.totpSealed} is not null`,
  disabledAtMs: staff.disabledAtMs,
  linkExpiresAtMs: staff.linkExpiresAtMs,
  createdAtMs: staff.createdAtMs,
};

type MemberRow = Awaited<ReturnType<typeof membersQuery>>[number];

export const membersQuery = (db: Database, operatorId: string) =>
  db
    .select(memberColumns)
    .from(staff)
    .where(and(eq(staff.operatorId, operatorId), eq(staff.kind, "person")))
    .orderBy(asc(staff.createdAtMs), asc(staff.staffId))
    .limit(limits.staffPerOperator.most);

const isMember = ({ operatorId, staffId }: Key): SQL | undefined =>
  and(eq(staff.staffId, staffId), eq(staff.operatorId, operatorId), eq(staff.kind, "person"));

export const memberQuery = (db: Database, key: Key) =>
  db.select(memberColumns).from(staff).where(isMember(key));

export function memberView(row: MemberRow, nowMs: number): Member {
  const { hasPassword, hasSecondFactor, disabledAtMs, linkExpiresAtMs, ...shown } = row;
  const isLinkOpen = linkExpiresAtMs !== null && linkExpiresAtMs > nowMs;
  return {
    ...shown,
    state: disabledAtMs !== null ? "disabled" : hasPassword === 1 ? "active" : "invited",
    hasSecondFactor: hasSecondFactor === 1,
    linkExpiresAtMs: isLinkOpen ? linkExpiresAtMs : null,
  };
}

/** Who could sign in as an owner if this one could not any more. */
const anotherOwner = ({ operatorId, staffId }: Key): SQL => sql`exists (
  select 1 from staff as other where other.operator_id = ${operatorId} and other.role = 'owner'
    and other.disabled_at_ms is null and other.password_hash <> '' and other.staff_id <> ${staffId})`;

const isNoLiveOwner = (): SQL | undefined =>
  or(ne(staff.role, "owner"), isNotNull(staff.disabledAtMs));

/** One change of a member and the audit's row of it, in one batch: both, or neither. */
function changeOf(
  db: Database,
  { key, guard, entry }: { key: Key; guard: SQL | undefined; entry: AuditEntry },
) {
  const where = and(isMember(key), guard);
  const told = insertWhen(
    db,
    audit,
    auditRow(entry),
    sql`exists (select 1 from staff where ${where})`,
  );
  return { told, where };
}

/** False where it would leave the operator without an owner. */
export async function changeMember(
  db: Database,
  {
    key,
    displayName,
    role,
    entry,
  }: { key: Key; displayName: string; role: StaffRole; entry: AuditEntry },
): Promise<boolean> {
  const guard = role === "owner" ? undefined : or(isNoLiveOwner(), anotherOwner(key));
  const { told, where } = changeOf(db, { key, guard, entry });
  const [, changed] = await db.batch([
    told,
    db.update(staff).set({ displayName, role }).where(where).returning({ id: staff.staffId }),
  ]);
  return changed.length > 0;
}

const endSessions = (db: Database, staffId: string, when?: SQL) =>
  db.delete(staffSessions).where(and(eq(staffSessions.staffId, staffId), when));

/** False where it would leave the operator without an owner. */
export async function disableMember(
  db: Database,
  { key, nowMs, entry }: { key: Key; nowMs: number; entry: AuditEntry },
): Promise<boolean> {
  const guard = or(isNoLiveOwner(), anotherOwner(key));
  const { told, where } = changeOf(db, { key, guard, entry });
  const isDisabled = sql`exists (select 1 from staff
    where staff_id = ${key.staffId} and disabled_at_ms is not null)`;
  const [, changed] = await db.batch([
    told,
    db
      .update(staff)
      .set({ disabledAtMs: nowMs, linkHash: null, linkExpiresAtMs: null })
      .where(where)
      .returning({ id: staff.staffId }),
    endSessions(db, key.staffId, isDisabled),
  ]);
  return changed.length > 0;
}

export async function enableMember(
  db: Database,
  { key, entry }: { key: Key; entry: AuditEntry },
): Promise<void> {
  const { told, where } = changeOf(db, { key, guard: isNotNull(staff.disabledAtMs), entry });
  await db.batch([told, db.update(staff).set({ disabledAtMs: null }).where(where)]);
}

export async function endMemberSessions(
  db: Database,
  { key, entry }: { key: Key; entry: AuditEntry },
): Promise<void> {
  const { told } = changeOf(db, { key, guard: undefined, entry });
  await db.batch([told, endSessions(db, key.staffId)]);
}

export async function resetSecondFactor(
  db: Database,
  { key, entry }: { key: Key; entry: AuditEntry },
): Promise<void> {
  const { told, where } = changeOf(db, { key, guard: undefined, entry });
  await db.batch([
    told,
    db.update(staff).set(noSecondFactor).where(where),
    endSessions(db, key.staffId),
  ]);
}

type Link = { readonly linkHash: string; readonly linkExpiresAtMs: number };

export async function setLink(
  db: Database,
  { key, link, entry }: { key: Key; link: Link; entry: AuditEntry },
): Promise<void> {
  const { told, where } = changeOf(db, { key, guard: isNull(staff.disabledAtMs), entry });
  await db.batch([told, db.update(staff).set(link).where(where)]);
}

/** The row of somebody invited, if the operator has room for him; whether it is there is asked after. */
export const inviteMember = (
  db: Database,
  member: Key & Link & { email: string; displayName: string; role: StaffRole; nowMs: number },
  entry: AuditEntry,
) => {
  const { nowMs, ...row } = member;
  const hasRoom = sql`(select count(*) from staff as other
    where other.operator_id = ${member.operatorId} and other.kind = 'person') < ${limits.staffPerOperator.most}`;
  const isThere = sql`exists (select 1 from staff where staff_id = ${member.staffId})`;
  return db.batch([
    insertWhen(
      db,
      staff,
      {
        ...row,
        kind: "person",
        passwordHash: "",
        createdAtMs: nowMs,
        disabledAtMs: null,
        ...noSecondFactor,
      },
      hasRoom,
    ),
    insertWhen(db, audit, auditRow(entry), isThere),
  ]);
};

export const emailTakenQuery = (db: Database, email: string) =>
  db.select({ staffId: staff.staffId }).from(staff).where(eq(staff.email, email));

/** Whom an open link is for. */
export const memberByLinkQuery = (
  db: Database,
  { linkHash, nowMs }: { readonly linkHash: string; readonly nowMs: number },
) =>
  db
    .select({
      staffId: staff.staffId,
      operatorId: staff.operatorId,
      operatorName: operators.name,
      email: staff.email,
      displayName: staff.displayName,
      role: staff.role,
      hasPassword: sql<number>`${staff.passwordHash} <> ''`,
      expiresAtMs: sql<number>`${staff.linkExpiresAtMs}`,
    })
    .from(staff)
    .innerJoin(operators, eq(operators.operatorId, staff.operatorId))
    .where(isOpenLink({ linkHash, nowMs }));

const isOpenLink = ({ linkHash, nowMs }: { linkHash: string; nowMs: number }): SQL | undefined =>
  and(eq(staff.linkHash, linkHash), gt(staff.linkExpiresAtMs, nowMs), isNull(staff.disabledAtMs));

/** False for a link that was used in the meantime: a link sets one password. */
export async function spendPasswordLink(
  db: Database,
  {
    linkHash,
    passwordHash,
    entry,
  }: { linkHash: string; passwordHash: string; entry: AuditEntry & { readonly staffId: string } },
): Promise<boolean> {
  const where = isOpenLink({ linkHash, nowMs: entry.nowMs });
  const [, , used] = await db.batch([
    insertWhen(db, audit, auditRow(entry), sql`exists (select 1 from staff where ${where})`),
    endSessions(db, entry.staffId, sql`exists (select 1 from staff where ${where})`),
    db
      .update(staff)
      .set({ passwordHash, linkHash: null, linkExpiresAtMs: null })
      .where(where)
      .returning({ staffId: staff.staffId }),
  ]);
  return used.length > 0;
}

export const setPassword = (
  db: Database,
  { staffId, passwordHash }: { readonly staffId: string; readonly passwordHash: string },
) => db.update(staff).set({ passwordHash }).where(eq(staff.staffId, staffId));

export const signInRulesQuery = (db: Database, operatorId: string) =>
  db
    .select({ secondFactorRoles: operators.secondFactorRoles })
    .from(operators)
    .where(eq(operators.operatorId, operatorId));

export const setSignInRules = (
  db: Database,
  operatorId: string,
  secondFactorRoles: readonly StaffRole[],
) => db.update(operators).set({ secondFactorRoles }).where(eq(operators.operatorId, operatorId));
