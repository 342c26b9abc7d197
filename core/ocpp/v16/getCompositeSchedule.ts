import { outbound } from "../version.ts";
import {
  validateGetCompositeScheduleConf,
  validateGetCompositeScheduleReq,
} from "./validators.generated.js";

export const getCompositeSchedule = outbound({
  action: "GetCompositeSchedule",
  command: "getCompositeSchedule",
  validate: validateGetCompositeScheduleReq,
  encode: ({ connectorId, durationS, unit }) => ({
    connectorId,
    duration: durationS,
    chargingRateUnit: unit,
  }),
  validateAnswer: validateGetCompositeScheduleConf,
  status: ({ status }) => status,
});
