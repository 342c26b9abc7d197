// Applies what a gateway says of a payment: compared with our own rows, then in one batch that may
// run any number of times; after it the Pile is told to start, or the money is on its way back.
import { paymentReceived, latePaymentReturned } from "../../core/money/orderEntries.ts";
import { insertFinding } from "../db/findings.ts";
import { insertEntry, paymentIs } from "../db/ledger.ts";
import {
  awaitingPayment,
  moveOrder,
  orderIsOpen,
  orderIsOver,
  orderKeyQuery,
  type OrderKey,
} from "../db/orders.ts";
import {
  findPayment,
  paymentEventStatements,
  markPaid,
  markUnpaid,
  type PaymentEvent,
  type PaymentRow,
  type PaymentWithOrder,
} from "../db/payments.ts";
import { insertRefundDue } from "../db/refunds.ts";
import { runBatch, type Statement } from "../db/statements.ts";
import { endOrder, refundLater, startPaidOrder } from "../orders/endOrder.ts";
import { askPile, type Money } from "./money.ts";
import type { ProviderName } from "./provider.ts";
import { topUpStatements } from "./topUps.ts";

export type Paid = {
  readonly provider: ProviderName;
  readonly paymentId: string;
  readonly tradeNo: string;
  readonly amountFen: number;
  readonly paidAtMs: number;
};

/** The stored event of a notification; null when the gateway was asked. */
type Circumstances = { readonly event: PaymentEvent | null; readonly nowMs: number };

export type Applied = "applied" | "refused";

/** What differs from our own rows; such a payment changes nothing and is shown to a person. */
function mismatchOf(paid: Paid, found: PaymentWithOrder | null): string | null {
  if (found === null) return "payment_unknown";
  const { payment, order } = found;
  if (payment.provider !== paid.provider) return "payment_provider_differs";
  if (payment.amountFen !== paid.amountFen) return "payment_amount_differs";
  if (payment.gatewayTradeNo !== null && payment.gatewayTradeNo !== paid.tradeNo) {
    return "payment_trade_differs";
  }
  return payment.purpose === "order" && order === null ? "payment_order_unknown" : null;
}

/** A payment was made, says a verified notification or the answer to a query. */
export async function applyPayment(
  money: Money,
  paid: Paid,
  { event, nowMs }: Circumstances,
): Promise<Applied> {
  const found = await findPayment(money.db, paid.paymentId);
  const mismatch = mismatchOf(paid, found);
  if (mismatch !== null || found === null) {
    await insertFinding(money.db, {
      operatorId: found?.order?.operatorId ?? null,
      kind: mismatch ?? "payment_unknown",
      subject: paid.paymentId,
      detail: `${paid.provider} says ${paid.amountFen} fen were paid as ${paid.tradeNo}; we asked ${found?.payment.amountFen ?? "nothing"}`,
      atMs: paid.paidAtMs,
    });
    return "refused";
  }
  const { payment, order } = found;
  await runBatch(money.db, [
    ...paymentEventStatements(money.db, event),
    ...(payment.purpose === "topUp" ? topUpStatements(money.db, payment, paid) : []),
    ...(order === null ? [] : orderStatements(money, order, { paid, nowMs })),
    markPaid(money.db, paid),
  ]);
  if (order !== null) await goOn(money, order.orderId, nowMs);
  return "applied";
}

/** Money for an order that is over is owed back; whether it is over is judged in the batch itself. */
function orderStatements(
  { db }: Money,
  { orderId }: OrderKey,
  { paid, nowMs }: { readonly paid: Paid; readonly nowMs: number },
): Statement[] {
  const { paymentId, provider, amountFen, paidAtMs } = paid;
  const movement = { paymentId, orderId, gateway: provider, amountFen, atMs: paidAtMs };
  return [
    insertEntry(db, paymentReceived(movement), orderIsOpen(orderId)),
    insertEntry(db, latePaymentReturned(movement), orderIsOver(orderId)),
    insertRefundDue(
      db,
      { orderId, provider, amountFen, totalFen: amountFen, reason: "paid_too_late", nowMs },
      paymentIs(paymentId, ["latePaymentReturned"]),
    ),
    moveOrder(db, orderId, { from: awaitingPayment, to: { state: "paid", paidAtMs } }),
  ];
}

