import { describe, expect, it } from "vitest";
import { limits } from "../limits.ts";
import {
  aCardOrder,
  aFault,
  aHold,
  aStart,
  aStatus,
  hour,
  minute,
  T0,
} from "./support/builders.ts";
import { OfferedPile } from "./support/offeredPile.ts";

const aPile = (): OfferedPile => new OfferedPile().available();
const own = { driverId: "driver-1", untilMs: T0 + hour };
const others = { driverId: "driver-2", untilMs: T0 + hour };
const slot = { fromMs: T0, untilMs: T0 + hour };

describe("a connector that is offered to a driver who waits", () => {
  it("is kept from others' orders, reservations and cards", () => {
    const pile = aPile();
    pile.offer();
    expect(pile.stateOf()).toBe("reserved");
    expect(pile.hold(aHold(others))).toMatchObject({ error: { code: "connector_reserved" } });
    expect(pile.reserve({ driverId: "driver-2", ...slot })).toMatchObject({
      error: { code: "slot_taken" },
    });
    expect(pile.says(aStart({ idTag: "CARD-9" }))).toMatchObject({ status: "Invalid" });
    expect(pile.hold(aHold({ ...others, connectorId: 2 })).ok).toBe(true);
  });

  it("is the holder's by the app", () => {
    const pile = aPile();
    const offerId = pile.offer();
    const order = aHold(own);
    expect(pile.hold(order).ok).toBe(true);
    pile.pay(order.orderId);
    pile.responds(
      { status: "Accepted" },
      pile.calls.find(({ action }) => action === "ReserveNow"),
    );
    const idTag = `ZH${order.orderId.slice(-16)}`;
    expect(pile.says(aStart({ idTag }))).toMatchObject({ status: "Accepted" });
    expect(pile.offers).toEqual([{ offerId, connectorId: 1, end: "used" }]);
    expect(pile.factsOf("bookingEnded")).toEqual([]);
  });

  it("is the holder's by his card", () => {
    const pile = aPile();
    const offerId = pile.offer();
    const card = { status: "Accepted", order: aCardOrder({ driverId: "driver-1" }) } as const;
    const started = pile.says(aStart({ idTag: "CARD-1" }), { kind: "card", card });
    expect(started).toMatchObject({ status: "Accepted" });
    expect(pile.offers).toEqual([{ offerId, connectorId: 1, end: "used" }]);
    expect(pile.factsOf("offerEnded")).toMatchObject([{ offerId, end: "used" }]);
  });

  it("is told to the charger and to the records, once", () => {
    const pile = aPile();
    const offerId = pile.offer();
    expect(pile.offer({ offerId })).toBe(offerId);
    expect(pile.asked("ReserveNow")).toMatchObject([
      { payload: { connectorId: 1, idTag: "CARD-1" } },
    ]);
    expect(pile.factsOf("connectorOffered")).toMatchObject([
      { offerId, driverId: "driver-1", connectorId: 1, untilMs: T0 + limits.offerMs.most },
    ]);
  });

  it("is free again when its driver has not come", () => {
    const pile = aPile();
    const offerId = pile.offer();
    pile.until(T0 + limits.offerMs.most - 1);
    expect(pile.stateOf()).toBe("reserved");
    pile.until(T0 + limits.offerMs.most);
    expect(pile.stateOf()).toBe("available");
    expect(pile.offers).toEqual([{ offerId, connectorId: 1, end: "no_show" }]);
    expect(pile.offer({ offerId })).toBe("offer_over");
  });

  it("is free again as soon as its driver does not want it", () => {
    const pile = aPile();
    const offerId = pile.offer();
    pile.withdraw(offerId);
    pile.withdraw(offerId);
    expect(pile.stateOf()).toBe("available");
    expect(pile.offers).toEqual([{ offerId, connectorId: 1, end: "cancelled" }]);
  });

  it("is used, not given up, where its driver's order is there already", () => {
    const pile = aPile();
    const offerId = pile.offer();
    pile.hold(aHold(own));
    pile.withdraw(offerId);
    expect(pile.offers).toEqual([{ offerId, connectorId: 1, end: "used" }]);
    expect(pile.use().kind).toBe("held");
  });

  it("moves to a free one of the same kind when it fails, and ends where there is none", () => {
    const pile = aPile();
    const offerId = pile.offer();
    pile.says(aFault({ connectorId: 1 }));
    expect(pile.offers).toEqual([{ offerId, connectorId: 2, end: null }]);
    expect(pile.factsOf("connectorOffered").map(({ connectorId }) => connectorId)).toEqual([1, 2]);
    pile.says(aFault({ connectorId: 2 }));
    expect(pile.offers).toEqual([{ offerId, connectorId: 2, end: "connector_failed" }]);
  });

  it("is let go when the pile's link does not come back in half a minute", () => {
    const pile = aPile();
    const offerId = pile.offer();
    pile.disconnect();
    pile.passes(limits.offerOfflineMs.most - 1);
    expect(pile.offers).toEqual([{ offerId, connectorId: 1, end: null }]);
    pile.passes(1);
    expect(pile.offers).toEqual([{ offerId, connectorId: 1, end: "pile_offline" }]);
  });

  it("does not count as the driver's reservation at this pile", () => {
    const pile = aPile();
    pile.offer();
    const later = { fromMs: T0 + 2 * hour, untilMs: T0 + 3 * hour };
    expect(pile.reserve({ ...later, connectorId: 2 }).ok).toBe(true);
  });
});

describe("a connector is not offered", () => {
  it("when it is not free, or not there", () => {
    const pile = aPile();
    pile.says(aStatus({ connectorId: 1, status: "Preparing" }));
    expect(pile.offer()).toBe("connector_taken");
    expect(pile.offer({ connectorId: 9 })).toBe("connector_taken");
  });

  it("when somebody's reservation begins to be kept before the offer would end", () => {
    const pile = aPile();
    pile.reserved({ driverId: "driver-2", fromMs: T0 + 15 * minute, untilMs: T0 + hour });
    expect(pile.offer()).toBe("connector_taken");
    expect(pile.offer({ connectorId: 2 })).not.toBe("connector_taken");
  });

  it("twice at a time", () => {
    const pile = aPile();
    pile.offer();
    expect(pile.offer({ driverId: "driver-2" })).toBe("connector_taken");
  });

  it("when its time is over, or it was taken back before it came", () => {
    const pile = aPile();
    expect(pile.offer({ untilMs: pile.nowMs })).toBe("offer_over");
    pile.withdraw("01KB9999999999999999999999");
    expect(pile.offer({ offerId: "01KB9999999999999999999999" })).toBe("offer_over");
    expect(pile.stateOf()).toBe("available");
  });
});
