import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SimulatedCharger } from "./chargePoint.ts";
import { aCharger, TestCentralSystem } from "./testCentralSystem.ts";
import type { JsonObject } from "./json.ts";

let centralSystem: TestCentralSystem;
let charger: SimulatedCharger;

beforeEach(async () => {
  centralSystem = new TestCentralSystem();
  await centralSystem.listen();
  charger = aCharger(centralSystem);
});

afterEach(async () => {
  charger.close();
  await centralSystem.close();
});

const MINUTE = 60_000;
const aCar = { socPercent: 20, targetSocPercent: 90, maxDcW: 90_000, batteryWh: 60_000 };

const started = async (): Promise<void> => {
  await charger.start();
  await charger.settled();
};

const charging = async (idTag = "CARD-1"): Promise<void> => {
  await started();
  charger.plugIn(1, aCar);
  expect(await charger.presentCard(1, idTag)).toEqual({ kind: "accepted" });
  await charger.settled();
};

const registersOf = (messages: JsonObject[]): number[] => {
  const text = JSON.stringify(messages);
  const found = text.matchAll(/"value":"(\d+)"[^}]*"Energy\.Active\.Import\.Register"/g);
  return [...found].map(([, value]) => Number(value));
};

describe("boot", () => {
  test("sends Basic credentials, then tells the status of the charger and each connector", async () => {
    await started();
    expect(centralSystem.passwords).toEqual(["correct horse battery"]);
    expect(centralSystem.received.map(({ action }) => action)).toEqual([
      "BootNotification",
      "StatusNotification",
      "StatusNotification",
      "StatusNotification",
    ]);
    expect(centralSystem.of("StatusNotification").map((told) => told["connectorId"])).toEqual([
      0, 1, 2,
    ]);
  });

  test.each(["Pending", "Rejected"])("%s is tried again after the interval", async (status) => {
    const answers = [status, "Accepted"];
    centralSystem.on("BootNotification", () => ({
      status: answers.shift() ?? "Accepted",
      currentTime: new Date().toISOString(),
      interval: 90,
    }));
    const registered = charger.next("registered", (event) => event.status === status);
    charger.restorePower();
    await registered;
    await charger.tick(89_000);
    expect(charger.isOnline).toBe(false);
    expect(centralSystem.actions("BootNotification", "StatusNotification")).toHaveLength(1);
    await charger.tick(1_000);
    expect(charger.isOnline).toBe(true);
  });

  test("heartbeats follow the interval of the answer", async () => {
    await started();
    await charger.tick(3 * 300_000);
    expect(centralSystem.of("Heartbeat")).toHaveLength(3);
  });

  test("an unanswerable address is tried again with growing patience", async () => {
    const [{ url }] = [centralSystem];
    await centralSystem.close();
    const lonely = aCharger(centralSystem, { url });
    const refusals: string[] = [];
    lonely.on("event", (event) => {
      if (event.kind === "refused") refusals.push(event.reason);
    });
    lonely.restorePower();
    await lonely.tick(200_000);
    lonely.close();
    expect(refusals.length).toBeGreaterThanOrEqual(6);
    expect(refusals.length).toBeLessThanOrEqual(10);
  });
});

