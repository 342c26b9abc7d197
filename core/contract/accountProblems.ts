// Refusals about a driver's balance, vehicles, phone, consent and account.

export type ProblemText = { readonly status: number; readonly zh: string; readonly en: string };

export const accountProblems = {
  money_owed: {
    status: 409,
    zh: "您有未结清的欠款，请先结清（充值时会自动补缴）。",
    en: "You still owe money for a charge. Please settle it first; a top-up pays it by itself.",
  },
  charge_under_way: {
    status: 409,
    zh: "您有正在进行的充电订单，请在其结束后再试。",
    en: "You have a charge under way. Please try again when it has ended.",
  },
  withdrawal_too_much: {
    status: 409,
    zh: "金额超过可提现余额。超过支付平台退款期限的充值请联系客服处理。",
    en: "This is more than can be withdrawn. For top-ups older than the payment services pay back, please contact us.",
  },
  withdrawal_not_found: {
    status: 404,
    zh: "没有找到该提现。",
    en: "This withdrawal was not found.",
  },
  consent_required: {
    status: 403,
    zh: "请先阅读并同意最新的隐私政策和用户协议。",
    en: "Please read and agree to the current privacy policy and user agreement first.",
  },
  balance_left: {
    status: 409,
    zh: "账户中还有余额，请先提现；无法提现的部分请联系客服。",
    en: "There is money in your balance. Please withdraw it first; for what cannot be withdrawn, contact us.",
  },
  payment_under_way: {
    status: 409,
    zh: "有一笔付款、退款或提现正在处理，请在其完成后再试。",
    en: "A payment, refund or withdrawal is still on its way. Please try again when it has arrived.",
  },
  phone_code_invalid: {
    status: 400,
    zh: "手机号授权无效或已过期，请重新授权。",
    en: "The permission for the phone number is invalid or has expired. Please try again.",
  },
  phone_unavailable: {
    status: 503,
    zh: "暂时无法绑定手机号，请稍后再试。",
    en: "A phone number cannot be bound right now. Please try again later.",
  },
  vehicle_not_found: { status: 404, zh: "没有找到该车辆。", en: "This vehicle was not found." },
  vehicles_full: {
    status: 409,
    zh: "车辆数量已达上限，请先删除一些。",
    en: "You have as many vehicles as there may be. Please remove some first.",
  },
  top_up_not_found: { status: 404, zh: "没有找到该充值。", en: "This top-up was not found." },
} as const satisfies Record<string, ProblemText>;
