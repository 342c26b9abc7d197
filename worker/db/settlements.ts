// How staff settled a finding: one row a finding, written only while what it was decided on still
// holds, so that everything else in its batch can ask whether it was this one.
import { and, eq, gt, isNull, sql, type SQL } from "drizzle-orm";
import { isAgreed } from "./corrections.ts";
import type { Database } from "./database.ts";
import { insertWhen } from "./statements.ts";
import { findingNotes } from "./tables/books.ts";
import { wallets } from "./tables/drivers.ts";
import { operators } from "./tables/operators.ts";
import { ledgerEntries, refunds } from "./tables/payments.ts";
import { firstSweepMs } from "./refunds.ts";

export type SettlementRow = typeof findingNotes.$inferSelect;

/** The second person and the request that he agreed to. */
export type Agreed = { readonly approvalId: string; readonly staffId: string };

export const insertSettlement = (
  db: Database,
  row: SettlementRow,
  { guards = [], agreed = null }: { guards?: readonly SQL[]; agreed?: Agreed | null } = {},
) =>
  insertWhen(
    db,
    findingNotes,
    row,
    sql.join(
      [
        sql`1`,
        ...guards,
        ...(agreed === null
          ? []
          : [isAgreed({ ...agreed, askedBy: row.staffId, nowMs: row.atMs })]),
      ],
      sql` and `,
    ),
  );

/** Whether a finding was settled by this very row, where the statement runs. */
export const isSettledBy = ({ eventId, staffId, atMs, reason }: SettlementRow): SQL =>
  sql`exists (select 1 from ${findingNotes} where ${and(
    eq(findingNotes.eventId, eventId),
    eq(findingNotes.staffId, staffId),
    eq(findingNotes.atMs, atMs),
    eq(findingNotes.reason, reason),
  )})`;

export const settlementQuery = (db: Database, eventId: string) =>
  db.select().from(findingNotes).where(eq(findingNotes.eventId, eventId));

/** The one that was made first: ids that the platform gives begin with their time. */
export const firstOperatorQuery = (db: Database) =>
  db
    .select({ operatorId: operators.operatorId })
    .from(operators)
    .where(gt(operators.operatorId, ""))
    .orderBy(operators.operatorId)
    .limit(1);

/** Whether a balance still has so much, and was not reduced for this refund, where the statement runs. */
export const canBePaidByHand = (of: {
  readonly driverId: string;
  readonly refundId: string;
  readonly amountFen: number;
}): SQL =>
  sql`exists (select 1 from ${wallets}
      where ${eq(wallets.driverId, of.driverId)} and ${wallets.balanceFen} >= ${of.amountFen})
    and not exists (select 1 from ${ledgerEntries}
      where ${eq(ledgerEntries.source, `byHand:${of.refundId}`)})`;

export const balanceQuery = (db: Database, driverId: string) =>
  db.select({ balanceFen: wallets.balanceFen }).from(wallets).where(eq(wallets.driverId, driverId));

const isFailed = (refundId: string): SQL | undefined =>
  and(eq(refunds.refundId, refundId), eq(refunds.state, "failed"), isNull(refunds.returnedAtMs));

/** Whether a refund stands as failed and its money is still owed, where the statement runs. */
export const refundIsFailed = (refundId: string): SQL =>
  sql`exists (select 1 from ${refunds} where ${isFailed(refundId)})`;

export const reopenRefund = (
  db: Database,
  { refundId, nowMs, when }: { refundId: string; nowMs: number; when: SQL },
) =>
  db
    .update(refunds)
    .set({ state: "due", nextAttemptMs: nowMs + firstSweepMs, lastError: null, updatedAtMs: nowMs })
    .where(and(isFailed(refundId), when));
