// Who charges at a station waits there no longer, whichever connector he found.
import type { Fact } from "../../core/charging/facts.ts";
import { waitingsOfChargesQuery } from "../db/waitings.ts";
import { leaveWaiting } from "./joinWaiting.ts";
import type { Lists } from "./lists.ts";

/** A Station out of reach is left alone: what it offers him lapses. */
export async function leaveWhereCharging(
  lists: Lists,
  facts: readonly Fact[],
  nowMs: number,
): Promise<void> {
  const orderIds = facts.flatMap((fact) => (fact.kind === "sessionStarted" ? [fact.orderId] : []));
  if (orderIds.length === 0) return;
  for (const waiting of await waitingsOfChargesQuery(lists.db, orderIds)) {
    await leaveWaiting(lists, { ...waiting, nowMs });
  }
}
