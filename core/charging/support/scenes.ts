// Scenes that many tests begin with: an order held, paid, charging; a card's charge under way.
import { startTagOf } from "../pileState.ts";
import type { StaffRequest } from "../staffCommands.ts";
import {
  aCardOrder,
  aHold,
  aMeter,
  aSample,
  aStart,
  aStatus,
  aStop,
  T0,
  withIdleFee,
} from "./builders.ts";
import { TestPile } from "./testPile.ts";

type HoldChange = Parameters<typeof aHold>[0];

/** The records' word on a card that may charge. */
export const accepted = (order = aCardOrder()) =>
  ({ kind: "card", card: { status: "Accepted", order } }) as const;

/** A card's session on connector 1, begun at T0 with the meter at 1,000 kWh. */
export function aCardCharge(order = aCardOrder()) {
  const pile = new TestPile().available();
  const transactionId = pile.starts(aStart(), accepted(order));
  return { pile, order, transactionId };
}

/** Two cards' sessions, ten minutes ago: connector 1 at 1,000 kWh, connector 2 at 5,000. */
export function twoCardCharges() {
  const pile = new TestPile().available();
  const first = pile.starts(aStart(), accepted());
  const other = aStart({ connectorId: 2, idTag: "CARD-2", meterStartWh: 5_000_000 });
  const second = pile.starts(other, accepted());
  pile.nowMs = T0 + 600_000;
  return { pile, first, second };
}

export function anOrderHeld(change: HoldChange = {}) {
  const pile = new TestPile().available();
  const request = aHold(change);
  pile.hold(request);
  return { pile, request, orderId: request.orderId };
}

export function anOrderPaid(change: HoldChange = {}) {
  const at = anOrderHeld(change);
  at.pile.pay(at.orderId);
  return at;
}

export function anOrderCharging(change: HoldChange = {}) {
  const at = anOrderPaid(change);
  at.pile.responds({ status: "Accepted" });
  at.pile.says(aStatus({ status: "Preparing" }));
  const transactionId = at.pile.starts(aStart({ idTag: startTagOf(at.orderId) }));
  at.pile.says(aStatus({ status: "Charging" }));
  return { ...at, transactionId };
}

/** A sample each 15 s at the connector's full power. */
export function charges(pile: TestPile, transactionId: number, minutes: number): void {
  for (let count = 0; count < minutes * 4; count += 1) {
    pile.passes(15_000);
    const { last } = pile.session();
    const sample = aSample({ atMs: pile.nowMs, registerWh: last.registerWh + 250 });
    pile.says(aMeter({ transactionId, samples: [sample] }));
  }
}

/** Charged for ten minutes and stopped, under a tariff that charges for staying. */
export function aCarThatStays() {
  const at = anOrderCharging({ terms: withIdleFee() });
  charges(at.pile, at.transactionId, 10);
  const stop = aStop({
    transactionId: at.transactionId,
    meterStopWh: at.pile.session().last.registerWh,
    atMs: at.pile.nowMs,
  });
  at.pile.says(aStatus({ status: "Finishing", atMs: at.pile.nowMs }));
  at.pile.says(stop);
  return { ...at, stop };
}

/** Connector 1 is reserved by staff for CARD-1, for half an hour. */
export function aReservedPile() {
  const pile = new TestPile().available();
  const request = { kind: "reserve", connectorId: 1, idTag: "CARD-1", minutes: 30 } as const;
  pile.staff(byStaff("r", request));
  pile.responds({ status: "Accepted" });
  return pile;
}

export const byStaff = (commandId: string, request: StaffRequest["request"]): StaffRequest => ({
  commandId,
  request,
  askedBy: "Wang",
});
