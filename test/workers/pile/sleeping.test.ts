// What survives a pile's sleep: sockets, samples, energy, and what the records have confirmed.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aHold, minute, terms, timeOfUse } from "../../../core/charging/support/builders.ts";
import { aRequest } from "../../../core/charging/support/reservedPile.ts";
import { startTagOf } from "../../../core/charging/pileState.ts";
import { upgraded, type PileStateV1 } from "../../../durable-objects/pile/documents.ts";
import { env, TestRecords } from "./inbox.ts";
import {
  aCharger,
  anOnlinePile,
  aPile,
  inObject,
  sleep,
  storedState,
  withRecords,
} from "./support.ts";
import { rowsWritten } from "./rowsWritten.ts";
import type { PileStub } from "../../../worker/pileOf.ts";

/** Ten in the morning in Shanghai, in a time to come: no alarm rings but by a test's own hand. */
const T0 = Date.UTC(2031, 0, 10, 2);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: T0 });
});
afterEach(() => {
  vi.useRealTimers();
});

const passes = (ms: number): void => {
  vi.setSystemTime(Date.now() + ms);
};

async function charging() {
  const pile = await anOnlinePile();
  const request = aHold({ untilMs: Date.now() + 3 * minute, terms: terms() });
  const { orderId } = request;
  await pile.stub.hold(request);
  await pile.stub.start(orderId);
  expect(await pile.charger.obeys("RemoteStartTransaction")).toEqual({
    connectorId: 1,
    idTag: startTagOf(orderId),
  });
  const transactionId = await pile.charger.starts(startTagOf(orderId));
  return { ...pile, orderId, transactionId };
}

describe("a sleep in mid-session", () => {
  it("loses neither the socket nor a sample, wherever it comes", async () => {
    const { stub, charger, records, orderId, transactionId } = await charging();
    for (let count = 1; count <= 50; count += 1) {
      passes(15_000);
      await charger.samples(transactionId, 1_000_000 + count * 250);
      if (count % 7 === 0) await sleep(stub);
    }
    const live = await stub.liveOrder(orderId);
    expect(live).toMatchObject({ state: "charging", energyWh: 12_500 });
    await sleep(stub);
    passes(15_000);
    await charger.stops(transactionId, 1_012_700);
    const ended = await records.factOf("sessionEnded");
    expect(ended).toMatchObject({ orderId, meterStartWh: 1_000_000, meterStopWh: 1_012_700 });
    expect(ended.readings).toHaveLength(52);
    expect(ended.readings[50]).toEqual([T0 + 50 * 15_000, 1_012_500]);
    expect(await stub.curve(orderId)).toHaveLength(50);
  });

  it("keeps what the charger said of itself, which costs no row", async () => {
    const { stub, charger } = await charging();
    const statusNow = async () => (await storedState(stub)).connectors[0]?.reported.status;
    const rows = await rowsWritten(stub);
    await charger.status(1, "Charging");
    await charger.status(1, "SuspendedEV");
    expect(await rows.total()).toBe(0);
    expect(await statusNow()).not.toBe("SuspendedEV");
    await sleep(stub);
    passes(15_000);
    // The next row takes along what rode until then.
    await charger.call("StatusNotification", {
      connectorId: 2,
      status: "Faulted",
      errorCode: "GroundFailure",
    });
    expect(await statusNow()).toBe("SuspendedEV");
  });

  it("keeps what rode on a socket that closes while the object sleeps", async () => {
    const { stub, charger, pileId, records, transactionId } = await charging();
    for (let count = 1; count <= 5; count += 1) {
      passes(15_000);
      await charger.samples(transactionId, 1_000_000 + count * 250);
    }
    await sleep(stub);
    charger.socket.close(1000, "bye");
    await records.applied.next((fact) => fact.kind === "onlineChanged" && !fact.online);
    const again = await aCharger(stub, pileId);
    passes(15_000);
    await again.stops(transactionId, 1_001_500);
    expect((await records.factOf("sessionEnded")).readings).toHaveLength(7);
  });

  it("keeps what rode on a socket that a newer one replaces", async () => {
    const { stub, charger, pileId, records, transactionId } = await charging();
    passes(15_000);
    await charger.samples(transactionId, 1_000_250);
    await sleep(stub);
    const again = await aCharger(stub, pileId);
    passes(15_000);
    await again.samples(transactionId, 1_000_500);
    await sleep(stub);
    passes(15_000);
    await again.stops(transactionId, 1_000_700);
    expect((await records.factOf("sessionEnded")).readings.map(([, wh]) => wh)).toEqual([
      1_000_000, 1_000_250, 1_000_500, 1_000_700,
    ]);
  });

  it("does not tell the records again what they have confirmed", async () => {
    const { stub, charger, records, transactionId } = await charging();
    await records.factOf("sessionStarted");
    await stub.snapshot();
    const { attempts } = records;
    for (let count = 1; count <= 5; count += 1) {
      await sleep(stub);
      passes(15_000);
      await charger.samples(transactionId, 1_000_000 + count * 250);
    }
    expect(records.attempts).toBe(attempts);
  });

  it("knows what the charger reported last, and asks for the answer that was open", async () => {
    const { stub, charger, orderId } = await charging();
    await charger.status(1, "Charging");
    await stub.stop(orderId);
    await sleep(stub);
    await charger.obeys("RemoteStopTransaction");
    await charger.call("Heartbeat", {});
    const snapshot = await stub.snapshot();
    expect(snapshot).toMatchObject({
      value: { commands: [{ command: "stop", state: "answered", status: "Accepted" }, {}] },
    });
    expect((await storedState(stub)).connectors[0]?.reported.status).toBe("Charging");
  });
});

