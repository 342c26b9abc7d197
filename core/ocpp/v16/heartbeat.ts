import { inbound } from "../version.ts";
import { utc } from "./utc.ts";
import { validateHeartbeatReq } from "./validators.generated.js";
import type { HeartbeatConf, HeartbeatReq } from "./validators.generated.js";

export const heartbeat = inbound<HeartbeatReq, HeartbeatConf, "time">({
  action: "Heartbeat",
  validate: validateHeartbeatReq,
  decode: () => ({ kind: "heartbeat" }),
  answerKind: "time",
  encodeAnswer: ({ nowMs }) => ({ currentTime: utc(nowMs) }),
});
