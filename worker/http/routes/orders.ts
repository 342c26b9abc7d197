// A driver's orders: estimate, create, list, read, pay, stop, cancel.
import { desc } from "drizzle-orm";
import {
  cancelOrder,
  createOrder,
  estimateOrder,
  getOrder,
  getOrderCurve,
  listOrders,
  refreshPayment,
  stopOrder,
  type Order,
} from "../../../core/contract/orders.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import { offerQuery, pageOfOrders } from "../../db/orders.ts";
import { orderViews, selectOrders } from "../../db/orderView.ts";
import { findPayment } from "../../db/payments.ts";
import { orders } from "../../db/tables/orders.ts";
import * as cancelling from "../../orders/cancelOrder.ts";
import * as creating from "../../orders/createOrder.ts";
import { offerOf } from "../../orders/offer.ts";
import { allAsOfNow, asOfNow, curveOfOrder, findOwnOrder } from "../../orders/orderNow.ts";
import { estimateOf } from "../../orders/prepaidAmount.ts";
import { moneyOf, type Money } from "../../payments/money.ts";
import { queryPayment } from "../../payments/settle.ts";
import type { App } from "../context.ts";
import type { Refusal } from "../errors.ts";
import { pageOfRows } from "../page.ts";
import { serve, serveDriver, type ByDriver, type Call } from "../serve.ts";
import type { Endpoint } from "../../../core/contract/endpoint.ts";

export const moneyOfCall = ({ env, http }: Pick<Call<Endpoint>, "env" | "http">): Money =>
  moneyOf(env, http.executionCtx);

export function orderRoutes(app: App, moneyFor: typeof moneyOfCall = moneyOfCall): void {
  serve(app, estimateOrder, async (call) => {
    const { input, nowMs } = call;
    const row = await offerQuery(moneyFor(call).db, { ...input, atMs: nowMs }).get();
    const offer = offerOf(row, null);
    return offer.ok ? ok(estimateOf(offer.value.priced, input.limit, nowMs)) : offer;
  });
  serveDriver(app, createOrder, async (call) => {
    const money = moneyFor(call);
    const { input, driver, nowMs, language, clientIp, idempotencyKey } = call;
    const { driverId } = driver;
    const created = await creating.createOrder(money, {
      ...input,
      driverId,
      nowMs,
      language,
      clientIp,
      idempotencyKey,
    });
    if (!created.ok) return created;
    const { orderId, pay } = created.value;
    const order = await findOwnOrder(money, { orderId, driverId });
    return order === null ? err({ code: "internal" }) : ok({ order, pay });
  });
  serveDriver(app, listOrders, async (call) => {
    const money = moneyFor(call);
    const { limit, cursor } = call.input;
    const rows = await selectOrders(money.db)
      .where(pageOfOrders({ driverId: call.driver.driverId, before: cursor }))
      .orderBy(desc(orders.orderId))
      .limit(limit + 1);
    const page = pageOfRows(rows, limit, ({ order }) => order.orderId);
    const items = await allAsOfNow(money, await orderViews(money.db, page.items));
    return ok({ items, nextCursor: page.nextCursor });
  });
  ownOrderRoutes(app, moneyFor);
}

type OwnOrderCall = ByDriver & {
  readonly input: { readonly orderId: string };
  readonly nowMs: number;
};

const ownOrder = async (
  money: Money,
  { input, driver }: OwnOrderCall,
): Promise<Result<Order, { readonly code: "order_not_found" }>> => {
  const order = await findOwnOrder(money, { ...input, driverId: driver.driverId });
  return order === null ? err({ code: "order_not_found" }) : ok(order);
};

/** Does something to the caller's own order, and answers with the order as it stands then. */
async function change(
  money: Money,
  call: OwnOrderCall,
  work: (order: Order) => Promise<Result<null, Refusal>>,
): Promise<Result<Order, Refusal>> {
  const before = await ownOrder(money, call);
  if (!before.ok) return before;
  const done = await work(before.value);
  if (!done.ok) return done;
  const after = await ownOrder(money, call);
  return after.ok ? ok(await asOfNow(money, after.value)) : after;
}

function ownOrderRoutes(app: App, moneyFor: typeof moneyOfCall): void {
  serveDriver(app, getOrder, async (call) => {
    const money = moneyFor(call);
    const order = await ownOrder(money, call);
    return order.ok ? ok(await asOfNow(money, order.value)) : order;
  });
  serveDriver(app, getOrderCurve, async (call) => {
    const money = moneyFor(call);
    const order = await ownOrder(money, call);
    if (!order.ok) return order;
    return ok({ points: [...(await curveOfOrder(money, order.value))] });
  });
  serveDriver(app, refreshPayment, async (call) => {
    const money = moneyFor(call);
    return change(money, call, ({ orderId }) => refresh(money, orderId, call.nowMs));
  });
  serveDriver(app, stopOrder, async (call) => {
    const money = moneyFor(call);
    return change(money, call, (order) => cancelling.stopOrder(money, order));
  });
  serveDriver(app, cancelOrder, async (call) => {
    const money = moneyFor(call);
    const { nowMs } = call;
    return change(money, call, ({ orderId }) => cancelling.cancelOrder(money, { orderId, nowMs }));
  });
}

/** Only a payment that is still pending has anything to ask for. */
async function refresh(
  money: Money,
  orderId: string,
  nowMs: number,
): Promise<Result<null, Refusal>> {
  const found = await findPayment(money.db, orderId);
  if (found === null || found.payment.state !== "pending") return ok(null);
  const answer = await queryPayment(money, found, nowMs);
  const isAnswered = answer === "answered" || answer === "pending";
  return isAnswered ? ok(null) : err({ code: "payment_gateway_failed" });
}
