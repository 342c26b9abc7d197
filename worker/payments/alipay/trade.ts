// Asks after a payment and closes one that nobody paid.
import { ok, unreachable, type Result } from "../../../core/result.ts";
import { readAnswer } from "../answer.ts";
import type { CloseState, ProviderRefusal, TradeInput, TradeState } from "../provider.ts";
import { refused, unanswered } from "../refusals.ts";
import { callAlipay, type Wire } from "./call.ts";
import { queryAnswer, type QueriedTrade } from "./wire.ts";

const unknownTrade = "ACQ.TRADE_NOT_EXIST";
const notClosable = new Set(["ACQ.TRADE_STATUS_ERROR", "ACQ.REASON_TRADE_STATUS_INVALID"]);

export async function alipayQuery(
  wire: Wire,
  { outTradeNo, nowMs }: TradeInput,
): Promise<Result<TradeState, ProviderRefusal>> {
  const content = { out_trade_no: outTradeNo };
  const answered = await callAlipay(wire, { method: "alipay.trade.query", nowMs, content });
  if (!answered.ok) return answered;
  if (answered.value.kind === "error") {
    const { gatewayCode, evidence } = answered.value;
    return gatewayCode === unknownTrade ? ok({ kind: "notFound" }) : refused(gatewayCode, evidence);
  }
  const isOurs = (t: QueriedTrade): boolean => t.out_trade_no === outTradeNo;
  const trade = readAnswer(queryAnswer, answered.value.answer, isOurs);
  return trade.ok ? stateOf(trade.value) : trade;
}

function stateOf(trade: QueriedTrade): Result<TradeState, ProviderRefusal> {
  switch (trade.trade_status) {
    case "WAIT_BUYER_PAY":
      return ok({ kind: "pending" });
    case "TRADE_CLOSED":
      // A trade refunded in full is closed as well, but it keeps the time at which it was paid.
      return trade.send_pay_date === undefined ? ok({ kind: "closed" }) : paid(trade);
    case "TRADE_SUCCESS":
    case "TRADE_FINISHED":
      return paid(trade);
    default:
      return unreachable(trade.trade_status);
  }
}

function paid(trade: QueriedTrade): Result<TradeState, ProviderRefusal> {
  if (trade.send_pay_date === undefined) {
    return unanswered("bad_gateway_answer", "a trade that was paid at no time");
  }
  return ok({
    kind: "paid",
    tradeNo: trade.trade_no,
    amountFen: trade.total_amount,
    payerId: trade.buyer_open_id ?? trade.buyer_user_id ?? null,
    paidAtMs: trade.send_pay_date,
  });
}

export async function alipayClose(
  wire: Wire,
  { outTradeNo, nowMs }: TradeInput,
): Promise<Result<CloseState, ProviderRefusal>> {
  const content = { out_trade_no: outTradeNo };
  const answered = await callAlipay(wire, { method: "alipay.trade.close", nowMs, content });
  if (!answered.ok) return answered;
  if (answered.value.kind === "success") return ok({ kind: "closed" });
  const { gatewayCode, evidence } = answered.value;
  if (gatewayCode === unknownTrade) return ok({ kind: "notFound" });
  if (notClosable.has(gatewayCode)) return ok({ kind: "notClosable", reason: gatewayCode });
  return refused(gatewayCode, evidence);
}
