import { describe, expect, it } from "vitest";
import { SLOT_MS } from "../contract/reservations.ts";
import { limits } from "../limits.ts";
import { reserve, slotsOf } from "./reservations.ts";
import {
  aCardOrder,
  aFault,
  aHold,
  aStart,
  aStatus,
  aStop,
  hour,
  minute,
  T0,
} from "./support/builders.ts";
import { aRequest, ReservedPile } from "./support/reservedPile.ts";

const aPile = (): ReservedPile => new ReservedPile().available();
const slot = { fromMs: T0 + 2 * hour, untilMs: T0 + 3 * hour };
const refused = (code: string) => ({ ok: false, error: { code } });

describe("a slot", () => {
  it("lies on the quarter hour, within the hours that are allowed", () => {
    const pile = aPile();
    const { reservationAheadMs, reservationMs } = limits;
    for (const wrong of [
      { fromMs: slot.fromMs + minute },
      { untilMs: slot.untilMs - minute },
      { untilMs: slot.fromMs },
      { untilMs: slot.fromMs + reservationMs.most + SLOT_MS },
      { fromMs: T0 - SLOT_MS },
      {
        fromMs: T0 + reservationAheadMs.most + SLOT_MS,
        untilMs: T0 + reservationAheadMs.most + 2 * SLOT_MS,
      },
    ]) {
      expect(pile.reserve(wrong)).toEqual(refused("slot_not_valid"));
    }
  });

  it("is given to one driver, and what touches it to nobody else", () => {
    const pile = aPile();
    pile.reserved();
    for (const [fromMs, untilMs] of [
      [T0 + 2 * hour, T0 + 3 * hour],
      [T0 + hour, T0 + 2 * hour + SLOT_MS],
      [T0 + 2 * hour + SLOT_MS, T0 + 4 * hour],
    ] as const) {
      expect(pile.reserve({ driverId: "driver-2", fromMs, untilMs })).toEqual(
        refused("slot_taken"),
      );
    }
    for (const free of [
      { driverId: "driver-2", fromMs: T0 + hour, untilMs: T0 + 2 * hour },
      { driverId: "driver-3", fromMs: T0 + 3 * hour, untilMs: T0 + 4 * hour },
      { driverId: "driver-4", connectorId: 2 },
    ]) {
      expect(pile.reserve(free).ok).toBe(true);
    }
  });

  it("is not given while a charge may still be under way then", () => {
    const pile = aPile();
    pile.hold(aHold({ driverId: "driver-9", limit: { kind: "minutes", minutes: 150 } }));
    expect(pile.reserve()).toEqual(refused("connector_taken"));
    expect(pile.reserve({ fromMs: T0 + 3 * hour, untilMs: T0 + 4 * hour }).ok).toBe(true);
    pile.hold(aHold({ driverId: "driver-8", connectorId: 2 }));
    const soon = { driverId: "driver-2", connectorId: 2, fromMs: T0 + 45 * minute };
    expect(pile.reserve({ ...soon, untilMs: T0 + hour })).toEqual(refused("connector_taken"));
    expect(pile.reserve({ driverId: "driver-2", connectorId: 2 }).ok).toBe(true);
  });

  it("is not promised on a connector that cannot be used now", () => {
    const pile = aPile();
    pile.says(aFault());
    expect(pile.reserve()).toEqual(refused("connector_faulted"));
    pile.says(aStatus({ status: "Unavailable" }));
    expect(pile.reserve()).toEqual(refused("connector_unavailable"));
    expect(pile.reserve({ connectorId: 7 })).toEqual(refused("connector_not_found"));
    pile.disconnect();
    expect(pile.reserve()).toEqual(refused("pile_offline"));
  });

  it("is shown as free or taken, without saying by whom", () => {
    const pile = aPile();
    pile.reserved();
    const [first, second] = slotsOf(pile.state, pile.nowMs);
    const taken = first?.slots.filter(({ isFree }) => !isFree);
    expect(taken?.map(({ fromMs }) => fromMs)).toEqual(
      [0, 1, 2, 3].map((quarter) => slot.fromMs + quarter * SLOT_MS),
    );
    expect(second?.slots.every(({ isFree }) => isFree)).toBe(true);
    expect(JSON.stringify(first)).not.toContain("driver");
  });

  it("shown as free can be had, and as taken cannot", () => {
    const pile = aPile();
    pile.hold(aHold({ driverId: "driver-9" }));
    pile.reserved();
    for (const { connectorId, slots } of slotsOf(pile.state, pile.nowMs)) {
      for (const { isFree, ...one } of slots) {
        const request = aRequest({ connectorId, ...one, driverId: "driver-2" });
        expect(reserve(pile.state, request, pile.circumstances).ok).toBe(isFree);
      }
    }
  });
});

