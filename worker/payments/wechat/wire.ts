// What WeChat Pay APIv3 sends, as far as it is used; fields beside these are ignored.
import * as z from "zod/mini";

const id = z.string().check(z.minLength(1), z.maxLength(128));
const fen = z.int().check(z.nonnegative());
const yuanOnly = z.optional(z.literal("CNY"));

/** RFC 3339, into epoch milliseconds. */
const time = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((text) => Date.parse(text)),
);

export const prepayAnswer = z.object({ prepay_id: id });
export const h5Answer = z.object({ h5_url: z.url() });
export const errorAnswer = z.object({ code: z.string(), message: z.optional(z.string()) });

const ownTrade = { appid: id, mchid: id, out_trade_no: id };

const paidTransaction = z.object({
  ...ownTrade,
  transaction_id: id,
  trade_state: z.literal(["SUCCESS", "REFUND"]),
  success_time: time,
  amount: z.object({ total: fen, currency: yuanOnly }),
  payer: z.optional(z.object({ openid: z.optional(id) })),
});

export const transaction = z.discriminatedUnion("trade_state", [
  paidTransaction,
  z.object({ ...ownTrade, trade_state: z.literal(["NOTPAY", "USERPAYING", "ACCEPT"]) }),
  z.object({ ...ownTrade, trade_state: z.literal(["CLOSED", "REVOKED"]) }),
  z.object({
    ...ownTrade,
    trade_state: z.literal("PAYERROR"),
    trade_state_desc: z.optional(z.string()),
  }),
]);

export const refundAnswer = z.object({
  refund_id: id,
  out_refund_no: id,
  out_trade_no: id,
  status: z.literal(["SUCCESS", "CLOSED", "PROCESSING", "ABNORMAL"]),
  success_time: z.optional(time),
  amount: z.object({ refund: fen, currency: yuanOnly }),
});

export const notification = z.object({
  id,
  event_type: z.string().check(z.minLength(1), z.maxLength(64)),
  resource: z.object({
    algorithm: z.literal("AEAD_AES_256_GCM"),
    ciphertext: z.string(),
    associated_data: z._default(z.string(), ""),
    nonce: z.string(),
  }),
});
export type EncryptedResource = z.output<typeof notification>["resource"];

export const paidResource = paidTransaction;

const ownRefund = { mchid: id, out_trade_no: id, out_refund_no: id };

export const refundResource = z.discriminatedUnion("refund_status", [
  z.object({
    ...ownRefund,
    refund_status: z.literal("SUCCESS"),
    success_time: time,
    amount: z.object({ refund: fen }),
  }),
  z.object({ ...ownRefund, refund_status: z.literal("CLOSED") }),
  z.object({ ...ownRefund, refund_status: z.literal("ABNORMAL") }),
]);

/** The login answers 200 with either; `session_key` is deliberately not read. */
export const loginAnswer = z.union([
  z.object({ openid: id, unionid: z.optional(id), errcode: z.optional(z.literal(0)) }),
  z.object({ errcode: z.int() }),
]);
