import { outbound } from "../version.ts";
import {
  validateGetLocalListVersionConf,
  validateGetLocalListVersionReq,
} from "./validators.generated.js";

export const getLocalListVersion = outbound({
  action: "GetLocalListVersion",
  command: "getLocalListVersion",
  validate: validateGetLocalListVersionReq,
  encode: () => ({}),
  validateAnswer: validateGetLocalListVersionConf,
  // 1.6, 5.10: -1 says that there is no such list here, 0 that it is empty.
  status: ({ listVersion }) => (listVersion < 0 ? "NotSupported" : "Accepted"),
});
