// Reads an Alipay notification, a form: verifies, checks that it is about this app and this seller,
// and says what it means.
import { err, ok, unreachable, type Result } from "../../../core/result.ts";
import { alipayNotificationLifeMs, maxNotificationChars, maxSkewMs } from "../limits.ts";
import type { GatewayNotification, NotificationInput, NotificationRefusal } from "../provider.ts";
import { pathsOf } from "../refusals.ts";
import type { Wire } from "./call.ts";
import { anyNotification, tradeNotification, type TradeNotification } from "./wire.ts";

type Read = Result<GatewayNotification, NotificationRefusal>;

const refuse = (code: NotificationRefusal["code"], evidence: string): Read =>
  err({ code, evidence });

export function readAlipayNotification(
  { config, sdk }: Wire,
  { body, nowMs }: NotificationInput,
): Read {
  if (body.length > maxNotificationChars) return refuse("too_large", `${body.length} characters`);
  const form = formOf(body);
  if (form === null) return refuse("malformed", "a parameter is repeated or has no name");
  const head = anyNotification.safeParse(form);
  if (!head.success) return refuse("malformed", pathsOf(head.error.issues));
  const { notify_id: eventId, notify_time: sentAtMs, notify_type: eventType } = head.data;
  if (!isVerified(sdk, form, head.data.sign)) return refuse("bad_signature", `event ${eventId}`);
  if (sentAtMs - nowMs >= maxSkewMs || nowMs - sentAtMs >= alipayNotificationLifeMs) {
    return refuse("stale", `event ${eventId}, sent ${nowMs - sentAtMs} ms ago`);
  }
  if (head.data.app_id !== config.appId) return refuse("wrong_app", `app ${head.data.app_id}`);
  const event = { eventId, raw: body };
  if (eventType !== "trade_status_sync") return ok({ ...event, kind: "ignored", eventType });
  const trade = tradeNotification.safeParse(form);
  if (!trade.success) return refuse("malformed", pathsOf(trade.error.issues));
  if (trade.data.seller_id !== config.sellerId) {
    return refuse("wrong_merchant", `seller ${trade.data.seller_id}`);
  }
  return meaningOf(event, trade.data);
}

/** Null when a name comes twice or is empty: which of two values was signed could not be told. */
function formOf(body: string): Readonly<Record<string, string>> | null {
  const pairs = Array.from(new URLSearchParams(body));
  const names = new Set(pairs.map(([name]) => name));
  return names.size === pairs.length && !names.has("") ? Object.fromEntries(pairs) : null;
}

function isVerified(
  sdk: Wire["sdk"],
  form: Readonly<Record<string, string>>,
  signature: string,
): boolean {
  // Node skips what is not base64, so without this two texts would pass for one signature.
  if (Buffer.from(signature, "base64").toString("base64") !== signature) return false;
  try {
    return sdk.checkNotifySignV2(form);
  } catch {
    return false;
  }
}

/** A refund is announced under the trade's status with `gmt_refund` set, a full one as TRADE_CLOSED. */
function meaningOf(event: { eventId: string; raw: string }, trade: TradeNotification): Read {
  const { out_trade_no: outTradeNo, trade_no: tradeNo, trade_status: status } = trade;
  if (trade.gmt_refund !== undefined && trade.refund_fee !== undefined) {
    return ok({
      ...event,
      kind: "refundSucceeded",
      outTradeNo,
      // Alipay takes the trade's own number for a refund that was asked for without one.
      outRefundNo: trade.out_biz_no || outTradeNo,
      refunded: { kind: "allRefunds", amountFen: trade.refund_fee },
      atMs: trade.gmt_refund,
    });
  }
  switch (status) {
    case "WAIT_BUYER_PAY":
      return ok({ ...event, kind: "ignored", eventType: status });
    case "TRADE_CLOSED":
      return ok({ ...event, kind: "paymentClosed", outTradeNo, tradeNo });
    case "TRADE_SUCCESS":
    case "TRADE_FINISHED":
      if (trade.gmt_payment === undefined) return refuse("malformed", "gmt_payment");
      return ok({
        ...event,
        kind: "paymentSucceeded",
        outTradeNo,
        tradeNo,
        amountFen: trade.total_amount,
        payerId: trade.buyer_open_id ?? trade.buyer_id ?? null,
        paidAtMs: trade.gmt_payment,
      });
    default:
      return unreachable(status);
  }
}
