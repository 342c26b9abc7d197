/** What the gateway keeps: trades, refunds, notifications, faults. Schema and type share a name. */
import * as z from "zod";

export const Provider = z.enum(["wechatpay", "alipay"]);
export type Provider = z.infer<typeof Provider>;

const TradeState = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("unpaid"), failedAttempts: z.int() }),
  z.object({ kind: z.literal("paid"), paidAtMs: z.int() }),
  z.object({ kind: z.literal("closed"), closedAtMs: z.int() }),
]);

export const Trade = z.object({
  provider: Provider,
  outTradeNo: z.string(),
  /** WeChat's transaction_id, Alipay's trade_no. */
  tradeNo: z.string(),
  /** WeChat's prepay_id; for Alipay the handle of the cashier's page. */
  prepayId: z.string(),
  channel: z.enum(["jsapi", "h5", "create", "wap"]),
  subject: z.string(),
  attach: z.string().optional(),
  totalFen: z.int().positive(),
  /** The openid or buyer id; a browser's payer becomes known when he pays. */
  payerId: z.string(),
  notifyUrl: z.string().optional(),
  returnUrl: z.string().optional(),
  quitUrl: z.string().optional(),
  createdAtMs: z.int(),
  expiresAtMs: z.int(),
  state: TradeState,
});
export type Trade = z.infer<typeof Trade>;

export const RefundEnding = z.enum(["success", "abnormal", "closed"]);
export type RefundEnding = z.infer<typeof RefundEnding>;

const RefundState = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("processing"), dueAtMs: z.int(), ending: RefundEnding }),
  z.object({ kind: RefundEnding, endedAtMs: z.int() }),
]);

export const Refund = z.object({
  provider: Provider,
  outTradeNo: z.string(),
  /** WeChat's out_refund_no, Alipay's out_request_no. */
  outRefundNo: z.string(),
  refundId: z.string(),
  amountFen: z.int().positive(),
  reason: z.string().optional(),
  notifyUrl: z.string().optional(),
  createdAtMs: z.int(),
  state: RefundState,
});
export type Refund = z.infer<typeof Refund>;

export const NotificationFault = z.enum([
  "duplicate",
  "late",
  "lost",
  "reordered",
  "wrongSignature",
  "staleTimestamp",
  "alteredAmount",
]);
export type NotificationFault = z.infer<typeof NotificationFault>;

export const CallFault = z.enum(["httpError", "timeout"]);
export type CallFault = z.infer<typeof CallFault>;

const RefundFault = z.enum(["refundAbnormal", "refundClosed", "notEnough"]);

export const FaultKind = z.enum([
  ...NotificationFault.options,
  ...CallFault.options,
  ...RefundFault.options,
]);
export type FaultKind = z.infer<typeof FaultKind>;

/** The next `left` events of the kind's sort go wrong, in the order the faults were asked for. */
export const Fault = z.object({
  id: z.string(),
  provider: Provider.optional(),
  kind: FaultKind,
  left: z.int().positive(),
});
export type Fault = z.infer<typeof Fault>;

const DeliveryAttempt = z.object({
  atMs: z.int(),
  fault: NotificationFault.optional(),
  outcome: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("answered"), status: z.int(), body: z.string() }),
    z.object({ kind: z.literal("unreachable"), reason: z.string() }),
  ]),
  accepted: z.boolean(),
});
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

const Delivery = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("pending"), dueAtMs: z.int() }),
  /** Waits until a later one was sent (fault "reordered"), or until this time. */
  z.object({ kind: z.literal("held"), untilMs: z.int() }),
  z.object({ kind: z.literal("delivered"), atMs: z.int() }),
  z.object({ kind: z.literal("exhausted"), atMs: z.int() }),
  z.object({ kind: z.literal("lost"), atMs: z.int() }),
]);

export const Notification = z.object({
  id: z.string(),
  provider: Provider,
  /** WeChat's event_type; for Alipay the trade_status it tells. */
  eventType: z.string(),
  outTradeNo: z.string(),
  outRefundNo: z.string().optional(),
  url: z.string(),
  createdAtMs: z.int(),
  /** WeChat: the resource before encryption. Alipay: the parameters before signing. */
  content: z.record(z.string(), z.unknown()),
  fault: NotificationFault.optional(),
  rounds: z.int(),
  attempts: z.array(DeliveryAttempt),
  delivery: Delivery,
});
export type Notification = z.infer<typeof Notification>;

/** What a notification says, in the platform's own words. */
export type Notice = { eventType: string; content: Record<string, unknown> };

/** A request refused for who sent it: kept, because a merchant's mistake is seen here first. */
export const RefusedRequest = z.object({
  id: z.string(),
  provider: Provider,
  atMs: z.int(),
  method: z.string(),
  path: z.string(),
  code: z.string(),
  message: z.string(),
});
export type RefusedRequest = z.infer<typeof RefusedRequest>;

export type GatewayState = {
  trades: Trade[];
  refunds: Refund[];
  notifications: Notification[];
  faults: Fault[];
  refusals: RefusedRequest[];
};
