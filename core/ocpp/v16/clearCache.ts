import { outbound } from "../version.ts";
import { validateClearCacheConf, validateClearCacheReq } from "./validators.generated.js";
import type { ClearCacheConf, ClearCacheReq } from "./validators.generated.js";

export const clearCache = outbound<"clearCache", ClearCacheReq, ClearCacheConf>({
  action: "ClearCache",
  command: "clearCache",
  validate: validateClearCacheReq,
  encode: () => ({}),
  validateAnswer: validateClearCacheConf,
  status: ({ status }) => status,
});
