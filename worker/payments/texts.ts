// What a driver reads in his payment app, in the languages of the platform.
import type { Language } from "../../core/contract/problems.ts";
import type { RefundReason } from "../db/refunds.ts";

export const texts = {
  charging: { zh: "充电预付款", en: "Charging, paid in advance" },
  topUp: { zh: "余额充值", en: "Balance top-up" },
  refundReason: {
    rest: { zh: "退还未用完的充电预付款", en: "What the charge did not use" },
    given_up: { zh: "未充电，全额退款", en: "Not charged, paid back in full" },
    withdrawn: { zh: "余额提现，原路退回", en: "Withdrawn from the balance" },
    corrected: { zh: "账单更正，退还差额", en: "A bill corrected, the difference paid back" },
    stray: { zh: "退还没有对应订单的付款", en: "A payment that nothing asked for" },
    paid_too_late: { zh: "订单已结束后到账，全额退款", en: "Paid after the order had ended" },
  },
} as const satisfies {
  charging: Record<Language, string>;
  topUp: Record<Language, string>;
  refundReason: Record<RefundReason, Record<Language, string>>;
};
