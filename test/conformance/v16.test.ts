import { describe, expect, it } from "vitest";
import { quirksOf } from "../../core/ocpp/quirks.ts";
import { answer, outcomeOf, receive, send } from "../../core/ocpp/receive.ts";
import { v16 } from "../../core/ocpp/v16/index.ts";
import { officialSchemas } from "./officialSchemas.ts";
import { inboundExamples, outboundExamples } from "./v16Examples.ts";

const official = officialSchemas("ocpp1_6.json", true);
const context = { receivedAtMs: Date.UTC(2026, 10, 22, 12), quirks: quirksOf([], 480) };

/** OCPP 1.6, 4 and 5: all its profiles. */
const fromCharger = [
  "Authorize",
  "BootNotification",
  "DataTransfer",
  "DiagnosticsStatusNotification",
  "FirmwareStatusNotification",
  "Heartbeat",
  "MeterValues",
  "StartTransaction",
  "StatusNotification",
  "StopTransaction",
];
const toCharger = [
  "CancelReservation",
  "ChangeAvailability",
  "ChangeConfiguration",
  "ClearCache",
  "ClearChargingProfile",
  "DataTransfer",
  "GetCompositeSchedule",
  "GetConfiguration",
  "GetDiagnostics",
  "GetLocalListVersion",
  "RemoteStartTransaction",
  "RemoteStopTransaction",
  "ReserveNow",
  "Reset",
  "SendLocalList",
  "SetChargingProfile",
  "TriggerMessage",
  "UnlockConnector",
  "UpdateFirmware",
];

describe("OCPP 1.6", () => {
  it("is spoken in all its messages, both ways", () => {
    expect([...v16.inbound.keys()].toSorted()).toEqual(fromCharger);
    expect(
      Object.values(v16.outbound)
        .map(({ action }) => action)
        .toSorted(),
    ).toEqual(toCharger);
    expect(new Set(inboundExamples.map(({ action }) => action))).toEqual(new Set(fromCharger));
    expect(new Set(outboundExamples.map(({ action }) => action))).toEqual(new Set(toCharger));
  });

  it("knows the names of all 39 actions, with the security extension", () => {
    expect(v16.actionNames.size).toBe(39);
    for (const name of v16.actionNames) expect(official.messages).toContain(`${name}.req`);
  });
});

describe("answers missing a required field", () => {
  it.each(inboundExamples)("$action is valid, decoded, and answered by the schema", (example) => {
    const { action, payload, answers } = example;
    expect(official.faultOf(`${action}.req`, payload)).toBeNull();
    const received = receive(v16, JSON.stringify([2, "id", action, payload]), context);
    if (received.kind !== "call") throw new Error(JSON.stringify(received));
    for (const given of answers) {
      const [type, id, conf] = JSON.parse(answer(v16, received.call, given));
      expect([type, id]).toEqual([3, "id"]);
      expect(official.faultOf(`${action}.conf`, conf)).toBeNull();
    }
  });

  it.each(outboundExamples)(
    "$action is sent by the schema, and its answers are read",
    (example) => {
      const { command, action, answers } = example;
      const sent = send(v16, "id", command);
      if (!sent.ok) throw new Error(JSON.stringify(sent.error));
      const [type, id, name, payload] = JSON.parse(sent.value);
      expect([type, id, name]).toEqual([2, "id", action]);
      expect(official.faultOf(`${action}.req`, payload)).toBeNull();
      for (const [conf, status] of answers) {
        expect(official.faultOf(`${action}.conf`, conf)).toBeNull();
        const received = receive(v16, JSON.stringify([3, "id", conf]), context);
        if (received.kind !== "response") throw new Error(JSON.stringify(received));
        expect(outcomeOf(v16, command, received.response)).toEqual({
          kind: "answered",
          status,
          payload: conf,
        });
      }
    },
  );
});

const eventOf = (wanted: string, at = 0) => {
  const payload = inboundExamples.filter(({ action }) => action === wanted)[at]?.payload;
  const received = receive(v16, JSON.stringify([2, "id", wanted, payload]), context);
  return received.kind === "call" ? received.call.event : received;
};

describe("what a charger says", () => {
  const atMs = Date.UTC(2026, 10, 22, 11, 59);
  const sample = { atMs, registerWh: 1_234_500, powerW: 6_900, socPercent: 41 };

  it("is told in words of no version", () => {
    expect(eventOf("BootNotification")).toEqual({
      kind: "booted",
      vendor: "Maker",
      model: "DC-120",
      serialNumber: "SN-1",
      firmwareVersion: "1.0.0",
    });
    expect(eventOf("StartTransaction")).toEqual({
      kind: "transactionStarted",
      connectorId: 1,
      idTag: "CARD",
      meterStartWh: 1_234,
      reservationId: 3,
      atMs,
    });
    expect(eventOf("MeterValues")).toEqual({
      kind: "metered",
      connectorId: 1,
      transactionId: 7,
      samples: [sample],
    });
    expect(eventOf("StopTransaction")).toEqual({
      kind: "transactionStopped",
      transactionId: 7,
      idTag: "CARD",
      meterStopWh: 5_678,
      reason: "EVDisconnected",
      atMs,
      samples: [sample],
    });
    expect(eventOf("StopTransaction", 1)).toMatchObject({
      reason: "Local",
      idTag: null,
      samples: [],
    });
    expect(eventOf("StatusNotification")).toEqual({
      kind: "statusReported",
      connectorId: 1,
      status: "Faulted",
      errorCode: "GroundFailure",
      vendorErrorCode: "E7",
      info: "leak",
      atMs,
    });
    expect(eventOf("DataTransfer")).toEqual({
      kind: "dataTransferred",
      vendorId: "com.maker",
      messageId: "Ping",
      data: "{}",
    });
  });
});
