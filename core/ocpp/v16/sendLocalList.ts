import { outbound } from "../version.ts";
import { validateSendLocalListConf, validateSendLocalListReq } from "./validators.generated.js";

export const sendLocalList = outbound({
  action: "SendLocalList",
  command: "sendLocalList",
  validate: validateSendLocalListReq,
  encode: ({ listVersion, isFull, idTags }) => ({
    listVersion,
    updateType: isFull ? ("Full" as const) : ("Differential" as const),
    localAuthorizationList: idTags.map((idTag) => ({
      idTag,
      idTagInfo: { status: "Accepted" as const },
    })),
  }),
  validateAnswer: validateSendLocalListConf,
  status: ({ status }) => status,
});
