import { inbound } from "../version.ts";
import { validateDiagnosticsStatusNotificationReq } from "./validators.generated.js";
import type {
  DiagnosticsStatusNotificationConf,
  DiagnosticsStatusNotificationReq,
} from "./validators.generated.js";

export const diagnosticsStatusNotification = inbound<
  DiagnosticsStatusNotificationReq,
  DiagnosticsStatusNotificationConf,
  "empty"
>({
  action: "DiagnosticsStatusNotification",
  validate: validateDiagnosticsStatusNotificationReq,
  decode: ({ status }) => ({ kind: "diagnosticsStatusReported", status }),
  answerKind: "empty",
  encodeAnswer: () => ({}),
});
