// What leaves a pile for the records, what comes back to the drivers, and what an alarm does.
import { runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aCardOrder, aHold, minute } from "../../../core/charging/support/builders.ts";
import { startTagOf } from "../../../core/charging/pileState.ts";
import type { Consequence, Fact } from "../../../core/charging/facts.ts";
import { anOnlinePile, aScreen, inObject, sleep, storedState, told } from "./support.ts";
import type { PileStub } from "../../../worker/pileOf.ts";
import type { Pile } from "../../../durable-objects/pile/pile.ts";

const noon = Date.UTC(2031, 0, 10, 4);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: noon });
});
afterEach(() => {
  vi.useRealTimers();
});

const passes = (ms: number): void => {
  vi.setSystemTime(Date.now() + ms);
};

/** The alarm's time comes; false when none was set. */
const rings = (stub: PileStub): Promise<boolean> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  runDurableObjectAlarm(stub as unknown as DurableObjectStub<Pile>);

const alarmOf = (stub: PileStub): Promise<number | null> =>
  inObject(stub, ({ state }) => state.storage.getAlarm());

const aRequest = (change: Parameters<typeof aHold>[0] = {}) =>
  aHold({ untilMs: Date.now() + 3 * minute, ...change });

/** Records that settle every order at once. */
const settles = async (_: string, facts: readonly Fact[]): Promise<readonly Consequence[]> =>
  facts.flatMap((fact) =>
    fact.kind === "sessionEnded" && fact.orderId !== null
      ? [{ kind: "settled", orderId: fact.orderId, totalFen: 1, refundFen: 2, shortfallFen: 0 }]
      : [],
  );

describe("facts", () => {
  it("wait while the records are away, and arrive in order, once", async () => {
    const { stub, charger, records } = await anOnlinePile();
    await told(records);
    records.isAway = true;
    const before = records.applied.all.length;
    const transactionId = await charger.starts("CARD-1");
    await charger.stops(transactionId, 1_000_000);
    await charger.call("StatusNotification", {
      connectorId: 2,
      status: "Faulted",
      errorCode: "GroundFailure",
    });
    await sleep(stub);
    for (let tries = 0; tries < 4; tries += 1) {
      passes(5 * minute);
      expect(await rings(stub)).toBe(true);
    }
    expect(records.applied.all).toHaveLength(before);
    records.isAway = false;
    passes(5 * minute);
    await rings(stub);
    const kinds = records.applied.all.slice(before).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== "connectorChanged")).toEqual([
      "sessionStarted",
      "sessionEnded",
      "faultOpened",
    ]);
    const { attempts } = records;
    await sleep(stub);
    await charger.call("Heartbeat", {});
    expect(records.attempts).toBe(attempts);
  });

  it("are tried again after a time that doubles, however often the object sleeps", async () => {
    const { stub, charger, records } = await anOnlinePile();
    await told(records);
    records.isAway = true;
    const { attempts } = records;
    await charger.starts("CARD-1");
    await rings(stub);
    expect(records.attempts).toBe(attempts + 1);
    const waits: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      const alarmMs = (await alarmOf(stub)) ?? Number.NaN;
      waits.push(alarmMs - Date.now());
      vi.setSystemTime(alarmMs);
      await rings(stub);
    }
    expect(waits).toEqual([2_000, 2_000, 4_000, 8_000, 16_000, 32_000]);
  });

  it("of a connector's state are told by their last alone, also while one is on its way", async () => {
    const { stub, charger, records } = await anOnlinePile();
    await told(records);
    records.isAway = true;
    for (const status of ["Preparing", "Finishing", "Available", "Unavailable"]) {
      await charger.status(1, status);
    }
    const { outbox } = await storedState(stub);
    expect(outbox.filter(({ fact }) => fact.kind === "connectorChanged")).toMatchObject([
      { fact: { connectorId: 1, state: "unavailable" } },
    ]);
    records.isAway = false;
    passes(5 * minute);
    await rings(stub);
    expect(records.applied.all.at(-1)).toMatchObject({ state: "unavailable" });
  });

  it("come back to the driver's screen as what became of his order", async () => {
    const { stub, charger, records } = await anOnlinePile();
    Reflect.set(records, "apply", settles);
    const mine = await aScreen(stub);
    const other = await aScreen(stub);
    await mine.hello("driver-1");
    await other.hello("driver-9");
    const request = aRequest();
    await stub.hold(request);
    await stub.start(request.orderId);
    await charger.obeys("RemoteStartTransaction");
    const transactionId = await charger.starts(startTagOf(request.orderId));
    await charger.stops(transactionId, 1_000_100);
    expect(await mine.next("orderEnded")).toMatchObject({
      orderId: request.orderId,
      state: "settled",
    });
    const states = mine.messages.all.flatMap((one) =>
      one.kind === "order" ? [one.order.state] : [],
    );
    expect(states.at(-1)).toBe("finishing");
    expect(other.messages.all.some(({ kind }) => kind === "order" || kind === "orderEnded")).toBe(
      false,
    );
  });
});

