import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SimulatedCharger } from "./chargePoint.ts";
import type { JsonObject } from "./json.ts";
import { aCharger, TestCentralSystem } from "./testCentralSystem.ts";

let centralSystem: TestCentralSystem;
let charger: SimulatedCharger;

beforeEach(async () => {
  centralSystem = new TestCentralSystem();
  await centralSystem.listen();
  charger = aCharger(centralSystem);
  await charger.start();
  await charger.settled();
});

afterEach(async () => {
  charger.close();
  await centralSystem.close();
});

const MINUTE = 60_000;

/** Sends a command and lets what follows from it happen; gives the answer's status. */
const command = async (action: string, payload: JsonObject = {}): Promise<unknown> => {
  const answer = await centralSystem.call(action, payload);
  await charger.settled();
  return answer["status"];
};

const charge = async (connectorId = 1, idTag = "CARD-1"): Promise<void> => {
  charger.plugIn(connectorId, { socPercent: 20, targetSocPercent: 90 });
  await charger.presentCard(connectorId, idTag);
  await charger.settled();
};

const statusOf = (connectorId: number): string => charger.connector(connectorId).status;

describe("RemoteStartTransaction", () => {
  test("without a cable waits, then gives up after ConnectionTimeOut and says so", async () => {
    expect(await command("RemoteStartTransaction", { connectorId: 1, idTag: "A" })).toBe(
      "Accepted",
    );
    expect(statusOf(1)).toBe("Preparing");
    await charger.tick(119_000);
    expect(statusOf(1)).toBe("Preparing");
    await charger.tick(1_000);
    expect(centralSystem.statuses(1)).toEqual(["Available", "Preparing", "Available"]);
    expect(centralSystem.of("StartTransaction")).toEqual([]);
  });

  test("finds a connector by itself, the one with a cable first", async () => {
    charger.plugIn(2);
    expect(await command("RemoteStartTransaction", { idTag: "A" })).toBe("Accepted");
    expect(centralSystem.of("StartTransaction")).toMatchObject([{ connectorId: 2, idTag: "A" }]);
  });

  test("is rejected on a connector that charges, is faulted or does not exist", async () => {
    await charge(1);
    charger.fault(2, "OverVoltage");
    for (const connectorId of [1, 2, 3]) {
      expect(await command("RemoteStartTransaction", { connectorId, idTag: "B" })).toBe("Rejected");
    }
  });

  test("asks first when AuthorizeRemoteTxRequests is set, and obeys a refusal", async () => {
    await command("ChangeConfiguration", { key: "AuthorizeRemoteTxRequests", value: "true" });
    centralSystem.on("Authorize", () => ({ idTagInfo: { status: "Invalid" } }));
    charger.plugIn(1);
    await command("RemoteStartTransaction", { connectorId: 1, idTag: "A" });
    await charger.settled();
    expect(centralSystem.of("Authorize")).toEqual([{ idTag: "A" }]);
    expect(centralSystem.of("StartTransaction")).toEqual([]);
  });

  test("brings a car by itself where autoPlug is set", async () => {
    charger.close();
    charger = aCharger(centralSystem, { autoPlug: true });
    await charger.start();
    await charger.settled();
    await command("RemoteStartTransaction", { connectorId: 1, idTag: "A" });
    await charger.tick(2_000);
    expect(statusOf(1)).toBe("Charging");
  });
});

test("RemoteStopTransaction of an id that is not running is rejected", async () => {
  await charge();
  expect(await command("RemoteStopTransaction", { transactionId: 77 })).toBe("Rejected");
  expect(statusOf(1)).toBe("Charging");
});

