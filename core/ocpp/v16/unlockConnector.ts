import { outbound } from "../version.ts";
import { validateUnlockConnectorConf, validateUnlockConnectorReq } from "./validators.generated.js";
import type { UnlockConnectorConf, UnlockConnectorReq } from "./validators.generated.js";

export const unlockConnector = outbound<"unlock", UnlockConnectorReq, UnlockConnectorConf>({
  action: "UnlockConnector",
  command: "unlock",
  validate: validateUnlockConnectorReq,
  encode: ({ connectorId }) => ({ connectorId }),
  validateAnswer: validateUnlockConnectorConf,
  status: ({ status }) => status,
});
