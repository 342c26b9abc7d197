/** Turns what happened to a trade into a notification that waits to be delivered. */
import { randomUUID } from "node:crypto";
import { alipayTradeNotice } from "./alipay/notice.ts";
import { takeFault } from "./faults.ts";
import { newAlipayNotifyId } from "./format.ts";
import { type Gateway, lateMs, paced } from "./gateway.ts";
import {
  type Notice,
  type Notification,
  NotificationFault,
  type Refund,
  type Trade,
} from "./model.ts";
import { wechatRefundNotice, wechatTransactionNotice } from "./wechat/notice.ts";

export function notifyPaid(gateway: Gateway, trade: Trade): void {
  const notice =
    trade.provider === "wechatpay"
      ? wechatTransactionNotice(gateway, trade)
      : alipayTradeNotice(gateway, trade, undefined);
  enqueue(gateway, { trade, notice, url: trade.notifyUrl });
}

/** Alipay tells of a closed trade; WeChat Pay does not. */
export function notifyTradeClosed(gateway: Gateway, trade: Trade): void {
  if (trade.provider !== "alipay") return;
  const notice = alipayTradeNotice(gateway, trade, undefined);
  enqueue(gateway, { trade, notice, url: trade.notifyUrl });
}

export function notifyRefund(gateway: Gateway, trade: Trade, refund: Refund): void {
  const notice =
    trade.provider === "wechatpay"
      ? wechatRefundNotice(gateway, trade, refund)
      : alipayTradeNotice(gateway, trade, refund);
  const url = trade.provider === "wechatpay" ? refund.notifyUrl : trade.notifyUrl;
  enqueue(gateway, { trade, notice, url, outRefundNo: refund.outRefundNo });
}

type Enqueued = {
  trade: Trade;
  notice: Notice;
  url: string | undefined;
  outRefundNo?: string;
};

function enqueue(gateway: Gateway, { trade, notice, url, outRefundNo }: Enqueued): void {
  if (url === undefined) return;
  const nowMs = gateway.now();
  const fault = takeFault(gateway.store, trade.provider, NotificationFault.options);
  const id = trade.provider === "wechatpay" ? randomUUID() : newAlipayNotifyId(nowMs);
  gateway.store.notifications.put(id, {
    id,
    provider: trade.provider,
    eventType: notice.eventType,
    outTradeNo: trade.outTradeNo,
    ...(outRefundNo === undefined ? {} : { outRefundNo }),
    url,
    createdAtMs: nowMs,
    content: notice.content,
    ...(fault === undefined ? {} : { fault }),
    rounds: 0,
    attempts: [],
    delivery: firstDelivery(fault, { nowMs, laterMs: nowMs + paced(gateway, lateMs) }),
  });
}

function firstDelivery(
  fault: NotificationFault | undefined,
  { nowMs, laterMs }: { nowMs: number; laterMs: number },
): Notification["delivery"] {
  if (fault === "lost") return { kind: "lost", atMs: nowMs };
  if (fault === "reordered") return { kind: "held", untilMs: laterMs };
  return { kind: "pending", dueAtMs: fault === "late" ? laterMs : nowMs };
}
