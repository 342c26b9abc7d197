// Example messages of OCPP 1.6 as chargers send them, one or more for each action.
import type { Command } from "../../core/charging/commands.ts";
import type { ChargerAnswer } from "../../core/charging/events.ts";

export type InboundExample = {
  readonly action: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly answers: readonly ChargerAnswer[];
};

const nowMs = Date.UTC(2026, 10, 22, 12);
const empty: readonly ChargerAnswer[] = [{ kind: "empty" }];
const statuses = ["Accepted", "Blocked", "Expired", "Invalid", "ConcurrentTx"] as const;
const timestamp = "2026-11-22T11:59:00Z";
const sampledValue = [
  {
    value: "1234.5",
    context: "Sample.Periodic",
    format: "Raw",
    measurand: "Energy.Active.Import.Register",
    location: "Outlet",
    unit: "kWh",
  },
  { value: "6900", measurand: "Power.Active.Import", phase: "L1", unit: "W" },
  { value: "41", measurand: "SoC", unit: "Percent", location: "EV" },
];

export const inboundExamples: readonly InboundExample[] = [
  {
    action: "Authorize",
    payload: { idTag: "04A2B3C4D5E6F7" },
    answers: statuses.flatMap((status) => [
      { kind: "authorization", status, expiresAtMs: null },
      { kind: "authorization", status, expiresAtMs: nowMs },
    ]),
  },
  {
    action: "BootNotification",
    payload: {
      chargePointVendor: "Maker",
      chargePointModel: "DC-120",
      chargePointSerialNumber: "SN-1",
      chargeBoxSerialNumber: "BOX-1",
      firmwareVersion: "1.0.0",
      iccid: "8986",
      imsi: "4600",
      meterType: "DC",
      meterSerialNumber: "M-1",
    },
    answers: (["Accepted", "Pending", "Rejected"] as const).map((status) => ({
      kind: "boot",
      status,
      intervalS: 900,
      nowMs,
    })),
  },
  {
    action: "DataTransfer",
    payload: { vendorId: "com.maker", messageId: "Ping", data: "{}" },
    answers: (["Accepted", "Rejected", "UnknownMessageId", "UnknownVendorId"] as const).flatMap(
      (status) => [
        { kind: "dataTransfer", status, data: null },
        { kind: "dataTransfer", status, data: "pong" },
      ],
    ),
  },
  { action: "DiagnosticsStatusNotification", payload: { status: "Uploaded" }, answers: empty },
  { action: "FirmwareStatusNotification", payload: { status: "Installed" }, answers: empty },
  { action: "Heartbeat", payload: {}, answers: [{ kind: "time", nowMs }] },
  {
    action: "MeterValues",
    payload: { connectorId: 1, transactionId: 7, meterValue: [{ timestamp, sampledValue }] },
    answers: empty,
  },
  {
    action: "MeterValues",
    payload: { connectorId: 0, meterValue: [{ timestamp, sampledValue: [{ value: "0" }] }] },
    answers: empty,
  },
  {
    action: "StartTransaction",
    payload: { connectorId: 1, idTag: "CARD", meterStart: 1_234, reservationId: 3, timestamp },
    answers: statuses.map((status) => ({ kind: "started", transactionId: 7, status })),
  },
  {
    action: "StatusNotification",
    payload: {
      connectorId: 1,
      errorCode: "GroundFailure",
      status: "Faulted",
      info: "leak",
      timestamp,
      vendorId: "com.maker",
      vendorErrorCode: "E7",
    },
    answers: empty,
  },
  {
    action: "StopTransaction",
    payload: {
      transactionId: 7,
      idTag: "CARD",
      meterStop: 5_678,
      timestamp,
      reason: "EVDisconnected",
      transactionData: [{ timestamp, sampledValue }],
    },
    answers: [null, ...statuses].map((status) => ({ kind: "stopped", status })),
  },
  {
    action: "StopTransaction",
    payload: { transactionId: -1, meterStop: 5_678, timestamp },
    answers: [{ kind: "stopped", status: null }],
  },
];

export type OutboundExample = {
  readonly command: Command;
  readonly action: string;
  /** What a charger may answer, with the status it stands for. */
  readonly answers: readonly (readonly [Readonly<Record<string, unknown>>, string])[];
};

const words = (...statuses: readonly string[]): OutboundExample["answers"] =>
  statuses.map((status) => [{ status }, status]);

