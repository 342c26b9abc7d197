// The start of an order, step by step, and what each step's failure gives back.
import { describe, expect, it } from "vitest";
import { aCardOrder, aFault, aHold, aStart, aStatus, aStop, minute } from "./support/builders.ts";
import { anOrderHeld, anOrderPaid, anOrderCharging } from "./support/scenes.ts";
import { TestPile } from "./support/testPile.ts";
import { startTagOf } from "./pileState.ts";
import { liveOrder } from "./live.ts";

describe("a hold", () => {
  it("gives the connector to one order alone, and shows it occupied", () => {
    const { pile } = anOrderHeld();
    expect(pile.hold(aHold())).toEqual({ ok: false, error: { code: "connector_taken" } });
    expect(pile.facts.at(-1)).toMatchObject({ kind: "connectorChanged", state: "occupied" });
  });

  it("is answered with the same order when its request is repeated", () => {
    const pile = new TestPile().available();
    const request = aHold({ idempotencyKey: "k" });
    pile.hold(request);
    const again = pile.hold(aHold({ idempotencyKey: "k" }));
    expect(again).toMatchObject({ ok: true, value: { orderId: request.orderId, repeated: true } });
    expect(pile.hold(request)).toMatchObject({ ok: true, value: { repeated: true } });
  });

  it("ends at its time, and a payment that comes later is told so", () => {
    const { pile, orderId } = anOrderHeld();
    pile.passes(3 * minute);
    expect(pile.factsOf("startFailed")).toMatchObject([{ orderId, failure: "payment_expired" }]);
    expect(pile.pay(orderId)).toEqual({
      ok: false,
      error: { code: "order_over", failure: "payment_expired" },
    });
  });

  it("is the payment's when it comes at the same moment, before the alarm", () => {
    const { pile, orderId, request } = anOrderHeld();
    pile.nowMs = request.untilMs;
    expect(pile.pay(orderId).ok).toBe(true);
    pile.rings();
    expect(pile.use().kind).toBe("starting");
  });

  it.each([
    ["pile_offline", (pile: TestPile) => pile.disconnect()],
    ["connector_faulted", (pile: TestPile) => pile.says(aFault())],
    ["connector_unavailable", (pile: TestPile) => pile.says(aStatus({ status: "Unavailable" }))],
    ["connector_taken", (pile: TestPile) => pile.says(aStatus({ status: "Finishing" }))],
  ])("is refused as %s", (code, before) => {
    const pile = new TestPile().available();
    before(pile);
    expect(pile.hold(aHold())).toEqual({ ok: false, error: { code } });
  });
});

const ask = (idTag: string) => ({ kind: "authorizationAsked", idTag }) as const;

describe("a start", () => {
  it("fails at once and gives all back when the charger is offline", () => {
    const { pile, orderId } = anOrderHeld();
    pile.disconnect();
    expect(pile.pay(orderId).ok).toBe(true);
    expect(pile.factsOf("startFailed")).toMatchObject([{ orderId, failure: "pile_offline" }]);
  });

  it("fails when the charger rejects it", () => {
    const { pile, orderId } = anOrderPaid();
    pile.responds({ status: "Rejected" });
    expect(pile.factsOf("startFailed")).toMatchObject([{ orderId, failure: "start_rejected" }]);
  });

  it("waits for its deadline when the answer is lost, as the charger may start all the same", () => {
    const { pile, orderId } = anOrderPaid();
    pile.disconnect();
    pile.connect();
    expect(pile.use().kind).toBe("starting");
    pile.starts(aStart({ idTag: startTagOf(orderId) }));
    expect(pile.session().owner).toMatchObject({ kind: "order", orderId });
  });

  it("is known by its tag though the charge begins before the command is answered", () => {
    const { pile, orderId } = anOrderPaid();
    pile.starts(aStart({ idTag: startTagOf(orderId) }));
    pile.responds({ status: "Rejected" });
    expect(pile.use().kind).toBe("charging");
    expect(pile.factsOf("startFailed")).toEqual([]);
  });

  it("charges where the charger says, and leaves the connector that was held", () => {
    const { pile, orderId } = anOrderPaid();
    pile.starts(aStart({ idTag: startTagOf(orderId), connectorId: 2 }));
    expect([pile.use(1).kind, pile.use(2).kind]).toEqual(["free", "charging"]);
  });

  it("charges on its own connector when the charger names one that is not there", () => {
    const { pile, orderId } = anOrderPaid();
    pile.starts(aStart({ idTag: startTagOf(orderId), connectorId: 7 }));
    expect(pile.session(1).owner).toMatchObject({ orderId });
  });

  it("asked again is harmless, before and after the session", () => {
    const { pile, orderId, transactionId } = anOrderCharging();
    const before = pile.state;
    expect(pile.pay(orderId).ok).toBe(true);
    expect(pile.state).toBe(before);
    pile.says(aStop({ transactionId, meterStopWh: 1_000_000 }));
    expect(pile.pay(orderId).ok).toBe(true);
    expect(pile.stop(orderId).ok).toBe(true);
    expect(pile.release(orderId)).toEqual({ ok: false, error: { code: "order_not_cancellable" } });
  });

  it("is authorised by the charger with its own tag, and with one made for staff", () => {
    const { pile, orderId } = anOrderPaid();
    expect(pile.question(ask(startTagOf(orderId)))).toBeNull();
    pile.staff({ commandId: "s", request: { kind: "start", connectorId: 2 }, askedBy: "Wang" });
    const tag = String(pile.state.commands.at(-1)?.record.parameters["idTag"]);
    expect(pile.says(ask(tag))).toMatchObject({ status: "Accepted" });
    expect(pile.question(ask("CARD-5"))).toBe("authorizeCard");
  });

  it("released by the driver frees the connector without a fact, as the caller knows", () => {
    const { pile, orderId } = anOrderPaid();
    expect(pile.release(orderId).ok).toBe(true);
    expect(pile.release(orderId).ok).toBe(true);
    expect(pile.use().kind).toBe("free");
    expect(pile.factsOf("startFailed")).toEqual([]);
    expect(liveOrder(pile.state, orderId)).toMatchObject({ state: "cancelled" });
  });

  it("by a card whose money was taken charges, though a hold came in between", () => {
    const pile = new TestPile().available();
    expect(pile.question(aStart())).toBe("openCardOrder");
    const request = aHold();
    pile.nowMs += 1;
    pile.hold(request);
    const order = aCardOrder();
    pile.says(aStart({ atMs: pile.nowMs + 1 }), {
      kind: "card",
      card: { status: "Accepted", order },
    });
    expect(pile.session().owner).toMatchObject({ orderId: order.orderId });
    expect(pile.factsOf("startFailed")).toMatchObject([
      { orderId: request.orderId, failure: "connector_taken" },
    ]);
  });

  it("on a connector that is not there gives the card's money back, and is stopped", () => {
    const pile = new TestPile().available();
    const order = aCardOrder();
    pile.says(aStart({ connectorId: 9 }), { kind: "card", card: { status: "Accepted", order } });
    expect(pile.factsOf("startFailed")).toMatchObject([{ orderId: order.orderId }]);
    expect(pile.calls.at(-1)?.action).toBe("RemoteStopTransaction");
  });
});
