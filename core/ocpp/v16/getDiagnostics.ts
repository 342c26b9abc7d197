import { outbound } from "../version.ts";
import { utc } from "./utc.ts";
import { validateGetDiagnosticsConf, validateGetDiagnosticsReq } from "./validators.generated.js";

export const getDiagnostics = outbound({
  action: "GetDiagnostics",
  command: "getDiagnostics",
  validate: validateGetDiagnosticsReq,
  encode: ({ location, fromMs, untilMs, retries, retryIntervalS }) => ({
    location,
    retries,
    retryInterval: retryIntervalS,
    ...(fromMs === null ? {} : { startTime: utc(fromMs) }),
    ...(untilMs === null ? {} : { stopTime: utc(untilMs) }),
  }),
  validateAnswer: validateGetDiagnosticsConf,
  // 1.6, 5.9: without a file name there is nothing to upload.
  status: ({ fileName }) => (fileName === undefined || fileName === "" ? "NoFile" : "Accepted"),
});
