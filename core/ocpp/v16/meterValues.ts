import { inbound } from "../version.ts";
import { samplesOf } from "./samples.ts";
import { validateMeterValuesReq } from "./validators.generated.js";
import type { MeterValuesConf } from "./validators.generated.js";

export const meterValues = inbound({
  action: "MeterValues",
  validate: validateMeterValuesReq,
  decode: ({ connectorId, transactionId, meterValue }, context) => ({
    kind: "metered",
    connectorId,
    transactionId: transactionId ?? null,
    samples: samplesOf(meterValue, context),
  }),
  answerKind: "empty",
  encodeAnswer: (): MeterValuesConf => ({}),
});
