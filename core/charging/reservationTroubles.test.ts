import { describe, expect, it } from "vitest";
import { limits } from "../limits.ts";
import {
  aConnector,
  aFault,
  aHold,
  aStart,
  aStatus,
  aStop,
  hour,
  minute,
  T0,
  withIdleFee,
} from "./support/builders.ts";
import { ReservedPile } from "./support/reservedPile.ts";

const aPile = (): ReservedPile => new ReservedPile().available();
const slot = { fromMs: T0 + 2 * hour, untilMs: T0 + 3 * hour };

const twins = () => {
  const pile = aPile();
  return { pile, reservationId: pile.reserved() };
};

const other = aConnector({ connectorId: 2, currentType: "AC", standard: "GBT_AC" });
const aLonePile = (): ReservedPile =>
  new ReservedPile({ connectors: [aConnector(), other] }).available();

describe("what the platform cannot give", () => {
  it("moves to another free connector of the same kind when its own fails in the slot", () => {
    const { pile, reservationId } = twins();
    pile.until(slot.fromMs);
    pile.says(aFault({ atMs: pile.nowMs }));
    expect(pile.factsOf("bookingMoved")).toMatchObject([
      { bookingId: reservationId, connectorId: 2 },
    ]);
    expect([pile.stateOf(1), pile.stateOf(2)]).toEqual(["faulted", "reserved"]);
  });

  it("is paid back where there is no other connector of the same kind", () => {
    const pile = aLonePile();
    pile.reserved();
    pile.until(slot.fromMs);
    pile.says(aFault({ atMs: pile.nowMs }));
    expect([pile.factsOf("bookingMoved"), pile.ends()]).toEqual([[], ["connector_failed"]]);
  });

  it("is not lost by a fault that is over before the slot", () => {
    const pile = aLonePile();
    pile.reserved();
    pile.says(aFault());
    pile.says(aStatus());
    pile.until(slot.fromMs);
    expect([pile.stateOf(), pile.ends()]).toEqual(["reserved", []]);
  });

  it("moves, or is paid back, when the one before overstays", () => {
    for (const pile of [aPile(), aLonePile()]) {
      pile.reserved();
      pile.until(slot.fromMs - 20 * minute);
      const order = aHold({ driverId: "driver-9", untilMs: pile.nowMs + minute });
      pile.hold({ ...order, terms: withIdleFee() });
      pile.pay(order.orderId);
      pile.starts(aStart({ idTag: `ZH${order.orderId.slice(-16)}`, atMs: pile.nowMs }));
      pile.until(slot.fromMs - 1);
      expect(pile.ends()).toEqual([]);
      pile.says(aStatus({ status: "Charging", atMs: pile.nowMs }));
      pile.passes(1);
      const isMoved = pile.factsOf("bookingMoved").length === 1;
      expect(pile.ends()).toEqual(isMoved ? [] : ["connector_occupied"]);
    }
  });

  it("is paid back when the pile stays offline in the slot, not for a moment's loss", () => {
    const { pile } = twins();
    pile.until(slot.fromMs + minute);
    pile.disconnect();
    pile.passes(limits.reservationOfflineMs.most - 1);
    expect(pile.ends()).toEqual([]);
    pile.passes(1);
    expect(pile.ends()).toEqual(["pile_offline"]);
  });

  it("is no no-show while a stranger's refused charge is being stopped there", () => {
    const pile = aLonePile();
    pile.reserved();
    pile.until(slot.fromMs);
    pile.says(aStart({ idTag: "CARD-9", atMs: pile.nowMs }));
    expect(pile.ends()).toEqual([]);
    pile.says(aStop({ transactionId: pile.session().transactionId, atMs: pile.nowMs }));
    expect(pile.stateOf()).toBe("reserved");
  });
});
