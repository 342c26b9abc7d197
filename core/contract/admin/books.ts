// The operator's money as lists and sums: payments, refunds, the ledger, its trial balance, revenue,
// and everything that happened to one order.
import * as z from "zod/mini";
import { limits } from "../../limits.ts";
import {
  Cursor,
  Fen,
  OrderId,
  pageOf,
  pageSize,
  queryNumber,
  StationId,
  TimeMs,
} from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { OrderState, RefundState } from "../orders.ts";

const Provider = z.enum(["wechatpay", "alipay"]);
export const PaymentState = z.enum(["pending", "paid", "closed", "failed"]);

/** Of the orders that were made in this time. */
const ofOrders = {
  fromMs: z.optional(queryNumber().check(z.int())),
  untilMs: z.optional(queryNumber().check(z.int())),
  orderId: z.optional(OrderId),
  limit: pageSize(),
  cursor: z.optional(Cursor),
};

const place = { stationId: StationId, stationName: z.string(), stationNameEn: z.string() };

export const AdminPayment = z.object({
  paymentId: z.string(),
  orderId: OrderId,
  orderState: OrderState,
  ...place,
  driverName: z.nullable(z.string()),
  way: Provider,
  state: PaymentState,
  amountFen: Fen,
  gatewayTradeNo: z.nullable(z.string()),
  createdAtMs: TimeMs,
  paidAtMs: z.nullable(TimeMs),
});
export type AdminPayment = z.infer<typeof AdminPayment>;

export const adminListPayments = endpoint({
  method: "GET",
  path: "/api/v1/admin/payments",
  access: "staff",
  tag: "Operations",
  summary: "Payments of the operator's orders through gateways, the newest order first",
  input: z.object({
    ...ofOrders,
    state: z.optional(PaymentState),
    way: z.optional(Provider),
  }),
  output: pageOf(AdminPayment),
  problems: [],
});

export const AdminRefund = z.object({
  refundId: z.string(),
  orderId: OrderId,
  ...place,
  driverName: z.nullable(z.string()),
  way: Provider,
  reason: z.string(),
  state: RefundState,
  amountFen: Fen,
  gatewayRefundNo: z.nullable(z.string()),
  attempts: z.number(),
  lastError: z.nullable(z.string()),
  createdAtMs: TimeMs,
  updatedAtMs: TimeMs,
});
export type AdminRefund = z.infer<typeof AdminRefund>;

export const adminListRefunds = endpoint({
  method: "GET",
  path: "/api/v1/admin/refunds",
  access: "staff",
  tag: "Operations",
  summary: "Refunds of the operator's orders through gateways, the newest order first",
  input: z.object({ ...ofOrders, state: z.optional(RefundState) }),
  output: pageOf(AdminRefund),
  problems: [],
});

/** A day of Beijing's calendar. */
const Day = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));
const days = { fromDay: Day, untilDay: Day };

export const TrialBalanceLine = z.object({
  /** "driver:wallet": of whom the account is left out. */
  account: z.string(),
  debitFen: Fen,
  creditFen: Fen,
});
export type TrialBalanceLine = z.infer<typeof TrialBalanceLine>;

export const adminTrialBalance = endpoint({
  method: "GET",
  path: "/api/v1/admin/books/trial-balance",
  access: "staff",
  tag: "Operations",
  summary: "What the operator's ledger entries moved by account; both days included",
  input: z.object(days),
  output: z.object({ lines: z.array(TrialBalanceLine), debitFen: Fen, creditFen: Fen }),
  problems: ["forbidden"],
});

export const RevenueRow = z.object({
  ...place,
  /** "2026-11". */
  month: z.string(),
  electricityFen: Fen,
  serviceFen: Fen,
  idleFen: Fen,
  startFen: Fen,
  reservationFen: Fen,
  noShowFen: Fen,
  penaltyFen: Fen,
  totalFen: Fen,
});
export type RevenueRow = z.infer<typeof RevenueRow>;

export const adminRevenue = endpoint({
  method: "GET",
  path: "/api/v1/admin/books/revenue",
  access: "staff",
  tag: "Operations",
  summary: "Revenue by component, station and month; both days included",
  input: z.object(days),
  output: z.object({ items: z.array(RevenueRow).check(z.maxLength(limits.bookRows.most)) }),
  problems: ["forbidden"],
});

export const BookEntry = z.object({
  source: z.string(),
  kind: z.string(),
  orderId: z.nullable(OrderId),
  stationId: z.string(),
  atMs: TimeMs,
  postings: z.array(z.object({ account: z.string(), amountFen: Fen })),
});
export type BookEntry = z.infer<typeof BookEntry>;

export const adminListEntries = endpoint({
  method: "GET",
  path: "/api/v1/admin/books/entries",
  access: "staff",
  tag: "Operations",
  summary: "The operator's ledger entries, newest first, those of an account where it is named",
  input: z.object({
    ...days,
    account: z.optional(z.string().check(z.maxLength(64))),
    limit: pageSize(),
    cursor: z.optional(Cursor),
  }),
  output: pageOf(BookEntry),
  problems: ["forbidden"],
});

const at = { atMs: TimeMs };

/** One thing that happened; `kind` says what the others mean. */
export const OrderEvent = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal(["created", "started", "ended"]), ...at, detail: z.string() }),
  z.object({
    kind: z.literal(["paymentBegun", "paymentPaid", "refundDue", "refundEnded"]),
    ...at,
    id: z.string(),
    way: Provider,
    state: z.string(),
    amountFen: Fen,
  }),
  /** What a gateway said, word for word. */
  z.object({
    kind: z.literal("gatewaySaid"),
    ...at,
    way: Provider,
    what: z.string(),
    raw: z.string(),
  }),
  z.object({
    kind: z.literal("posted"),
    ...at,
    entryKind: z.string(),
    source: z.string(),
    amountFen: Fen,
  }),
  z.object({ kind: z.literal("messageSent"), ...at, content: z.record(z.string(), z.unknown()) }),
  z.object({
    kind: z.literal("corrected"),
    ...at,
    by: z.string(),
    /** The second person, where one had to agree. */
    approvedBy: z.nullable(z.string()),
    reason: z.string(),
    beforeFen: Fen,
    afterFen: Fen,
  }),
  /** A second person was asked to agree, or did not. */
  z.object({
    kind: z.literal(["approvalAsked", "approvalDeclined"]),
    ...at,
    by: z.string(),
    reason: z.string(),
    amountFen: Fen,
  }),
]);
export type OrderEvent = z.infer<typeof OrderEvent>;

export const adminOrderTimeline = endpoint({
  method: "GET",
  path: "/api/v1/admin/orders/:orderId/timeline",
  access: "staff",
  tag: "Operations",
  summary: "Everything that happened to an order, in the order of time",
  input: z.object({ orderId: OrderId }),
  output: z.object({ events: z.array(OrderEvent) }),
  problems: ["order_not_found"],
});
