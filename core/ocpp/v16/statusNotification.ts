import { deviceTime } from "../clock.ts";
import { inbound } from "../version.ts";
import { validateStatusNotificationReq } from "./validators.generated.js";
import type { StatusNotificationConf, StatusNotificationReq } from "./validators.generated.js";

export const statusNotification = inbound<StatusNotificationReq, StatusNotificationConf, "empty">({
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
  encodeAnswer: () => ({}),
});
