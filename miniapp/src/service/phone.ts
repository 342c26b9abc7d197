// Binding a phone number by what the platform's dialogue gave.
import {
  bindPhoneAsDemo,
  bindPhoneWithAlipay,
  bindPhoneWithWechat,
} from "../../../core/contract/account.ts";
import type { PhoneProof } from "../platform/types.ts";
import { api } from "./api.ts";

export function bindPhone(proof: PhoneProof) {
  switch (proof.kind) {
    case "wechat":
      return api(bindPhoneWithWechat, { code: proof.code });
    case "alipay":
      return api(bindPhoneWithAlipay, { response: proof.response, sign: proof.sign });
    case "demo":
      return api(bindPhoneAsDemo, { phone: proof.phone });
  }
}
