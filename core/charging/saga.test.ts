// The start of an order, step by step, and what each step's failure gives back; then its end.
import { describe, expect, it } from "vitest";
import {
  aBoot,
  aCardOrder,
  aFault,
  aHold,
  aMeter,
  aProfile,
  aConnector,
  aSample,
  aStart,
  aStatus,
  aStop,
  hour,
  minute,
  T0,
  timeOfUse,
  withIdleFee,
} from "./support/builders.ts";
import { TestPile } from "./support/testPile.ts";
import { liveOrder } from "./live.ts";
import { startTagOf } from "./pileState.ts";
import { configured, registered, rotated } from "./profile.ts";

function held(change: Parameters<typeof aHold>[0] = {}) {
  const pile = new TestPile().available();
  const request = aHold(change);
  pile.hold(request);
  return { pile, request, orderId: request.orderId };
}

function paid(change: Parameters<typeof aHold>[0] = {}) {
  const at = held(change);
  at.pile.pay(at.orderId);
  return at;
}

function charging(change: Parameters<typeof aHold>[0] = {}) {
  const at = paid(change);
  at.pile.responds({ status: "Accepted" });
  at.pile.says(aStatus({ status: "Preparing" }));
  const transactionId = at.pile.starts(aStart({ idTag: startTagOf(at.orderId) }));
  at.pile.says(aStatus({ status: "Charging" }));
  return { ...at, transactionId };
}

/** A sample each 15 s at the connector's full power. */
function charges(pile: TestPile, transactionId: number, minutes: number): void {
  for (let count = 0; count < minutes * 4; count += 1) {
    pile.passes(15_000);
    const { last } = pile.session();
    const sample = aSample({ atMs: pile.nowMs, registerWh: last.registerWh + 250 });
    pile.says(aMeter({ transactionId, samples: [sample] }));
  }
}

