/** Alipay's notifications: a form whose sorted parameters are signed. */
import { refundedFen, refundsOf } from "../books.ts";
import { alipayTime, fenOf, yuanOf } from "../format.ts";
import type { Gateway } from "../gateway.ts";
import type { Notice, Notification, NotificationFault, Refund, Trade } from "../model.ts";
import { maskedLogon, tradeStatusOf } from "./answers.ts";
import { platformSignature, signedText } from "./signature.ts";

export function alipayTradeNotice(
  gateway: Gateway,
  trade: Trade,
  refund: Refund | undefined,
): Notice {
  const status = tradeStatusOf(gateway, trade);
  const total = yuanOf(trade.totalFen);
  const { appId, sellerId } = gateway.keys.alipay;
  const paid =
    trade.state.kind === "paid"
      ? {
          gmt_payment: alipayTime(trade.state.paidAtMs),
          receipt_amount: total,
          buyer_pay_amount: total,
          invoice_amount: total,
          point_amount: "0.00",
          fund_bill_list: JSON.stringify([{ amount: total, fundChannel: "ALIPAYACCOUNT" }]),
        }
      : {};
  const refunded = refund
    ? {
        out_biz_no: refund.outRefundNo,
        refund_fee: yuanOf(refundedFen(refundsOf(gateway, trade))),
        gmt_refund: `${alipayTime(refund.createdAtMs)}.${String(refund.createdAtMs % 1_000).padStart(3, "0")}`,
      }
    : {};
  const closed = status === "TRADE_CLOSED" ? { gmt_close: alipayTime(gateway.now()) } : {};
  return {
    eventType: status,
    content: {
      notify_type: "trade_status_sync",
      app_id: appId,
      auth_app_id: appId,
      charset: "utf-8",
      version: "1.0",
      trade_no: trade.tradeNo,
      out_trade_no: trade.outTradeNo,
      buyer_id: trade.payerId,
      buyer_logon_id: maskedLogon(trade.payerId),
      seller_id: sellerId,
      trade_status: status,
      total_amount: total,
      subject: trade.subject,
      ...(trade.attach === undefined ? {} : { passback_params: trade.attach }),
      gmt_create: alipayTime(trade.createdAtMs),
      ...paid,
      ...refunded,
      ...closed,
    },
  };
}

const STALE_MS = 2 * 24 * 3_600_000;

/** One fen more, in a message that is otherwise genuine. */
function alteredAmount(content: Record<string, string>): Record<string, string> {
  const totalFen = fenOf(content["total_amount"] ?? "") ?? 0;
  return { ...content, total_amount: yuanOf(totalFen + 1) };
}

export function alipayNoticeRequest(
  gateway: Gateway,
  notification: Notification,
  fault: NotificationFault | undefined,
): { headers: Record<string, string>; body: string } {
  const content = Object.fromEntries(
    Object.entries(notification.content).map(([name, value]) => [name, String(value)]),
  );
  const atMs = gateway.now() - (fault === "staleTimestamp" ? STALE_MS : 0);
  const parameters: Record<string, string> = {
    ...(fault === "alteredAmount" ? alteredAmount(content) : content),
    notify_id: notification.id,
    notify_time: alipayTime(atMs),
  };
  const text = signedText(parameters, ["sign", "sign_type"]);
  const signed = fault === "wrongSignature" ? `${text}&forged=true` : text;
  const form = new URLSearchParams({
    ...parameters,
    sign_type: "RSA2",
    sign: platformSignature(gateway, signed),
  });
  return {
    headers: {
      "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
      "User-Agent": "Mozilla/4.0",
    },
    body: form.toString(),
  };
}

/** Only the seven characters `success` end the notification. */
export function alipayAccepts(answer: { status: number; body: string }): boolean {
  return answer.status === 200 && answer.body === "success";
}
