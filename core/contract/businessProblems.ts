// Refusals that only staff meet: stations, tariffs, corrections of bills.
import type { ProblemText } from "./accountProblems.ts";

export const businessProblems = {
  station_exists: {
    status: 409,
    zh: "该充电站编号已被使用。",
    en: "A station with this id exists already.",
  },
  station_changed: {
    status: 409,
    zh: "您打开之后，别人修改过这个充电站。请重新载入，再作修改。",
    en: "Somebody changed this station after you opened it. Load it again, then change it.",
  },
  tariff_unknown: { status: 404, zh: "没有找到该电价。", en: "This tariff was not found." },
  tariff_refused: {
    status: 400,
    zh: "电价有问题，不能发布。",
    en: "There are faults in this tariff, so it cannot be published.",
  },
  tariff_changed: {
    status: 409,
    zh: "您打开之后，别人发布过这个电价的新版本。请重新载入，再作修改。",
    en: "Somebody published a version of this tariff after you opened it. Load it again, then change it.",
  },
  tariff_start_refused: {
    status: 409,
    zh: "新版本须在上一版本之后、一年之内开始。",
    en: "A version begins after the one before it, and within a year.",
  },
  tariff_in_force: {
    status: 409,
    zh: "只有尚未开始的最后一个版本可以撤回。",
    en: "Only the last version can be taken back, and only before it begins.",
  },
  order_not_correctable: {
    status: 409,
    zh: "只有已结算的订单可以更正或退款。",
    en: "Only a settled order can be corrected or refunded.",
  },
  correction_out_of_range: {
    status: 409,
    zh: "更正后的金额须比现在少，且不低于零。",
    en: "A correction makes the bill less, and not less than nothing.",
  },
  correction_overtaken: {
    status: 409,
    zh: "这个订单刚刚被别人更正过。请看一看，再决定。",
    en: "Somebody has just corrected this order. Look at it, then decide.",
  },
  approval_not_found: {
    status: 404,
    zh: "没有找到该审批。",
    en: "This request for approval was not found.",
  },
  approval_own: {
    status: 403,
    zh: "自己提出的退款须由另一个人审批。",
    en: "A second person decides; this request is your own.",
  },
  approval_over: {
    status: 409,
    zh: "该审批已有结果或已过期。",
    en: "This request has been decided, or has expired.",
  },
  finding_settled: {
    status: 409,
    zh: "这条差异刚刚有人处理过，或情况已变。请刷新后再看。",
    en: "Somebody has just settled this, or things have changed. Look at it again.",
  },
  finding_action_unfit: {
    status: 409,
    zh: "这种处理方式不适用于这条差异。",
    en: "This is not a way to settle this finding.",
  },
  payment_not_at_gateway: {
    status: 409,
    zh: "支付平台上没有这笔已付款，无法退回或入账。",
    en: "No gateway says that this was paid; there is nothing to pay back or to count.",
  },
  order_owes_less: {
    status: 409,
    zh: "该订单须已结算，欠款不少于这笔付款，且付款人是该司机。",
    en: "The order has to be settled, and its driver has to owe at least this payment and be who paid.",
  },
  balance_spent: {
    status: 409,
    zh: "司机余额已不足此数；请按余额填写，或先核对是否已退。",
    en: "The driver's balance is less than that by now. Enter at most what is left.",
  },
  finding_not_found: { status: 404, zh: "没有找到该差异。", en: "This finding was not found." },
} as const satisfies Record<string, ProblemText>;
