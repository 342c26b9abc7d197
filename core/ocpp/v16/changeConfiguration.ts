import { outbound } from "../version.ts";
import {
  validateChangeConfigurationConf,
  validateChangeConfigurationReq,
} from "./validators.generated.js";

export const changeConfiguration = outbound({
  action: "ChangeConfiguration",
  command: "changeConfiguration",
  validate: validateChangeConfigurationReq,
  encode: ({ key, value }) => ({ key, value }),
  validateAnswer: validateChangeConfigurationConf,
  status: ({ status }) => status,
});
