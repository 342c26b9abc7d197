import { inbound } from "../version.ts";
import { idTagInfo } from "./idTagInfo.ts";
import { validateAuthorizeReq } from "./validators.generated.js";
import type { AuthorizeConf } from "./validators.generated.js";

export const authorize = inbound({
  action: "Authorize",
  validate: validateAuthorizeReq,
  decode: ({ idTag }) => ({ kind: "authorizationAsked", idTag }),
  answerKind: "authorization",
  encodeAnswer: ({ status, expiresAtMs }): AuthorizeConf => ({
    idTagInfo: idTagInfo(status, expiresAtMs),
  }),
});
