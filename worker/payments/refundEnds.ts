// How a refund ends: paid out, failed until a person has seen to it, or, of a withdrawal, back in the
// balance. Each end is one batch that posts it, tells the driver and closes the row.
import { refundPaid } from "../../core/money/orderEntries.ts";
import { withdrawalReturned } from "../../core/money/walletEntries.ts";
import { insertEntry } from "../db/ledger.ts";
import { insertFinding } from "../db/findings.ts";
import {
  markRefunded,
  refundIsOpen,
  refundIsUnpaid,
  updateOpenRefund,
  type RefundReason,
  type RefundRow,
} from "../db/refunds.ts";
import { paymentEventStatements, type PaymentEvent } from "../db/payments.ts";
import { insertMessage } from "../db/messages.ts";
import { runBatch, type Statement } from "../db/statements.ts";
import type { Money } from "./money.ts";

export async function succeed(
  money: Money,
  refund: RefundRow,
  {
    refundNo,
    amountFen,
    atMs,
    event,
    nowMs,
  }: {
    readonly refundNo: string;
    readonly amountFen: number;
    readonly atMs: number;
    readonly event: PaymentEvent | null;
    readonly nowMs: number;
  },
): Promise<void> {
  const { refundId, orderId, provider } = refund;
  if (amountFen !== refund.amountFen) {
    const detail = `${provider} refunded ${amountFen} of ${refund.amountFen}`;
    await finding(money, { kind: "refund_amount_differs", refundId, detail, atMs: nowMs });
    return;
  }
  if (refund.returnedAtMs !== null) {
    const detail = `${provider} paid ${amountFen} fen that are in the balance again`;
    await finding(money, { kind: "refund_paid_after_return", refundId, detail, atMs: nowMs });
    return;
  }
  const entry = refundPaid({ refundId, orderId, gateway: provider, amountFen, atMs });
  await runBatch(money.db, [
    ...paymentEventStatements(money.db, event),
    insertEntry(money.db, entry),
    ...(isNews[refund.reason] ? [refundMessage(money, refund, "refundSucceeded", nowMs)] : []),
    markRefunded(money.db, refundId, { gatewayRefundNo: refundNo, updatedAtMs: nowMs }),
  ]);
}

/** The gateway will not pay it out by itself: it stands as failed until a person has seen to it. */
export async function fail(
  money: Money,
  refund: RefundRow,
  {
    error,
    event,
    nowMs,
  }: { readonly error: string; readonly event: PaymentEvent | null; readonly nowMs: number },
): Promise<void> {
  const { refundId, provider } = refund;
  const detail = `${provider} says ${error}`;
  await runBatch(money.db, [
    ...paymentEventStatements(money.db, event),
    insertFinding(
      money.db,
      { operatorId: null, kind: "refund_failed", subject: refundId, detail, atMs: nowMs },
      refundIsOpen(refundId),
    ),
    refundMessage(money, refund, "refundFailed", nowMs),
    updateOpenRefund(money.db, refundId, {
      state: "failed",
      nextAttemptMs: null,
      lastError: error,
      updatedAtMs: nowMs,
    }),
  ]);
}

/** Its gateway has refused a withdrawal for good, and has not paid it: the money is the balance's again. */
export async function comeBack(
  money: Money,
  refund: RefundRow,
  { error, nowMs }: { readonly error: string; readonly nowMs: number },
): Promise<void> {
  const { refundId, amountFen, driverId } = refund;
  const detail = `${refund.provider} says ${error}; ${amountFen} fen are in the balance again`;
  const isOpen = refundIsOpen(refundId);
  await runBatch(money.db, [
    insertEntry(
      money.db,
      withdrawalReturned({ refundId, driverId, amountFen, atMs: nowMs }),
      isOpen,
    ),
    insertFinding(
      money.db,
      { operatorId: null, kind: "withdrawal_refused", subject: refundId, detail, atMs: nowMs },
      isOpen,
    ),
    refundMessage(money, { ...refund, returnedAtMs: nowMs }, "refundFailed", nowMs),
    updateOpenRefund(money.db, refundId, {
      state: "failed",
      nextAttemptMs: null,
      lastError: error,
      updatedAtMs: nowMs,
      returnedAtMs: nowMs,
    }),
  ]);
}

export async function finding(
  money: Money,
  given: { kind: string; refundId: string; detail: string; atMs: number },
): Promise<void> {
  const { refundId: subject, ...rest } = given;
  await insertFinding(money.db, { operatorId: null, subject, ...rest });
}

/** What a charge did not use, or did not happen for, and what a correction gives back, its own message has told already. */
const isNews = {
  rest: false,
  given_up: false,
  paid_too_late: true,
  withdrawn: true,
  corrected: false,
  stray: true,
} as const satisfies Record<RefundReason, boolean>;

/** Once for each end: told in the batch that brings it about, before the row says that it has come. */
function refundMessage(
  { db }: Money,
  refund: RefundRow,
  kind: "refundSucceeded" | "refundFailed",
  nowMs: number,
): Statement {
  const { refundId, orderId, driverId, amountFen, provider, returnedAtMs } = refund;
  const isReturned = returnedAtMs !== null;
  const content = { kind, refundId, orderId, amountFen, toWay: provider, isReturned };
  const when = kind === "refundFailed" ? refundIsOpen(refundId) : refundIsUnpaid(refundId);
  return insertMessage(db, { driverId, subject: refundId, atMs: nowMs, content }, when);
}
