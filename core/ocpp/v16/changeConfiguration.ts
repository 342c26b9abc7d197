import { outbound } from "../version.ts";
import {
  validateChangeConfigurationConf,
  validateChangeConfigurationReq,
} from "./validators.generated.js";
import type { ChangeConfigurationConf, ChangeConfigurationReq } from "./validators.generated.js";

export const changeConfiguration = outbound<
  "changeConfiguration",
  ChangeConfigurationReq,
  ChangeConfigurationConf
>({
  action: "ChangeConfiguration",
  command: "changeConfiguration",
  validate: validateChangeConfigurationReq,
  encode: ({ key, value }) => ({ key, value }),
  validateAnswer: validateChangeConfigurationConf,
  status: ({ status }) => status,
});
