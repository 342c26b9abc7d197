import { outbound } from "../version.ts";
import { utc } from "./utc.ts";
import { validateUpdateFirmwareConf, validateUpdateFirmwareReq } from "./validators.generated.js";

export const updateFirmware = outbound({
  action: "UpdateFirmware",
  command: "updateFirmware",
  validate: validateUpdateFirmwareReq,
  encode: ({ location, retrieveAtMs, retries, retryIntervalS }) => ({
    location,
    retrieveDate: utc(retrieveAtMs),
    retries,
    retryInterval: retryIntervalS,
  }),
  validateAnswer: validateUpdateFirmwareConf,
  status: () => "Accepted",
});
