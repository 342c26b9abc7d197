import { deviceTime } from "../clock.ts";
import { transactionMeterWh } from "../quirks.ts";
import { inbound } from "../version.ts";
import { idTagInfo } from "./idTagInfo.ts";
import { samplesOf } from "./samples.ts";
import { validateStopTransactionReq } from "./validators.generated.js";
import type { StopTransactionConf } from "./validators.generated.js";

export const stopTransaction = inbound({
  action: "StopTransaction",
  validate: validateStopTransactionReq,
  decode: ({ transactionId, idTag, meterStop, reason, timestamp, transactionData }, context) => ({
    kind: "transactionStopped",
    transactionId,
    idTag: idTag ?? null,
    meterStopWh: transactionMeterWh(meterStop, context.quirks),
    reason: reason ?? "Local",
    ...deviceTime(timestamp, context),
    samples: transactionData === undefined ? [] : samplesOf(transactionData, context),
  }),
  answerKind: "stopped",
  encodeAnswer: ({ status }): StopTransactionConf =>
    status === null ? {} : { idTagInfo: idTagInfo(status, null) },
});
