// A repeat of an order's request: the first one's order, with fresh pay parameters while it may
// still be paid.
import { err, ok, type Result } from "../../core/result.ts";
import type { ProblemCode } from "../../core/contract/problems.ts";
import { orderQuery, type OrderRow } from "../db/orders.ts";
import { findPayment } from "../db/payments.ts";
import type { Money } from "../payments/money.ts";
import { payFor } from "../payments/payFor.ts";
import { descriptionOf, type Created, type Draft } from "./draft.ts";
import { startPaidOrder } from "./endOrder.ts";

/** Null when the first request got no further than the hold: its order is still to be written. */
export async function payAgain(
  money: Money,
  draft: Draft,
): Promise<Result<Created, { readonly code: ProblemCode }> | null> {
  const { orderId, input } = draft;
  const order = await orderQuery(money.db, orderId).get();
  if (order === undefined) return null;
  if (!isSameRequest(order, draft)) return err({ code: "idempotency_conflict" });
  if (order.state === "paid") await startPaidOrder(money, order, input.nowMs);
  const payment = (await findPayment(money.db, orderId))?.payment;
  const isPayable =
    order.open === 1 && payment?.state === "pending" && payment.expiresAtMs > input.nowMs;
  if (payment === undefined || !isPayable || draft.scene === null) {
    return ok({ orderId, pay: { kind: "done" } });
  }
  const pay = await payFor(money, payment, {
    scene: draft.scene,
    description: descriptionOf(draft),
    nowMs: input.nowMs,
  });
  return pay.ok ? ok({ orderId, pay: pay.value }) : pay;
}

function isSameRequest(order: OrderRow, { input }: Draft): boolean {
  return (
    order.driverId === input.driverId &&
    order.pileId === input.pileId &&
    order.connectorId === input.connectorId &&
    order.paymentWay === input.paymentWay &&
    JSON.stringify(order.chargeLimit) === JSON.stringify(input.limit)
  );
}
