import { outbound } from "../version.ts";
import {
  validateClearChargingProfileConf,
  validateClearChargingProfileReq,
} from "./validators.generated.js";

export const clearChargingProfile = outbound({
  action: "ClearChargingProfile",
  command: "clearChargingProfile",
  validate: validateClearChargingProfileReq,
  encode: ({ connectorId, purpose }) => ({
    ...(connectorId === null ? {} : { connectorId }),
    ...(purpose === null ? {} : { chargingProfilePurpose: purpose }),
  }),
  validateAnswer: validateClearChargingProfileConf,
  status: ({ status }) => status,
});
