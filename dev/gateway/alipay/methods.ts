/** The methods of Alipay's open platform this gateway offers, from parameters to an answer. */
import type * as z from "zod";
import { findTrade, refundedFen, refundKey, refundsOf } from "../books.ts";
import { alipayTime, buyerIdOf, isLoopbackHost, parseWebUrl, yuanOf } from "../format.ts";
import type { Gateway } from "../gateway.ts";
import { useLoginCode } from "../loginCodes.ts";
import type { Trade } from "../model.ts";
import {
  closeTrade,
  openTrade,
  type OpenRefusal,
  refundTrade,
  type RefundRefusal,
} from "../trades.ts";
import { maskedLogon, tradeAnswer, tradeStatusOf } from "./answers.ts";
import {
  type AlipayAnswer,
  alipayError,
  type AlipayErrorName,
  alipayErrors,
  alipayOk,
} from "./errors.ts";
import {
  CreateContent,
  RefundContent,
  RefundQueryContent,
  TradeReferenceContent,
  WapPayContent,
} from "./schemas.ts";
import type { AlipayParameters } from "./signature.ts";

const openErrors = {
  trade_paid: "tradeHasSuccess",
  trade_closed: "tradeHasClosed",
  trade_differs: "tradeDiffers",
} as const satisfies Record<OpenRefusal["code"], AlipayErrorName>;

const refundErrors = {
  trade_not_paid: "tradeStatusWrong",
  refund_differs: "refundDiffers",
  refund_exceeds_total: "refundExceeds",
  too_many_refunds: "refundTooMany",
  merchant_balance_short: "sellerBalanceShort",
} as const satisfies Record<RefundRefusal["code"], AlipayErrorName>;

function bizContent<T>(schema: z.ZodType<T>, parameters: AlipayParameters): T | undefined {
  try {
    return schema.safeParse(JSON.parse(parameters["biz_content"] ?? "")).data;
  } catch {
    return undefined;
  }
}

/** Addresses that lead off this machine are refused: no real money moves here. */
function hasLocalNotifyUrl(parameters: AlipayParameters): boolean {
  const text = parameters["notify_url"];
  if (!text) return true;
  const url = parseWebUrl(text);
  return url !== undefined && isLoopbackHost(url.hostname);
}

/** Without an expiry a trade may be paid for fifteen days. */
const DEFAULT_EXPIRY_MS = 15 * 24 * 3_600_000;

type Terms = Pick<
  z.infer<typeof WapPayContent>,
  | "out_trade_no"
  | "total_amount"
  | "subject"
  | "time_expire"
  | "timeout_express"
  | "passback_params"
>;
type Channel = Pick<Trade, "channel" | "payerId" | "returnUrl" | "quitUrl">;

function open(
  gateway: Gateway,
  parameters: AlipayParameters,
  terms: Terms,
  channel: Channel,
): Trade | AlipayErrorName {
  const nowMs = gateway.now();
  const expiresAtMs = terms.time_expire ?? nowMs + (terms.timeout_express ?? DEFAULT_EXPIRY_MS);
  if (expiresAtMs <= nowMs || !hasLocalNotifyUrl(parameters)) return "parameterInvalid";
  const opened = openTrade(gateway, {
    provider: "alipay",
    outTradeNo: terms.out_trade_no,
    subject: terms.subject,
    attach: terms.passback_params,
    totalFen: terms.total_amount,
    notifyUrl: parameters["notify_url"] || undefined,
    expiresAtMs,
    ...channel,
  });
  return opened.ok ? opened.value : openErrors[opened.error.code];
}

function create(gateway: Gateway, parameters: AlipayParameters): AlipayAnswer {
  const content = bizContent(CreateContent, parameters);
  if (!content) return alipayError("parameterInvalid");
  const payerId = content.buyer_open_id ?? content.buyer_id ?? "";
  const trade = open(gateway, parameters, content, { channel: "create", payerId });
  return typeof trade === "string"
    ? alipayError(trade)
    : alipayOk({ out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo });
}

/** The page's method answers with a page, so it gives the trade and not an answer. */
export function wapPay(gateway: Gateway, parameters: AlipayParameters): Trade | AlipayErrorName {
  const content = bizContent(WapPayContent, parameters);
  if (!content) return "parameterInvalid";
  return open(gateway, parameters, content, {
    channel: "wap",
    payerId: buyerIdOf("browser"),
    returnUrl: parameters["return_url"] || undefined,
    quitUrl: content.quit_url,
  });
}

type Reference = { out_trade_no?: string | undefined; trade_no?: string | undefined };

