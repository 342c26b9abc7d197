/**
 * The books of both platforms: what may happen to a trade and its refunds, and which notification
 * follows. Each wire maps these refusals to its own error codes.
 */
import { err, ok, type Result } from "../../core/result.ts";
import { findTrade, refundedFen, refundKey, refundsOf, tradeKey } from "./books.ts";
import { takeFault } from "./faults.ts";
import { newAlipayTradeNo, newPrepayId, newTransactionId, newWechatRefundId } from "./format.ts";
import { type Gateway, paced } from "./gateway.ts";
import { limits } from "./limits.ts";
import type { Provider, Refund, RefundEnding, Trade } from "./model.ts";
import { notifyPaid, notifyRefund, notifyTradeClosed } from "./notices.ts";

export type TradeDraft = Omit<Trade, "tradeNo" | "prepayId" | "createdAtMs" | "state">;
export type OpenRefusal =
  | { code: "trade_paid" }
  | { code: "trade_closed" }
  | { code: "trade_differs" };

/** Asking again with the same terms gives the same trade; other terms under its number do not. */
export function openTrade(gateway: Gateway, draft: TradeDraft): Result<Trade, OpenRefusal> {
  const nowMs = gateway.now();
  const known = findTrade(gateway, draft.provider, { outTradeNo: draft.outTradeNo });
  if (known) {
    if (known.state.kind === "paid") return err({ code: "trade_paid" });
    if (known.state.kind === "closed") return err({ code: "trade_closed" });
    const same =
      known.totalFen === draft.totalFen &&
      known.channel === draft.channel &&
      known.subject === draft.subject &&
      known.payerId === draft.payerId;
    return same ? ok(known) : err({ code: "trade_differs" });
  }
  const trade: Trade = {
    ...draft,
    tradeNo: draft.provider === "wechatpay" ? newTransactionId(nowMs) : newAlipayTradeNo(nowMs),
    prepayId: newPrepayId(nowMs),
    createdAtMs: nowMs,
    state: { kind: "unpaid", failedAttempts: 0 },
  };
  saveTrade(gateway, trade);
  return ok(trade);
}

/** Trades and refunds that were there before this gateway was. */
export type GatewayBooks = {
  readonly trades: readonly Trade[];
  readonly refunds: readonly Refund[];
};

/** All or none, and nobody is notified; what stands in the books already stays as it is. */
export function enterBooks(gateway: Gateway, { trades, refunds }: GatewayBooks): void {
  const { store } = gateway;
  store.transaction(() => {
    for (const trade of trades) {
      if (!store.trades.has(tradeKey(trade.provider, trade.outTradeNo))) saveTrade(gateway, trade);
    }
    for (const refund of refunds) {
      if (!store.refunds.has(refundKey(refund))) saveRefund(gateway, refund);
    }
  });
}

function saveTrade(gateway: Gateway, trade: Trade): void {
  gateway.store.trades.put(tradeKey(trade.provider, trade.outTradeNo), trade);
}

export type PayRefusal = { code: "trade_paid" } | { code: "trade_closed" };

export function payTrade(gateway: Gateway, trade: Trade): Result<Trade, PayRefusal> {
  if (trade.state.kind === "paid") return err({ code: "trade_paid" });
  if (trade.state.kind === "closed") return err({ code: "trade_closed" });
  const paid: Trade = { ...trade, state: { kind: "paid", paidAtMs: gateway.now() } };
  gateway.store.transaction(() => {
    saveTrade(gateway, paid);
    notifyPaid(gateway, paid);
  });
  return ok(paid);
}

/** The person's payment did not go through; the trade stays open and nobody is notified. */
export function failTrade(gateway: Gateway, trade: Trade): Result<Trade, PayRefusal> {
  if (trade.state.kind === "paid") return err({ code: "trade_paid" });
  if (trade.state.kind === "closed") return err({ code: "trade_closed" });
  const failed: Trade = {
    ...trade,
    state: { kind: "unpaid", failedAttempts: trade.state.failedAttempts + 1 },
  };
  saveTrade(gateway, failed);
  return ok(failed);
}