describe("a restart of the platform, which ends sockets without a word", () => {
  it("leaves a pile that nobody can hold until its charger is back", async () => {
    const { stub, pileId, records } = await aPile();
    await inObject(stub, ({ state }) => {
      state.storage.sql.exec(
        "UPDATE state SET document = json_set(document, '$.link', json(?))",
        JSON.stringify({ generation: 3, online: true, subprotocol: "ocpp1.6", sinceMs: T0 }),
      );
    });
    await sleep(stub);
    const refused = await stub.hold(aHold({ untilMs: Date.now() + minute }));
    expect(refused).toEqual({ ok: false, error: { code: "pile_offline" } });
    await records.applied.next((fact) => fact.kind === "onlineChanged" && !fact.online);
    const charger = await aCharger(stub, pileId);
    await charger.status(1, "Available");
    expect((await storedState(stub)).link).toMatchObject({ generation: 4, online: true });
  });
});

describe("what is answered is stored", () => {
  it("a start, a stop and a state by the time that the charger reads the answer", async () => {
    const { stub, charger, transactionId } = await charging();
    expect((await storedState(stub)).connectors[0]?.use).toMatchObject({
      kind: "charging",
      session: { transactionId },
    });
    await charger.stops(transactionId, 1_000_000);
    expect((await storedState(stub)).ended).toMatchObject([{ transactionId }]);
  });
});

describe("rows", () => {
  it("an hour's session of 240 samples costs at most 40, wherever it sleeps", async () => {
    const { stub, charger, records } = await anOnlinePile();
    const counter = await rowsWritten(stub);
    const request = aHold({ untilMs: T0 + 3 * minute, terms: timeOfUse(), prepaidFen: 50_000 });
    await stub.hold(request);
    await stub.start(request.orderId);
    await charger.obeys("RemoteStartTransaction");
    await charger.status(1, "Preparing");
    const transactionId = await charger.starts(startTagOf(request.orderId));
    await charger.status(1, "Charging");
    for (let count = 1; count <= 240; count += 1) {
      passes(15_000);
      await charger.samples(transactionId, 1_000_000 + count * 250);
      if (count % 40 === 0) {
        await sleep(stub);
        await counter.goOn();
      }
    }
    await stub.stop(request.orderId);
    await charger.obeys("RemoteStopTransaction");
    passes(2_000);
    await charger.stops(transactionId, 1_060_000);
    await charger.status(1, "Finishing");
    await charger.status(1, "Available");
    const ended = await records.factOf("sessionEnded");
    expect(ended).toMatchObject({ reason: "Local" });
    expect(ended.readings).toHaveLength(242);
    const rows = await counter.total();
    console.info("rows written by an hour's session of 240 samples:", rows);
    expect(rows).toBeLessThanOrEqual(40);
  });
});

