/** Finds trades and refunds, as they are at this moment. */
import type { Gateway } from "./gateway.ts";
import type { Provider, Refund, Trade } from "./model.ts";

export const tradeKey = (provider: Provider, outTradeNo: string) => `${provider}:${outTradeNo}`;

/** WeChat's refund numbers are unique for the merchant, Alipay's within their trade. */
export function refundKey(refund: Pick<Refund, "provider" | "outTradeNo" | "outRefundNo">): string {
  return refund.provider === "wechatpay"
    ? `wechatpay:${refund.outRefundNo}`
    : `alipay:${refund.outTradeNo}:${refund.outRefundNo}`;
}

/** A trade that nobody paid in time is closed, whether or not anyone looked. */
function atNow(trade: Trade, nowMs: number): Trade {
  if (trade.state.kind !== "unpaid" || nowMs < trade.expiresAtMs) return trade;
  return { ...trade, state: { kind: "closed", closedAtMs: trade.expiresAtMs } };
}

export type TradeReference = { outTradeNo: string } | { tradeNo: string } | { prepayId: string };

export function findTrade(
  gateway: Gateway,
  provider: Provider,
  reference: TradeReference,
): Trade | undefined {
  const { trades } = gateway.store;
  const trade =
    "outTradeNo" in reference
      ? trades.get(tradeKey(provider, reference.outTradeNo))
      : trades
          .list()
          .find((candidate) =>
            candidate.provider === provider && "tradeNo" in reference
              ? candidate.tradeNo === reference.tradeNo
              : "prepayId" in reference && candidate.prepayId === reference.prepayId,
          );
  return trade && atNow(trade, gateway.now());
}

export function refundsOf(gateway: Gateway, trade: Trade): Refund[] {
  return gateway.store.refunds
    .list()
    .filter(
      (refund) => refund.provider === trade.provider && refund.outTradeNo === trade.outTradeNo,
    );
}

/** Refunds that took money or may still take it; one that ended abnormal keeps it reserved. */
export function refundedFen(refunds: readonly Refund[]): number {
  return refunds
    .filter((refund) => refund.state.kind !== "closed")
    .reduce((sum, refund) => sum + refund.amountFen, 0);
}