/** When both numbers are given, trade_no decides. */
function referred(gateway: Gateway, reference: Reference): Trade | undefined {
  return findTrade(
    gateway,
    "alipay",
    reference.trade_no === undefined
      ? { outTradeNo: reference.out_trade_no ?? "" }
      : { tradeNo: reference.trade_no },
  );
}

function query(gateway: Gateway, parameters: AlipayParameters): AlipayAnswer {
  const content = bizContent(TradeReferenceContent, parameters);
  if (!content) return alipayError("parameterInvalid");
  const trade = referred(gateway, content);
  return trade ? alipayOk(tradeAnswer(gateway, trade)) : alipayError("tradeMissing");
}

function refund(gateway: Gateway, parameters: AlipayParameters): AlipayAnswer {
  const content = bizContent(RefundContent, parameters);
  if (!content) return alipayError("parameterInvalid");
  const trade = referred(gateway, content);
  if (!trade) return alipayError("tradeMissing");
  const isPartial = content.refund_amount < trade.totalFen;
  if (isPartial && content.out_request_no === undefined) return alipayError("parameterInvalid");
  if (tradeStatusOf(gateway, trade) === "TRADE_FINISHED") return alipayError("tradeHasFinished");
  const refunded = refundTrade(gateway, trade, {
    outRefundNo: content.out_request_no ?? trade.outTradeNo,
    amountFen: content.refund_amount,
    reason: content.refund_reason,
  });
  if (!refunded.ok) return alipayError(refundErrors[refunded.error.code]);
  return alipayOk({
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    buyer_logon_id: maskedLogon(trade.payerId),
    buyer_user_id: trade.payerId,
    buyer_open_id: trade.payerId,
    fund_change: refunded.value.repeated ? "N" : "Y",
    refund_fee: yuanOf(refundedFen(refundsOf(gateway, trade))),
    gmt_refund_pay: alipayTime(refunded.value.refund.createdAtMs),
  });
}

/** An unknown refund is answered with success and no refund_status, as the real one does. */
function refundQuery(gateway: Gateway, parameters: AlipayParameters): AlipayAnswer {
  const content = bizContent(RefundQueryContent, parameters);
  if (!content) return alipayError("parameterInvalid");
  const trade = referred(gateway, content);
  if (!trade) return alipayError("tradeMissing");
  const found = gateway.store.refunds.get(
    refundKey({
      provider: "alipay",
      outTradeNo: trade.outTradeNo,
      outRefundNo: content.out_request_no,
    }),
  );
  if (!found) return alipayOk({});
  return alipayOk({
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    out_request_no: found.outRefundNo,
    refund_reason: found.reason,
    total_amount: yuanOf(trade.totalFen),
    refund_amount: yuanOf(found.amountFen),
    refund_status: "REFUND_SUCCESS",
    gmt_refund_pay: alipayTime(found.createdAtMs),
  });
}

function close(gateway: Gateway, parameters: AlipayParameters): AlipayAnswer {
  const content = bizContent(TradeReferenceContent, parameters);
  if (!content) return alipayError("parameterInvalid");
  const trade = referred(gateway, content);
  if (!trade) return alipayError("tradeMissing");
  const closed = closeTrade(gateway, trade);
  return closed.ok
    ? alipayOk({ trade_no: trade.tradeNo, out_trade_no: trade.outTradeNo })
    : alipayError("tradeStatusWrong");
}

const YEAR_S = 365 * 24 * 3_600;

/** Its parameters stand beside biz_content, and its answer has no code when it succeeds. */
function oauthToken(gateway: Gateway, parameters: AlipayParameters): AlipayAnswer {
  const person =
    parameters["grant_type"] === "authorization_code"
      ? useLoginCode(gateway, "alipay", parameters["code"] ?? "")
      : undefined;
  if (!person?.ok) return { node: "error", content: { ...alipayErrors.codeInvalid } };
  const buyerId = buyerIdOf(person.value);
  return {
    node: "method",
    content: {
      user_id: buyerId,
      open_id: buyerId,
      access_token: `authusrB${buyerId}`,
      expires_in: YEAR_S,
      refresh_token: `authusrR${buyerId}`,
      re_expires_in: 2 * YEAR_S,
      auth_start: alipayTime(gateway.now()),
    },
  };
}

export const alipayMethods = new Map<
  string,
  (gateway: Gateway, parameters: AlipayParameters) => AlipayAnswer
>([
  ["alipay.trade.create", create],
  ["alipay.trade.query", query],
  ["alipay.trade.refund", refund],
  ["alipay.trade.fastpay.refund.query", refundQuery],
  ["alipay.trade.close", close],
  ["alipay.system.oauth.token", oauthToken],
]);
