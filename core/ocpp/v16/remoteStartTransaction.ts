import { outbound } from "../version.ts";
import {
  validateRemoteStartTransactionConf,
  validateRemoteStartTransactionReq,
} from "./validators.generated.js";

export const remoteStartTransaction = outbound({
  action: "RemoteStartTransaction",
  command: "start",
  validate: validateRemoteStartTransactionReq,
  // The schema lets the connector be left out or be 0; then the charger would choose one that nobody paid for.
  objection: ({ connectorId }) => (connectorId >= 1 ? null : "a start names its connector"),
  encode: ({ connectorId, idTag }) => ({ connectorId, idTag }),
  validateAnswer: validateRemoteStartTransactionConf,
  status: ({ status }) => status,
});
