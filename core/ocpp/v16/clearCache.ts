import { outbound } from "../version.ts";
import { validateClearCacheConf, validateClearCacheReq } from "./validators.generated.js";

export const clearCache = outbound({
  action: "ClearCache",
  command: "clearCache",
  validate: validateClearCacheReq,
  encode: () => ({}),
  validateAnswer: validateClearCacheConf,
  status: ({ status }) => status,
});
