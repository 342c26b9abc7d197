/** The operations of WeChat Pay APIv3 this gateway offers, from a checked body to an answer. */
import type * as z from "zod";
import { X509Certificate } from "node:crypto";
import { findTrade, type TradeReference } from "../books.ts";
import { openidOf, wechatTime } from "../format.ts";
import type { Gateway } from "../gateway.ts";
import type { Trade } from "../model.ts";
import {
  closeTrade,
  openTrade,
  type OpenRefusal,
  refundTrade,
  type RefundRefusal,
} from "../trades.ts";
import { refundAnswer, transactionAnswer } from "./answers.ts";
import { type WechatAnswer, wechatError, type WechatErrorName } from "./errors.ts";
import { encryptedResource } from "./notice.ts";
import { CloseRequest, H5Prepay, JsapiPrepay, RefundRequest } from "./schemas.ts";

const openErrors = {
  trade_paid: "orderPaid",
  trade_closed: "orderClosed",
  trade_differs: "outTradeNoUsed",
} as const satisfies Record<OpenRefusal["code"], WechatErrorName>;

const refundErrors = {
  trade_not_paid: "orderNotPaid",
  refund_differs: "refundDiffers",
  refund_exceeds_total: "refundExceeds",
  too_many_refunds: "refundTooMany",
  merchant_balance_short: "notEnough",
} as const satisfies Record<RefundRefusal["code"], WechatErrorName>;

function paramError(error: z.ZodError): WechatAnswer {
  const issue = error.issues[0];
  return wechatError("paramError", {
    field: issue?.path.join(".") ?? "",
    issue: issue?.message ?? "",
    location: "body",
  });
}

function wrongMerchant(gateway: Gateway, given: { appid?: string; mchid: string }) {
  const { wechat } = gateway.keys;
  if (given.mchid !== wechat.merchantId) return wechatError("merchantMissing");
  if (given.appid !== undefined && given.appid !== wechat.appId)
    return wechatError("appIdMismatch");
  return undefined;
}

/** Without time_expire an order may be paid for seven days. */
const DEFAULT_EXPIRY_MS = 7 * 24 * 3_600_000;

type PrepayTerms = Omit<JsapiPrepay, "payer">;
type PrepayChannel = { channel: "jsapi" | "h5"; payerId: string };

function prepay(
  gateway: Gateway,
  terms: PrepayTerms,
  channel: PrepayChannel,
): Trade | WechatAnswer {
  const refused = wrongMerchant(gateway, terms);
  if (refused) return refused;
  const nowMs = gateway.now();
  const expiresAtMs = terms.time_expire ? Date.parse(terms.time_expire) : nowMs + DEFAULT_EXPIRY_MS;
  if (expiresAtMs <= nowMs) {
    return wechatError("paramError", {
      field: "time_expire",
      issue: "订单已过期",
      location: "body",
    });
  }
  const opened = openTrade(gateway, {
    provider: "wechatpay",
    outTradeNo: terms.out_trade_no,
    subject: terms.description,
    ...(terms.attach === undefined ? {} : { attach: terms.attach }),
    totalFen: terms.amount.total,
    notifyUrl: terms.notify_url,
    expiresAtMs,
    ...channel,
  });
  return opened.ok ? opened.value : wechatError(openErrors[opened.error.code]);
}

export function jsapiPrepay(gateway: Gateway, body: unknown): WechatAnswer {
  const request = JsapiPrepay.safeParse(body);
  if (!request.success) return paramError(request.error);
  const { payer, ...terms } = request.data;
  const trade = prepay(gateway, terms, { channel: "jsapi", payerId: payer.openid });
  return "status" in trade ? trade : { status: 200, body: { prepay_id: trade.prepayId } };
}

/** The person who pays in a browser is not known before; here he is always the same one. */
export function h5Prepay(gateway: Gateway, body: unknown): WechatAnswer {
  const request = H5Prepay.safeParse(body);
  if (!request.success) return paramError(request.error);
  const trade = prepay(gateway, request.data, { channel: "h5", payerId: openidOf("browser") });
  if ("status" in trade) return trade;
  const page = new URL("/cgi-bin/mmpayweb-bin/checkmweb", gateway.url());
  page.searchParams.set("prepay_id", trade.prepayId);
  page.searchParams.set("package", trade.tradeNo.slice(-10));
  return { status: 200, body: { h5_url: page.href } };
}

export function queryTrade(
  gateway: Gateway,
  reference: TradeReference,
  mchid: string | undefined,
): WechatAnswer {
  const refused = wrongMerchant(gateway, { mchid: mchid ?? "" });
  if (refused) return refused;
  const trade = findTrade(gateway, "wechatpay", reference);
  // A transaction_id comes into being with the payment: nobody can ask by it before.
  const visible = trade && ("outTradeNo" in reference || trade.state.kind === "paid");
  return visible
    ? { status: 200, body: transactionAnswer(gateway, trade) }
    : wechatError("orderMissing");
}

export function closeOrder(gateway: Gateway, outTradeNo: string, body: unknown): WechatAnswer {
  const request = CloseRequest.safeParse(body);
  if (!request.success) return paramError(request.error);
  const refused = wrongMerchant(gateway, request.data);
  if (refused) return refused;
  const trade = findTrade(gateway, "wechatpay", { outTradeNo });
  if (!trade) return wechatError("orderMissing");
  const closed = closeTrade(gateway, trade);
  // Closing a closed order again is answered as the first time.
  if (closed.ok || closed.error.code === "trade_closed") return { status: 204 };
  return wechatError("orderPaid");
}

export function createRefund(gateway: Gateway, body: unknown): WechatAnswer {
  const parsed = RefundRequest.safeParse(body);
  if (!parsed.success) return paramError(parsed.error);
  const request = parsed.data;
  const reference =
    request.out_trade_no === undefined
      ? { tradeNo: request.transaction_id }
      : { outTradeNo: request.out_trade_no };
  const trade = findTrade(gateway, "wechatpay", reference);
  if (!trade) return wechatError("refundOrderMissing");
  if (request.amount.total !== trade.totalFen) return wechatError("refundDiffers");
  const refunded = refundTrade(gateway, trade, {
    outRefundNo: request.out_refund_no,
    amountFen: request.amount.refund,
    reason: request.reason,
    notifyUrl: request.notify_url,
  });
  return refunded.ok
    ? { status: 200, body: refundAnswer(trade, refunded.value.refund) }
    : wechatError(refundErrors[refunded.error.code]);
}

export function queryRefund(gateway: Gateway, outRefundNo: string): WechatAnswer {
  const refund = gateway.store.refunds.get(`wechatpay:${outRefundNo}`);
  const trade = refund && findTrade(gateway, "wechatpay", refund);
  return refund && trade
    ? { status: 200, body: refundAnswer(trade, refund) }
    : wechatError("refundMissing");
}

/** The platform's certificates, encrypted under the APIv3 key; a merchant downloads them here. */
export function platformCertificates(gateway: Gateway): WechatAnswer {
  const { wechat } = gateway.keys;
  const certificate = new X509Certificate(wechat.platformCertificate);
  return {
    status: 200,
    body: {
      data: [
        {
          serial_no: wechat.platformCertificateSerial,
          effective_time: wechatTime(Date.parse(certificate.validFrom)),
          expire_time: wechatTime(Date.parse(certificate.validTo)),
          encrypt_certificate: encryptedResource(
            gateway,
            wechat.platformCertificate,
            "certificate",
          ),
        },
      ],
    },
  };
}
