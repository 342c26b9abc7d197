// Gives money back, and asks how far a refund has come.
import { ok, unreachable, type Result } from "../../../core/result.ts";
import { jsonOf, readAnswer } from "../answer.ts";
import { maxWechatRefundReasonChars } from "../limits.ts";
import type { ProviderRefusal, RefundInput, RefundQueryInput, RefundState } from "../provider.ts";
import { clip, refused, unanswered } from "../refusals.ts";
import { callWechatPay, successOnly, type Wire } from "./call.ts";
import { refundAnswer } from "./wire.ts";

const refundsPath = "/v3/refund/domestic/refunds";

type Refunded = Result<RefundState, ProviderRefusal>;

export async function wechatRefund(wire: Wire, input: RefundInput): Promise<Refunded> {
  const body = {
    out_trade_no: input.outTradeNo,
    out_refund_no: input.outRefundNo,
    reason: clip(input.reason, maxWechatRefundReasonChars),
    notify_url: wire.config.notifyUrl,
    amount: { refund: input.refundFen, total: input.totalFen, currency: "CNY" },
  };
  const call = { method: "POST", path: refundsPath, body, nowMs: input.nowMs } as const;
  const answered = successOnly(await callWechatPay(wire, call));
  return answered.ok ? stateOf(answered.value, input) : answered;
}

export async function wechatQueryRefund(wire: Wire, input: RefundQueryInput): Promise<Refunded> {
  const path = `${refundsPath}/${encodeURIComponent(input.outRefundNo)}`;
  const call = { method: "GET", path, body: null, nowMs: input.nowMs } as const;
  const answered = await callWechatPay(wire, call);
  if (!answered.ok) return answered;
  if (answered.value.kind === "success") return stateOf(answered.value.body, input);
  const { gatewayCode, evidence } = answered.value;
  if (gatewayCode === "RESOURCE_NOT_EXISTS") return ok({ kind: "notFound" });
  return refused(gatewayCode, evidence);
}

function stateOf(body: string, asked: { outTradeNo: string; outRefundNo: string }): Refunded {
  const refund = readAnswer(
    refundAnswer,
    jsonOf(body),
    (r) => r.out_refund_no === asked.outRefundNo && r.out_trade_no === asked.outTradeNo,
  );
  if (!refund.ok) return refund;
  const { status, refund_id: refundNo, success_time: atMs, amount } = refund.value;
  switch (status) {
    case "SUCCESS":
      if (atMs === undefined) {
        return unanswered("bad_gateway_answer", "a refund that succeeded at no time");
      }
      return ok({ kind: "succeeded", refundNo, amountFen: amount.refund, atMs });
    case "PROCESSING":
      return ok({ kind: "processing" });
    case "CLOSED":
      return ok({ kind: "failed", reason: "closed" });
    case "ABNORMAL":
      return ok({ kind: "failed", reason: "abnormal" });
    default:
      return unreachable(status);
  }
}
