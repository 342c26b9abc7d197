import { outbound } from "../version.ts";
import { validateResetConf, validateResetReq } from "./validators.generated.js";

export const reset = outbound({
  action: "Reset",
  command: "reset",
  validate: validateResetReq,
  encode: ({ type }) => ({ type }),
  validateAnswer: validateResetConf,
  status: ({ status }) => status,
});