describe("Reset", () => {
  test.each([
    ["Soft", "SoftReset", ["BootNotification", "StopTransaction", "BootNotification"]],
    ["Hard", "HardReset", ["BootNotification", "BootNotification", "StopTransaction"]],
  ])("%s closes the charge as %s and boots again", async (type, reason, order) => {
    await charge();
    await charger.tick(5 * MINUTE);
    const off = charger.next("power", (event) => !event.on);
    expect(await centralSystem.call("Reset", { type })).toEqual({ status: "Accepted" });
    await off;
    await charger.tick(5_000);
    await charger.waitFor(() => charger.isOnline && charger.bufferedCount === 0);
    await charger.settled();
    expect(centralSystem.of("StopTransaction")).toMatchObject([{ reason }]);
    expect(centralSystem.actions("BootNotification", "StopTransaction")).toEqual(order);
  });
});

describe("UnlockConnector", () => {
  test("ends the charge and frees the cable", async () => {
    await charge();
    expect(await command("UnlockConnector", { connectorId: 1 })).toBe("Unlocked");
    expect(centralSystem.of("StopTransaction")).toMatchObject([{ reason: "UnlockCommand" }]);
  });

  test("fails on a jammed lock, which holds the cable and is told as a warning", async () => {
    await charge();
    charger.jamLock(1);
    expect(await command("UnlockConnector", { connectorId: 1 })).toBe("UnlockFailed");
    expect(charger.unplug(1)).toBe(false);
    expect(centralSystem.of("StatusNotification").at(-1)).toMatchObject({
      errorCode: "ConnectorLockFailure",
      status: "Finishing",
    });
  });

  test("is not supported for a connector that does not exist", async () => {
    expect(await command("UnlockConnector", { connectorId: 9 })).toBe("NotSupported");
  });
});

describe("ChangeAvailability", () => {
  test("of a free connector holds at once and survives a reboot", async () => {
    const change = { connectorId: 2, type: "Inoperative" };
    expect(await command("ChangeAvailability", change)).toBe("Accepted");
    expect(centralSystem.statuses(2).at(-1)).toBe("Unavailable");
    charger.losePower();
    charger.restorePower();
    await charger.waitFor(() => charger.isOnline);
    await charger.settled();
    expect(centralSystem.statuses(2).at(-1)).toBe("Unavailable");
  });

  test("of a charging one is scheduled until the charge ends", async () => {
    await charge();
    const change = { connectorId: 1, type: "Inoperative" };
    expect(await command("ChangeAvailability", change)).toBe("Scheduled");
    expect(statusOf(1)).toBe("Charging");
    charger.pressStop(1);
    charger.unplug(1);
    await charger.settled();
    expect(centralSystem.statuses(1).at(-1)).toBe("Unavailable");
    await command("ChangeAvailability", { connectorId: 1, type: "Operative" });
    expect(centralSystem.statuses(1).at(-1)).toBe("Available");
  });

  test("of connector 0 means the whole charger; an unknown one is rejected", async () => {
    await command("ChangeAvailability", { connectorId: 0, type: "Inoperative" });
    expect([0, 1, 2].map((id) => centralSystem.statuses(id).at(-1))).toEqual([
      "Unavailable",
      "Unavailable",
      "Unavailable",
    ]);
    const unknown = { connectorId: 5, type: "Operative" };
    expect(await command("ChangeAvailability", unknown)).toBe("Rejected");
  });
});

const phaseRotation = async (): Promise<unknown> => {
  const answer = await centralSystem.call("GetConfiguration", { key: ["ConnectorPhaseRotation"] });
  return answer["configurationKey"];
};

