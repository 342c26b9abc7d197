/** What the merchant may send to WeChat Pay APIv3, field by field as documented. */
import * as z from "zod";
import { isLoopbackHost, parseWebUrl } from "../format.ts";

const OutTradeNo = z.string().regex(/^[0-9A-Za-z_\-|*]{6,32}$/);

/** The real platform refuses a query string here; this one also refuses any other machine. */
const NotifyUrl = z
  .string()
  .max(255)
  .refine((text) => {
    const url = parseWebUrl(text);
    return url !== undefined && url.search === "" && isLoopbackHost(url.hostname);
  }, "notify_url须为不带参数的本机地址");

const Fen = z.int().positive().max(100_000_000_00);
const Currency = z.literal("CNY").default("CNY");

const prepay = {
  appid: z.string().min(1).max(32),
  mchid: z.string().min(1).max(32),
  description: z.string().min(1).max(127),
  out_trade_no: OutTradeNo,
  time_expire: z.iso.datetime({ offset: true, local: false }).optional(),
  attach: z.string().max(128).optional(),
  notify_url: NotifyUrl,
  amount: z.object({ total: Fen, currency: Currency }),
};

export const JsapiPrepay = z.object({
  ...prepay,
  payer: z.object({ openid: z.string().min(1).max(128) }),
});
export type JsapiPrepay = z.infer<typeof JsapiPrepay>;

export const H5Prepay = z.object({
  ...prepay,
  scene_info: z.object({
    payer_client_ip: z.union([z.ipv4(), z.ipv6()]),
    h5_info: z.object({ type: z.enum(["iOS", "Android", "Wap"]) }),
  }),
});
export type H5Prepay = z.infer<typeof H5Prepay>;

export const CloseRequest = z.object({ mchid: z.string() });

const refund = {
  out_refund_no: z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/),
  reason: z.string().max(80).optional(),
  notify_url: NotifyUrl.optional(),
  amount: z.object({ refund: Fen, total: Fen, currency: z.literal("CNY") }),
};

/** Exactly one of the two numbers names the order. */
export const RefundRequest = z.union([
  z.object({
    ...refund,
    transaction_id: z.string().min(1).max(32),
    out_trade_no: z.undefined().optional(),
  }),
  z.object({ ...refund, out_trade_no: OutTradeNo, transaction_id: z.undefined().optional() }),
]);
export type RefundRequest = z.infer<typeof RefundRequest>;
