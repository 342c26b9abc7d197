// Corrections of settled orders: what they rest on, and the guards that are judged where they are
// written, so that of two at once one wins and nothing goes back that was not paid.
import { and, asc, desc, eq, gt, isNull, lt, ne, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Database } from "./database.ts";
import { insertWhen } from "./statements.ts";
import { approvals, corrections } from "./tables/books.ts";
import { wallets } from "./tables/drivers.ts";
import { operators, staff } from "./tables/operators.ts";
import { orders, sessions } from "./tables/orders.ts";
import { payments, refunds } from "./tables/payments.ts";
import { connectors, stations, tariffs } from "./tables/stations.ts";

const refundsOf = (orderId: SQL): SQL => sql`(select coalesce(sum(${refunds.amountFen}), 0)
  from ${refunds} where ${refunds.refundId} >= ${orderId} || 'R'
    and ${refunds.refundId} < ${orderId} || 'S')`;

/** All that a correction of an operator's order is computed from, but for its postings. */
export const correctableQuery = (
  db: Database,
  { operatorId, orderId }: { readonly operatorId: string; readonly orderId: string },
) =>
  db
    .select({
      order: orders,
      timeZone: stations.timeZone,
      tariff: tariffs.content,
      maxPowerW: connectors.maxPowerW,
      readings: sessions.readings,
      paidFen: payments.amountFen,
      refundedFen: refundsOf(sql`${orders.orderId}`).mapWith(Number),
      receivableFen: wallets.receivableFen,
      approvalLimitFen: operators.approvalLimitFen,
      revision: sql<number>`(select coalesce(max(revision), 0) from corrections
        where corrections.order_id = ${orders.orderId})`.as("revision"),
      /** What one person alone has given back of this order. */
      aloneFen: sql<number>`(select coalesce(sum(before_fen - after_fen), 0) from corrections
        where corrections.order_id = ${orders.orderId} and approved_by is null)`.as("alone_fen"),
    })
    .from(orders)
    .innerJoin(operators, eq(operators.operatorId, orders.operatorId))
    .innerJoin(stations, eq(stations.stationId, orders.stationId))
    .leftJoin(
      tariffs,
      and(eq(tariffs.tariffId, orders.tariffId), eq(tariffs.version, orders.tariffVersion)),
    )
    .leftJoin(
      connectors,
      and(eq(connectors.pileId, orders.pileId), eq(connectors.connectorId, orders.connectorId)),
    )
    .leftJoin(sessions, eq(sessions.orderId, orders.orderId))
    .leftJoin(payments, and(eq(payments.paymentId, orders.orderId), eq(payments.state, "paid")))
    .leftJoin(wallets, eq(wallets.driverId, orders.driverId))
    .where(and(eq(orders.orderId, orderId), eq(orders.operatorId, operatorId)));

export type Correctable = Awaited<ReturnType<typeof correctableQuery>>[number];

type CorrectionRow = typeof corrections.$inferSelect;

/** Written only while the order is as it was read, and only as much goes back as was paid. */
export function insertCorrection(db: Database, row: CorrectionRow, approvalId: string | null) {
  const { orderId, beforeFen, refundFen, owedFen, askedBy, approvedBy, atMs } = row;
  const guards = [
    sql`exists (select 1 from ${orders} where ${orders.orderId} = ${orderId}
      and ${orders.state} = 'settled' and ${orders.totalFen} = ${beforeFen}
      and ${orders.shortfallFen} >= ${owedFen})`,
    sql`${row.revision} = (select coalesce(max(revision), 0) + 1 from corrections
      where corrections.order_id = ${orderId})`,
    sql`(${refundFen} = 0 or ${refundFen} + ${refundsOf(sql`${orderId}`)} <=
      (select amount_fen from payments where payment_id = ${orderId} and state = 'paid'))`,
    sql`(${owedFen} = 0 or exists (select 1 from orders join wallets using (driver_id)
      where order_id = ${orderId} and receivable_fen >= ${owedFen}))`,
    ...(approvalId === null
      ? []
      : [isAgreed({ approvalId, askedBy, staffId: approvedBy ?? askedBy, nowMs: atMs })]),
  ];
  return insertWhen(db, corrections, row, sql.join(guards, sql` and `));
}

/** Whether this request of one person may be agreed to by this other, where the statement runs. */
export const isAgreed = (of: {
  readonly approvalId: string;
  readonly askedBy: string;
  readonly staffId: string;
  readonly nowMs: number;
}): SQL =>
  sql`exists (select 1 from ${approvals} where ${and(
    isOpenApproval(of.approvalId, of.nowMs),
    eq(approvals.askedBy, of.askedBy),
    ne(approvals.askedBy, of.staffId),
  )})`;

const isOpenApproval = (approvalId: string, nowMs: number): SQL | undefined =>
  and(
    eq(approvals.approvalId, approvalId),
    isNull(approvals.decision),
    gt(approvals.expiresAtMs, nowMs),
  );