describe("a card's question to the records", () => {
  it("holds back what the charger says after it, and is decided by the state that is then", async () => {
    const { stub, charger, records } = await anOnlinePile();
    const { promise, resolve } = Promise.withResolvers<void>();
    const order = aCardOrder();
    records.card = { status: "Accepted", order };
    records.before = promise;
    passes(1_000);
    const starting = charger.starts("CARD-1");
    const beating = charger.call("Heartbeat", {});
    await records.asked.next(() => true);
    const request = aRequest();
    expect(await stub.hold(request)).toMatchObject({ ok: true });
    expect(charger.frames.all.filter(([kind]) => kind === 3)).toHaveLength(2);
    resolve();
    expect(await starting).toBeGreaterThan(0);
    expect(await beating).toHaveProperty("currentTime");
    const { connectors } = await storedState(stub);
    expect(connectors[0]?.use).toMatchObject({
      kind: "charging",
      session: { owner: { orderId: order.orderId } },
    });
    expect(await records.factOf("startFailed")).toMatchObject({
      orderId: request.orderId,
      failure: "connector_taken",
    });
  });

  it("that is refused is answered so, and the charge is stopped and recorded as nobody's", async () => {
    const { charger, records } = await anOnlinePile();
    records.card = { status: "Blocked" };
    const answer = await charger.call("StartTransaction", {
      connectorId: 1,
      idTag: "CARD-7",
      meterStart: 5,
      timestamp: new Date().toISOString(),
    });
    expect(answer).toMatchObject({ idTagInfo: { status: "Blocked" } });
    const { transactionId } = await charger.obeys("RemoteStopTransaction");
    await charger.stops(Number(transactionId), 25);
    expect(await records.factOf("sessionEnded")).toMatchObject({
      orderId: null,
      anomalies: ["card_Blocked"],
      meterStopWh: 25,
    });
  });
});

describe("the alarm", () => {
  it("ends a hold at its time, in an object that sleeps", async () => {
    const { stub, records } = await anOnlinePile();
    const request = aRequest();
    await stub.hold(request);
    expect(await alarmOf(stub)).toBe(request.untilMs);
    await sleep(stub);
    passes(3 * minute);
    await rings(stub);
    expect(await records.factOf("startFailed")).toMatchObject({ failure: "payment_expired" });
    expect(await stub.start(request.orderId)).toEqual({
      ok: false,
      error: { code: "order_over", failure: "payment_expired" },
    });
  });

  it("gives up a start that the charger accepted and never made", async () => {
    const { stub, charger, records } = await anOnlinePile();
    const request = aRequest();
    await stub.hold(request);
    await stub.start(request.orderId);
    await charger.obeys("RemoteStartTransaction");
    await charger.call("Heartbeat", {});
    await sleep(stub);
    passes(90_000);
    await rings(stub);
    expect(await records.factOf("startFailed")).toMatchObject({ failure: "start_timed_out" });
  });

  it("is set for the first thing that is due, whatever came in which order", async () => {
    const { stub } = await anOnlinePile();
    const late = aRequest({ untilMs: noon + 10 * minute });
    const early = aRequest({ connectorId: 2, untilMs: noon + minute });
    await Promise.all([stub.hold(late), stub.hold(early)]);
    expect(await alarmOf(stub)).toBe(early.untilMs);
    passes(minute);
    await rings(stub);
    expect(await alarmOf(stub)).toBe(late.untilMs);
  });

  it("finds a charger that has been silent for too long", async () => {
    const { stub, charger, records } = await anOnlinePile();
    passes(34 * minute);
    await rings(stub);
    expect(await charger.closed).toBe(4001);
    await records.applied.next((fact) => fact.kind === "onlineChanged" && !fact.online);
    expect(await stub.hold(aRequest())).toEqual({ ok: false, error: { code: "pile_offline" } });
  });
});
