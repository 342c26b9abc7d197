// What staff did, and what was attempted against the platform.
import { and, desc, eq, gte, isNull, lt, type SQL } from "drizzle-orm";
import { encodeTime, ulid } from "ulid";
import type { Database } from "./database.ts";
import { audit, securityEvents, staff } from "./tables/operators.ts";

export type AuditEntry = {
  readonly operatorId: string;
  readonly staffId: string | null;
  /** The endpoint's name, for example "adminReset". */
  readonly action: string;
  /** The id of what it was done to. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly nowMs: number;
};

/** The row, for an insert under the condition of its change. */
export const auditRow = ({ nowMs, ...entry }: AuditEntry): typeof audit.$inferSelect => ({
  ...entry,
  auditId: ulid(nowMs),
  atMs: nowMs,
});

/** The statement, so that it can go in one batch with the change it tells of. */
export const auditInsert = (db: Database, entry: AuditEntry) =>
  db.insert(audit).values(auditRow(entry));

export async function writeAudit(db: Database, entry: AuditEntry): Promise<void> {
  await auditInsert(db, entry);
}

export type AuditFilter = {
  readonly operatorId: string;
  readonly staffId: string | undefined;
  readonly action: string | undefined;
  readonly subject: string | undefined;
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
  readonly before: string | undefined;
  readonly limit: number;
};

/** Ids begin with their time, so that a span of time is a range of each index. */
const idAt = (ms: number): string => `${encodeTime(ms, 10)}${"0".repeat(16)}`;

export const auditQuery = (db: Database, filter: AuditFilter) => {
  const { operatorId, staffId, action, subject, fromMs, toMs, before, limit } = filter;
  return db
    .select({
      auditId: audit.auditId,
      staffId: audit.staffId,
      name: staff.displayName,
      kind: staff.kind,
      action: audit.action,
      subject: audit.subject,
      detail: audit.detail,
      atMs: audit.atMs,
    })
    .from(audit)
    .leftJoin(staff, eq(staff.staffId, audit.staffId))
    .where(
      and(
        eq(audit.operatorId, operatorId),
        staffId === undefined ? undefined : eq(audit.staffId, staffId),
        action === undefined ? undefined : eq(audit.action, action),
        subject === undefined ? undefined : eq(audit.subject, subject),
        fromMs === undefined ? undefined : gte(audit.auditId, idAt(fromMs)),
        toMs === undefined ? undefined : lt(audit.auditId, idAt(toMs)),
        before === undefined ? undefined : lt(audit.auditId, before),
      ),
    )
    .orderBy(desc(audit.auditId))
    .limit(limit);
};

export type SecurityEventEntry = {
  readonly operatorId: string | null;
  readonly kind: string;
  readonly subject: string;
  readonly detail: string;
  readonly nowMs: number;
};

export async function writeSecurityEvent(
  db: Database,
  { nowMs, ...event }: SecurityEventEntry,
): Promise<void> {
  await db.insert(securityEvents).values({ ...event, eventId: ulid(nowMs), atMs: nowMs });
}

export const securityEventsQuery = (
  db: Database,
  { owner, limit, before }: { owner: SQL; limit: number; before: string | undefined },
) =>
  db
    .select({
      eventId: securityEvents.eventId,
      kind: securityEvents.kind,
      subject: securityEvents.subject,
      detail: securityEvents.detail,
      atMs: securityEvents.atMs,
    })
    .from(securityEvents)
    .where(and(owner, before === undefined ? undefined : lt(securityEvents.eventId, before)))
    .orderBy(desc(securityEvents.eventId))
    .limit(limit);

export const ownSecurityEvents = (operatorId: string): SQL =>
  eq(securityEvents.operatorId, operatorId);
/** Those that belong to no operator: a forged notification, an unknown pile. */
export const nobodysSecurityEvents = (): SQL => isNull(securityEvents.operatorId);

/** An operator's and nobody's, newest first; two reads, since each follows the index by itself. */
export async function listSecurityEvents(
  db: Database,
  { operatorId, limit, before }: { operatorId: string; limit: number; before: string | undefined },
) {
  const [own, nobodys] = await db.batch([
    securityEventsQuery(db, { owner: ownSecurityEvents(operatorId), limit, before }),
    securityEventsQuery(db, { owner: nobodysSecurityEvents(), limit, before }),
  ]);
  return [...own, ...nobodys].toSorted((a, b) => (a.eventId < b.eventId ? 1 : -1)).slice(0, limit);
}