/** Whether a correction is this one, where the statement runs. */
export const isCorrection = ({ orderId, revision, correctionId }: CorrectionRow): SQL =>
  sql`exists (select 1 from ${corrections} where ${and(
    eq(corrections.orderId, orderId),
    eq(corrections.revision, revision),
    eq(corrections.correctionId, correctionId),
  )})`;

export const correctionQuery = (
  db: Database,
  { orderId, revision }: Pick<CorrectionRow, "orderId" | "revision">,
) =>
  db
    .select({ correctionId: corrections.correctionId })
    .from(corrections)
    .where(and(eq(corrections.orderId, orderId), eq(corrections.revision, revision)));

export const correctOrderRow = (
  db: Database,
  orderId: string,
  { set, when }: { readonly set: Partial<typeof orders.$inferInsert>; readonly when: SQL },
) =>
  db
    .update(orders)
    .set(set)
    .where(and(eq(orders.orderId, orderId), when));

export const decideApproval = (
  db: Database,
  {
    approvalId,
    decision,
    staffId,
    nowMs,
    when,
  }: {
    readonly approvalId: string;
    readonly decision: "approved" | "declined";
    readonly staffId: string;
    readonly nowMs: number;
    readonly when?: SQL;
  },
) =>
  db
    .update(approvals)
    .set({ decision, decidedBy: staffId, decidedAtMs: nowMs })
    .where(and(isOpenApproval(approvalId, nowMs), ne(approvals.askedBy, staffId), when))
    .returning({ approvalId: approvals.approvalId });

export const insertApproval = (db: Database, row: typeof approvals.$inferInsert) =>
  db.insert(approvals).values(row);

const asker = alias(staff, "asker");
const decider = alias(staff, "decider");

/** The newest first; of one order, or one alone, where they are named. */
export const approvalsQuery = (
  db: Database,
  page: {
    readonly operatorId: string;
    readonly approvalId?: string;
    readonly before: string | undefined;
    readonly limit: number;
  },
) =>
  db
    .select({
      approvalId: approvals.approvalId,
      orderId: approvals.orderId,
      eventId: approvals.eventId,
      correction: approvals.correction,
      amountFen: approvals.amountFen,
      reason: approvals.reason,
      askedBy: approvals.askedBy,
      askedByName: sql<string>`${asker.displayName}`.as("asked_by_name"),
      askedAtMs: approvals.askedAtMs,
      expiresAtMs: approvals.expiresAtMs,
      decision: approvals.decision,
      decidedBy: approvals.decidedBy,
      decidedByName: sql<string | null>`${decider.displayName}`.as("decided_by_name"),
      decidedAtMs: approvals.decidedAtMs,
    })
    .from(approvals)
    .innerJoin(asker, eq(asker.staffId, approvals.askedBy))
    .leftJoin(decider, eq(decider.staffId, approvals.decidedBy))
    .where(
      and(
        eq(approvals.operatorId, page.operatorId),
        page.approvalId === undefined ? undefined : eq(approvals.approvalId, page.approvalId),
        page.before === undefined ? undefined : lt(approvals.approvalId, page.before),
      ),
    )
    .orderBy(desc(approvals.approvalId))
    .limit(page.limit);

/** Those that waited for a second person, whatever became of them. */
export const approvalsOfOrderQuery = (db: Database, orderId: string) =>
  db
    .select({
      reason: approvals.reason,
      amountFen: approvals.amountFen,
      askedByName: sql<string>`${asker.displayName}`.as("asked_by_name"),
      askedAtMs: approvals.askedAtMs,
      decision: approvals.decision,
      decidedByName: sql<string | null>`${decider.displayName}`.as("decided_by_name"),
      decidedAtMs: approvals.decidedAtMs,
    })
    .from(approvals)
    .innerJoin(asker, eq(asker.staffId, approvals.askedBy))
    .leftJoin(decider, eq(decider.staffId, approvals.decidedBy))
    .where(eq(approvals.orderId, orderId));

export const correctionsOfOrderQuery = (db: Database, orderId: string) =>
  db
    .select({
      correction: corrections,
      by: sql<string>`${asker.displayName}`.as("asked_by_name"),
      approvedBy: sql<string | null>`${decider.displayName}`.as("approved_by_name"),
    })
    .from(corrections)
    .innerJoin(asker, eq(asker.staffId, corrections.askedBy))
    .leftJoin(decider, eq(decider.staffId, corrections.approvedBy))
    .where(eq(corrections.orderId, orderId))
    .orderBy(asc(corrections.revision));

export const approvalLimitQuery = (db: Database, operatorId: string) =>
  db
    .select({ approvalLimitFen: operators.approvalLimitFen })
    .from(operators)
    .where(eq(operators.operatorId, operatorId));

export const setApprovalLimit = (db: Database, operatorId: string, approvalLimitFen: number) =>
  db.update(operators).set({ approvalLimitFen }).where(eq(operators.operatorId, operatorId));
