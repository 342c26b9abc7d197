import { inbound } from "../version.ts";
import { idTagInfo } from "./idTagInfo.ts";
import { validateAuthorizeReq } from "./validators.generated.js";
import type { AuthorizeConf, AuthorizeReq } from "./validators.generated.js";

export const authorize = inbound<AuthorizeReq, AuthorizeConf, "authorization">({
  action: "Authorize",
  validate: validateAuthorizeReq,
  decode: ({ idTag }) => ({ kind: "authorizationAsked", idTag }),
  answerKind: "authorization",
  encodeAnswer: ({ status, expiresAtMs }) => ({ idTagInfo: idTagInfo(status, expiresAtMs) }),
});