describe("a driver", () => {
  it("has one reservation at a time", () => {
    const pile = aPile();
    pile.reserved();
    expect(pile.reserve({ connectorId: 2 })).toEqual(refused("reservation_under_way"));
  });

  it("who repeats his request gets the same reservation, also when it is over", () => {
    const pile = aPile();
    const reservationId = pile.reserved({ idempotencyKey: "k" });
    const again = { reservationId, repeated: true };
    expect(pile.reserve({ idempotencyKey: "k" })).toMatchObject({ ok: true, value: again });
    pile.cancel(reservationId);
    expect(pile.reserve({ idempotencyKey: "k" })).toMatchObject({ ok: true, value: again });
    expect(pile.state.bookings).toEqual([]);
    const other = { idempotencyKey: "k", untilMs: T0 + 4 * hour };
    expect(pile.reserve(other)).toEqual(refused("idempotency_conflict"));
    const there = { idempotencyKey: "k", connectorId: 2 };
    expect(pile.reserve(there)).toEqual(refused("idempotency_conflict"));
  });

  it("whose fee is not taken in time has no reservation", () => {
    const pile = aPile();
    pile.reserve();
    pile.passes(limits.reservationConfirmMs.most);
    expect(pile.ends()).toEqual(["not_confirmed"]);
    expect(pile.reserve({ driverId: "driver-2" }).ok).toBe(true);
  });

  it("cancels for nothing until the connector is held, then for the fee", () => {
    const pile = aPile();
    expect(pile.cancel(pile.reserved())).toMatchObject({ value: { end: "cancelled" } });
    const later = pile.reserved();
    pile.until(slot.fromMs - 15 * minute);
    expect(pile.cancel(later)).toMatchObject({ value: { end: "cancelled_late" } });
    expect(pile.cancel(later)).toMatchObject({ value: { end: "cancelled_late" } });
    expect(pile.ends()).toEqual(["cancelled", "cancelled_late"]);
    expect(pile.stateOf()).toBe("available");
  });

  it("who does not come within the grace is a no-show, and the connector is free again", () => {
    const pile = aPile();
    pile.reserved();
    pile.until(slot.fromMs + 20 * minute - 1);
    expect([pile.stateOf(), pile.ends()]).toEqual(["reserved", []]);
    pile.passes(1);
    expect([pile.stateOf(), pile.ends()]).toEqual(["available", ["no_show"]]);
  });

  it("is told of his reservation, and nobody else", () => {
    const pile = aPile();
    pile.cancel(pile.reserved());
    const told = pile.effects.filter((effect) => effect.kind === "tellBooking");
    expect(told.map(({ driverId, reservation }) => [driverId, reservation.end])).toEqual([
      ["driver-1", null],
      ["driver-1", "cancelled"],
    ]);
  });
});

/** Its hold has just begun. */
const held = (): ReservedPile => {
  const pile = aPile();
  pile.reserved();
  pile.until(slot.fromMs - 15 * minute);
  return pile;
};