describe("a charge", () => {
  test("by remote start runs from boot to stop, with samples between", async () => {
    await started();
    charger.plugIn(1, aCar);
    expect(
      await centralSystem.call("RemoteStartTransaction", { connectorId: 1, idTag: "ORDER-1" }),
    ).toEqual({ status: "Accepted" });
    await charger.tick(10 * MINUTE);
    expect(charger.connector(1).status).toBe("Charging");
    expect(await centralSystem.call("RemoteStopTransaction", { transactionId: 1 })).toEqual({
      status: "Accepted",
    });
    await charger.settled();
    const [start] = centralSystem.of("StartTransaction");
    const [stop] = centralSystem.of("StopTransaction");
    expect(start).toMatchObject({ connectorId: 1, idTag: "ORDER-1", meterStart: 1_234_567 });
    expect(stop).toMatchObject({ transactionId: 1, reason: "Remote" });
    expect(Number(stop!["meterStop"])).toBeGreaterThan(1_234_567 + 10_000);
    expect(centralSystem.of("MeterValues")).toHaveLength(10);
    expect(centralSystem.statuses(1)).toEqual(["Available", "Preparing", "Charging", "Finishing"]);
  });

  test("by card ends with the same card, and its samples carry a growing register", async () => {
    await charging();
    await charger.tick(20 * MINUTE);
    expect(await charger.presentCard(1, "CARD-2")).toEqual({ kind: "refused", why: "WrongCard" });
    expect(await charger.presentCard(1, "CARD-1")).toEqual({ kind: "stop" });
    await charger.settled();
    const registers = registersOf(centralSystem.of("MeterValues"));
    expect(registers).toHaveLength(20);
    expect(registers).toEqual(registers.toSorted((left, right) => left - right));
    const [stop] = centralSystem.of("StopTransaction");
    expect(stop).toMatchObject({ reason: "Local", idTag: "CARD-1" });
    expect(Number(stop!["meterStop"])).toBeGreaterThanOrEqual(registers.at(-1)!);
  });

  test("goes on until the car is full, is suspended by it, and ends when it is unplugged", async () => {
    await charging();
    await charger.tick(120 * MINUTE);
    expect(charger.connector(1)).toMatchObject({
      status: "SuspendedEV",
      powerW: 0,
      socPercent: 90,
    });
    expect(charger.unplug(1)).toBe(true);
    await charger.settled();
    expect(centralSystem.of("StopTransaction")).toMatchObject([{ reason: "EVDisconnected" }]);
    expect(centralSystem.statuses(1)).toEqual([
      "Available",
      "Preparing",
      "Charging",
      "SuspendedEV",
      "Available",
    ]);
  });

  test("of a charger that stops full cars ends by itself", async () => {
    charger.close();
    charger = aCharger(centralSystem, { whenFull: "stop" });
    await charging();
    await charger.tick(120 * MINUTE);
    expect(centralSystem.of("StopTransaction")).toMatchObject([{ reason: "Local" }]);
    expect(charger.connector(1).status).toBe("Finishing");
  });

  test("with a card the central system refuses never begins", async () => {
    await started();
    centralSystem.on("Authorize", () => ({ idTagInfo: { status: "Blocked" } }));
    charger.plugIn(1, aCar);
    expect(await charger.presentCard(1, "STOLEN")).toEqual({ kind: "refused", why: "Blocked" });
    expect(centralSystem.of("StartTransaction")).toEqual([]);
  });

  test("whose start the central system refuses is stopped as DeAuthorized", async () => {
    centralSystem.on("StartTransaction", () => ({
      transactionId: 9,
      idTagInfo: { status: "ConcurrentTx" },
    }));
    await charging();
    expect(centralSystem.of("StopTransaction")).toMatchObject([
      { transactionId: 9, reason: "DeAuthorized" },
    ]);
  });

  test("carries its begin and end readings when StopTxnSampledData asks for them", async () => {
    await started();
    await centralSystem.call("ChangeConfiguration", {
      key: "StopTxnSampledData",
      value: "Energy.Active.Import.Register",
    });
    await charging();
    await charger.tick(5 * MINUTE);
    charger.pressStop(1);
    await charger.settled();
    const [stop] = centralSystem.of("StopTransaction");
    expect(registersOf([stop!])).toEqual([1_234_567, stop!["meterStop"]]);
  });

  test("on a three-phase AC outlet shows each phase and no state of charge", async () => {
    charger.close();
    charger = aCharger(centralSystem, { connectors: [{ id: 1, type: "AC", maxPowerW: 11_000 }] });
    await charging();
    await charger.tick(MINUTE);
    const [told] = centralSystem.of("MeterValues");
    const text = JSON.stringify(told);
    for (const phase of ["L1-N", "L2-N", "L3-N"]) expect(text).toContain(`"phase":"${phase}"`);
    expect(text).toContain('"Power.Factor"');
    expect(text).not.toContain('"SoC"');
  });
});
