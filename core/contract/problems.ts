// Every refusal a client can meet: stable code, HTTP status, and what it says to a person.
// Problem documents follow RFC 9457.
import * as z from "zod/mini";
import { accountProblems, type ProblemText } from "./accountProblems.ts";
import { businessProblems } from "./businessProblems.ts";
import { maintenanceProblems } from "./maintenanceProblems.ts";
import { pileProblems } from "./pileProblems.ts";
import { reservationProblems } from "./reservationProblems.ts";
import { staffProblems } from "./staffProblems.ts";

export const problems = {
  bad_request: {
    status: 400,
    zh: "请求内容有误，请检查后重试。",
    en: "The request is not valid. Please check it and try again.",
  },
  unauthorized: { status: 401, zh: "请先登录。", en: "Please sign in first." },
  forbidden: { status: 403, zh: "您没有进行此操作的权限。", en: "You are not allowed to do this." },
  not_found: { status: 404, zh: "没有找到您要的内容。", en: "What you asked for was not found." },
  method_not_allowed: {
    status: 405,
    zh: "不支持此请求方法。",
    en: "This method is not supported here.",
  },
  payload_too_large: { status: 413, zh: "提交的内容过大。", en: "What you sent is too large." },
  too_many_requests: {
    status: 429,
    zh: "操作过于频繁，请稍后再试。",
    en: "Too many attempts. Please try again later.",
  },
  internal: {
    status: 500,
    zh: "系统出了点问题，我们已记录，请稍后再试。",
    en: "Something went wrong on our side. It has been recorded; please try again later.",
  },
  unavailable: {
    status: 503,
    zh: "服务暂时不可用，请稍后再试。",
    en: "The service is not available right now. Please try again later.",
  },
  idempotency_conflict: {
    status: 409,
    zh: "同一请求号已用于不同的内容。",
    en: "This idempotency key was already used for a different request.",
  },
  login_code_invalid: {
    status: 401,
    zh: "登录凭证无效或已过期，请重新登录。",
    en: "The sign-in code is invalid or has expired. Please sign in again.",
  },
  login_unavailable: {
    status: 503,
    zh: "登录服务暂时不可用，请稍后再试。",
    en: "Sign-in is not available right now. Please try again later.",
  },
  account_closed: { status: 403, zh: "该账户已停用。", en: "This account has been closed." },
  station_not_found: { status: 404, zh: "没有找到该充电站。", en: "This station was not found." },
  pile_not_found: {
    status: 404,
    zh: "没有找到该充电桩，请核对桩号。",
    en: "This pile was not found. Please check its number.",
  },
  connector_not_found: {
    status: 404,
    zh: "该充电桩没有此枪口。",
    en: "This pile has no such connector.",
  },
  order_not_found: { status: 404, zh: "没有找到该订单。", en: "This order was not found." },
  pile_offline: {
    status: 409,
    zh: "充电桩当前离线，暂时无法充电，请换一个桩。未产生任何费用。",
    en: "The pile is offline and cannot charge now. Please choose another one. You have not been charged.",
  },
  connector_taken: {
    status: 409,
    zh: "该枪口正被他人使用，请换一个枪口。未产生任何费用。",
    en: "This connector is in use by somebody else. Please choose another one. You have not been charged.",
  },
  connector_reserved: {
    status: 409,
    zh: "该枪口已被预约，请换一个枪口。",
    en: "This connector is reserved. Please choose another one.",
  },
  connector_faulted: {
    status: 409,
    zh: "该枪口出现故障，请换一个枪口。",
    en: "This connector has a fault. Please choose another one.",
  },
  connector_unavailable: {
    status: 409,
    zh: "该枪口已停用，请换一个枪口。",
    en: "This connector is out of service. Please choose another one.",
  },
  driver_busy: {
    status: 409,
    zh: "您有一个进行中的订单，请先完成它。",
    en: "You have an order under way. Please finish it first.",
  },
  pile_full: {
    status: 409,
    zh: "充电桩正忙，请稍后再试。",
    en: "The pile is busy. Please try again in a moment.",
  },
  limit_out_of_range: {
    status: 400,
    zh: "充电限额超出允许范围。",
    en: "The charging limit is out of range.",
  },
  amount_out_of_range: { status: 400, zh: "金额超出允许范围。", en: "The amount is out of range." },
  balance_too_low: {
    status: 409,
    zh: "余额不足，请充值或选择其他支付方式。",
    en: "Your balance is too low. Please top up or choose another way to pay.",
  },
  payment_way_unavailable: {
    status: 409,
    zh: "此支付方式暂不可用，请选择其他方式。",
    en: "This way to pay is not available. Please choose another one.",
  },
  payment_gateway_failed: {
    status: 502,
    zh: "支付平台暂时没有响应，未扣款，请重试。",
    en: "The payment service did not answer. You have not been charged; please try again.",
  },
  order_not_payable: {
    status: 409,
    zh: "订单当前状态不能支付。",
    en: "This order cannot be paid now.",
  },
  order_not_stoppable: {
    status: 409,
    zh: "订单当前没有在充电，无需停止。",
    en: "This order is not charging, so there is nothing to stop.",
  },
  order_not_cancellable: {
    status: 409,
    zh: "订单已开始充电或已结束，不能取消。",
    en: "This order has started or ended and cannot be cancelled.",
  },
  stop_not_confirmed: {
    status: 409,
    zh: "充电桩没有确认停止，请重试，或按桩上的急停按钮。",
    en: "The pile did not confirm the stop. Please try again or press the stop button on the pile.",
  },
  command_unsupported: {
    status: 409,
    zh: "该充电桩不支持此命令。",
    en: "This pile does not support this command.",
  },
  command_not_found: { status: 404, zh: "没有找到该命令。", en: "This command was not found." },
  commands_queue_full: {
    status: 409,
    zh: "等待执行的命令过多，请稍后再试。",
    en: "Too many commands are waiting. Please try again later.",
  },
  transaction_not_found: {
    status: 404,
    zh: "该充电桩上没有此充电会话。",
    en: "There is no such transaction on this pile.",
  },
  pile_exists: {
    status: 409,
    zh: "该桩号已被登记。",
    en: "A pile with this number is already registered.",
  },
  driver_not_found: { status: 404, zh: "没有找到该司机。", en: "This driver was not found." },
  card_exists: {
    status: 409,
    zh: "该卡号已登记给另一位司机。",
    en: "This card is already registered to another driver.",
  },
  favourites_full: {
    status: 409,
    zh: "收藏的充电站已达上限，请先移除一些。",
    en: "You have as many favourites as there may be. Please remove some first.",
  },
  review_needs_charge: {
    status: 409,
    zh: "在该充电站完成一次充电后才能评价。",
    en: "You can review this station after you have charged there.",
  },
  review_not_found: { status: 404, zh: "没有找到该评价。", en: "This review was not found." },
  fault_report_not_found: {
    status: 404,
    zh: "没有找到该报修记录。",
    en: "This report was not found.",
  },
  picture_missing: { status: 400, zh: "没有收到图片。", en: "No picture was sent." },
  picture_not_supported: {
    status: 415,
    zh: "无法识别该图片，请使用 JPEG、PNG 或 WebP 格式。",
    en: "This picture cannot be used. Please send a JPEG, PNG or WebP picture.",
  },
  picture_not_found: {
    status: 404,
    zh: "没有找到该图片，可能已过期，请重新上传。",
    en: "This picture was not found. It may have expired; please upload it again.",
  },
  pictures_full: {
    status: 409,
    zh: "图片数量已达上限，请先删除一些。",
    en: "There are as many pictures as there may be. Please remove some first.",
  },
  ...accountProblems,
  ...maintenanceProblems,
  ...pileProblems,
  ...reservationProblems,
  ...staffProblems,
  ...businessProblems,
  tariff_not_found: {
    status: 409,
    zh: "该充电站尚未设置电价，暂时不能充电。",
    en: "This station has no tariff yet, so charging is not possible.",
  },
} as const satisfies Record<string, ProblemText>;

export type ProblemCode = keyof typeof problems;

/** Codes that any endpoint may answer with, whatever it does. */
export const commonProblems = [
  "bad_request",
  "not_found",
  "payload_too_large",
  "too_many_requests",
  "internal",
  "unavailable",
] as const satisfies readonly ProblemCode[];

export type Language = "zh" | "en";

/** The first of the languages an Accept-Language header names that there is text in; Chinese by default. */
export function languageOf(acceptLanguage: string | null | undefined): Language {
  for (const part of (acceptLanguage ?? "").toLowerCase().split(",")) {
    const tag = part.trim().split(";")[0] ?? "";
    if (tag.startsWith("zh")) return "zh";
    if (tag.startsWith("en")) return "en";
  }
  return "zh";
}

export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  /** The request's id, for support to find it in the logs. */
  instance: z.optional(z.string()),
  /** What was wrong where, for bad_request. */
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});
export type Problem = z.infer<typeof Problem>;