async function goOn(money: Money, orderId: string, nowMs: number): Promise<void> {
  const order = await orderKeyQuery(money.db, orderId).get();
  if (order?.state === "paid") await startPaidOrder(money, order, nowMs);
  else if (order?.state === "cancelled" || order?.state === "start_failed") {
    refundLater(money, orderId, nowMs);
  }
}

/** A payment came to nothing, says the gateway; its order is given up with it. */
export async function applyUnpaid(
  money: Money,
  { payment, order }: PaymentWithOrder,
  { state, event, nowMs }: Circumstances & { readonly state: "closed" | "failed" },
): Promise<void> {
  const also = [
    ...paymentEventStatements(money.db, event),
    markUnpaid(money.db, payment.paymentId, state),
  ];
  const isAwaited = order?.state === "created" || order?.state === "paying";
  if (order === null || !isAwaited || payment.state !== "pending") {
    await runBatch(money.db, also);
    return;
  }
  const { orderId } = order;
  const failure = payment.expiresAtMs <= nowMs ? "payment_expired" : "payment_failed";
  const released = await askPile(money, order.pileId, (pile) => pile.release({ orderId, failure }));
  // A Pile out of reach keeps the payment pending, so that the sweep comes by again.
  if (!released.ok && released.error.code === "unavailable") return;
  await endOrder(money, order, { failure, nowMs, also });
}

/** Asks the gateway how a payment stands, and applies what it says. */
export async function queryPayment(
  money: Money,
  pending: PaymentWithOrder,
  nowMs: number,
): Promise<"answered" | "pending" | "gatewayFailed" | "gatewayRefused"> {
  const { payment } = pending;
  const provider = money.providers[payment.provider];
  if (provider === undefined) return "gatewayFailed";
  const answer = await provider.query({ outTradeNo: payment.paymentId, nowMs });
  if (!answer.ok) return answer.error.retry === "never" ? "gatewayRefused" : "gatewayFailed";
  switch (answer.value.kind) {
    case "paid":
      await applyPayment(money, paidOf(payment, answer.value), { event: null, nowMs });
      return "answered";
    case "closed":
    case "failed":
      await applyUnpaid(money, pending, { state: answer.value.kind, event: null, nowMs });
      return "answered";
    case "pending":
    case "notFound":
      return "pending";
  }
}

const paidOf = (
  { provider, paymentId }: PaymentRow,
  trade: { readonly tradeNo: string; readonly amountFen: number; readonly paidAtMs: number },
): Paid => ({
  provider,
  paymentId,
  tradeNo: trade.tradeNo,
  amountFen: trade.amountFen,
  paidAtMs: trade.paidAtMs,
});

/**
 * Closes a payment that nobody is to make any more. One that cannot be closed was paid, or is being
 * paid, while we asked: the query tells, and what it leaves open the sweep asks again.
 */
export async function closePayment(
  money: Money,
  { paymentId, nowMs }: { readonly paymentId: string; readonly nowMs: number },
): Promise<void> {
  const found = await findPayment(money.db, paymentId);
  if (found === null || found.payment.state !== "pending") return;
  const provider = money.providers[found.payment.provider];
  if (provider === undefined) return;
  const closed = await provider.close({ outTradeNo: paymentId, nowMs });
  if (!closed.ok) return;
  if (closed.value.kind === "notClosable") await queryPayment(money, found, nowMs);
  else await applyUnpaid(money, found, { state: "closed", event: null, nowMs });
}

export const closeLater = (money: Money, paymentId: string, nowMs: number): void =>
  money.later("close payment", () => closePayment(money, { paymentId, nowMs }));
