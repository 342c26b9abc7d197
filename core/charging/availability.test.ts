// A charger that is to be in or out of service, and does not do as it is told.
import { describe, expect, it } from "vitest";
import { limits } from "../limits.ts";
import { shownWishes } from "./availability.ts";
import { connectorStateOf } from "./connectorState.ts";
import { connectorOf } from "./pileState.ts";
import { aBoot, aHold, aStatus, aStop, hour, minute } from "./support/builders.ts";
import { anOrderCharging, byStaff } from "./support/scenes.ts";
import { TestPile } from "./support/testPile.ts";

let asked = 0;

function asks(pile: TestPile, operative: boolean, connectorId = 1): void {
  asked += 1;
  const id = `availability-${asked}`;
  const sent = pile.staff(byStaff(id, { kind: "setAvailability", connectorId, operative }));
  if (!sent.ok) throw new Error(sent.error.code);
}

const askedOf = (pile: TestPile) =>
  pile.calls.filter(({ action }) => action === "ChangeAvailability").map(({ payload }) => payload);

const wishOf = (pile: TestPile) => shownWishes(pile.state)[0];

function stateOf(pile: TestPile, connectorId = 1) {
  const connector = connectorOf(pile.state, connectorId);
  if (connector === undefined) throw new Error("no connector");
  return connectorStateOf(pile.state, connector, pile.nowMs);
}

/** The charger speaks now and then, and refuses whatever it is asked. */
function refusesFor(pile: TestPile, ms: number, payload = { status: "Rejected" }): void {
  const untilMs = pile.nowMs + ms;
  while (pile.nowMs < untilMs) {
    if (pile.state.queue.open !== null) pile.responds(payload);
    pile.lastSeenMs = pile.nowMs;
    pile.passes(10_000);
  }
}

describe("a charger that refuses to go out of service", () => {
  it("is asked again with growing pauses, so many times, and offered to nobody meanwhile", () => {
    const pile = new TestPile().available();
    asks(pile, false);
    pile.responds({ status: "Rejected" });
    expect(wishOf(pile)).toMatchObject({ answer: "refused", attempts: 1, isInEffect: false });
    expect(wishOf(pile)?.againAtMs).toBe(pile.nowMs + minute);
    expect(stateOf(pile)).toBe("unavailable");
    expect(stateOf(pile, 2)).toBe("available");
    expect(pile.hold(aHold()).ok).toBe(false);
    refusesFor(pile, 24 * hour);
    expect(askedOf(pile)).toHaveLength(limits.availabilityAttempts.most);
    expect(wishOf(pile)).toMatchObject({
      answer: "refused",
      attempts: limits.availabilityAttempts.most,
      againAtMs: null,
    });
    expect(pile.roundTrips()).toBe(true);
  });

  it("is asked once more at each new connection, and anew when it has booted", () => {
    const pile = new TestPile().available();
    asks(pile, false);
    refusesFor(pile, 2 * hour);
    const before = askedOf(pile).length;
    pile.disconnect();
    pile.passes(minute);
    expect(askedOf(pile)).toHaveLength(before);
    pile.connect();
    refusesFor(pile, 2 * hour);
    expect(askedOf(pile)).toHaveLength(before + 1);
    pile.says(aBoot());
    refusesFor(pile, 2 * hour);
    expect(askedOf(pile)).toHaveLength(before + 1 + limits.availabilityAttempts.most);
  });

  it("is left alone once it is out of service", () => {
    const pile = new TestPile().available();
    asks(pile, false);
    pile.responds({ status: "Rejected" });
    pile.says(aStatus({ status: "Unavailable" }));
    refusesFor(pile, 2 * hour);
    expect(askedOf(pile)).toHaveLength(1);
    expect(wishOf(pile)).toMatchObject({ isInEffect: true, againAtMs: null });
  });

  it("by not answering is asked again, until somebody wants the contrary", () => {
    const pile = new TestPile().available();
    asks(pile, false);
    pile.passes(31_000);
    expect(wishOf(pile)).toMatchObject({ answer: "unanswered", attempts: 1 });
    pile.passes(minute);
    expect(askedOf(pile)).toHaveLength(2);
    asks(pile, true);
    expect(pile.state.availability).toMatchObject([{ operative: true, attempts: 0 }]);
  });
});

