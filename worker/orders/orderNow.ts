// An order as its driver sees it now: the records' row, and over it what its Pile says of the charge.
import type { LiveOrder } from "../../core/contract/live.ts";
import type { CurvePoint, Order, OrderState } from "../../core/contract/orders.ts";
import { findOrderView } from "../db/orderView.ts";
import { readingsOfOrderQuery } from "../db/sessions.ts";
import { logError } from "../http/errors.ts";
import type { Money } from "../payments/money.ts";

/** What the Pile may add: it knows of a charge before the records do, and of nothing else. */
const liveStates: ReadonlySet<OrderState> = new Set(["starting", "charging", "finishing"]);
const overlaid: ReadonlySet<OrderState> = new Set(["paid", "starting", "charging", "finishing"]);

/** Null when there is no such order of this driver. */
export async function findOwnOrder(
  money: Money,
  { orderId, driverId }: { readonly orderId: string; readonly driverId: string },
): Promise<Order | null> {
  const found = await findOrderView(money.db, orderId);
  return found?.row.order.driverId === driverId ? found.view : null;
}

export const asOfNow = async (money: Money, order: Order): Promise<Order> =>
  overlaid.has(order.state) ? overlay(order, await liveOrderOf(money, order)) : order;

/** Each order with what its Pile says; only open ones are asked for. */
export const allAsOfNow = (money: Money, orders: readonly Order[]): Promise<Order[]> =>
  Promise.all(orders.map((order) => asOfNow(money, order)));

function overlay(order: Order, live: LiveOrder | null): Order {
  if (live === null || !liveStates.has(live.state)) return order;
  const isAhead = order.state !== "finishing";
  return {
    ...order,
    state: isAhead ? live.state : order.state,
    energyWh: live.energyWh,
    startedAtMs: order.startedAtMs ?? live.startedAtMs,
    stopReason: order.stopReason ?? live.stopReason,
  };
}

/** A Pile out of reach leaves the records' figures. */
async function liveOrderOf(money: Money, { pileId, orderId }: Order): Promise<LiveOrder | null> {
  try {
    return await money.pile(pileId).liveOrder(orderId);
  } catch (error) {
    logError("pile out of reach", error, { pileId });
    return null;
  }
}

const curvePoints = 240;

/** The charge's curve, from the Pile while it keeps the samples, then from what was billed. */
export async function curveOfOrder(money: Money, order: Order): Promise<readonly CurvePoint[]> {
  const points = await pileCurve(money, order);
  if (points.length > 0) return thinned(points);
  const session = await readingsOfOrderQuery(money.db, order.orderId).get();
  const [first] = session?.readings ?? [];
  if (session === undefined || first === undefined) return [];
  return thinned(
    session.readings.map(([atMs, registerWh]) => ({
      atMs,
      energyWh: Math.max(0, registerWh - first[1]),
      powerW: null,
      socPercent: null,
    })),
  );
}

async function pileCurve(money: Money, { pileId, orderId }: Order): Promise<readonly CurvePoint[]> {
  try {
    return await money.pile(pileId).curve(orderId);
  } catch (error) {
    logError("pile out of reach", error, { pileId });
    return [];
  }
}

function thinned(points: readonly CurvePoint[]): readonly CurvePoint[] {
  const step = Math.ceil(points.length / (curvePoints - 1));
  return points.filter((_, index) => index % step === 0 || index === points.length - 1);
}
