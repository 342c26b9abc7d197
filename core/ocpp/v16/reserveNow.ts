import { outbound } from "../version.ts";
import { utc } from "./utc.ts";
import { validateReserveNowConf, validateReserveNowReq } from "./validators.generated.js";

export const reserveNow = outbound({
  action: "ReserveNow",
  command: "reserve",
  validate: validateReserveNowReq,
  encode: ({ connectorId, reservationId, idTag, expiresAtMs }) => ({
    connectorId,
    expiryDate: utc(expiresAtMs),
    idTag,
    reservationId,
  }),
  validateAnswer: validateReserveNowConf,
  status: ({ status }) => status,
});
