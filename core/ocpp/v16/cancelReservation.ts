import { outbound } from "../version.ts";
import {
  validateCancelReservationConf,
  validateCancelReservationReq,
} from "./validators.generated.js";

export const cancelReservation = outbound({
  action: "CancelReservation",
  command: "cancelReservation",
  validate: validateCancelReservationReq,
  encode: ({ reservationId }) => ({ reservationId }),
  validateAnswer: validateCancelReservationConf,
  status: ({ status }) => status,
});
