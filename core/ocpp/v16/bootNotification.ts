import { inbound } from "../version.ts";
import { utc } from "./utc.ts";
import { validateBootNotificationReq } from "./validators.generated.js";
import type { BootNotificationConf } from "./validators.generated.js";

export const bootNotification = inbound({
  action: "BootNotification",
  validate: validateBootNotificationReq,
  decode: (payload) => ({
    kind: "booted",
    vendor: payload.chargePointVendor,
    model: payload.chargePointModel,
    // The box's number is deprecated in 1.6, and old firmware sends nothing else.
    serialNumber: payload.chargePointSerialNumber ?? payload.chargeBoxSerialNumber ?? null,
    firmwareVersion: payload.firmwareVersion ?? null,
  }),
  answerKind: "boot",
  encodeAnswer: ({ status, intervalS, nowMs }): BootNotificationConf => ({
    status,
    currentTime: utc(nowMs),
    interval: intervalS,
  }),
});
