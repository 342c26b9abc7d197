/** What the merchant may send in biz_content, field by field as documented. */
import * as z from "zod";
import { fenOf, parseAlipayTime } from "../format.ts";

const OutTradeNo = z.string().regex(/^[0-9A-Za-z_-]{1,64}$/);

/** Yuan with at most two decimals, as text or as a number, read into fen. */
const Amount = z.union([z.string(), z.number()]).transform((value, context) => {
  const fen = fenOf(String(value));
  if (fen !== undefined && fen > 0) return fen;
  context.addIssue({ code: "custom", message: "amount" });
  return z.NEVER;
});

const AlipayTime = z.string().transform((text, context) => {
  const atMs = parseAlipayTime(text);
  if (atMs !== undefined) return atMs;
  context.addIssue({ code: "custom", message: "time" });
  return z.NEVER;
});

const MINUTES = { m: 1, h: 60, d: 1_440 } as const;

/** "90m", "2h", "1d" into milliseconds; "1c", the end of the day, is not offered. */
const TimeoutExpress = z
  .string()
  .regex(/^[1-9]\d{0,4}[mhd]$/)
  .transform((text) => {
    const unit = text.endsWith("m") ? "m" : text.endsWith("h") ? "h" : "d";
    return Number(text.slice(0, -1)) * MINUTES[unit] * 60_000;
  });

const terms = {
  out_trade_no: OutTradeNo,
  total_amount: Amount,
  subject: z.string().min(1).max(256),
  time_expire: AlipayTime.optional(),
  timeout_express: TimeoutExpress.optional(),
  passback_params: z.string().max(512).optional(),
};

export const CreateContent = z
  .object({
    ...terms,
    product_code: z.literal("JSAPI_PAY").default("JSAPI_PAY"),
    op_app_id: z.string().optional(),
    buyer_id: z.string().min(1).max(28).optional(),
    buyer_open_id: z.string().min(1).max(128).optional(),
  })
  .refine((content) => (content.buyer_id ?? content.buyer_open_id) !== undefined);
export type CreateContent = z.infer<typeof CreateContent>;

export const WapPayContent = z.object({
  ...terms,
  product_code: z.literal("QUICK_WAP_WAY").default("QUICK_WAP_WAY"),
  quit_url: z.string().max(400).optional(),
});
export type WapPayContent = z.infer<typeof WapPayContent>;

const reference = { out_trade_no: OutTradeNo.optional(), trade_no: z.string().max(64).optional() };

const named = (content: { out_trade_no?: string | undefined; trade_no?: string | undefined }) =>
  (content.out_trade_no ?? content.trade_no) !== undefined;

export const TradeReferenceContent = z.object(reference).refine(named);

export const RefundContent = z
  .object({
    ...reference,
    refund_amount: Amount,
    refund_reason: z.string().max(256).optional(),
    out_request_no: z.string().min(1).max(64).optional(),
  })
  .refine(named);

export const RefundQueryContent = z
  .object({ ...reference, out_request_no: z.string().min(1).max(64) })
  .refine(named);
