import { outbound } from "../version.ts";
import { validateUnlockConnectorConf, validateUnlockConnectorReq } from "./validators.generated.js";

export const unlockConnector = outbound({
  action: "UnlockConnector",
  command: "unlock",
  validate: validateUnlockConnectorReq,
  encode: ({ connectorId }) => ({ connectorId }),
  validateAnswer: validateUnlockConnectorConf,
  status: ({ status }) => status,
});
