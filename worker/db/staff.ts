// Staff and their sessions.
import { and, desc, eq, gt, isNull, lt, ne, sql } from "drizzle-orm";
import { limits } from "../../core/limits.ts";
import type { Database } from "./database.ts";
import { operators, staff, staffSessions } from "./tables/operators.ts";

export const staffSessionQuery = (
  db: Database,
  { sessionHash, nowMs }: { readonly sessionHash: string; readonly nowMs: number },
) =>
  db
    .select({
      staffId: staff.staffId,
      email: staff.email,
      displayName: staff.displayName,
      role: staff.role,
      operatorId: staff.operatorId,
      operatorName: operators.name,
      expiresAtMs: staffSessions.expiresAtMs,
      lastUsedAtMs: staffSessions.lastUsedAtMs,
      hasSecondFactor: sql<number>`${staff.totpSealed} is not null`,
      secondFactorRoles: operators.secondFactorRoles,
    })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.staffId, staffSessions.staffId))
    .innerJoin(operators, eq(operators.operatorId, staff.operatorId))
    .where(
      and(
        eq(staffSessions.tokenHash, sessionHash),
        gt(staffSessions.expiresAtMs, nowMs),
        isNull(staff.disabledAtMs),
      ),
    );

/** Null when there is no such session, it has expired, or its owner was disabled. */
export async function findStaffSession(
  db: Database,
  key: { readonly sessionHash: string; readonly nowMs: number },
) {
  return (await staffSessionQuery(db, key).get()) ?? null;
}

const signInColumns = {
  staffId: staff.staffId,
  email: staff.email,
  displayName: staff.displayName,
  role: staff.role,
  operatorId: staff.operatorId,
  operatorName: operators.name,
  /** Null for who has not set one yet. */
  passwordHash: sql<string | null>`nullif(${staff.passwordHash}, '')`,
  totpSealed: staff.totpSealed,
  recoveryHashes: staff.recoveryHashes,
  secondFactorRoles: operators.secondFactorRoles,
};

const signsIn = and(eq(staff.kind, "person"), isNull(staff.disabledAtMs));

export const staffByEmailQuery = (db: Database, email: string) =>
  db
    .select(signInColumns)
    .from(staff)
    .innerJoin(operators, eq(operators.operatorId, staff.operatorId))
    .where(and(eq(staff.email, email), signsIn));

export async function findStaffByEmail(db: Database, email: string) {
  return (await staffByEmailQuery(db, email).get()) ?? null;
}

export const staffByIdQuery = (db: Database, staffId: string) =>
  db
    .select(signInColumns)
    .from(staff)
    .innerJoin(operators, eq(operators.operatorId, staff.operatorId))
    .where(and(eq(staff.staffId, staffId), signsIn));

export type SigningIn = NonNullable<Awaited<ReturnType<typeof findStaffByEmail>>>;

type NewSession = {
  readonly sessionHash: string;
  readonly staffId: string;
  readonly device: string;
  readonly nowMs: number;
  readonly expiresAtMs: number;
};

/** Also drops the sessions that are over, so that the table does not grow for ever. */
export const openSessionStatements = (
  db: Database,
  { sessionHash, staffId, device, nowMs, expiresAtMs }: NewSession,
) =>
  [
    db.delete(staffSessions).where(lt(staffSessions.expiresAtMs, nowMs)),
    db.insert(staffSessions).values({
      tokenHash: sessionHash,
      staffId,
      createdAtMs: nowMs,
      expiresAtMs,
      device,
      lastUsedAtMs: nowMs,
    }),
  ] as const;

/** Not for each request: see `limits.coarseUseMs`. */
export const touchSession = (
  db: Database,
  { sessionHash, nowMs }: { readonly sessionHash: string; readonly nowMs: number },
) =>
  db
    .update(staffSessions)
    .set({ lastUsedAtMs: nowMs })
    .where(eq(staffSessions.tokenHash, sessionHash));

export const sessionsOfStaffQuery = (
  db: Database,
  { staffId, nowMs }: { readonly staffId: string; readonly nowMs: number },
) =>
  db
    .select({
      sessionId: staffSessions.tokenHash,
      device: staffSessions.device,
      createdAtMs: staffSessions.createdAtMs,
      lastUsedAtMs: staffSessions.lastUsedAtMs,
      expiresAtMs: staffSessions.expiresAtMs,
    })
    .from(staffSessions)
    .where(and(eq(staffSessions.staffId, staffId), gt(staffSessions.expiresAtMs, nowMs)))
    .orderBy(desc(staffSessions.createdAtMs))
    .limit(limits.staffSessionsShown.most);

/** One of a person's sessions, or all but one. */
export const closeSessions = (
  db: Database,
  staffId: string,
  which: { readonly only: string } | { readonly allBut: string },
) =>
  db
    .delete(staffSessions)
    .where(
      and(
        eq(staffSessions.staffId, staffId),
        "only" in which
          ? eq(staffSessions.tokenHash, which.only)
          : ne(staffSessions.tokenHash, which.allBut),
      ),
    );
