/** Trades and refunds as Alipay writes them. */
import { refundedFen, refundsOf } from "../books.ts";
import { alipayTime, yuanOf } from "../format.ts";
import type { Gateway } from "../gateway.ts";
import type { Trade } from "../model.ts";

/** After three months a paid trade is finished and can no longer be refunded. */
const REFUNDABLE_MS = 90 * 24 * 3_600_000;

export type AlipayTradeStatus =
  | "WAIT_BUYER_PAY"
  | "TRADE_CLOSED"
  | "TRADE_SUCCESS"
  | "TRADE_FINISHED";

/** A full refund closes the trade; a partial one leaves it a success. */
export function tradeStatusOf(gateway: Gateway, trade: Trade): AlipayTradeStatus {
  if (trade.state.kind === "unpaid") return "WAIT_BUYER_PAY";
  if (trade.state.kind === "closed") return "TRADE_CLOSED";
  if (refundedFen(refundsOf(gateway, trade)) >= trade.totalFen) return "TRADE_CLOSED";
  return gateway.now() - trade.state.paidAtMs > REFUNDABLE_MS ? "TRADE_FINISHED" : "TRADE_SUCCESS";
}

export function maskedLogon(buyerId: string): string {
  return `138****${buyerId.slice(-4)}`;
}

export function tradeAnswer(gateway: Gateway, trade: Trade): Record<string, unknown> {
  const total = yuanOf(trade.totalFen);
  return {
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    buyer_logon_id: maskedLogon(trade.payerId),
    buyer_user_id: trade.payerId,
    buyer_open_id: trade.payerId,
    trade_status: tradeStatusOf(gateway, trade),
    total_amount: total,
    receipt_amount: trade.state.kind === "paid" ? total : "0.00",
    buyer_pay_amount: trade.state.kind === "paid" ? total : "0.00",
    point_amount: "0.00",
    invoice_amount: trade.state.kind === "paid" ? total : "0.00",
    ...(trade.state.kind === "paid"
      ? {
          send_pay_date: alipayTime(trade.state.paidAtMs),
          fund_bill_list: [{ amount: total, fund_channel: "ALIPAYACCOUNT" }],
        }
      : {}),
  };
}
