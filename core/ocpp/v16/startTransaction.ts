import { deviceTime } from "../clock.ts";
import { transactionMeterWh } from "../quirks.ts";
import { inbound } from "../version.ts";
import { idTagInfo } from "./idTagInfo.ts";
import { validateStartTransactionReq } from "./validators.generated.js";
import type { StartTransactionConf } from "./validators.generated.js";

export const startTransaction = inbound({
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
  encodeAnswer: ({ transactionId, status }): StartTransactionConf => ({
    transactionId,
    idTagInfo: idTagInfo(status, null),
  }),
});
