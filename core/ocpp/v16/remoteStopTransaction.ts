import { outbound } from "../version.ts";
import {
  validateRemoteStopTransactionConf,
  validateRemoteStopTransactionReq,
} from "./validators.generated.js";
import type {
  RemoteStopTransactionConf,
  RemoteStopTransactionReq,
} from "./validators.generated.js";

export const remoteStopTransaction = outbound<
  "stop",
  RemoteStopTransactionReq,
  RemoteStopTransactionConf
>({
  action: "RemoteStopTransaction",
  command: "stop",
  validate: validateRemoteStopTransactionReq,
  encode: ({ transactionId }) => ({ transactionId }),
  validateAnswer: validateRemoteStopTransactionConf,
  status: ({ status }) => status,
});
