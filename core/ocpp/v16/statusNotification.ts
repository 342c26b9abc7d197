import { deviceTime } from "../clock.ts";
import { inbound } from "../version.ts";
import { validateStatusNotificationReq } from "./validators.generated.js";
import type { StatusNotificationConf } from "./validators.generated.js";

export const statusNotification = inbound({
  action: "StatusNotification",
  validate: validateStatusNotificationReq,
  decode: ({ connectorId, status, errorCode, vendorErrorCode, info, timestamp }, context) => ({
    kind: "statusReported",
    connectorId,
    status,
    errorCode,
    vendorErrorCode: vendorErrorCode ?? null,
    info: info ?? null,
    ...deviceTime(timestamp, context),
  }),
  answerKind: "empty",
  encodeAnswer: (): StatusNotificationConf => ({}),
});
