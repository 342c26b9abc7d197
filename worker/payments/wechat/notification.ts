// Reads a WeChat Pay notification: verifies, decrypts, checks that it is about this app and this
// merchant, and says what it means.
import { err, ok, unreachable, type Result } from "../../../core/result.ts";
import { jsonOf } from "../answer.ts";
import type { WechatPayConfig } from "../config.ts";
import { maxNotificationChars } from "../limits.ts";
import type { GatewayNotification, NotificationInput, NotificationRefusal } from "../provider.ts";
import { pathsOf } from "../refusals.ts";
import { decryptResource } from "./resource.ts";
import { verifySigned } from "./signature.ts";
import { notification, paidResource, refundResource } from "./wire.ts";

type Read = Result<GatewayNotification, NotificationRefusal>;

/** The refund states by the event that announces them. */
const refundEvents = new Map([
  ["REFUND.SUCCESS", "SUCCESS"],
  ["REFUND.ABNORMAL", "ABNORMAL"],
  ["REFUND.CLOSED", "CLOSED"],
]);

const refuse = (code: NotificationRefusal["code"], evidence: string): Read =>
  err({ code, evidence });

export function readWechatPayNotification(
  config: WechatPayConfig,
  { headers, body, nowMs }: NotificationInput,
): Read {
  if (body.length > maxNotificationChars) return refuse("too_large", `${body.length} characters`);
  const verified = verifySigned({ headers, body, keys: config.platformKeys, nowMs });
  if (!verified.ok) return verified;
  const envelope = notification.safeParse(jsonOf(body));
  if (!envelope.success) return refuse("malformed", pathsOf(envelope.error.issues));
  const { id, event_type: eventType, resource } = envelope.data;
  const event = { eventId: id, raw: body };
  const refundStatus = refundEvents.get(eventType);
  if (eventType !== "TRANSACTION.SUCCESS" && refundStatus === undefined) {
    return ok({ ...event, kind: "ignored", eventType });
  }
  const plain = decryptResource(resource, config.apiV3Key);
  if (plain === null) return refuse("undecryptable", `event ${id}`);
  if (refundStatus === undefined) return readPaid(config, event, plain);
  return readRefund(config, event, plain, refundStatus);
}

type Event = { readonly eventId: string; readonly raw: string };

function readPaid(config: WechatPayConfig, event: Event, plain: string): Read {
  const parsed = paidResource.safeParse(jsonOf(plain));
  if (!parsed.success) return refuse("malformed", `resource ${pathsOf(parsed.error.issues)}`);
  const paid = parsed.data;
  if (paid.mchid !== config.merchantId) return refuse("wrong_merchant", `merchant ${paid.mchid}`);
  if (paid.appid !== config.appId) return refuse("wrong_app", `app ${paid.appid}`);
  return ok({
    ...event,
    kind: "paymentSucceeded",
    outTradeNo: paid.out_trade_no,
    tradeNo: paid.transaction_id,
    amountFen: paid.amount.total,
    payerId: paid.payer?.openid ?? null,
    paidAtMs: paid.success_time,
  });
}

function readRefund(config: WechatPayConfig, event: Event, plain: string, status: string): Read {
  const parsed = refundResource.safeParse(jsonOf(plain));
  if (!parsed.success) return refuse("malformed", `resource ${pathsOf(parsed.error.issues)}`);
  const refund = parsed.data;
  if (refund.mchid !== config.merchantId) {
    return refuse("wrong_merchant", `merchant ${refund.mchid}`);
  }
  if (refund.refund_status !== status) return refuse("malformed", "event and resource disagree");
  const numbers = { outTradeNo: refund.out_trade_no, outRefundNo: refund.out_refund_no };
  switch (refund.refund_status) {
    case "SUCCESS":
      return ok({
        ...event,
        kind: "refundSucceeded",
        ...numbers,
        refunded: { kind: "thisRefund", amountFen: refund.amount.refund },
        atMs: refund.success_time,
      });
    case "CLOSED":
      return ok({ ...event, kind: "refundFailed", ...numbers, reason: "closed" });
    case "ABNORMAL":
      return ok({ ...event, kind: "refundFailed", ...numbers, reason: "abnormal" });
    default:
      return unreachable(refund);
  }
}
