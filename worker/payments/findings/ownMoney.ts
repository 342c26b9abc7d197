// What can become of our own payments and refunds that went wrong: a withdrawal that was paid by hand,
// a refund tried again, an order given up that its pile knows nothing of.
import { paidByHand } from "../../../core/money/walletEntries.ts";
import { err, ok } from "../../../core/result.ts";
import { insertEntry } from "../../db/ledger.ts";
import { insertMessage } from "../../db/messages.ts";
import { chargingStates, beforeCharging, orderIsIn, orderKeyQuery } from "../../db/orders.ts";
import { refundQuery } from "../../db/refunds.ts";
import {
  balanceQuery,
  canBePaidByHand,
  refundIsFailed,
  reopenRefund,
} from "../../db/settlements.ts";
import { endOrderStatements, refundLater } from "../../orders/endOrder.ts";
import { askPile, type Money } from "../money.ts";
import { executeRefund } from "../refunds.ts";
import type { Planned, Question } from "./plan.ts";

export async function planPaidByHand(
  { db }: Money,
  { finding, amountFen, nowMs }: Question & { readonly amountFen: number },
): Planned {
  const refundId = finding.subject;
  const refund = await refundQuery(db, refundId).get();
  if (refund === undefined || refund.returnedAtMs === null || amountFen > refund.amountFen) {
    return err({ code: "finding_action_unfit" });
  }
  const { driverId } = refund;
  const wallet = await balanceQuery(db, driverId).get();
  if ((wallet?.balanceFen ?? 0) < amountFen) return err({ code: "balance_spent" });
  const paid = { refundId, driverId, amountFen, atMs: nowMs };
  const content = { kind: "paidByHand", refundId, amountFen } as const;
  return ok({
    amountFen,
    guards: [canBePaidByHand(paid)],
    statements: (isOurs) => [
      insertEntry(db, paidByHand(paid), isOurs),
      insertMessage(db, { driverId, subject: refundId, atMs: nowMs, content }, isOurs),
    ],
    afterwards: () => undefined,
  });
}

/** It is owed already, so nobody has to agree: nothing more goes out than did before. */
export async function planRetry(money: Money, { finding, nowMs }: Question): Planned {
  const { db } = money;
  const refundId = finding.subject;
  const refund = await refundQuery(db, refundId).get();
  if (refund?.state !== "failed" || refund.returnedAtMs !== null) {
    return err({ code: "finding_action_unfit" });
  }
  return ok({
    amountFen: 0,
    guards: [refundIsFailed(refundId)],
    statements: (isOurs) => [reopenRefund(db, { refundId, nowMs, when: isOurs })],
    afterwards: () => {
      money.later("refund", () => executeRefund(money, { refundId, nowMs }));
    },
  });
}

const open = [...beforeCharging, ...chargingStates] as const;
const isOpen: ReadonlySet<string> = new Set(open);

/** Only while its pile has nothing of it: an order that charges is stopped, and billed. */
export async function planCancel(money: Money, { operatorId, finding, nowMs }: Question): Planned {
  const { db } = money;
  const orderId = finding.subject;
  const order = await orderKeyQuery(db, orderId).get();
  if (order?.operatorId !== operatorId) return err({ code: "order_not_found" });
  if (!isOpen.has(order.state)) return err({ code: "order_not_cancellable" });
  const failure = "cancelled_by_operator";
  const live = await askPile(money, order.pileId, async (pile) =>
    ok(await pile.liveOrder(orderId)),
  );
  if (!live.ok) return err({ code: "unavailable" });
  if (live.value !== null) return err({ code: "order_not_cancellable" });
  return ok({
    amountFen: order.prepaidFen,
    guards: [orderIsIn(orderId, open)],
    statements: (isOurs) =>
      endOrderStatements(money, order, { failure, nowMs, from: open, when: isOurs }),
    afterwards: () => refundLater(money, orderId, nowMs),
  });
}