describe("a hold", () => {
  it("gives the connector to one order alone, and shows it occupied", () => {
    const { pile } = held();
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
    const { pile, orderId } = held();
    pile.passes(3 * minute);
    expect(pile.factsOf("startFailed")).toMatchObject([{ orderId, failure: "payment_expired" }]);
    expect(pile.pay(orderId)).toEqual({
      ok: false,
      error: { code: "order_over", failure: "payment_expired" },
    });
  });

  it("is the payment's when it comes at the same moment, before the alarm", () => {
    const { pile, orderId, request } = held();
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

describe("a start", () => {
  it("fails at once and gives all back when the charger is offline", () => {
    const { pile, orderId } = held();
    pile.disconnect();
    expect(pile.pay(orderId).ok).toBe(true);
    expect(pile.factsOf("startFailed")).toMatchObject([{ orderId, failure: "pile_offline" }]);
  });

  it("fails when the charger rejects it", () => {
    const { pile, orderId } = paid();
    pile.responds({ status: "Rejected" });
    expect(pile.factsOf("startFailed")).toMatchObject([{ orderId, failure: "start_rejected" }]);
  });

  it("waits for its deadline when the answer is lost, as the charger may start all the same", () => {
    const { pile, orderId } = paid();
    pile.disconnect();
    pile.connect();
    expect(pile.use().kind).toBe("starting");
    pile.starts(aStart({ idTag: startTagOf(orderId) }));
    expect(pile.session().owner).toMatchObject({ kind: "order", orderId });
  });

  it("is known by its tag though the charge begins before the command is answered", () => {
    const { pile, orderId } = paid();
    pile.starts(aStart({ idTag: startTagOf(orderId) }));
    pile.responds({ status: "Rejected" });
    expect(pile.use().kind).toBe("charging");
    expect(pile.factsOf("startFailed")).toEqual([]);
  });

  it("charges where the charger says, and leaves the connector that was held", () => {
    const { pile, orderId } = paid();
    pile.starts(aStart({ idTag: startTagOf(orderId), connectorId: 2 }));
    expect([pile.use(1).kind, pile.use(2).kind]).toEqual(["free", "charging"]);
  });

  it("charges on its own connector when the charger names one that is not there", () => {
    const { pile, orderId } = paid();
    pile.starts(aStart({ idTag: startTagOf(orderId), connectorId: 7 }));
    expect(pile.session(1).owner).toMatchObject({ orderId });
  });

  it("asked again is harmless, before and after the session", () => {
    const { pile, orderId, transactionId } = charging();
    const before = pile.state;
    expect(pile.pay(orderId).ok).toBe(true);
    expect(pile.state).toBe(before);
    pile.says(aStop({ transactionId, meterStopWh: 1_000_000 }));
    expect(pile.pay(orderId).ok).toBe(true);
    expect(pile.stop(orderId).ok).toBe(true);
    expect(pile.release(orderId)).toEqual({ ok: false, error: { code: "order_not_cancellable" } });
  });

  it("is authorised by the charger with its own tag, and with one made for staff", () => {
    const { pile, orderId } = paid();
    const ask = (idTag: string) => ({ kind: "authorizationAsked", idTag }) as const;
    expect(pile.question(ask(startTagOf(orderId)))).toBeNull();
    pile.staff({ commandId: "s", request: { kind: "start", connectorId: 2 }, askedBy: "Wang" });
    const tag = String(pile.state.commands.at(-1)?.record.parameters["idTag"]);
    expect(pile.says(ask(tag))).toMatchObject({ status: "Accepted" });
    expect(pile.question(ask("CARD-5"))).toBe("authorizeCard");
  });

  it("released by the driver frees the connector without a fact, as the caller knows", () => {
    const { pile, orderId } = paid();
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

describe("a charge", () => {
  it("is stopped by its money before it costs more, whatever the power", () => {
    const { pile, orderId, transactionId } = charging({ prepaidFen: 1_000 });
    while (pile.session().stopping === null) charges(pile, transactionId, 0.25);
    charges(pile, transactionId, 0.25);
    expect(pile.calls.at(-1)).toMatchObject({
      action: "RemoteStopTransaction",
      payload: { transactionId },
    });
    const { registerWh, atMs } = pile.session().last;
    // One yuan a kWh: ten kWh are paid.
    expect(registerWh - 1_000_000).toBeLessThanOrEqual(10_000);
    pile.says(aStop({ transactionId, meterStopWh: registerWh, atMs, reason: "Remote" }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ orderId, reason: "Remote" }]);
  });

  it("is stopped by its energy, and by the car's state of charge", () => {
    const byEnergy = charging({ limit: { kind: "energy", energyWh: 2_000 } });
    charges(byEnergy.pile, byEnergy.transactionId, 2);
    expect(byEnergy.pile.session().stopping).toMatchObject({ by: "limit" });
    const bySoc = charging({ limit: { kind: "soc", percent: 80 } });
    const sample = aSample({ atMs: T0 + minute, registerWh: 1_000_900, socPercent: 80 });
    bySoc.pile.passes(minute);
    bySoc.pile.says(aMeter({ transactionId: bySoc.transactionId, samples: [sample] }));
    expect(bySoc.pile.session().stopping).toMatchObject({ by: "limit" });
  });

  it("is stopped by the clock, also when no sample comes", () => {
    const { pile } = charging({ limit: { kind: "minutes", minutes: 30 } });
    pile.passes(29 * minute);
    expect(pile.session().stopping).toBeNull();
    pile.says({ kind: "heartbeat" });
    pile.passes(minute);
    expect(pile.session().stopping).toMatchObject({ by: "limit" });
  });

  it("that is over its minutes while the charger is offline is stopped when it is back", () => {
    const { pile } = charging({ limit: { kind: "minutes", minutes: 30 } });
    pile.disconnect();
    pile.passes(2 * hour);
    expect(pile.session().stopping).toBeNull();
    pile.connect();
    pile.passes(0);
    expect(pile.calls.at(-1)?.action).toBe("RemoteStopTransaction");
  });

  it("is asked to stop again while it goes on, and closed when nothing more comes", () => {
    const { pile, orderId, transactionId } = charging();
    pile.stop(orderId);
    pile.responds({ status: "Accepted" });
    charges(pile, transactionId, 20);
    expect(pile.session().stopping?.attempts).toBeGreaterThan(5);
    expect(pile.use().kind).toBe("charging");
    const asked = charging();
    asked.pile.stop(asked.orderId);
    for (let count = 0; count < 20; count += 1) {
      asked.pile.responds({ status: "Accepted" });
      asked.pile.passes(minute);
    }
    expect(asked.pile.factsOf("sessionEnded")).toMatchObject([
      { orderId: asked.orderId, reason: "StopNotConfirmed" },
    ]);
  });

  it("has its samples stored where the price changes", () => {
    const { pile, transactionId } = charging({ terms: timeOfUse() });
    // 10:58 to 11:02, where the peak ends.
    pile.passes(58 * minute);
    const at = (ms: number, registerWh: number) =>
      pile.says(aMeter({ transactionId, samples: [aSample({ atMs: ms, registerWh })] }));
    at(T0 + 58 * minute, 1_050_000);
    expect(pile.effects.findLast(({ kind }) => kind === "keepSamples")).toMatchObject({
      store: false,
    });
    pile.passes(4 * minute);
    at(T0 + 62 * minute, 1_054_000);
    expect(pile.effects.findLast(({ kind }) => kind === "keepSamples")).toMatchObject({
      store: true,
    });
  });

  it("takes samples of one message in order of time, and each once", () => {
    const { pile, transactionId } = charging();
    pile.passes(minute);
    const samples = [45, 15, 30].map((s) =>
      aSample({ atMs: T0 + s * 1_000, registerWh: 1_000_000 + s * 10 }),
    );
    pile.says(aMeter({ transactionId, samples }));
    pile.says(aMeter({ transactionId, samples }));
    pile.says(aStop({ transactionId, meterStopWh: 1_000_600, atMs: pile.nowMs }));
    const [ended] = pile.factsOf("sessionEnded");
    expect(ended?.readings.map(([atMs]) => atMs - T0)).toEqual([0, 15_000, 30_000, 45_000, 60_000]);
  });

  it("takes a register that is told apart from the power of the same time", () => {
    const { pile, transactionId } = charging();
    pile.passes(minute);
    pile.says(aMeter({ transactionId, samples: [{ atMs: pile.nowMs, powerW: 60_000 }] }));
    pile.says(aMeter({ transactionId, samples: [{ atMs: pile.nowMs, registerWh: 1_000_900 }] }));
    expect(pile.session().last.registerWh).toBe(1_000_900);
  });

  it("on both connectors at once are two sessions", () => {
    const { pile, transactionId } = charging();
    const second = pile.starts(aStart({ connectorId: 2, idTag: "CARD-2", meterStartWh: 50 }), {
      kind: "card",
      card: { status: "Accepted", order: aCardOrder() },
    });
    charges(pile, transactionId, 2);
    pile.says(aStop({ transactionId: second, meterStopWh: 900, atMs: pile.nowMs }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ connectorId: 2, meterStopWh: 900 }]);
    expect(pile.use(1).kind).toBe("charging");
  });

  it("survives a fault that passes, and ends by one that stays", () => {
    const { pile, transactionId } = charging();
    pile.says(aFault({ atMs: pile.nowMs }));
    pile.passes(2 * minute);
    pile.says(aStatus({ status: "Charging", atMs: pile.nowMs }));
    expect(pile.session().doubt).toBeNull();
    charges(pile, transactionId, 1);
    pile.says(aFault({ atMs: pile.nowMs }));
    pile.passes(6 * minute);
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ reason: "ReportedFaulted" }]);
    expect(pile.factsOf("faultOpened")).toHaveLength(2);
    expect(pile.factsOf("faultClosed")).toHaveLength(1);
  });

  it("is taken for lost five minutes after a boot, not sooner by a report that it charges", () => {
    const { pile } = charging();
    pile.says(aBoot());
    pile.says(aStatus({ status: "Charging" }));
    expect(pile.session().doubt).toMatchObject({ reason: "ChargerRebooted" });
  });
});

describe("a car that stays after its charge", () => {
  function stopped() {
    const at = charging({ terms: withIdleFee() });
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

  it("pays until it leaves", () => {
    const { pile, orderId, stop } = stopped();
    expect(pile.factsOf("sessionFinishing")).toMatchObject([{ orderId }]);
    expect(liveOrder(pile.state, orderId)).toMatchObject({ state: "finishing", powerW: 0 });
    pile.says(stop);
    pile.passes(12 * minute);
    pile.says(aStatus({ atMs: pile.nowMs }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { orderId, idle: { fromMs: stop.atMs, toMs: stop.atMs + 12 * minute } },
    ]);
    expect(pile.state.quarantine).toEqual([]);
  });

  it("pays at most what staying may cost, when it never leaves", () => {
    const { pile, stop } = stopped();
    pile.passes(3 * hour);
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { idle: { fromMs: stop.atMs, toMs: stop.atMs + 30 * minute } },
    ]);
  });

  it("makes room for the next start", () => {
    const { pile, stop } = stopped();
    pile.passes(minute);
    pile.starts(aStart({ idTag: "CARD-2", atMs: pile.nowMs, meterStartWh: stop.meterStopWh }), {
      kind: "card",
      card: { status: "Accepted", order: aCardOrder() },
    });
    expect(pile.factsOf("sessionEnded")).toHaveLength(1);
    expect(pile.use().kind).toBe("charging");
  });

  it("pays nothing for the time a replayed stop is late, as its leaving is told right after", () => {
    const { pile, transactionId } = charging({ terms: withIdleFee() });
    pile.disconnect();
    pile.passes(5 * hour);
    pile.connect();
    pile.says(aStop({ transactionId, meterStopWh: 1_010_000, atMs: T0 + 12 * minute }));
    expect(pile.use().kind).toBe("idling");
    pile.says(aStatus({ atMs: T0 + 14 * minute }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { idle: { fromMs: T0 + 12 * minute, toMs: T0 + 14 * minute } },
    ]);
  });
});

describe("staff", () => {
  const command = (commandId: string, request: Parameters<TestPile["staff"]>[0]["request"]) => ({
    commandId,
    request,
    askedBy: "Wang",
  });

  it("follow a command from waiting to its end", () => {
    const pile = new TestPile().available();
    const stateOf = (id: string) =>
      pile.state.commands.find(({ record }) => record.commandId === id)?.record.state;
    pile.staff(command("a", { kind: "clearCache" }));
    pile.staff(command("b", { kind: "reset", type: "Soft" }));
    pile.staff(command("c", { kind: "clearCache" }));
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
    pile.staff(command("a", { kind: "clearCache" }));
    expect(pile.staff(command("a", { kind: "clearCache" })).ok).toBe(true);
    expect(pile.calls).toHaveLength(1);
    const ends = Array.from({ length: 40 }, (_, at) =>
      pile.staff(command(`q${at}`, { kind: "clearCache" })),
    );
    expect(ends.filter(({ ok }) => !ok)).toHaveLength(8);
    expect(ends.at(-1)).toEqual({ ok: false, error: { code: "commands_queue_full" } });
  });

  it("start a charge at the operator's cost", () => {
    const pile = new TestPile().available();
    pile.staff(command("s", { kind: "start", connectorId: 2 }));
    const idTag = String(pile.calls.at(-1)?.payload["idTag"]);
    expect(pile.starts(aStart({ connectorId: 2, idTag }))).toBeGreaterThan(0);
    expect(pile.session(2).owner).toEqual({ kind: "operator" });
  });

  it("take a reservation back that an order came before", () => {
    const pile = new TestPile().available();
    pile.staff(command("r", { kind: "reserve", connectorId: 1, idTag: "CARD-1", minutes: 30 }));
    pile.hold(aHold());
    pile.responds({ status: "Accepted" });
    expect(pile.state.reservations).toEqual([]);
    expect(pile.calls.at(-1)?.action).toBe("CancelReservation");
  });

  it("keep the latest long answers alone", () => {
    const pile = new TestPile().available();
    for (let count = 0; count < 10; count += 1) {
      pile.staff(command(`g${count}`, { kind: "getConfiguration", keys: [] }));
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
    const { pile, transactionId, orderId } = charging();
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
    const { pile, transactionId } = charging();
    const again = registered(null, aProfile(), pile.nowMs + minute);
    expect(again.counters.transaction).toBeGreaterThan(transactionId);
  });
});
