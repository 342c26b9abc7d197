// What breaks central systems in the field: one test, or a few, for each row of that table that a
// Pile's decisions own, by the rows' words: sockets, commands, starts, faults and removal.
import { describe, expect, it } from "vitest";
import { aFault, aHold, aStart, aStatus, aStop, minute } from "./support/builders.ts";
import { accepted, aCardCharge, aReservedPile } from "./support/scenes.ts";
import { TestPile } from "./support/testPile.ts";
import { startTagOf } from "./pileState.ts";
import { retired } from "./profile.ts";

describe("half-open sockets; the server refuses the new socket; the old socket's late close wipes the new one", () => {
  it("takes the newest socket, whatever became of the one before", () => {
    const pile = new TestPile().available();
    pile.connect();
    expect(pile.state.link).toMatchObject({ generation: 2, online: true });
  });

  it("changes nothing by an older socket's close", () => {
    const pile = new TestPile().available();
    pile.connect();
    const before = pile.state;
    pile.disconnect(1);
    expect(pile.state).toBe(before);
    pile.disconnect(2);
    expect(pile.state.link.online).toBe(false);
  });
});

describe("one lock for both directions, or several open CALLs at once", () => {
  it("has one call open, and fails those that wait when the socket is lost", () => {
    const pile = new TestPile().available();
    for (const commandId of ["a", "b", "c"]) {
      pile.staff({ commandId, request: { kind: "clearCache" }, askedBy: "Wang" });
    }
    expect(pile.calls).toHaveLength(1);
    expect(pile.state.commands.map(({ record }) => record.state)).toEqual([
      "sent",
      "waiting",
      "waiting",
    ]);
    pile.disconnect();
    expect(pile.state.commands.map(({ record }) => record.state)).toEqual([
      "connectionLost",
      "connectionLost",
      "connectionLost",
    ]);
  });
});

describe("remote start accepted, then no transaction", () => {
  it("gives the order up after 90 s, and the connector is free", () => {
    const pile = new TestPile().available();
    const request = aHold();
    pile.hold(request);
    pile.pay(request.orderId);
    expect(pile.calls.at(-1)).toMatchObject({
      action: "RemoteStartTransaction",
      payload: { connectorId: 1, idTag: startTagOf(request.orderId) },
    });
    expect(startTagOf(request.orderId).length).toBeLessThanOrEqual(20);
    pile.responds({ status: "Accepted" });
    pile.passes(91_000);
    expect(pile.factsOf("startFailed")).toMatchObject([
      { orderId: request.orderId, failure: "start_timed_out" },
    ]);
    expect(pile.use().kind).toBe("free");
  });

  it("records a late start by that tag as nobody's, and stops it", () => {
    const pile = new TestPile().available();
    const request = aHold();
    pile.hold(request);
    pile.pay(request.orderId);
    pile.responds({ status: "Accepted" });
    pile.passes(2 * minute);
    const answer = pile.says(aStart({ idTag: startTagOf(request.orderId), atMs: pile.nowMs }));
    expect(answer).toMatchObject({ kind: "started", status: "Invalid" });
    expect(pile.calls.at(-1)?.action).toBe("RemoteStopTransaction");
    const { transactionId } = pile.session();
    pile.says(aStop({ transactionId, meterStopWh: 1_000_100, atMs: pile.nowMs }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { orderId: null, anomalies: ["start_after_order_was_given_up"], meterStopWh: 1_000_100 },
    ]);
  });
});

describe("a reservation survives a fault", () => {
  it.each([1, 0])("is cancelled and told when connector %i faults", (connectorId) => {
    const pile = aReservedPile();
    expect(pile.state.connectors[0]?.told.state).toBe("reserved");
    pile.says(aFault({ connectorId }));
    expect(pile.factsOf("reservationChanged").map(({ state }) => state)).toEqual([
      "active",
      "cancelled",
    ]);
    expect(pile.state.reservations).toEqual([]);
  });

  it("a hold and a start are given up too", () => {
    const pile = new TestPile().available();
    const held = aHold();
    const starting = aHold({ connectorId: 2 });
    pile.hold(held);
    pile.hold(starting);
    pile.pay(starting.orderId);
    pile.says(aFault({ connectorId: 0 }));
    expect(pile.factsOf("startFailed")).toMatchObject([
      { orderId: held.orderId, failure: "connector_faulted" },
      { orderId: starting.orderId, failure: "connector_faulted" },
    ]);
  });

  it("lets in the tag's holder alone, and ends at its time", () => {
    const pile = aReservedPile();
    const refusal = pile.says(aStart({ idTag: "CARD-9", atMs: pile.nowMs }), accepted());
    expect(refusal).toMatchObject({ status: "Accepted" });
    const other = aReservedPile();
    expect(other.question(aStart({ idTag: "CARD-9" }))).toBeNull();
    expect(other.says(aStart({ idTag: "CARD-9" }))).toMatchObject({ status: "Invalid" });
    const own = aReservedPile();
    expect(own.question(aStart())).toBe("openCardOrder");
    own.says(aStart(), accepted());
    expect(own.factsOf("reservationChanged").map(({ state }) => state)).toEqual(["active", "used"]);
    const late = aReservedPile();
    late.passes(31 * minute);
    expect(late.factsOf("reservationChanged").map(({ state }) => state)).toEqual([
      "active",
      "expired",
    ]);
    expect(late.state.connectors[0]?.told.state).toBe("available");
  });
});

describe("an answer sent before the row is written, then a crash", () => {
  it("says of every step of money, session and state that it must be stored first", () => {
    const pile = new TestPile().available();
    const request = aHold();
    const stop = () =>
      aStop({ transactionId: pile.session().transactionId, meterStopWh: 1_000_000 });
    const steps: (() => unknown)[] = [
      () => pile.hold(request),
      () => pile.pay(request.orderId),
      () => pile.says(aStart({ idTag: startTagOf(request.orderId) })),
      () => pile.stop(request.orderId),
      () => pile.says(stop()),
    ];
    for (const step of steps) {
      step();
      expect(pile.durable).toBe(true);
    }
    pile.says({ kind: "heartbeat" });
    expect(pile.durable).toBe(false);
  });

  it("lets what changes nothing for anybody but the charger ride on its socket", () => {
    const pile = new TestPile().available();
    const request = aHold();
    pile.hold(request);
    pile.pay(request.orderId);
    const rides = (step: () => unknown) => {
      step();
      expect([pile.durable, pile.rides]).toEqual([false, true]);
    };
    rides(() => pile.responds({ status: "Accepted" }));
    pile.says(aStart({ idTag: startTagOf(request.orderId) }));
    rides(() => pile.says(aStatus({ status: "Charging" })));
    pile.stop(request.orderId);
    rides(() => pile.responds({ status: "Accepted" }));
  });
});

describe("a deleted pile keeps its socket", () => {
  it("ends whatever it was doing, so that no order stays open", () => {
    const { pile, order } = aCardCharge();
    const held = aHold({ connectorId: 2 });
    pile.hold(held);
    pile.perform(retired(pile.state, pile.circumstances));
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { orderId: order.orderId, reason: "PileRetired" },
    ]);
    expect(pile.factsOf("startFailed")).toMatchObject([{ orderId: held.orderId }]);
    expect(pile.state.connectors.every(({ use }) => use.kind === "free")).toBe(true);
  });
});