describe("a charger that accepts", () => {
  it("and does it is not asked again, not even when it comes back", () => {
    const pile = new TestPile().available();
    asks(pile, false, 0);
    pile.responds({ status: "Accepted" });
    for (const connectorId of [1, 2]) pile.says(aStatus({ connectorId, status: "Unavailable" }));
    pile.passes(2 * minute);
    expect(wishOf(pile)).toMatchObject({ answer: "accepted", isInEffect: true, againAtMs: null });
    pile.disconnect();
    pile.connect();
    refusesFor(pile, hour);
    expect(askedOf(pile)).toHaveLength(1);
  });

  it("and does nothing is asked again", () => {
    const pile = new TestPile().available();
    asks(pile, false);
    pile.responds({ status: "Accepted" });
    pile.passes(2 * minute);
    expect(askedOf(pile)).toHaveLength(2);
  });

  it("and has forgotten it when it has booted is told again", () => {
    const pile = new TestPile().available();
    asks(pile, false);
    pile.responds({ status: "Accepted" });
    pile.says(aStatus({ status: "Unavailable" }));
    pile.passes(2 * minute);
    pile.says(aBoot());
    pile.responds({ configurationKey: [] });
    pile.says(aStatus({ status: "Available" }));
    expect(stateOf(pile)).toBe("unavailable");
    pile.passes(minute);
    expect(askedOf(pile)).toHaveLength(2);
  });

  it("to be in service again is forgotten as soon as it is, and asked again until then", () => {
    const pile = new TestPile().available();
    pile.says(aStatus({ status: "Unavailable" }));
    asks(pile, true);
    pile.responds({ status: "Rejected" });
    pile.passes(minute);
    pile.responds({ status: "Accepted" });
    expect(askedOf(pile)).toEqual([
      { connectorId: 1, type: "Operative" },
      { connectorId: 1, type: "Operative" },
    ]);
    expect(stateOf(pile)).toBe("unavailable");
    pile.says(aStatus({ status: "Available" }));
    pile.passes(2 * minute);
    expect(pile.state.availability).toEqual([]);
    expect(stateOf(pile)).toBe("available");
  });
});

describe("what waits for a charge", () => {
  it("is asked again when the charge is over and nothing has come of it", () => {
    const { pile, transactionId } = anOrderCharging();
    asks(pile, false);
    pile.responds({ status: "Scheduled" });
    refusesFor(pile, 5 * minute);
    expect(askedOf(pile)).toHaveLength(1);
    expect(wishOf(pile)).toMatchObject({ answer: "scheduled", attempts: 0, againAtMs: null });
    expect(stateOf(pile)).toBe("occupied");
    pile.says(aStop({ transactionId, meterStopWh: 1_000_000, atMs: pile.nowMs }));
    pile.says(aStatus({ status: "Available" }));
    expect(stateOf(pile)).toBe("unavailable");
    pile.passes(2 * minute);
    expect(askedOf(pile)).toHaveLength(2);
  });

  it("is not asked again when the charger does it by itself", () => {
    const { pile, transactionId } = anOrderCharging();
    asks(pile, false);
    pile.responds({ status: "Scheduled" });
    pile.says(aStop({ transactionId, meterStopWh: 1_000_000, atMs: pile.nowMs }));
    pile.says(aStatus({ status: "Unavailable" }));
    refusesFor(pile, hour);
    expect(askedOf(pile)).toHaveLength(1);
  });
});

describe("what is wanted of the whole charger", () => {
  it("takes the place of what was wanted of its connectors", () => {
    const pile = new TestPile().available();
    asks(pile, false, 1);
    pile.responds({ status: "Rejected" });
    asks(pile, false, 2);
    pile.responds({ status: "Rejected" });
    expect(pile.state.availability.map(({ connectorId }) => connectorId)).toEqual([1, 2]);
    asks(pile, true, 0);
    pile.responds({ status: "Accepted" });
    expect(pile.state.availability.map(({ connectorId }) => connectorId)).toEqual([0]);
    expect([stateOf(pile, 1), stateOf(pile, 2)]).toEqual(["available", "available"]);
    refusesFor(pile, hour);
    expect(pile.state.availability).toEqual([]);
  });
});
