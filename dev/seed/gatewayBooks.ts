// The demonstration's past as the local gateway would have it in its own books, so that a refund, a
// query or a withdrawal of what was paid then goes over the wire like any other.
import { buyerIdOf, openidOf } from "../gateway/format.ts";
import type { GatewayBooks } from "../gateway/trades.ts";
import { texts } from "../../worker/payments/texts.ts";
import type { History } from "./history/history.ts";

type Payment = History["payments"][number];
type Refund = History["refunds"][number];

/** The identity that pays at each gateway. */
const identityAt = { wechatpay: "wechat", alipay: "alipay" } as const;

/** In the order of time, since the gateway shows the last ones first. */
export function gatewayBooksOf(history: History): GatewayBooks {
  const drivers = new Map(history.drivers.map((driver) => [driver.driverId, driver]));
  const payments = history.payments.toSorted((a, b) => a.createdAtMs - b.createdAtMs);
  const refunds = history.refunds.toSorted((a, b) => a.createdAtMs - b.createdAtMs);
  return {
    trades: payments.map((payment) => ({
      ...payerOf(payment, drivers.get(payment.driverId)),
      ...tradeOf(payment),
    })),
    refunds: refunds.map(refundOf),
  };
}

/** Who has no identity at this gateway has paid in a browser. */
function payerOf({ provider }: Payment, driver: History["drivers"][number] | undefined) {
  const isWechat = provider === "wechatpay";
  return driver?.provider === identityAt[provider]
    ? ({ payerId: driver.subject, channel: isWechat ? "jsapi" : "create" } as const)
    : isWechat
      ? ({ payerId: openidOf("browser"), channel: "h5" } as const)
      : ({ payerId: buyerIdOf("browser"), channel: "wap" } as const);
}

function tradeOf(payment: Payment) {
  const { paymentId, provider, amountFen, createdAtMs, expiresAtMs, paidAtMs } = payment;
  return {
    provider,
    outTradeNo: paymentId,
    tradeNo: payment.gatewayTradeNo ?? paymentId,
    prepayId: `seed-${paymentId}`,
    subject: (payment.purpose === "topUp" ? texts.topUp : texts.charging).zh,
    totalFen: amountFen,
    createdAtMs,
    expiresAtMs,
    state:
      payment.state === "paid"
        ? ({ kind: "paid", paidAtMs: paidAtMs ?? createdAtMs } as const)
        : ({ kind: "closed", closedAtMs: expiresAtMs } as const),
  };
}

function refundOf(refund: Refund) {
  const { refundId, paymentId, provider, amountFen, createdAtMs, updatedAtMs } = refund;
  return {
    provider,
    outTradeNo: paymentId,
    outRefundNo: refundId,
    refundId: refund.gatewayRefundNo ?? refundId,
    amountFen,
    reason: texts.refundReason[refund.reason].zh,
    createdAtMs,
    state: { kind: "success", endedAtMs: updatedAtMs } as const,
  };
}
