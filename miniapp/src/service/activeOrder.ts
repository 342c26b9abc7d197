// The driver's order under way, known to every page: asked when a page comes on screen, and told by
// the pages that begin or end it.
import { getMe } from "../../../core/contract/drivers.ts";
import { getOrder, type Order } from "../../../core/contract/orders.ts";
import { isUnderWay } from "../view/tones.ts";
import { api } from "./api.ts";
import { toOrder } from "./navigate.ts";
import { checkPolicy } from "./policyStanding.ts";
import { sessionStore } from "./session.ts";
import { makeStore } from "./store.ts";

export const activeOrderStore = makeStore<Order | null>(null);

/** Going from page to page asks no more often than this. */
const freshForMs = 8_000;

let askedAtMs = 0;
let asking: Promise<void> | null = null;

async function ask(): Promise<void> {
  const me = await api(getMe, {});
  if (!me.ok) return;
  checkPolicy(me.value.policy);
  const { activeOrderId } = me.value;
  if (activeOrderId === null) return activeOrderStore.set(null);
  const order = await api(getOrder, { orderId: activeOrderId });
  if (order.ok) tellActiveOrder(order.value);
}

/** Asks the platform unless it has just been asked; without an answer what was known stays. */
export function refreshActiveOrder(nowMs: number): Promise<void> {
  if (sessionStore.get() === null) {
    activeOrderStore.set(null);
    return Promise.resolve();
  }
  if (nowMs - askedAtMs < freshForMs) return asking ?? Promise.resolve();
  askedAtMs = nowMs;
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

/** What a page has just learnt of an order of this driver's. */
export function tellActiveOrder(order: Order): void {
  if (isUnderWay(order.state)) activeOrderStore.set(order);
  else if (activeOrderStore.get()?.orderId === order.orderId) activeOrderStore.set(null);
}

/** Opens the order under way, asking for it first. */
export async function openActiveOrder(): Promise<void> {
  askedAtMs = 0;
  await refreshActiveOrder(Date.now());
  const order = activeOrderStore.get();
  if (order !== null) toOrder(order.orderId);
}

// Who signs out, or in as somebody else, has no order of the one before.
sessionStore.subscribe(() => {
  askedAtMs = 0;
  activeOrderStore.set(null);
});
