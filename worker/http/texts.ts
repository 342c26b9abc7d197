// What the Worker itself writes for people to read, beside the problems of the contract.
import type { Language } from "../../core/contract/problems.ts";
import type { DriverIdentity } from "../../durable-objects/auth/driverToken.ts";

export const texts = {
  /** A new driver's name; the mark tells two drivers apart and says nothing of them. */
  driverName: {
    wechat: { zh: "微信用户", en: "WeChat driver" },
    alipay: { zh: "支付宝用户", en: "Alipay driver" },
    demo: { zh: "体验用户", en: "Demo driver" },
  },
} as const satisfies { driverName: Record<DriverIdentity, Record<Language, string>> };
