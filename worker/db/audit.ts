// What staff did, and what was attempted against the platform.
import { desc, eq, isNull, lt, and, type SQL } from "drizzle-orm";
import { ulid } from "ulid";
import type { Database } from "./database.ts";
import { audit, securityEvents } from "./tables/operators.ts";

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

/** The statement, so that it can go in one batch with the change it tells of. */
export const auditInsert = (db: Database, { nowMs, ...entry }: AuditEntry) =>
  db.insert(audit).values({ ...entry, auditId: ulid(nowMs), atMs: nowMs });

export async function writeAudit(db: Database, entry: AuditEntry): Promise<void> {
  await auditInsert(db, entry);
}

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
