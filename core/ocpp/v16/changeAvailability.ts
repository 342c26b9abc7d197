import { outbound } from "../version.ts";
import {
  validateChangeAvailabilityConf,
  validateChangeAvailabilityReq,
} from "./validators.generated.js";
import type { ChangeAvailabilityReq } from "./validators.generated.js";

export const changeAvailability = outbound({
  action: "ChangeAvailability",
  command: "setAvailability",
  validate: validateChangeAvailabilityReq,
  encode: ({ connectorId, operative }): ChangeAvailabilityReq => ({
    connectorId,
    type: operative ? "Operative" : "Inoperative",
  }),
  validateAnswer: validateChangeAvailabilityConf,
  status: ({ status }) => status,
});
