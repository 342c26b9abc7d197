// Staff and their sessions.
import { and, eq, gt, isNull, lt } from "drizzle-orm";
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
      sessionExpiresAtMs: staffSessions.expiresAtMs,
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

export const staffByEmailQuery = (db: Database, email: string) =>
  db
    .select({
      staffId: staff.staffId,
      email: staff.email,
      displayName: staff.displayName,
      role: staff.role,
      operatorId: staff.operatorId,
      operatorName: operators.name,
      passwordHash: staff.passwordHash,
    })
    .from(staff)
    .innerJoin(operators, eq(operators.operatorId, staff.operatorId))
    .where(and(eq(staff.email, email), isNull(staff.disabledAtMs)));

export async function findStaffByEmail(db: Database, email: string) {
  return (await staffByEmailQuery(db, email).get()) ?? null;
}

/** Also drops the sessions that are over, so that the table does not grow for ever. */
export async function openStaffSession(
  db: Database,
  session: {
    readonly sessionHash: string;
    readonly staffId: string;
    readonly nowMs: number;
    readonly expiresAtMs: number;
  },
): Promise<void> {
  await db.batch([
    db.delete(staffSessions).where(lt(staffSessions.expiresAtMs, session.nowMs)),
    db.insert(staffSessions).values({
      tokenHash: session.sessionHash,
      staffId: session.staffId,
      createdAtMs: session.nowMs,
      expiresAtMs: session.expiresAtMs,
    }),
  ]);
}

export async function closeStaffSession(db: Database, sessionHash: string): Promise<void> {
  await db.delete(staffSessions).where(eq(staffSessions.tokenHash, sessionHash));
}
