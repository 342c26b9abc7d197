import { inbound } from "../version.ts";
import { validateDiagnosticsStatusNotificationReq } from "./validators.generated.js";
import type { DiagnosticsStatusNotificationConf } from "./validators.generated.js";

export const diagnosticsStatusNotification = inbound({
  action: "DiagnosticsStatusNotification",
  validate: validateDiagnosticsStatusNotificationReq,
  decode: ({ status }) => ({ kind: "diagnosticsStatusReported", status }),
  answerKind: "empty",
  encodeAnswer: (): DiagnosticsStatusNotificationConf => ({}),
});
