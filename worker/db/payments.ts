// Payments at the gateways and what the gateways said of them.
import { and, asc, eq, inArray, lte, ne, sql } from "drizzle-orm";
import type { ProviderName } from "../payments/provider.ts";
import type { Database } from "./database.ts";
import { insertFinding } from "./findings.ts";
import type { Statement } from "./statements.ts";
import { orders } from "./tables/orders.ts";
import { paymentEvents, payments } from "./tables/payments.ts";

export type PaymentRow = typeof payments.$inferSelect;

/** A payment that waits for its driver. */
export const pendingPayment = (
  given: Pick<
    PaymentRow,
    "paymentId" | "purpose" | "driverId" | "provider" | "amountFen" | "createdAtMs" | "expiresAtMs"
  >,
): PaymentRow => ({
  ...given,
  orderId: given.purpose === "order" ? given.paymentId : null,
  state: "pending",
  pending: 1,
  gatewayTradeNo: null,
  paidAtMs: null,
});

export const insertPayment = (db: Database, row: PaymentRow) => db.insert(payments).values(row);

/** Not for a batch: there D1 gives rows by column name, and these two tables share some. */
const withOrder = (db: Database) =>
  db
    .select({
      payment: payments,
      order: {
        orderId: orders.orderId,
        pileId: orders.pileId,
        operatorId: orders.operatorId,
        driverId: orders.driverId,
        state: orders.state,
        paymentWay: orders.paymentWay,
        prepaidFen: orders.prepaidFen,
      },
    })
    .from(payments)
    .leftJoin(orders, eq(orders.orderId, payments.orderId));

export const paymentQuery = (db: Database, paymentId: string) =>
  withOrder(db).where(eq(payments.paymentId, paymentId));

export type PaymentWithOrder = Awaited<ReturnType<typeof paymentQuery>>[number];

export async function findPayment(
  db: Database,
  paymentId: string,
): Promise<PaymentWithOrder | null> {
  return (await paymentQuery(db, paymentId).get()) ?? null;
}

/** Pending ones made before `untilMs`, oldest first. */
export const pendingPaymentsQuery = (
  db: Database,
  { untilMs, limit }: { readonly untilMs: number; readonly limit: number },
) =>
  withOrder(db)
    .where(and(sql`${payments.pending} = 1`, lte(payments.createdAtMs, untilMs)))
    .orderBy(asc(payments.createdAtMs))
    .limit(limit);

/** A payment that was given up may still turn out to be paid; a paid one stays so. */
export const markPaid = (
  db: Database,
  {
    paymentId,
    tradeNo,
    paidAtMs,
  }: { readonly paymentId: string; readonly tradeNo: string; readonly paidAtMs: number },
) =>
  db
    .update(payments)
    .set({ state: "paid", pending: null, gatewayTradeNo: tradeNo, paidAtMs })
    .where(and(eq(payments.paymentId, paymentId), ne(payments.state, "paid")));

export const markUnpaid = (db: Database, paymentId: string, state: "closed" | "failed") =>
  db
    .update(payments)
    .set({ state, pending: null })
    .where(and(eq(payments.paymentId, paymentId), inArray(payments.state, ["pending"])));

export type PaymentEvent = {
  readonly provider: ProviderName;
  readonly eventId: string;
  readonly kind: string;
  readonly subject: string;
  readonly raw: string;
  readonly receivedAtMs: number;
};

const minuteMs = 60_000;

/**
 * Stores what was told, for a batch that applies it; nothing when it was not told but asked for. What
 * comes again after it was applied changes nothing, and is a security event, one a minute: whether a
 * stranger replays it or the gateway's own acknowledgement was lost looks alike from here.
 */
export function paymentEventStatements(db: Database, event: PaymentEvent | null): Statement[] {
  if (event === null) return [];
  const { provider, eventId, receivedAtMs } = event;
  const atMs = Math.floor(receivedAtMs / minuteMs) * minuteMs;
  const detail = `told again in the minute from ${new Date(atMs).toISOString()}, after it was applied`;
  const isKnown = sql`exists (select 1 from ${paymentEvents}
    where ${paymentEvents.subject} = ${event.subject} and ${paymentEvents.provider} = ${provider}
      and ${paymentEvents.eventId} = ${eventId})`;
  return [
    insertFinding(
      db,
      { operatorId: null, kind: "notification_replayed", subject: provider, detail, atMs },
      isKnown,
    ),
    db.insert(paymentEvents).values(event).onConflictDoNothing(),
  ];
}
