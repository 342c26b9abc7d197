// Gives up an order that has not begun to charge: its state, and all of its money on the way back.
import { and, type SQL } from "drizzle-orm";
import type { OrderRefusal } from "../../core/charging/pileApi.ts";
import type { OrderFailure, OrderState } from "../../core/contract/orders.ts";
import { orderRefundedInFull, type Return } from "../../core/money/orderEntries.ts";
import { insertOrderMessage } from "../db/messages.ts";
import { insertEntry, orderEndedBy, paymentIs } from "../db/ledger.ts";
import {
  beforeCharging,
  endedOrdersQuery,
  giveUpOrder,
  orderIsIn,
  type OrderKey,
} from "../db/orders.ts";
import { insertRefundDue, refundIdOf } from "../db/refunds.ts";
import { runBatch, type Statement } from "../db/statements.ts";
import { askPile, type Money } from "../payments/money.ts";
import { executeRefund } from "../payments/refunds.ts";

type EndState = "cancelled" | "start_failed";

/** Whether the driver or the payment ended it, or the pile. */
export const endStateOf = {
  payment_expired: "cancelled",
  payment_failed: "cancelled",
  cancelled_by_driver: "cancelled",
  cancelled_by_operator: "cancelled",
  paid_too_late: "cancelled",
  pile_offline: "start_failed",
  start_rejected: "start_failed",
  start_timed_out: "start_failed",
  connector_faulted: "start_failed",
  connector_taken: "start_failed",
} as const satisfies Record<OrderFailure, EndState>;

/** What the driver did himself, or sees before him, is no news to him. */
const isNews = {
  payment_expired: false,
  payment_failed: false,
  cancelled_by_driver: false,
  cancelled_by_operator: true,
  paid_too_late: true,
  pile_offline: true,
  start_rejected: true,
  start_timed_out: true,
  connector_faulted: true,
  connector_taken: true,
} as const satisfies Record<OrderFailure, boolean>;

export const returnTo = ({ paymentWay, driverId }: OrderKey): Return =>
  paymentWay === "balance" && driverId !== null ? { kind: "wallet", driverId } : { kind: "refund" };

type Ending = {
  readonly failure: OrderFailure;
  readonly nowMs: number;
  /** From which states; those before the charge unless given. */
  readonly from?: readonly OrderState[];
  readonly when?: SQL;
};

/**
 * The statements that give an order up; an order that charges or has ended they leave as it is. What
 * was paid is owed back in the same batch, judged by the ledger as it stands there.
 */
export function endOrderStatements(
  money: Money,
  order: OrderKey,
  { failure, nowMs, from = beforeCharging, when }: Ending,
): Statement[] {
  const { db } = money;
  const { orderId, prepaidFen, paymentWay } = order;
  const givenBack = orderRefundedInFull({
    orderId,
    prepaidFen,
    rest: returnTo(order),
    atMs: nowMs,
  });
  const wasPaid = paymentIs(orderId, ["paymentReceived", "walletHeld"]);
  const isGivenUp = orderIsIn(orderId, ["cancelled", "start_failed"]);
  return [
    ...(isNews[failure]
      ? [
          insertOrderMessage(
            db,
            {
              atMs: nowMs,
              content: {
                kind: "chargeFailed",
                orderId,
                failure,
                refundFen: prepaidFen,
                toWay: paymentWay,
              },
            },
            and(wasPaid, orderIsIn(orderId, from), when) ?? wasPaid,
          ),
        ]
      : []),
    giveUpOrder(db, orderId, { state: endStateOf[failure], failure, from, when }),
    insertEntry(db, givenBack, and(wasPaid, isGivenUp)),
    ...(paymentWay === "balance"
      ? []
      : [
          insertRefundDue(
            db,
            {
              orderId,
              provider: paymentWay,
              amountFen: prepaidFen,
              totalFen: prepaidFen,
              reason: "given_up",
              nowMs,
            },
            orderEndedBy(orderId, ["orderRefundedInFull"]),
          ),
        ]),
  ];
}

/** Gives an order up and pays back; tells the state it is in then. */
export async function endOrder(
  money: Money,
  order: OrderKey,
  ending: Ending & { readonly also?: readonly Statement[] },
): Promise<OrderState> {
  await runBatch(money.db, [...(ending.also ?? []), ...endOrderStatements(money, order, ending)]);
  refundLater(money, order.orderId, ending.nowMs);
  const after = await endedOrdersQuery(money.db, [order.orderId]).get();
  return after?.state ?? order.state;
}

/** Pays out at once what is owed back for an order; nothing where nothing is. */
export function refundLater(money: Money, orderId: string, nowMs: number): void {
  money.later("refund", () => executeRefund(money, { refundId: refundIdOf(orderId), nowMs }));
}

/** What a Pile's refusal to start a paid order means for it. */
const startFailures = {
  order_not_found: "paid_too_late",
  order_not_stoppable: "start_rejected",
  order_not_cancellable: "start_rejected",
  pile_offline: "pile_offline",
  commands_queue_full: "start_rejected",
} as const satisfies Record<Exclude<OrderRefusal["code"], "order_over">, OrderFailure>;

const failureOf = (refusal: OrderRefusal): OrderFailure => {
  if (refusal.code !== "order_over") return startFailures[refusal.code];
  return refusal.failure === "payment_expired" ? "paid_too_late" : refusal.failure;
};

/**
 * Tells the Pile that an order is paid, again and again if need be; one that it will not start any
 * more is given up and paid back. A Pile out of reach is left to the sweep.
 */
export async function startPaidOrder(money: Money, order: OrderKey, nowMs: number): Promise<void> {
  const { orderId, pileId } = order;
  const started = await askPile(money, pileId, (pile) => pile.start(orderId));
  if (started.ok || started.error.code === "unavailable") return;
  if (started.error.code === "order_not_found") {
    if (await hasCharged(money, order)) return;
  } else {
    const failure = failureOf(started.error);
    const released = await askPile(money, pileId, (pile) => pile.release({ orderId, failure }));
    if (!released.ok && stillThere.has(released.error.code)) return;
  }
  await endOrder(money, order, { failure: failureOf(started.error), nowMs });
}

const stillThere: ReadonlySet<string> = new Set(["order_not_cancellable", "unavailable"]);

/** A charge that is over on the Pile is not here yet only because its facts are still on their way. */
async function hasCharged(money: Money, { orderId, pileId }: OrderKey): Promise<boolean> {
  try {
    return (await money.pile(pileId).curve(orderId)).length > 0;
  } catch {
    return true;
  }
}
