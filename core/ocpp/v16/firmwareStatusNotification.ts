import { inbound } from "../version.ts";
import { validateFirmwareStatusNotificationReq } from "./validators.generated.js";
import type {
  FirmwareStatusNotificationConf,
  FirmwareStatusNotificationReq,
} from "./validators.generated.js";

export const firmwareStatusNotification = inbound<
  FirmwareStatusNotificationReq,
  FirmwareStatusNotificationConf,
  "empty"
>({
  action: "FirmwareStatusNotification",
  validate: validateFirmwareStatusNotificationReq,
  decode: ({ status }) => ({ kind: "firmwareStatusReported", status }),
  answerKind: "empty",
  encodeAnswer: () => ({}),
});
