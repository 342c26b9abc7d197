// What does not agree of an operator's money, and what staff said of it.
import { and, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { insertWhen } from "./statements.ts";
import { findingNotes } from "./tables/books.ts";
import { securityEvents, staff } from "./tables/operators.ts";
import { orders } from "./tables/orders.ts";

/** Findings that speak of money. */
const MONEY_KINDS = [
  "payment_unknown",
  "payment_provider_differs",
  "payment_amount_differs",
  "payment_trade_differs",
  "payment_order_unknown",
  "payment_unanswered",
  "refund_failed",
  "refund_unknown",
  "refund_amount_differs",
  "refund_paid_after_return",
  "withdrawal_refused",
  "session_without_order",
  "fact_not_applied",
  "charge_unknown_to_pile",
] as const;

const findingColumns = {
  eventId: securityEvents.eventId,
  kind: securityEvents.kind,
  subject: securityEvents.subject,
  detail: securityEvents.detail,
  atMs: securityEvents.atMs,
  orderId: orders.orderId,
  reason: findingNotes.reason,
  by: staff.displayName,
  notedAtMs: sql<number | null>`${findingNotes.atMs}`.as("noted_at_ms"),
};

/**
 * An operator's, and nobody's that speak of one of its orders: subjects of refunds and payments
 * begin with the order's id.
 */
export const moneyFindingsQuery = (
  db: Database,
  page: {
    readonly operatorId: string;
    readonly owner: "own" | "nobody";
    readonly openOnly: boolean;
    readonly eventId?: string;
    readonly before: string | undefined;
    readonly limit: number;
  },
) =>
  db
    .select(findingColumns)
    .from(securityEvents)
    .leftJoin(
      orders,
      and(
        eq(orders.orderId, sql`substr(${securityEvents.subject}, 1, 26)`),
        eq(orders.operatorId, page.operatorId),
      ),
    )
    .leftJoin(findingNotes, eq(findingNotes.eventId, securityEvents.eventId))
    .leftJoin(staff, eq(staff.staffId, findingNotes.staffId))
    .where(
      and(
        page.owner === "own"
          ? eq(securityEvents.operatorId, page.operatorId)
          : and(isNull(securityEvents.operatorId), sql`${orders.orderId} is not null`),
        inArray(securityEvents.kind, [...MONEY_KINDS]),
        page.eventId === undefined ? undefined : eq(securityEvents.eventId, page.eventId),
        page.before === undefined ? undefined : lt(securityEvents.eventId, page.before),
        page.openOnly ? isNull(findingNotes.eventId) : undefined,
      ),
    )
    .orderBy(desc(securityEvents.eventId))
    .limit(page.limit);

export const insertFindingNote = (db: Database, row: typeof findingNotes.$inferSelect) =>
  insertWhen(db, findingNotes, row, undefined);