export const outboundExamples: readonly OutboundExample[] = [
  {
    command: { kind: "start", connectorId: 1, idTag: "T01JD8ZK4W9XQ5N3RBV7" },
    action: "RemoteStartTransaction",
    answers: words("Accepted", "Rejected"),
  },
  {
    command: { kind: "stop", transactionId: 7 },
    action: "RemoteStopTransaction",
    answers: words("Accepted", "Rejected"),
  },
  {
    command: { kind: "reset", type: "Soft" },
    action: "Reset",
    answers: words("Accepted", "Rejected"),
  },
  {
    command: { kind: "reset", type: "Hard" },
    action: "Reset",
    answers: words("Accepted", "Rejected"),
  },
  {
    command: { kind: "unlock", connectorId: 2 },
    action: "UnlockConnector",
    answers: words("Unlocked", "UnlockFailed", "NotSupported"),
  },
  {
    command: { kind: "setAvailability", connectorId: 0, operative: true },
    action: "ChangeAvailability",
    answers: words("Accepted", "Rejected", "Scheduled"),
  },
  {
    command: { kind: "setAvailability", connectorId: 1, operative: false },
    action: "ChangeAvailability",
    answers: words("Accepted", "Rejected", "Scheduled"),
  },
  {
    command: { kind: "getConfiguration", keys: [] },
    action: "GetConfiguration",
    answers: [
      [
        { configurationKey: [{ key: "HeartbeatInterval", readonly: false, value: "900" }] },
        "Accepted",
      ],
    ],
  },
  {
    command: { kind: "getConfiguration", keys: ["HeartbeatInterval", "Nonsense"] },
    action: "GetConfiguration",
    answers: [[{ unknownKey: ["Nonsense"] }, "Accepted"]],
  },
  {
    command: { kind: "changeConfiguration", key: "MeterValueSampleInterval", value: "15" },
    action: "ChangeConfiguration",
    answers: words("Accepted", "Rejected", "RebootRequired", "NotSupported"),
  },
  {
    command: { kind: "clearCache" },
    action: "ClearCache",
    answers: words("Accepted", "Rejected"),
  },
  {
    command: {
      kind: "updateFirmware",
      location: "https://charging.test/files/firmware/t/a.bin",
      version: "2.0",
      retrieveAtMs: Date.UTC(2026, 10, 22, 12),
      retries: 3,
      retryIntervalS: 60,
    },
    action: "UpdateFirmware",
    answers: [[{}, "Accepted"]],
  },
  {
    command: {
      kind: "getDiagnostics",
      location: "https://charging.test/files/diagnostics/t",
      fromMs: Date.UTC(2026, 10, 21, 12),
      untilMs: null,
      retries: 2,
      retryIntervalS: 60,
    },
    action: "GetDiagnostics",
    answers: [
      [{ fileName: "a.log" }, "Accepted"],
      [{}, "NoFile"],
    ],
  },
  {
    command: { kind: "getLocalListVersion" },
    action: "GetLocalListVersion",
    answers: [
      [{ listVersion: 3 }, "Accepted"],
      [{ listVersion: -1 }, "NotSupported"],
    ],
  },
  ...[true, false].map((isFull) => ({
    command: { kind: "sendLocalList" as const, listVersion: 4, isFull, idTags: ["A", "B"] },
    action: "SendLocalList",
    answers: words("Accepted", "Failed", "NotSupported", "VersionMismatch"),
  })),
  ...(
    [
      { purpose: "ChargePointMaxProfile", connectorId: 0, transactionId: null, durationS: null },
      { purpose: "TxDefaultProfile", connectorId: 1, transactionId: null, durationS: 3_600 },
      { purpose: "TxProfile", connectorId: 1, transactionId: 7, durationS: null },
    ] as const
  ).map((profile) => ({
    command: {
      kind: "setChargingProfile" as const,
      profileId: 1,
      stackLevel: 0,
      unit: "W" as const,
      limit: 30_000,
      ...profile,
    },
    action: "SetChargingProfile",
    answers: words("Accepted", "Rejected", "NotSupported"),
  })),
  {
    command: { kind: "clearChargingProfile", connectorId: null, purpose: "TxDefaultProfile" },
    action: "ClearChargingProfile",
    answers: words("Accepted", "Unknown"),
  },
  {
    command: { kind: "getCompositeSchedule", connectorId: 1, durationS: 3_600, unit: "W" },
    action: "GetCompositeSchedule",
    answers: words("Accepted", "Rejected"),
  },
  ...(
    [
      "BootNotification",
      "DiagnosticsStatusNotification",
      "FirmwareStatusNotification",
      "Heartbeat",
      "MeterValues",
      "StatusNotification",
    ] as const
  ).map((message, at) => ({
    command: { kind: "trigger", message, connectorId: at % 2 === 0 ? null : 1 } as const,
    action: "TriggerMessage",
    answers: words("Accepted", "Rejected", "NotImplemented"),
  })),
  {
    command: {
      kind: "reserve",
      connectorId: 1,
      reservationId: 3,
      idTag: "T01JD8ZK4W9XQ5N3RBV7",
      expiresAtMs: nowMs,
    },
    action: "ReserveNow",
    answers: words("Accepted", "Faulted", "Occupied", "Rejected", "Unavailable"),
  },
  {
    command: { kind: "cancelReservation", reservationId: 3 },
    action: "CancelReservation",
    answers: words("Accepted", "Rejected"),
  },
  {
    command: { kind: "dataTransfer", vendorId: "com.maker", messageId: null, data: null },
    action: "DataTransfer",
    answers: words("Accepted", "Rejected", "UnknownMessageId", "UnknownVendorId"),
  },
  {
    command: { kind: "dataTransfer", vendorId: "com.maker", messageId: "Ping", data: "{}" },
    action: "DataTransfer",
    answers: [[{ status: "Accepted", data: "pong" }, "Accepted"]],
  },
];
