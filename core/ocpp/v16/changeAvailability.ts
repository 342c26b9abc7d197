import { outbound } from "../version.ts";
import {
  validateChangeAvailabilityConf,
  validateChangeAvailabilityReq,
} from "./validators.generated.js";
import type { ChangeAvailabilityConf, ChangeAvailabilityReq } from "./validators.generated.js";

export const changeAvailability = outbound<
  "setAvailability",
  ChangeAvailabilityReq,
  ChangeAvailabilityConf
>({
  action: "ChangeAvailability",
  command: "setAvailability",
  validate: validateChangeAvailabilityReq,
  encode: ({ connectorId, operative }) => ({
    connectorId,
    type: operative ? "Operative" : "Inoperative",
  }),
  validateAnswer: validateChangeAvailabilityConf,
  status: ({ status }) => status,
});
