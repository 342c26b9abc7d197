import { outbound } from "../version.ts";
import { validateTriggerMessageConf, validateTriggerMessageReq } from "./validators.generated.js";

export const triggerMessage = outbound({
  action: "TriggerMessage",
  command: "trigger",
  validate: validateTriggerMessageReq,
  encode: ({ message, connectorId }) =>
    connectorId === null
      ? { requestedMessage: message }
      : { requestedMessage: message, connectorId },
  validateAnswer: validateTriggerMessageConf,
  status: ({ status }) => status,
});
