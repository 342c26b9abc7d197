// What a verified notification says of a refund, applied.
import { refundQuery } from "../db/refunds.ts";
import type { PaymentEvent } from "../db/payments.ts";
import type { Money } from "./money.ts";
import type { ProviderName } from "./provider.ts";
import { fail, finding, succeed } from "./refundEnds.ts";

export type RefundNotice = {
  readonly provider: ProviderName;
  readonly outTradeNo: string;
  readonly outRefundNo: string;
  readonly event: PaymentEvent;
  readonly nowMs: number;
} & (
  | {
      readonly kind: "refundSucceeded";
      readonly refunded: { readonly kind: "thisRefund" | "allRefunds"; readonly amountFen: number };
      readonly atMs: number;
    }
  | { readonly kind: "refundFailed"; readonly reason: "closed" | "abnormal" }
);

/** Applies what a verified notification says of a refund; of one that is not ours, a finding is kept. */
export async function applyRefund(money: Money, notice: RefundNotice): Promise<void> {
  const { provider, outTradeNo, outRefundNo, event, nowMs } = notice;
  const refund = await refundQuery(money.db, outRefundNo).get();
  if (refund === undefined || refund.paymentId !== outTradeNo || refund.provider !== provider) {
    const detail = `${provider} speaks of a refund of ${outTradeNo} that is not ours`;
    await finding(money, { kind: "refund_unknown", refundId: outRefundNo, detail, atMs: nowMs });
    return;
  }
  if (notice.kind === "refundFailed") {
    await fail(money, refund, { error: notice.reason, event, nowMs });
    return;
  }
  // Alipay tells the sum of a payment's refunds, of which this one is a part.
  const { refunded } = notice;
  const isPart =
    refunded.kind === "allRefunds" &&
    refunded.amountFen >= refund.amountFen &&
    refunded.amountFen <= refund.totalFen;
  await succeed(money, refund, {
    refundNo: refund.gatewayRefundNo ?? outRefundNo,
    amountFen: isPart ? refund.amountFen : refunded.amountFen,
    atMs: notice.atMs,
    event,
    nowMs,
  });
}
