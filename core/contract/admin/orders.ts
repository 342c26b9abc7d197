// Orders for operators: the list, and one order with its bill, payments, refunds and postings.
import * as z from "zod/mini";
import {
  Cursor,
  Fen,
  OrderId,
  pageOf,
  pageSize,
  PaymentWay,
  PileId,
  queryNumber,
  StationId,
  TimeMs,
} from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { Order, OrderState, RefundState } from "../orders.ts";

/** The driver appears by a name that says nothing else of him. */
export const AdminOrder = z.extend(Order, { driverName: z.nullable(z.string()) });
export type AdminOrder = z.infer<typeof AdminOrder>;

export const adminListOrders = endpoint({
  method: "GET",
  path: "/api/v1/admin/orders",
  access: "staff",
  tag: "Operations",
  summary: "The operator's orders, newest first",
  input: z.object({
    state: z.optional(OrderState),
    stationId: z.optional(StationId),
    pileId: z.optional(PileId),
    orderId: z.optional(OrderId),
    paymentWay: z.optional(PaymentWay),
    /** When it was made. */
    fromMs: z.optional(queryNumber().check(z.int())),
    untilMs: z.optional(queryNumber().check(z.int())),
    /** A driver's id, or part of the name that stands for him. */
    driver: z.optional(z.string().check(z.maxLength(64))),
    /** Those whose bill was more than what was paid in advance. */
    owing: z._default(z.enum(["true", "false"]), "false"),
    limit: pageSize(),
    cursor: z.optional(Cursor),
  }),
  output: pageOf(AdminOrder),
  problems: [],
});

export const adminGetOrder = endpoint({
  method: "GET",
  path: "/api/v1/admin/orders/:orderId",
  access: "staff",
  tag: "Operations",
  summary: "One order with everything that happened to its money",
  input: z.object({ orderId: OrderId }),
  output: z.object({
    order: AdminOrder,
    payments: z.array(
      z.object({
        paymentId: z.string(),
        way: PaymentWay,
        state: z.enum(["pending", "paid", "closed", "failed"]),
        amountFen: Fen,
        gatewayTradeNo: z.nullable(z.string()),
        createdAtMs: TimeMs,
        paidAtMs: z.nullable(TimeMs),
      }),
    ),
    refunds: z.array(
      z.object({
        refundId: z.string(),
        way: PaymentWay,
        state: RefundState,
        amountFen: Fen,
        gatewayRefundNo: z.nullable(z.string()),
        createdAtMs: TimeMs,
        updatedAtMs: TimeMs,
        attempts: z.number(),
        lastError: z.nullable(z.string()),
      }),
    ),
    postings: z.array(
      z.object({
        source: z.string(),
        entryKind: z.string(),
        account: z.string(),
        amountFen: Fen,
        atMs: TimeMs,
      }),
    ),
    /** Anomalies of the meter the bill had to deal with. */
    anomalies: z.array(z.string()),
  }),
  problems: ["order_not_found"],
});

export const SecurityEvent = z.object({
  eventId: z.string(),
  kind: z.string(),
  subject: z.string(),
  detail: z.string(),
  atMs: TimeMs,
});

export const adminListSecurityEvents = endpoint({
  method: "GET",
  path: "/api/v1/admin/security-events",
  access: "staff",
  tag: "Operations",
  summary: "Refused notifications, refused chargers and locked sign-ins, newest first; owners only",
  input: z.object({ limit: pageSize(), cursor: z.optional(Cursor) }),
  output: pageOf(SecurityEvent),
  problems: ["forbidden"],
});
