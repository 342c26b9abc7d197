import { outbound } from "../version.ts";
import {
  validateSetChargingProfileConf,
  validateSetChargingProfileReq,
} from "./validators.generated.js";

export const setChargingProfile = outbound({
  action: "SetChargingProfile",
  command: "setChargingProfile",
  validate: validateSetChargingProfileReq,
  // 1.6, 3.13.1: what holds for the whole pile is set on connector 0, a charge's on its own.
  objection: ({ purpose, connectorId, transactionId }) => {
    if (purpose === "ChargePointMaxProfile" && connectorId !== 0)
      return "a ChargePointMaxProfile is for connector 0";
    return purpose === "TxProfile" && transactionId === null
      ? "a TxProfile is for a charge under way"
      : null;
  },
  encode: ({ connectorId, transactionId, ...profile }) => ({
    connectorId,
    csChargingProfiles: {
      chargingProfileId: profile.profileId,
      ...(transactionId === null ? {} : { transactionId }),
      stackLevel: profile.stackLevel,
      chargingProfilePurpose: profile.purpose,
      // From the charge's begin on for one charge, from now on for all of them.
      chargingProfileKind:
        profile.purpose === "TxProfile" ? ("Relative" as const) : ("Absolute" as const),
      chargingSchedule: {
        ...(profile.durationS === null ? {} : { duration: profile.durationS }),
        chargingRateUnit: profile.unit,
        chargingSchedulePeriod: [{ startPeriod: 0, limit: profile.limit }],
      },
    },
  }),
  validateAnswer: validateSetChargingProfileConf,
  status: ({ status }) => status,
});
