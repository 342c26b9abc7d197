// What a driver may do to his order: cancel it before it charges, stop it while it does.
import type { OrderRefusal } from "../../core/charging/pileApi.ts";
import type { ProblemCode } from "../../core/contract/problems.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { beforeCharging, orderKeyQuery } from "../db/orders.ts";
import { askPile, type Money } from "../payments/money.ts";
import { closeLater } from "../payments/settle.ts";
import { endOrder } from "./endOrder.ts";

type Refusal = { readonly code: ProblemCode };

/** Null: the Pile has let go of it, or never had it, so the records may end it. */
const cancelProblems = {
  order_not_found: null,
  order_over: null,
  order_not_stoppable: null,
  pile_offline: null,
  commands_queue_full: null,
  order_not_cancellable: "order_not_cancellable",
  unavailable: "unavailable",
} as const satisfies Record<OrderRefusal["code"] | "unavailable", ProblemCode | null>;

const over: ReadonlySet<string> = new Set(["cancelled", "start_failed"]);
const cancellable: ReadonlySet<string> = new Set(beforeCharging);

/** Again is harmless; an order that came to nothing already stays as it ended. */
export async function cancelOrder(
  money: Money,
  { orderId, nowMs }: { readonly orderId: string; readonly nowMs: number },
): Promise<Result<null, Refusal>> {
  const order = await orderKeyQuery(money.db, orderId).get();
  if (order === undefined) return err({ code: "order_not_found" });
  if (over.has(order.state)) return ok(null);
  if (!cancellable.has(order.state)) return err({ code: "order_not_cancellable" });
  const failure = "cancelled_by_driver";
  const released = await askPile(money, order.pileId, (pile) => pile.release({ orderId, failure }));
  if (!released.ok) {
    const problem = cancelProblems[released.error.code];
    if (problem !== null) return err({ code: problem });
  }
  const state = await endOrder(money, order, { failure, nowMs });
  if (order.paymentWay !== "balance") closeLater(money, orderId, nowMs);
  return over.has(state) ? ok(null) : err({ code: "order_not_cancellable" });
}

const stopProblems = {
  order_not_found: "order_not_stoppable",
  order_over: "order_not_stoppable",
  order_not_stoppable: "order_not_stoppable",
  order_not_cancellable: "order_not_stoppable",
  pile_offline: "pile_offline",
  commands_queue_full: "commands_queue_full",
  unavailable: "unavailable",
} as const satisfies Record<OrderRefusal["code"] | "unavailable", ProblemCode>;

export async function stopOrder(
  money: Money,
  { orderId, pileId }: { readonly orderId: string; readonly pileId: string },
): Promise<Result<null, Refusal>> {
  const stopped = await askPile(money, pileId, (pile) => pile.stop(orderId));
  return stopped.ok ? ok(null) : err({ code: stopProblems[stopped.error.code] });
}
