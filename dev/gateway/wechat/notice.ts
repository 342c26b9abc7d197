/** WeChat Pay's notifications: their content, AES-256-GCM encryption and signed headers. */
import { createCipheriv, randomBytes } from "node:crypto";
import { wechatTime } from "../format.ts";
import type { Gateway } from "../gateway.ts";
import type { Notice, Notification, NotificationFault, Refund, Trade } from "../model.ts";
import { refundStatuses, transactionAnswer } from "./answers.ts";
import { platformHeaders } from "./signature.ts";

const summaries: Readonly<Record<string, string>> = {
  "TRANSACTION.SUCCESS": "支付成功",
  "REFUND.SUCCESS": "退款成功",
  "REFUND.ABNORMAL": "退款异常",
  "REFUND.CLOSED": "退款关闭",
};

export function wechatTransactionNotice(gateway: Gateway, trade: Trade): Notice {
  return { eventType: "TRANSACTION.SUCCESS", content: transactionAnswer(gateway, trade) };
}

export function wechatRefundNotice(gateway: Gateway, trade: Trade, refund: Refund): Notice {
  const status = refundStatuses[refund.state.kind];
  return {
    eventType: `REFUND.${status}`,
    content: {
      mchid: gateway.keys.wechat.merchantId,
      transaction_id: trade.tradeNo,
      out_trade_no: trade.outTradeNo,
      refund_id: refund.refundId,
      out_refund_no: refund.outRefundNo,
      refund_status: status,
      ...(refund.state.kind === "success"
        ? { success_time: wechatTime(refund.state.endedAtMs) }
        : {}),
      user_received_account: "支付用户零钱",
      amount: {
        total: trade.totalFen,
        refund: refund.amountFen,
        payer_total: trade.totalFen,
        payer_refund: refund.amountFen,
      },
    },
  };
}

/** One fen more than was paid or refunded, in a message that is otherwise genuine. */
function withAlteredAmount(content: Record<string, unknown>): Record<string, unknown> {
  const amount = Object.entries(Object(content["amount"]));
  const altered = amount.map(([key, value]) => [
    key,
    typeof value === "number" ? value + 1 : value,
  ]);
  return { ...content, amount: Object.fromEntries(altered) };
}

export function encryptedResource(gateway: Gateway, plaintext: string, associatedData: string) {
  const nonce = randomBytes(6).toString("hex");
  const cipher = createCipheriv("aes-256-gcm", gateway.keys.wechat.apiV3Key, nonce);
  cipher.setAAD(Buffer.from(associatedData));
  const ciphertext = Buffer.concat([
    cipher.update(plaintext, "utf8"),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return {
    original_type: associatedData,
    algorithm: "AEAD_AES_256_GCM",
    ciphertext: ciphertext.toString("base64"),
    associated_data: associatedData,
    nonce,
  };
}

const STALE_MS = 10 * 60_000;

export function wechatNoticeRequest(
  gateway: Gateway,
  notification: Notification,
  fault: NotificationFault | undefined,
): { headers: Record<string, string>; body: string } {
  const content =
    fault === "alteredAmount" ? withAlteredAmount(notification.content) : notification.content;
  const originalType = notification.outRefundNo === undefined ? "transaction" : "refund";
  const body = JSON.stringify({
    id: notification.id,
    create_time: wechatTime(notification.createdAtMs),
    resource_type: "encrypt-resource",
    event_type: notification.eventType,
    summary: summaries[notification.eventType] ?? "",
    resource: encryptedResource(gateway, JSON.stringify(content), originalType),
  });
  const signed = platformHeaders(gateway, body, {
    atMs: gateway.now() - (fault === "staleTimestamp" ? STALE_MS : 0),
  });
  return {
    headers: {
      "Content-Type": "application/json",
      Accept: "*/*",
      "User-Agent": "Mozilla/4.0",
      ...signed,
      // The platform probes merchants with signatures of this form, which must be refused.
      ...(fault === "wrongSignature"
        ? { "Wechatpay-Signature": `WECHATPAY/SIGNTEST/${signed["Wechatpay-Signature"]}` }
        : {}),
    },
    body,
  };
}

/** 200 and 204 end the notification; the body is not looked at. */
export function wechatAccepts(answer: { status: number }): boolean {
  return answer.status === 200 || answer.status === 204;
}