describe("configuration", () => {
  test.each([
    ["MeterValueSampleInterval", "15", "Accepted"],
    ["MeterValueSampleInterval", "often", "Rejected"],
    ["MeterValuesSampledData", "Energy.Active.Import.Register,Voltage", "Accepted"],
    ["MeterValuesSampledData", "Horsepower", "Rejected"],
    ["NumberOfConnectors", "7", "Rejected"],
    ["ConnectorPhaseRotation", "RST", "RebootRequired"],
    ["NoSuchKey", "1", "NotSupported"],
  ])("%s = %s is %s", async (key, value, outcome) => {
    expect(await command("ChangeConfiguration", { key, value })).toBe(outcome);
  });

  test("a key that needs a reboot is in force after it", async () => {
    await command("ChangeConfiguration", { key: "ConnectorPhaseRotation", value: "RST" });
    expect(await phaseRotation()).toMatchObject([{ value: "NotApplicable" }]);
    charger.losePower();
    charger.restorePower();
    await charger.waitFor(() => charger.isOnline);
    expect(await phaseRotation()).toMatchObject([{ value: "RST" }]);
  });

  test("GetConfiguration tells all keys, keeps the secret one, and names unknown ones", async () => {
    const all = await centralSystem.call("GetConfiguration", {});
    expect(JSON.stringify(all)).toContain(
      '{"key":"NumberOfConnectors","readonly":true,"value":"2"}',
    );
    expect(JSON.stringify(all)).toContain('{"key":"AuthorizationKey","readonly":false}');
    expect(
      await centralSystem.call("GetConfiguration", { key: ["HeartbeatInterval", "X"] }),
    ).toEqual({
      configurationKey: [{ key: "HeartbeatInterval", readonly: false, value: "300" }],
      unknownKey: ["X"],
    });
  });

  test("a shorter sample interval holds in mid-charge", async () => {
    await charge();
    await command("ChangeConfiguration", { key: "MeterValueSampleInterval", value: "10" });
    await charger.tick(MINUTE);
    expect(centralSystem.of("MeterValues")).toHaveLength(6);
  });

  test("clock-aligned data comes from every connector on the boundary", async () => {
    await command("ChangeConfiguration", { key: "ClockAlignedDataInterval", value: "900" });
    await charger.tick(15 * MINUTE);
    const told = centralSystem.of("MeterValues");
    expect(told.map((values) => values["connectorId"])).toEqual([1, 2]);
    expect(JSON.stringify(told[0])).toMatch(/T02:15:00\.000Z/);
  });

  test("a new AuthorizationKey is used for the next connection, which comes at once", async () => {
    const connected = charger.next("connected");
    const answer = await centralSystem
      .call("ChangeConfiguration", {
        key: "AuthorizationKey",
        value: "a new password 2026",
      })
      .catch(() => undefined);
    expect(answer ?? { status: "Accepted" }).toEqual({ status: "Accepted" });
    await connected;
    expect(centralSystem.passwords).toEqual(["correct horse battery", "a new password 2026"]);
  });
});

test("ClearCache forgets the cards that were accepted before", async () => {
  await charge();
  charger.pressStop(1);
  await charger.settled();
  expect(await command("ClearCache")).toBe("Accepted");
  charger.disconnectNetwork();
  expect(await charger.presentCard(1, "CARD-1")).toEqual({ kind: "refused", why: "Offline" });
});

test("DataTransfer echoes for its own vendor and refuses others in the right word", async () => {
  expect(
    await centralSystem.call("DataTransfer", { vendorId: "Zhuang", messageId: "Echo", data: "hi" }),
  ).toEqual({ status: "Accepted", data: "hi" });
  expect(await command("DataTransfer", { vendorId: "Other" })).toBe("UnknownVendorId");
  expect(await command("DataTransfer", { vendorId: "Zhuang", messageId: "X" })).toBe(
    "UnknownMessageId",
  );
});

describe("TriggerMessage", () => {
  test.each([
    "BootNotification",
    "DiagnosticsStatusNotification",
    "FirmwareStatusNotification",
    "Heartbeat",
    "MeterValues",
    "StatusNotification",
  ])("%s is sent after the answer", async (requestedMessage) => {
    const before = centralSystem.of(requestedMessage).length;
    expect(await command("TriggerMessage", { requestedMessage })).toBe("Accepted");
    expect(centralSystem.of(requestedMessage).length).toBeGreaterThan(before);
  });

  test("of one connector tells that one; an unknown one is rejected", async () => {
    const trigger = { requestedMessage: "MeterValues", connectorId: 2 };
    await command("TriggerMessage", trigger);
    expect(centralSystem.of("MeterValues")).toMatchObject([{ connectorId: 2 }]);
    expect(await command("TriggerMessage", { ...trigger, connectorId: 8 })).toBe("Rejected");
  });
});
