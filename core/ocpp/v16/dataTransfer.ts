import { inbound, outbound } from "../version.ts";
import { validateDataTransferConf, validateDataTransferReq } from "./validators.generated.js";
import type { DataTransferConf, DataTransferReq } from "./validators.generated.js";

export const dataTransferReceived = inbound<DataTransferReq, DataTransferConf, "dataTransfer">({
  action: "DataTransfer",
  validate: validateDataTransferReq,
  decode: ({ vendorId, messageId, data }) => ({
    kind: "dataTransferred",
    vendorId,
    messageId: messageId ?? null,
    data: data ?? null,
  }),
  answerKind: "dataTransfer",
  encodeAnswer: ({ status, data }) => (data === null ? { status } : { status, data }),
});

export const dataTransferSent = outbound<"dataTransfer", DataTransferReq, DataTransferConf>({
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
