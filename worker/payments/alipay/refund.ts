// Gives money back, and asks how far a refund has come.
import { formatYuan } from "../../../core/money/fen.ts";
import { ok, type Result } from "../../../core/result.ts";
import { readAnswer } from "../answer.ts";
import type { ProviderRefusal, RefundInput, RefundQueryInput, RefundState } from "../provider.ts";
import { refused } from "../refusals.ts";
import { callAlipay, successOnly, type Wire } from "./call.ts";
import { refundAnswer, refundQueryAnswer } from "./wire.ts";

type Refunded = Result<RefundState, ProviderRefusal>;

export async function alipayRefund(wire: Wire, input: RefundInput): Promise<Refunded> {
  const { outTradeNo, outRefundNo, refundFen, reason, nowMs } = input;
  const content = {
    out_trade_no: outTradeNo,
    refund_amount: formatYuan(refundFen),
    refund_reason: reason,
    out_request_no: outRefundNo,
  };
  const call = { method: "alipay.trade.refund", nowMs, content };
  const answered = successOnly(await callAlipay(wire, call));
  if (!answered.ok) return answered;
  const refund = readAnswer(refundAnswer, answered.value, (r) => r.out_trade_no === outTradeNo);
  if (!refund.ok) return refund;
  if (refund.value.fund_change === "Y") {
    const atMs = refund.value.gmt_refund_pay ?? nowMs;
    return ok({ kind: "succeeded", refundNo: outRefundNo, amountFen: refundFen, atMs });
  }
  // "N" says that this call moved no money: an earlier one did, or the money is still on its way.
  const state = await alipayQueryRefund(wire, { outTradeNo, outRefundNo, nowMs });
  return state.ok && state.value.kind === "notFound" ? ok({ kind: "processing" }) : state;
}

export async function alipayQueryRefund(wire: Wire, input: RefundQueryInput): Promise<Refunded> {
  const { outTradeNo, outRefundNo, nowMs } = input;
  const content = {
    out_trade_no: outTradeNo,
    out_request_no: outRefundNo,
    query_options: ["gmt_refund_pay"],
  };
  const call = { method: "alipay.trade.fastpay.refund.query", nowMs, content };
  const answered = await callAlipay(wire, call);
  if (!answered.ok) return answered;
  if (answered.value.kind === "error") {
    const { gatewayCode, evidence } = answered.value;
    const isUnknown = gatewayCode === "ACQ.TRADE_NOT_EXIST";
    return isUnknown ? ok({ kind: "notFound" }) : refused(gatewayCode, evidence);
  }
  const refund = readAnswer(
    refundQueryAnswer,
    answered.value.answer,
    (r) =>
      r.refund_status === undefined ||
      (r.out_request_no === outRefundNo && r.out_trade_no === outTradeNo),
  );
  if (!refund.ok) return refund;
  const { refund_status: status, refund_amount: amountFen, gmt_refund_pay: atMs } = refund.value;
  if (status === "REFUND_SUCCESS" && amountFen !== undefined) {
    return ok({ kind: "succeeded", refundNo: outRefundNo, amountFen, atMs: atMs ?? nowMs });
  }
  if (status === "REFUND_FAIL") return ok({ kind: "failed", reason: "abnormal" });
  return ok({ kind: status === undefined ? "notFound" : "processing" });
}
