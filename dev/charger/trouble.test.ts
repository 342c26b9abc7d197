import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SimulatedCharger } from "./chargePoint.ts";
import { aCharger, TestCentralSystem } from "./testCentralSystem.ts";

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

describe("what goes wrong", () => {
  test("offline, a whole charge is kept with its own times and replayed in order", async () => {
    await charging();
    await charger.tick(2 * MINUTE);
    charger.disconnectNetwork();
    const before = centralSystem.received.length;
    await charger.tick(5 * MINUTE);
    charger.unplug(1);
    charger.plugIn(1, aCar);
    expect(await charger.presentCard(1, "CARD-1")).toEqual({ kind: "accepted" });
    const secondStartMs = charger.nowMs();
    await charger.tick(3 * MINUTE);
    charger.pressStop(1);
    expect(charger.bufferedCount).toBe(5 + 1 + 1 + 3 + 1);
    await charger.tick(60 * MINUTE);
    charger.reconnect();
    await charger.waitFor(() => charger.bufferedCount === 0);
    await charger.settled();
    const replayed = centralSystem.received.slice(before);
    expect(replayed.map(({ action }) => action)).toEqual([
      ...Array<string>(5).fill("MeterValues"),
      "StopTransaction",
      "StartTransaction",
      ...Array<string>(3).fill("MeterValues"),
      "StopTransaction",
      "StatusNotification",
    ]);
    const times = replayed.map(
      ({ params }) => JSON.stringify(params).match(/20[\d-]+T[\d:.]+Z/)![0],
    );
    expect(times).toEqual(times.toSorted());
    expect(Date.parse(times[6]!)).toBe(secondStartMs);
    const ids = replayed.slice(0, -1).map(({ params }) => params["transactionId"]);
    expect(ids).toEqual([1, 1, 1, 1, 1, 1, undefined, 2, 2, 2, 2]);
  });

  test("a network that comes back needs no new boot", async () => {
    await charging();
    charger.disconnectNetwork();
    charger.reconnect();
    await charger.waitFor(() => charger.isOnline);
    await charger.tick(MINUTE);
    expect(centralSystem.of("BootNotification")).toHaveLength(1);
    expect(charger.connector(1).status).toBe("Charging");
  });

  test("an unknown card offline is refused unless the configuration lets it", async () => {
    await started();
    charger.disconnectNetwork();
    charger.plugIn(1, aCar);
    expect(await charger.presentCard(1, "NEW")).toEqual({ kind: "refused", why: "Offline" });
    charger.reconnect();
    await charger.waitFor(() => charger.isOnline);
    await charger.settled();
    await centralSystem.call("ChangeConfiguration", {
      key: "AllowOfflineTxForUnknownId",
      value: "true",
    });
    charger.disconnectNetwork();
    expect(await charger.presentCard(1, "NEW")).toEqual({ kind: "accepted" });
  });

  test("after a power loss it boots, then closes the transaction with the reading of that moment", async () => {
    await charging();
    await charger.tick(10 * MINUTE);
    const lost = { registerWh: charger.connector(1).registerWh, at: charger.nowMs() };
    charger.losePower();
    await charger.tick(30 * MINUTE);
    expect(charger.isOnline).toBe(false);
    charger.restorePower();
    await charger.waitFor(() => charger.bufferedCount === 0);
    await charger.settled();
    expect(centralSystem.of("StopTransaction")).toEqual([
      {
        transactionId: 1,
        meterStop: lost.registerWh,
        timestamp: new Date(lost.at).toISOString(),
        reason: "PowerLoss",
      },
    ]);
    const order = centralSystem.actions("BootNotification", "StopTransaction");
    expect(order).toEqual(["BootNotification", "BootNotification", "StopTransaction"]);
    expect(charger.connector(1)).toMatchObject({
      registerWh: lost.registerWh,
      status: "Finishing",
    });
  });

  test("a clock of 1970 marks its messages so, until it is set right", async () => {
    await started();
    charger.setClock("1970");
    charger.plugIn(1, aCar);
    await charger.presentCard(1, "CARD-1");
    await charger.tick(MINUTE);
    expect(centralSystem.of("StartTransaction")[0]!["timestamp"]).toMatch(/^1970-01-01T00:00/);
    charger.setClock("synchronised");
    charger.pressStop(1);
    await charger.settled();
    expect(centralSystem.of("StopTransaction")[0]!["timestamp"]).toMatch(/^20/);
  });

  test("a clock that is off stays off in spite of the heartbeat's time", async () => {
    await started();
    charger.setClock({ offsetMs: -3_600_000 });
    await charger.tick(10 * MINUTE);
    charger.plugIn(1, aCar);
    await charger.settled();
    const told = centralSystem.of("StatusNotification").at(-1)!;
    expect(told["timestamp"]).toBe(new Date(charger.nowMs() - 3_600_000).toISOString());
  });

  test("a lost answer makes it send the start again, as the same start", async () => {
    await started();
    charger.plugIn(1, aCar);
    const authorised = charger.next("card");
    const card = charger.presentCard(1, "CARD-1");
    await authorised;
    charger.dropNextAnswer();
    await card;
    await charger.settled();
    await charger.tick(200_000);
    const starts = centralSystem.received.filter(({ action }) => action === "StartTransaction");
    expect(starts).toHaveLength(2);
    expect(starts[0]!.params).toEqual(starts[1]!.params);
    expect(starts[0]!.messageId).not.toBe(starts[1]!.messageId);
  });

  test("a transaction message that always fails is given up after its attempts", async () => {
    centralSystem.on("StartTransaction", () => {
      throw new Error("the database is down");
    });
    await charging();
    await charger.tick(20 * MINUTE);
    charger.pressStop(1);
    await charger.settled();
    expect(centralSystem.of("StartTransaction")).toHaveLength(3);
    expect(centralSystem.of("StopTransaction")).toMatchObject([{ transactionId: -1 }]);
    expect(charger.bufferedCount).toBe(0);
  });

  test("a duplicate start goes out under a new message id", async () => {
    await charging();
    charger.retryDuplicate();
    await charger.settled();
    const [first, second] = centralSystem.of("StartTransaction");
    expect(second).toEqual(first);
  });

  test("a fault in mid-charge ends it, is told with its code, and clears", async () => {
    await charging();
    charger.fault(1, "GroundFailure", "E42");
    await charger.settled();
    expect(centralSystem.of("StopTransaction")).toMatchObject([{ reason: "Other" }]);
    expect(centralSystem.of("StatusNotification").at(-1)).toMatchObject({
      status: "Faulted",
      errorCode: "GroundFailure",
      vendorErrorCode: "E42",
    });
    expect(await charger.presentCard(1, "CARD-1")).toEqual({ kind: "refused", why: "Unavailable" });
    charger.clearFault(1);
    charger.unplug(1);
    await charger.settled();
    expect(centralSystem.statuses(1).at(-1)).toBe("Available");
  });

  test("the emergency stop ends every charge and faults the whole charger", async () => {
    await charging();
    charger.pressEmergencyStop();
    await charger.settled();
    expect(centralSystem.of("StopTransaction")).toMatchObject([{ reason: "EmergencyStop" }]);
    expect([0, 1, 2].map((id) => centralSystem.statuses(id).at(-1))).toEqual([
      "Faulted",
      "Faulted",
      "Faulted",
    ]);
    expect(
      await centralSystem.call("RemoteStartTransaction", { connectorId: 2, idTag: "A" }),
    ).toEqual({ status: "Rejected" });
  });

  test("one CALL is open at a time, and the other direction does not wait for it", async () => {
    await started();
    const [asked, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    centralSystem.on("StatusNotification", async () => {
      asked.resolve();
      await answered.promise;
      return {};
    });
    const before = centralSystem.received.length;
    charger.plugIn(1, aCar);
    charger.plugIn(2, aCar);
    charger.fault(1, "HighTemperature");
    await asked.promise;
    expect(await centralSystem.call("ClearCache", {})).toEqual({ status: "Accepted" });
    expect(centralSystem.received).toHaveLength(before + 1);
    answered.resolve();
    await charger.settled();
    expect(centralSystem.mostOpen).toBe(1);
    expect(centralSystem.received).toHaveLength(before + 3);
    expect(centralSystem.statuses(1).slice(-2)).toEqual(["Preparing", "Faulted"]);
  });
});
