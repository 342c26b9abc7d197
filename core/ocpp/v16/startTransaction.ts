import { deviceTime } from "../clock.ts";
import { transactionMeterWh } from "../quirks.ts";
import { inbound } from "../version.ts";
import { idTagInfo } from "./idTagInfo.ts";
import { validateStartTransactionReq } from "./validators.generated.js";
import type { StartTransactionConf, StartTransactionReq } from "./validators.generated.js";

export const startTransaction = inbound<StartTransactionReq, StartTransactionConf, "started">({
  action: "StartTransaction",
  validate: validateStartTransactionReq,
  decode: ({ connectorId, idTag, meterStart, reservationId, timestamp }, context) => ({
    kind: "transactionStarted",
    connectorId,
    idTag,
    meterStartWh: transactionMeterWh(meterStart, context.quirks),
    reservationId: reservationId ?? null,
    ...deviceTime(timestamp, context),
  }),
  answerKind: "started",
  encodeAnswer: ({ transactionId, status }) => ({
    transactionId,
    idTagInfo: idTagInfo(status, null),
  }),
});
