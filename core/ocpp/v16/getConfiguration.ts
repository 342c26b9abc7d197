import { outbound } from "../version.ts";
import {
  validateGetConfigurationConf,
  validateGetConfigurationReq,
} from "./validators.generated.js";

export const getConfiguration = outbound({
  action: "GetConfiguration",
  command: "getConfiguration",
  validate: validateGetConfigurationReq,
  // 1.6, 5.8: without keys the charger sends all it has.
  encode: ({ keys }) => (keys.length === 0 ? {} : { key: keys }),
  validateAnswer: validateGetConfigurationConf,
  status: () => "Accepted",
});
