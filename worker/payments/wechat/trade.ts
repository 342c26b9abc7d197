// Asks after a payment and closes one that nobody paid.
import { ok, unreachable, type Result } from "../../../core/result.ts";
import { jsonOf, readAnswer } from "../answer.ts";
import type { CloseState, ProviderRefusal, TradeInput, TradeState } from "../provider.ts";
import { refused } from "../refusals.ts";
import { callWechatPay, type Wire } from "./call.ts";
import { transaction } from "./wire.ts";

/** Each is documented in both spellings, by the old and the new pages. */
const unknownTrade = new Set(["ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS"]);
const alreadyClosed = new Set(["ORDER_CLOSED", "ORDERCLOSED"]);
const notClosable = new Set(["ORDERPAID", "ORDER_PAID", "USERPAYING", "USER_PAYING"]);

const pathOf = (outTradeNo: string): string =>
  `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}`;

export async function wechatQuery(
  wire: Wire,
  { outTradeNo, nowMs }: TradeInput,
): Promise<Result<TradeState, ProviderRefusal>> {
  const { merchantId, appId } = wire.config;
  const path = `${pathOf(outTradeNo)}?mchid=${encodeURIComponent(merchantId)}`;
  const answered = await callWechatPay(wire, { method: "GET", path, body: null, nowMs });
  if (!answered.ok) return answered;
  if (answered.value.kind === "error") {
    const { gatewayCode, evidence } = answered.value;
    return unknownTrade.has(gatewayCode)
      ? ok({ kind: "notFound" })
      : refused(gatewayCode, evidence);
  }
  const trade = readAnswer(
    transaction,
    jsonOf(answered.value.body),
    (t) => t.out_trade_no === outTradeNo && t.mchid === merchantId && t.appid === appId,
  );
  if (!trade.ok) return trade;
  switch (trade.value.trade_state) {
    case "SUCCESS":
    case "REFUND":
      return ok({
        kind: "paid",
        tradeNo: trade.value.transaction_id,
        amountFen: trade.value.amount.total,
        payerId: trade.value.payer?.openid ?? null,
        paidAtMs: trade.value.success_time,
      });
    case "NOTPAY":
    case "USERPAYING":
    case "ACCEPT":
      return ok({ kind: "pending" });
    case "CLOSED":
    case "REVOKED":
      return ok({ kind: "closed" });
    case "PAYERROR":
      return ok({ kind: "failed", reason: trade.value.trade_state_desc ?? "PAYERROR" });
    default:
      return unreachable(trade.value);
  }
}

export async function wechatClose(
  wire: Wire,
  { outTradeNo, nowMs }: TradeInput,
): Promise<Result<CloseState, ProviderRefusal>> {
  const path = `${pathOf(outTradeNo)}/close`;
  const body = { mchid: wire.config.merchantId };
  const answered = await callWechatPay(wire, { method: "POST", path, body, nowMs });
  if (!answered.ok) return answered;
  if (answered.value.kind === "success") return ok({ kind: "closed" });
  const { gatewayCode, evidence } = answered.value;
  if (alreadyClosed.has(gatewayCode)) return ok({ kind: "closed" });
  if (unknownTrade.has(gatewayCode)) return ok({ kind: "notFound" });
  if (notClosable.has(gatewayCode)) return ok({ kind: "notClosable", reason: gatewayCode });
  return refused(gatewayCode, evidence);
}