/** A document as the first version wrote it. */
const v1 = (state: Awaited<ReturnType<typeof storedState>>): PileStateV1 => ({
  ...state,
  v: 1,
  connectors: state.connectors.map((connector) => {
    if (connector.use.kind !== "charging") return { ...connector, use: { kind: "free" } };
    const { registersFromMs: _, last, ...session } = connector.use.session;
    const { byPowerWh: _wh, ...oldLast } = last;
    return { ...connector, use: { kind: "charging", session: { ...session, last: oldLast } } };
  }),
  credential: { hash: state.credential.hash, previous: null, rotatedAtMs: null },
  ended: [],
  givenUp: [],
  outbox: [],
});

describe("storage of every older version", () => {
  it("is brought to today's with its session, and goes on", async () => {
    const old = await charging();
    const document = v1(await storedState(old.stub));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const stub = env.PILE.get(env.PILE.idFromName("PILE-V1")) as unknown as PileStub;
    const records = new TestRecords(document.profile.pileId);
    await withRecords(stub, records);
    await inObject(stub, ({ state }) => {
      state.storage.sql.exec(`
        CREATE TABLE versions (version INTEGER PRIMARY KEY); INSERT INTO versions VALUES (1);
        CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), document TEXT NOT NULL);
        CREATE TABLE samples (transaction_id INTEGER PRIMARY KEY, lines TEXT NOT NULL);`);
      state.storage.sql.exec("INSERT INTO state VALUES (1, ?)", JSON.stringify(document));
      state.storage.sql.exec(
        "INSERT INTO samples VALUES (?, ?)",
        old.transactionId,
        `${T0 + 15_000},1000250,60000,,,\n${T0 + 30_000},1000500,60000,,,\n`,
      );
    });
    await sleep(stub);
    expect(await stub.liveOrder(old.orderId)).toMatchObject({ energyWh: 500 });
    const charger = await aCharger(stub, document.profile.pileId);
    passes(45_000);
    await charger.stops(old.transactionId, 1_000_700);
    expect((await records.factOf("sessionEnded")).readings).toHaveLength(4);
    const versions = await inObject(stub, ({ state }) =>
      state.storage.sql.exec("SELECT version FROM versions").toArray(),
    );
    expect(versions).toEqual([{ version: 1 }, { version: 2 }, { version: 3 }]);
  });

  it("of before there were waiting lists has reservations only, and no offers", async () => {
    const { stub } = await anOnlinePile();
    const slot = { fromMs: T0 + 60 * minute, untilMs: T0 + 75 * minute };
    await stub.reserve(aRequest(slot));
    const { pastOffers: _past, ...today } = await storedState(stub);
    const bookings = today.bookings.map(({ origin: _origin, ...booking }) => booking);
    const read = upgraded({ ...today, bookings });
    expect(read.bookings).toEqual(today.bookings);
    expect(read.bookings).toMatchObject([{ origin: "reservation" }]);
    expect(read.pastOffers).toEqual([]);
  });

  it("of a version to come is refused", async () => {
    const { stub } = await aPile();
    const today = await storedState(stub);
    expect(upgraded(today)).toEqual(today);
    expect(() => upgraded({ ...today, v: 99 })).toThrow("not known");
  });
});
