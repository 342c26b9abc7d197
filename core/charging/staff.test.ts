// What staff ask of a pile, and what a pile is told of itself.
import { describe, expect, it } from "vitest";
import {
  aConnector,
  aHold,
  aProfile,
  aStart,
  aStop,
  hour,
  minute,
  T0,
} from "./support/builders.ts";
import { anOrderCharging, byStaff } from "./support/scenes.ts";
import { TestPile } from "./support/testPile.ts";
import { configured, registered, rotated } from "./profile.ts";

describe("staff", () => {
  it("follow a command from waiting to its end", () => {
    const pile = new TestPile().available();
    const stateOf = (id: string) =>
      pile.state.commands.find(({ record }) => record.commandId === id)?.record.state;
    pile.staff(byStaff("a", { kind: "clearCache" }));
    pile.staff(byStaff("b", { kind: "reset", type: "Soft" }));
    pile.staff(byStaff("c", { kind: "clearCache" }));
    expect([stateOf("a"), stateOf("b")]).toEqual(["sent", "waiting"]);
    pile.responds({ status: "Accepted" });
    expect([stateOf("a"), stateOf("b")]).toEqual(["answered", "sent"]);
    pile.passes(31_000);
    expect([stateOf("b"), stateOf("c")]).toEqual(["timedOut", "sent"]);
    pile.disconnect();
    expect(stateOf("c")).toBe("connectionLost");
  });

  it("send a repeated command once, and not more than the queue takes", () => {
    const pile = new TestPile().available();
    pile.staff(byStaff("a", { kind: "clearCache" }));
    expect(pile.staff(byStaff("a", { kind: "clearCache" })).ok).toBe(true);
    expect(pile.calls).toHaveLength(1);
    const ends = Array.from({ length: 40 }, (_, at) =>
      pile.staff(byStaff(`q${at}`, { kind: "clearCache" })),
    );
    expect(ends.filter(({ ok }) => !ok)).toHaveLength(8);
    expect(ends.at(-1)).toEqual({ ok: false, error: { code: "commands_queue_full" } });
  });

  it("start a charge at the operator's cost", () => {
    const pile = new TestPile().available();
    pile.staff(byStaff("s", { kind: "start", connectorId: 2 }));
    const idTag = String(pile.calls.at(-1)?.payload["idTag"]);
    expect(pile.starts(aStart({ connectorId: 2, idTag }))).toBeGreaterThan(0);
    expect(pile.session(2).owner).toEqual({ kind: "operator" });
  });

  it("take a reservation back that an order came before", () => {
    const pile = new TestPile().available();
    pile.staff(byStaff("r", { kind: "reserve", connectorId: 1, idTag: "CARD-1", minutes: 30 }));
    pile.hold(aHold());
    pile.responds({ status: "Accepted" });
    expect(pile.state.reservations).toEqual([]);
    expect(pile.calls.at(-1)?.action).toBe("CancelReservation");
  });

  it("keep the latest long answers alone", () => {
    const pile = new TestPile().available();
    for (let count = 0; count < 10; count += 1) {
      pile.staff(byStaff(`g${count}`, { kind: "getConfiguration", keys: [] }));
      const configurationKey = Array.from({ length: 200 }, (_, at) => ({
        key: `Key${at}`,
        readonly: true,
        value: "x".repeat(100),
      }));
      pile.responds({ configurationKey });
    }
    expect(JSON.stringify(pile.state).length).toBeLessThan(200_000);
    expect(pile.state.commands.at(-1)?.record.answer).not.toBeNull();
  });
});

describe("a pile's profile", () => {
  it("gets and loses connectors, and tells its screens", () => {
    const pile = new TestPile().available();
    const wanted = aProfile({ connectors: [aConnector(), aConnector({ connectorId: 3 })] });
    pile.perform(configured(pile.state, wanted, pile.circumstances));
    expect(pile.state.connectors.map(({ connectorId }) => connectorId)).toEqual([1, 3]);
    expect(pile.effects.some(({ kind }) => kind === "tellPile")).toBe(true);
  });

  it("keeps a connector that charges until it is free", () => {
    const { pile, transactionId, orderId } = anOrderCharging();
    const wanted = aProfile({ connectors: [aConnector({ connectorId: 2 })] });
    pile.perform(configured(pile.state, wanted, pile.circumstances));
    expect(pile.state.connectors.map(({ connectorId }) => connectorId)).toEqual([2, 1]);
    pile.says(aStop({ transactionId, meterStopWh: 1_000_000 }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ orderId }]);
    expect(pile.state.connectors.map(({ connectorId }) => connectorId)).toEqual([2]);
  });

  it("rotated twice before the new password was used still knows the one that the charger has", () => {
    const pile = new TestPile();
    const at = { previousValidUntilMs: T0 + hour };
    const once = rotated(pile.state, { credentialHash: "b", ...at }, T0);
    const twice = rotated(once, { credentialHash: "c", ...at }, T0);
    expect(twice.credential).toMatchObject({
      hash: "c",
      previous: { hash: aProfile().credentialHash },
    });
  });

  it("registered again after it was removed does not number its transactions as before", () => {
    const { pile, transactionId } = anOrderCharging();
    const again = registered(null, aProfile(), pile.nowMs + minute);
    expect(again.counters.transaction).toBeGreaterThan(transactionId);
  });
});
