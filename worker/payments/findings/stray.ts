// What can become of a payment that nothing asked for: it goes back to who paid, or it pays what the
// driver of an order owes. What the gateway says of it at that moment is what is believed.
import { err, ok } from "../../../core/result.ts";
import {
  strayPaymentCredited,
  strayPaymentKept,
  strayPaymentReturned,
} from "../../../core/money/strayEntries.ts";
import { insertEntry } from "../../db/ledger.ts";
import { insertOrderMessage } from "../../db/messages.ts";
import { refundIdOf } from "../../db/refunds.ts";
import {
  insertStray,
  insertStrayRefund,
  insertUnknownPayer,
  isStray,
  lowerShortfall,
  orderOwes,
  owingOrderQuery,
  payerQuery,
  type Stray,
} from "../../db/strayPayments.ts";
import type { Money } from "../money.ts";
import { executeRefund } from "../refunds.ts";
import type { Planned, Question } from "./plan.ts";

/** As the one gateway says at which it was paid. */
async function strayOf(money: Money, { finding, nowMs }: Question): Planned<Stray> {
  const paymentId = finding.subject;
  let hasFailed = false;
  for (const provider of [money.providers.wechatpay, money.providers.alipay]) {
    if (provider === undefined) continue;
    const answer = await provider.query({ outTradeNo: paymentId, nowMs });
    if (!answer.ok) hasFailed = true;
    else if (answer.value.kind === "paid") {
      const { tradeNo, amountFen, paidAtMs, payerId } = answer.value;
      const payer =
        payerId === null ? undefined : await payerQuery(money.db, provider.name, payerId).get();
      const driverId = payer?.driverId ?? null;
      return ok({ paymentId, provider: provider.name, tradeNo, amountFen, paidAtMs, driverId });
    }
  }
  return err({ code: hasFailed ? "payment_gateway_failed" : "payment_not_at_gateway" });
}

const movementOf = (stray: Stray, atMs: number) => ({
  paymentId: stray.paymentId,
  gateway: stray.provider,
  amountFen: stray.amountFen,
  atMs,
});

export async function planReturn(money: Money, question: Question): ReturnType<typeof planCredit> {
  const { db } = money;
  const { nowMs } = question;
  const found = await strayOf(money, question);
  if (!found.ok) return found;
  const stray = found.value;
  return ok({
    amountFen: stray.amountFen,
    guards: [isStray(stray.paymentId)],
    statements: (isOurs) => [
      insertUnknownPayer(db, nowMs),
      insertStray(db, stray, isOurs),
      insertEntry(db, strayPaymentReturned(movementOf(stray, nowMs)), isOurs),
      insertStrayRefund(db, stray, { nowMs, when: isOurs }),
    ],
    afterwards: () => {
      const refundId = refundIdOf(stray.paymentId);
      money.later("refund", () => executeRefund(money, { refundId, nowMs }));
    },
  });
}

export async function planCredit(
  money: Money,
  question: Question & { readonly orderId: string },
): Planned {
  const { db } = money;
  const { orderId, nowMs } = question;
  const found = await strayOf(money, question);
  if (!found.ok) return found;
  const stray = found.value;
  const { amountFen, paymentId } = stray;
  const order = await owingOrderQuery(db, question).get();
  if (order === undefined) return err({ code: "order_not_found" });
  const driverId = driverWhoOwes(order, stray);
  if (driverId === null) return err({ code: "order_owes_less" });
  const shortfallFen = order.shortfallFen - amountFen;
  const credited = { paymentId, orderId, driverId, amountFen, atMs: nowMs };
  const content = { kind: "debtPaid", orderId, amountFen, shortfallFen } as const;
  return ok({
    amountFen,
    guards: [isStray(paymentId), orderOwes(orderId, amountFen)],
    statements: (isOurs) => [
      insertStray(db, { ...stray, driverId }, isOurs),
      insertEntry(db, strayPaymentKept(movementOf(stray, nowMs)), isOurs),
      insertEntry(db, strayPaymentCredited(credited), isOurs),
      lowerShortfall(db, { orderId, amountFen, when: isOurs }),
      insertOrderMessage(db, { atMs: nowMs, content }, isOurs),
    ],
    afterwards: () => undefined,
  });
}

type Owing = Awaited<ReturnType<typeof owingOrderQuery>>[number];

/** Null where the payment is more than is owed, or somebody else's. */
function driverWhoOwes(order: Owing, stray: Stray): string | null {
  const owedFen = Math.min(order.shortfallFen, order.receivableFen ?? 0);
  const isHis = stray.driverId === null || stray.driverId === order.driverId;
  return order.state === "settled" && isHis && stray.amountFen <= owedFen ? order.driverId : null;
}
