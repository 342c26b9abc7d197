// The statements for what a Pile tells of an order: begun, finishing, come to nothing. A fact that
// cannot be true of the order as it stands is kept for a person and changes nothing.
import type { Fact } from "../../core/charging/facts.ts";
import { insertFinding } from "../db/findings.ts";
import {
  beforeCharging,
  chargingStates,
  moveOrder,
  orderIsIn,
  type BillableOrder,
} from "../db/orders.ts";
import type { Statement } from "../db/statements.ts";
import { endOrderStatements } from "../orders/endOrder.ts";
import type { Money } from "../payments/money.ts";
import type { PlaceOfPile } from "./place.ts";

export type OrderFact = Extract<
  Fact,
  { kind: "sessionStarted" | "sessionFinishing" | "startFailed" }
>;

/** Facts of an order that came to nothing, or of none at all. */
export function orderStatements(
  money: Money,
  place: PlaceOfPile,
  {
    fact,
    order,
    nowMs,
  }: {
    readonly fact: OrderFact;
    readonly order: BillableOrder | null;
    readonly nowMs: number;
  },
): Statement[] {
  const { db } = money;
  const { orderId } = fact;
  const impossible = {
    operatorId: place.operatorId,
    kind: `${fact.kind}_impossible`,
    subject: orderId,
    atMs: timeOf(fact),
  };
  if (order === null) {
    // A hold that ran out before its order was written is nothing to look at.
    if (fact.kind === "startFailed" && fact.failure === "payment_expired") return [];
    const detail = `${place.pileId} speaks of an order that is not ours`;
    return [insertFinding(db, { ...impossible, detail })];
  }
  switch (fact.kind) {
    case "sessionStarted":
      return [
        insertFinding(
          db,
          { ...impossible, detail: `${place.pileId} charges for an order that was given up` },
          orderIsIn(orderId, ["cancelled", "start_failed"]),
        ),
        moveOrder(db, orderId, {
          from: beforeCharging,
          to: { state: "charging", startedAtMs: fact.startedAtMs },
        }),
      ];
    case "sessionFinishing":
      return [
        moveOrder(db, orderId, {
          from: ["paid", "starting", "charging"],
          to: { state: "finishing", endedAtMs: fact.endedAtMs, stopReason: fact.reason },
        }),
      ];
    case "startFailed": {
      const detail = `${place.pileId} says ${fact.failure} of an order that charges`;
      return [
        insertFinding(db, { ...impossible, detail }, orderIsIn(orderId, chargingStates)),
        ...endOrderStatements(money, order, { failure: fact.failure, nowMs }),
      ];
    }
  }
}

function timeOf(fact: OrderFact): number {
  switch (fact.kind) {
    case "sessionStarted":
      return fact.startedAtMs;
    case "sessionFinishing":
      return fact.endedAtMs;
    case "startFailed":
      return fact.atMs;
  }
}