describe("a reserved connector", () => {
  it("is shown as reserved from the hold on, and free before", () => {
    const pile = aPile();
    pile.reserved();
    pile.until(slot.fromMs - 15 * minute - 1);
    expect(pile.stateOf()).toBe("available");
    pile.passes(1);
    expect(pile.stateOf()).toBe("reserved");
  });

  it("is told to the charger when the hold begins, until the grace ends", () => {
    const pile = held();
    const [call] = pile.asked("ReserveNow");
    expect(call?.payload).toMatchObject({
      connectorId: 1,
      idTag: "CARD-1",
      expiryDate: new Date(slot.fromMs + 20 * minute).toISOString(),
    });
    pile.responds({ status: "Accepted" });
    expect(pile.state.bookings[0]?.charger).toBe("keeps");
    pile.passes(minute);
    expect(pile.asked("ReserveNow")).toHaveLength(1);
  });

  it.each(["Rejected", "Faulted", "Occupied"])(
    "is kept by the platform alone where the charger says %s",
    (status) => {
      const pile = held();
      pile.responds({ status });
      expect(pile.state.bookings[0]?.charger).toBe("alone");
      expect(pile.hold(aHold({ driverId: "driver-2" }))).toEqual(refused("connector_reserved"));
    },
  );

  it("is taken back from the charger when the reservation is cancelled", () => {
    const pile = held();
    pile.responds({ status: "Accepted" });
    pile.cancel(pile.state.bookings[0]?.bookingId ?? "none");
    expect(pile.asked("CancelReservation")).toHaveLength(1);
  });

  it("refuses another driver's order, and lets the holder's in", () => {
    const pile = held();
    pile.responds({ status: "Accepted" });
    expect(pile.hold(aHold({ driverId: "driver-2" }))).toEqual(refused("connector_reserved"));
    const order = aHold({ driverId: "driver-1", untilMs: pile.nowMs + 3 * minute });
    expect(pile.hold(order).ok).toBe(true);
    // The charger would refuse the order's own tag as long as it keeps the place for a card.
    expect(pile.asked("CancelReservation")).toHaveLength(1);
    pile.responds({ status: "Accepted" });
    pile.pay(order.orderId);
    pile.responds({ status: "Accepted" });
    pile.starts(aStart({ idTag: `ZH${order.orderId.slice(-16)}`, atMs: pile.nowMs }));
    expect(pile.factsOf("bookingEnded")).toMatchObject([{ end: "used", usedBy: order.orderId }]);
  });

  it("stays reserved for the holder whose order came to nothing", () => {
    const pile = held();
    const order = aHold({ driverId: "driver-1", untilMs: pile.nowMs + 3 * minute });
    pile.hold(order);
    pile.passes(3 * minute);
    expect([pile.stateOf(), pile.ends()]).toEqual(["reserved", []]);
  });

  it("refuses another driver's card, and lets any of the holder's in", () => {
    const pile = held();
    const stranger = pile.says(aStart({ idTag: "CARD-9", atMs: pile.nowMs }));
    expect(stranger).toMatchObject({ status: "Invalid" });
    expect(pile.session().owner).toMatchObject({ reason: "connector_reserved" });
    pile.says(aStop({ transactionId: pile.session().transactionId, atMs: pile.nowMs }));
    pile.says(aStatus({ atMs: pile.nowMs }));
    const start = aStart({ idTag: "CARD-1B", atMs: pile.nowMs });
    expect(pile.question(start)).toBe("openCardOrder");
    const order = aCardOrder({ driverId: "driver-1" });
    pile.says(start, { kind: "card", card: { status: "Accepted", order } });
    expect(pile.factsOf("bookingEnded")).toMatchObject([{ end: "used", usedBy: order.orderId }]);
  });

  it("is let go by the charger when the holder shows another of his cards", () => {
    const pile = held();
    pile.responds({ status: "Accepted" });
    const records = { kind: "authorization", status: "Accepted", expiresAtMs: null } as const;
    pile.says({ kind: "authorizationAsked", idTag: "CARD-1B" }, records);
    expect(pile.asked("CancelReservation")).toHaveLength(1);
    expect(pile.stateOf()).toBe("reserved");
  });

  it("is not reserved by staff, nor started by them, over a driver's slot", () => {
    const pile = aPile();
    pile.reserved();
    const request = { kind: "reserve", connectorId: 1, idTag: "X", minutes: 180 } as const;
    const asked = pile.staff({ commandId: "c", request, askedBy: "s" });
    expect(asked).toEqual(refused("connector_taken"));
  });
});
