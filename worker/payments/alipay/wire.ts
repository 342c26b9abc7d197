// What Alipay answers and notifies, as far as it is used; fields beside these are ignored.
import * as z from "zod/mini";
import { parseYuan } from "../../../core/money/fen.ts";
import { parseBeijingCivil } from "../beijingTime.ts";

const id = z.string().check(z.minLength(1), z.maxLength(128));

function readBy<Out>(read: (value: string) => Out | null, problem: string) {
  return z.pipe(
    z.string(),
    z.transform((value: string, context): Out => {
      const out = read(value);
      if (out !== null) return out;
      context.issues.push({ code: "custom", message: problem, input: undefined });
      return z.NEVER;
    }),
  );
}

/** Yuan, into fen. */
const money = readBy((yuan) => {
  const fen = parseYuan(yuan);
  return fen.ok ? fen.value : null;
}, "is not an amount");
/** Beijing's civil time, into epoch milliseconds. */
const time = readBy(parseBeijingCivil, "is not a time");

/** The head of every answer; `alipay.system.oauth.token` leaves the code out when it succeeds. */
export const answerHead = z.object({
  code: z.optional(z.string()),
  msg: z.optional(z.string()),
  sub_code: z.optional(z.string()),
  sub_msg: z.optional(z.string()),
});

export const createAnswer = z.object({ out_trade_no: id, trade_no: id });

export const queryAnswer = z.object({
  out_trade_no: id,
  trade_no: id,
  trade_status: z.literal(["WAIT_BUYER_PAY", "TRADE_CLOSED", "TRADE_SUCCESS", "TRADE_FINISHED"]),
  total_amount: money,
  buyer_open_id: z.optional(id),
  buyer_user_id: z.optional(id),
  send_pay_date: z.optional(time),
});
export type QueriedTrade = z.output<typeof queryAnswer>;

export const refundAnswer = z.object({
  out_trade_no: id,
  fund_change: z.literal(["Y", "N"]),
  gmt_refund_pay: z.optional(time),
});

/** Without `refund_status` the refund was not received, or it failed. */
export const refundQueryAnswer = z.object({
  out_trade_no: z.optional(id),
  out_request_no: z.optional(id),
  refund_status: z.optional(z.string()),
  refund_amount: z.optional(money),
  gmt_refund_pay: z.optional(time),
});

export const tokenAnswer = z
  .object({ open_id: z.optional(id), user_id: z.optional(id), union_id: z.optional(id) })
  .check(z.refine((token) => (token.open_id ?? token.user_id) !== undefined, "names nobody"));

const notificationHead = {
  app_id: id,
  notify_id: id,
  notify_time: time,
  notify_type: id,
  sign_type: z.literal("RSA2"),
  sign: z.string().check(z.minLength(1)),
};

export const anyNotification = z.object(notificationHead);

export const tradeNotification = z.object({
  ...notificationHead,
  seller_id: id,
  out_trade_no: id,
  trade_no: id,
  trade_status: z.literal(["WAIT_BUYER_PAY", "TRADE_CLOSED", "TRADE_SUCCESS", "TRADE_FINISHED"]),
  total_amount: money,
  buyer_open_id: z.optional(id),
  buyer_id: z.optional(id),
  gmt_payment: z.optional(time),
  out_biz_no: z.optional(z.string()),
  refund_fee: z.optional(money),
  gmt_refund: z.optional(time),
});
export type TradeNotification = z.output<typeof tradeNotification>;
