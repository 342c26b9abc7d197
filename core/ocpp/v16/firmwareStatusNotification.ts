import { inbound } from "../version.ts";
import { validateFirmwareStatusNotificationReq } from "./validators.generated.js";
import type { FirmwareStatusNotificationConf } from "./validators.generated.js";

export const firmwareStatusNotification = inbound({
  action: "FirmwareStatusNotification",
  validate: validateFirmwareStatusNotificationReq,
  decode: ({ status }) => ({ kind: "firmwareStatusReported", status }),
  answerKind: "empty",
  encodeAnswer: (): FirmwareStatusNotificationConf => ({}),
});
