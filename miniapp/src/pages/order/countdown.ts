// How long the platform still waits: for the money, then for the charge.
import type { Order, OrderState } from "../../../../core/contract/orders.ts";
import { limits } from "../../../../core/limits.ts";
import { isUnpaid } from "./orderProgress.ts";

export type Countdown = { readonly waitsFor: "money" | "charge"; readonly leftMs: number };

/** The gateway closes a payment this long before the connector is let go. */
const paymentEndsBeforeHoldMs = 15_000;

/** By the device's clock, so it is only said, never acted on; null where nothing runs out. */
export function countdownOf(
  order: Pick<Order, "createdAtMs" | "paidAtMs">,
  state: OrderState,
  nowMs: number,
): Countdown | null {
  if (isUnpaid(state)) {
    const endMs = order.createdAtMs + limits.paymentHoldMs.most - paymentEndsBeforeHoldMs;
    return { waitsFor: "money", leftMs: Math.max(0, endMs - nowMs) };
  }
  if ((state !== "paid" && state !== "starting") || order.paidAtMs === null) return null;
  const endMs = order.paidAtMs + limits.startTimeoutMs.most;
  return { waitsFor: "charge", leftMs: Math.max(0, endMs - nowMs) };
}

/** 2:05 */
export function minutesSeconds(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
