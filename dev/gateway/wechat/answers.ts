/** Transactions and refunds as WeChat Pay APIv3 writes them. */
import { wechatTime } from "../format.ts";
import type { Gateway } from "../gateway.ts";
import type { Refund, Trade } from "../model.ts";
import { refundsOf } from "../books.ts";

const tradeStates = {
  SUCCESS: "支付成功",
  REFUND: "转入退款",
  NOTPAY: "订单未支付",
  CLOSED: "订单已关闭",
} as const;

function tradeStateOf(gateway: Gateway, trade: Trade): keyof typeof tradeStates {
  if (trade.state.kind === "unpaid") return "NOTPAY";
  if (trade.state.kind === "closed") return "CLOSED";
  return refundsOf(gateway, trade).length > 0 ? "REFUND" : "SUCCESS";
}

/** Before the payment the answer has neither transaction_id nor success_time, as the real one. */
export function transactionAnswer(gateway: Gateway, trade: Trade): Record<string, unknown> {
  const tradeState = tradeStateOf(gateway, trade);
  const common = {
    appid: gateway.keys.wechat.appId,
    mchid: gateway.keys.wechat.merchantId,
    out_trade_no: trade.outTradeNo,
    trade_state: tradeState,
    trade_state_desc: tradeStates[tradeState],
    attach: trade.attach ?? "",
    promotion_detail: [],
  };
  if (trade.state.kind !== "paid") {
    return { ...common, amount: { total: trade.totalFen, currency: "CNY" } };
  }
  return {
    ...common,
    transaction_id: trade.tradeNo,
    trade_type: trade.channel === "h5" ? "MWEB" : "JSAPI",
    bank_type: "OTHERS",
    success_time: wechatTime(trade.state.paidAtMs),
    payer: { openid: trade.payerId },
    amount: {
      total: trade.totalFen,
      payer_total: trade.totalFen,
      currency: "CNY",
      payer_currency: "CNY",
    },
  };
}

export const refundStatuses = {
  processing: "PROCESSING",
  success: "SUCCESS",
  abnormal: "ABNORMAL",
  closed: "CLOSED",
} as const satisfies Record<Refund["state"]["kind"], string>;

export function refundAnswer(trade: Trade, refund: Refund): Record<string, unknown> {
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    channel: "ORIGINAL",
    user_received_account: "支付用户零钱",
    create_time: wechatTime(refund.createdAtMs),
    ...(refund.state.kind === "success"
      ? { success_time: wechatTime(refund.state.endedAtMs) }
      : {}),
    status: refundStatuses[refund.state.kind],
    funds_account: "UNSETTLED",
    amount: {
      total: trade.totalFen,
      refund: refund.amountFen,
      from: [],
      payer_total: trade.totalFen,
      payer_refund: refund.amountFen,
      settlement_refund: refund.amountFen,
      settlement_total: trade.totalFen,
      discount_refund: 0,
      currency: "CNY",
    },
    promotion_detail: [],
  };
}
