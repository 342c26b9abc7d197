import { inbound, outbound } from "../version.ts";
import { validateDataTransferConf, validateDataTransferReq } from "./validators.generated.js";
import type { DataTransferConf } from "./validators.generated.js";

export const dataTransferReceived = inbound({
  action: "DataTransfer",
  validate: validateDataTransferReq,
  decode: ({ vendorId, messageId, data }) => ({
    kind: "dataTransferred",
    vendorId,
    messageId: messageId ?? null,
    data: data ?? null,
  }),
  answerKind: "dataTransfer",
  encodeAnswer: ({ status, data }): DataTransferConf =>
    data === null ? { status } : { status, data },
});

export const dataTransferSent = outbound({
  action: "DataTransfer",
  command: "dataTransfer",
  validate: validateDataTransferReq,
  encode: ({ vendorId, messageId, data }) => ({
    vendorId,
    ...(messageId === null ? {} : { messageId }),
    ...(data === null ? {} : { data }),
  }),
  validateAnswer: validateDataTransferConf,
  status: ({ status }) => status,
});