export function closeTrade(gateway: Gateway, trade: Trade): Result<Trade, PayRefusal> {
  if (trade.state.kind === "paid") return err({ code: "trade_paid" });
  if (trade.state.kind === "closed") return err({ code: "trade_closed" });
  const closed: Trade = { ...trade, state: { kind: "closed", closedAtMs: gateway.now() } };
  gateway.store.transaction(() => {
    saveTrade(gateway, closed);
    notifyTradeClosed(gateway, closed);
  });
  return ok(closed);
}

export type RefundDraft = Pick<Refund, "outRefundNo" | "amountFen" | "reason" | "notifyUrl">;
export type RefundRefusal =
  | { code: "trade_not_paid"; state: Trade["state"]["kind"] }
  | { code: "refund_differs" }
  | { code: "refund_exceeds_total"; refundableFen: number }
  | { code: "too_many_refunds" }
  | { code: "merchant_balance_short" };
export type RefundOutcome = { refund: Refund; repeated: boolean };

export function refundTrade(
  gateway: Gateway,
  trade: Trade,
  draft: RefundDraft,
): Result<RefundOutcome, RefundRefusal> {
  const { provider, outTradeNo } = trade;
  const known = gateway.store.refunds.get(refundKey({ provider, outTradeNo, ...draft }));
  if (known) {
    const same = known.amountFen === draft.amountFen && known.outTradeNo === outTradeNo;
    return same ? ok({ refund: known, repeated: true }) : err({ code: "refund_differs" });
  }
  if (trade.state.kind !== "paid") return err({ code: "trade_not_paid", state: trade.state.kind });
  const earlier = refundsOf(gateway, trade);
  const refundableFen = trade.totalFen - refundedFen(earlier);
  if (draft.amountFen > refundableFen) return err({ code: "refund_exceeds_total", refundableFen });
  if (earlier.length >= limits.refundsPerTrade) return err({ code: "too_many_refunds" });
  const fault = takeFault(gateway.store, provider, refundFaultsOf(provider));
  if (fault === "notEnough") return err({ code: "merchant_balance_short" });
  const nowMs = gateway.now();
  const refund: Refund = {
    provider,
    outTradeNo,
    ...draft,
    refundId: provider === "wechatpay" ? newWechatRefundId(nowMs) : trade.tradeNo,
    createdAtMs: nowMs,
    state:
      provider === "alipay"
        ? { kind: "success", endedAtMs: nowMs }
        : {
            kind: "processing",
            dueAtMs: nowMs + paced(gateway, gateway.refundDelayMs),
            ending: fault === undefined ? "success" : refundEndings[fault],
          },
  };
  gateway.store.transaction(() => {
    saveRefund(gateway, refund);
    if (refund.state.kind !== "processing") notifyRefund(gateway, trade, refund);
  });
  return ok({ refund, repeated: false });
}

/** Alipay refunds at once, so only a short balance can stop them. */
function refundFaultsOf(provider: Provider) {
  return provider === "wechatpay"
    ? (["refundAbnormal", "refundClosed", "notEnough"] as const)
    : (["notEnough"] as const);
}

const refundEndings = {
  refundAbnormal: "abnormal",
  refundClosed: "closed",
} as const satisfies Record<string, RefundEnding>;

function saveRefund(gateway: Gateway, refund: Refund): void {
  gateway.store.refunds.put(refundKey(refund), refund);
}

/** When the first refund in progress ends; undefined when none is in progress. */
export function nextRefundDueMs(gateway: Gateway): number | undefined {
  const due = gateway.store.refunds
    .list()
    .flatMap((refund) => (refund.state.kind === "processing" ? [refund.state.dueAtMs] : []));
  return due.length === 0 ? undefined : Math.min(...due);
}

export function endDueRefunds(gateway: Gateway): void {
  const nowMs = gateway.now();
  for (const refund of gateway.store.refunds.list()) {
    if (refund.state.kind !== "processing" || refund.state.dueAtMs > nowMs) continue;
    const ended: Refund = { ...refund, state: { kind: refund.state.ending, endedAtMs: nowMs } };
    const trade = findTrade(gateway, refund.provider, refund);
    gateway.store.transaction(() => {
      saveRefund(gateway, ended);
      if (trade) notifyRefund(gateway, trade, ended);
    });
  }
}
