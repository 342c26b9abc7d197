// Everything that happened to an order, from all that was written of it, in the order of time.
import { decodeTime } from "ulid";
import type { OrderEvent } from "../../core/contract/admin/books.ts";
import { paymentsOfOrderQuery, refundsOfPaymentQuery } from "../db/adminOrders.ts";
import { gatewayEventsQuery, messagesOfOrderQuery } from "../db/books.ts";
import { approvalsOfOrderQuery, correctionsOfOrderQuery } from "../db/corrections.ts";
import type { Database } from "../db/database.ts";
import { entriesOfOrderQuery } from "../db/ledger.ts";
import type { OrderRow } from "../db/orders.ts";

export async function eventsOfOrder(db: Database, order: OrderRow): Promise<OrderEvent[]> {
  const { orderId, driverId, createdAtMs: fromMs } = order;
  const [payments, refunds, said, entries, sent, corrected, asked] = await Promise.all([
    paymentsOfOrderQuery(db, orderId),
    refundsOfPaymentQuery(db, orderId),
    gatewayEventsQuery(db, orderId),
    entriesOfOrderQuery(db, orderId),
    driverId === null ? [] : messagesOfOrderQuery(db, { driverId, orderId, fromMs }),
    correctionsOfOrderQuery(db, orderId),
    approvalsOfOrderQuery(db, orderId),
  ]);
  const events: OrderEvent[] = [
    ...ownEvents(order),
    ...payments.flatMap(paymentEvents),
    ...refunds.flatMap(refundEvents),
    ...said.map(({ provider: way, kind: what, raw, receivedAtMs: atMs }) => ({
      kind: "gatewaySaid" as const,
      atMs,
      way,
      what,
      raw,
    })),
    ...entries.map(({ kind: entryKind, source, atMs, postings }) => ({
      kind: "posted" as const,
      atMs,
      entryKind,
      source,
      amountFen: postings.reduce((sum, { amountFen }) => sum + Math.max(0, amountFen), 0),
    })),
    ...sent.map(({ messageId, content }) => ({
      kind: "messageSent" as const,
      atMs: decodeTime(messageId),
      content,
    })),
    ...corrected.map(({ correction, by, approvedBy }) => ({
      kind: "corrected" as const,
      atMs: correction.atMs,
      by,
      approvedBy,
      reason: correction.reason,
      beforeFen: correction.beforeFen,
      afterFen: correction.afterFen,
    })),
    ...asked.flatMap(approvalEvents),
  ];
  return events.toSorted((a, b) => a.atMs - b.atMs);
}

function ownEvents({ origin, createdAtMs, startedAtMs, endedAtMs, stopReason }: OrderRow) {
  const events: OrderEvent[] = [{ kind: "created", atMs: createdAtMs, detail: origin }];
  if (startedAtMs !== null) events.push({ kind: "started", atMs: startedAtMs, detail: "" });
  if (endedAtMs !== null) {
    events.push({ kind: "ended", atMs: endedAtMs, detail: stopReason ?? "" });
  }
  return events;
}

type Payment = Awaited<ReturnType<typeof paymentsOfOrderQuery>>[number];
type Refund = Awaited<ReturnType<typeof refundsOfPaymentQuery>>[number];

function paymentEvents({ paymentId: id, way, state, amountFen, ...at }: Payment): OrderEvent[] {
  const shown = { id, way, state, amountFen };
  return [
    { kind: "paymentBegun", atMs: at.createdAtMs, ...shown },
    ...(at.paidAtMs === null
      ? []
      : [{ kind: "paymentPaid" as const, atMs: at.paidAtMs, ...shown }]),
  ];
}

function refundEvents({ refundId: id, way, state, amountFen, ...at }: Refund): OrderEvent[] {
  const shown = { id, way, state, amountFen };
  const hasEnded = state === "succeeded" || state === "failed";
  return [
    { kind: "refundDue", atMs: at.createdAtMs, ...shown },
    ...(hasEnded ? [{ kind: "refundEnded" as const, atMs: at.updatedAtMs, ...shown }] : []),
  ];
}

type Asked = Awaited<ReturnType<typeof approvalsOfOrderQuery>>[number];

/** What was agreed to is a correction. */
function approvalEvents({ reason, amountFen, ...row }: Asked): OrderEvent[] {
  const events: OrderEvent[] = [
    { kind: "approvalAsked", atMs: row.askedAtMs, by: row.askedByName, reason, amountFen },
  ];
  if (row.decision === "declined" && row.decidedAtMs !== null) {
    const by = row.decidedByName ?? "";
    events.push({ kind: "approvalDeclined", atMs: row.decidedAtMs, by, reason, amountFen });
  }
  return events;
}
