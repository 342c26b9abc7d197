import { inbound } from "../version.ts";
import { utc } from "./utc.ts";
import { validateHeartbeatReq } from "./validators.generated.js";
import type { HeartbeatConf } from "./validators.generated.js";

export const heartbeat = inbound({
  action: "Heartbeat",
  validate: validateHeartbeatReq,
  decode: () => ({ kind: "heartbeat" }),
  answerKind: "time",
  encodeAnswer: ({ nowMs }): HeartbeatConf => ({ currentTime: utc(nowMs) }),
});
