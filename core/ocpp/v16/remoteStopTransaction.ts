import { outbound } from "../version.ts";
import {
  validateRemoteStopTransactionConf,
  validateRemoteStopTransactionReq,
} from "./validators.generated.js";

export const remoteStopTransaction = outbound({
  action: "RemoteStopTransaction",
  command: "stop",
  validate: validateRemoteStopTransactionReq,
  encode: ({ transactionId }) => ({ transactionId }),
  validateAnswer: validateRemoteStopTransactionConf,
  status: ({ status }) => status,
});
