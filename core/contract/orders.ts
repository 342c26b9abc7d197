// Orders: estimate, create and pay, watch, stop, cancel, bill.
import * as z from "zod/mini";
import { limits } from "../limits.ts";
import {
  ConnectorId,
  Cursor,
  Fen,
  OrderId,
  pageOf,
  pageSize,
  PaymentWay,
  PileId,
  PricePerKwh,
  Scene,
  StationClocks,
  StationId,
  TimeMs,
  Wh,
} from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { PeriodKind } from "./stations.ts";

export const OrderState = z.enum([
  "created",
  "paying",
  "paid",
  "starting",
  "charging",
  "finishing",
  "settled",
  "cancelled",
  "start_failed",
  "disputed",
]);
export type OrderState = z.infer<typeof OrderState>;

const within = (range: { readonly least: number; readonly most: number }) =>
  z.number().check(z.int(), z.minimum(range.least), z.maximum(range.most));

/** When a charge is to end; `full` until the car has enough or the money is used up. */
export const ChargeLimit = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("full") }),
  z.object({ kind: z.literal("amount"), amountFen: within(limits.orderAmountFen) }),
  z.object({ kind: z.literal("energy"), energyWh: within(limits.orderEnergyWh) }),
  z.object({ kind: z.literal("minutes"), minutes: within(limits.orderMinutes) }),
  z.object({ kind: z.literal("soc"), percent: within({ least: 1, most: 100 }) }),
]);
export type ChargeLimit = z.infer<typeof ChargeLimit>;

export const BillLine = z.object({
  fromMs: TimeMs,
  toMs: TimeMs,
  period: PeriodKind,
  energyWh: Wh,
  electricityPrice: PricePerKwh,
  servicePrice: PricePerKwh,
  electricityFen: Fen,
  serviceFen: Fen,
});
export const Bill = z.object({
  energyWh: Wh,
  lines: z.array(BillLine),
  electricityFen: Fen,
  serviceFen: Fen,
  idleFen: Fen,
  startFen: Fen,
  reservationFen: Fen,
  discountFen: Fen,
  totalFen: Fen,
});
export type Bill = z.infer<typeof Bill>;

export const RefundState = z.enum(["due", "processing", "succeeded", "failed"]);
export type RefundState = z.infer<typeof RefundState>;

/** Why an order came to nothing; each is explained to the driver in his language by the app. */
export const OrderFailure = z.enum([
  "payment_expired",
  "payment_failed",
  "cancelled_by_driver",
  "cancelled_by_operator",
  "pile_offline",
  "start_rejected",
  "start_timed_out",
  "connector_faulted",
  "connector_taken",
  "paid_too_late",
]);
export type OrderFailure = z.infer<typeof OrderFailure>;

export const Order = z.object({
  orderId: OrderId,
  state: OrderState,
  origin: z.enum(["app", "card", "operator"]),
  stationId: StationId,
  stationName: z.string(),
  stationNameEn: z.string(),
  pileId: PileId,
  pileName: z.string(),
  connectorId: ConnectorId,
  limit: ChargeLimit,
  paymentWay: PaymentWay,
  /** What was to be paid or held in advance. */
  prepaidFen: Fen,
  createdAtMs: TimeMs,
  paidAtMs: z.nullable(TimeMs),
  startedAtMs: z.nullable(TimeMs),
  endedAtMs: z.nullable(TimeMs),
  clocks: StationClocks,
  /** So far, or in the end. */
  energyWh: Wh,
  /** OCPP's Reason; `Remote` with who wanted it; or why the platform itself closed the charge. */
  stopReason: z.nullable(z.string()),
  bill: z.nullable(Bill),
  refund: z.nullable(
    z.object({ state: RefundState, amountFen: Fen, toWay: PaymentWay, updatedAtMs: TimeMs }),
  ),
  failure: z.nullable(OrderFailure),
  /** What he still owes when the meter went beyond what was paid. */
  shortfallFen: Fen,
});
export type Order = z.infer<typeof Order>;

/** What the platform's own client needs to open the payment. */
export const PayParameters = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("wechatJsapi"),
    timeStamp: z.string(),
    nonceStr: z.string(),
    package: z.string(),
    signType: z.literal("RSA"),
    paySign: z.string(),
  }),
  z.object({ kind: z.literal("alipayTrade"), tradeNo: z.string() }),
  z.object({ kind: z.literal("redirect"), url: z.string() }),
  /** Paid already: from the balance. */
  z.object({ kind: z.literal("done") }),
]);
export type PayParameters = z.infer<typeof PayParameters>;

export const estimateOrder = endpoint({
  method: "POST",
  path: "/api/v1/orders/estimate",
  access: "public",
  tag: "Orders",
  summary: "What a charge begun now would cost about, and what is taken in advance",
  input: z.object({ pileId: PileId, connectorId: ConnectorId, limit: ChargeLimit }),
  output: z.object({
    /** Null where the limit does not say it: until full, or by state of charge. */
    energyWh: z.nullable(Wh),
    totalFen: z.nullable(Fen),
    minutes: z.nullable(z.number()),
    prepaidFen: Fen,
  }),
  problems: ["pile_not_found", "connector_not_found", "tariff_not_found"],
});

export const createOrder = endpoint({
  method: "POST",
  path: "/api/v1/orders",
  access: "driver",
  tag: "Orders",
  summary: "Hold a connector and begin to pay; send an Idempotency-Key",
  input: z.object({
    pileId: PileId,
    connectorId: ConnectorId,
    limit: ChargeLimit,
    paymentWay: PaymentWay,
    scene: Scene,
    /** Where the gateway's page sends the browser back to; on this platform's own origin. */
    returnPath: z.optional(z.string().check(z.regex(/^\/app\/[\w/#?=&.-]*$/), z.maxLength(200))),
  }),
  output: z.object({ order: Order, pay: PayParameters }),
  problems: [
    "pile_not_found",
    "connector_not_found",
    "pile_offline",
    "connector_taken",
    "connector_reserved",
    "connector_faulted",
    "connector_unavailable",
    "driver_busy",
    "tariff_not_found",
    "limit_out_of_range",
    "balance_too_low",
    "payment_way_unavailable",
    "payment_gateway_failed",
    "idempotency_conflict",
  ],
});

export const listOrders = endpoint({
  method: "GET",
  path: "/api/v1/orders",
  access: "driver",
  tag: "Orders",
  summary: "My orders, newest first",
  input: z.object({ limit: pageSize(), cursor: z.optional(Cursor) }),
  output: pageOf(Order),
  problems: [],
});

export const getOrder = endpoint({
  method: "GET",
  path: "/api/v1/orders/:orderId",
  access: "driver",
  tag: "Orders",
  summary: "One of my orders",
  input: z.object({ orderId: OrderId }),
  output: Order,
  problems: ["order_not_found"],
});

/** One row of the curve: the sample's time, register since start, and what the charger said of the moment. */
export const CurvePoint = z.object({
  atMs: TimeMs,
  energyWh: Wh,
  powerW: z.nullable(z.number()),
  socPercent: z.nullable(z.number()),
});

export type CurvePoint = z.infer<typeof CurvePoint>;

export const getOrderCurve = endpoint({
  method: "GET",
  path: "/api/v1/orders/:orderId/curve",
  access: "driver",
  tag: "Orders",
  summary: "The power curve of one of my orders, thinned to at most 240 points",
  input: z.object({ orderId: OrderId }),
  output: z.object({ points: z.array(CurvePoint) }),
  problems: ["order_not_found"],
});

export const refreshPayment = endpoint({
  method: "POST",
  path: "/api/v1/orders/:orderId/payment/refresh",
  access: "driver",
  tag: "Orders",
  summary: "Ask the gateway now whether the order was paid: for a client back from the payment",
  input: z.object({ orderId: OrderId }),
  output: Order,
  problems: ["order_not_found", "payment_gateway_failed"],
});

export const stopOrder = endpoint({
  method: "POST",
  path: "/api/v1/orders/:orderId/stop",
  access: "driver",
  tag: "Orders",
  summary: "Stop the charge; the bill follows when the pile has confirmed",
  input: z.object({ orderId: OrderId }),
  output: Order,
  problems: ["order_not_found", "order_not_stoppable", "pile_offline", "commands_queue_full"],
});

export const cancelOrder = endpoint({
  method: "POST",
  path: "/api/v1/orders/:orderId/cancel",
  access: "driver",
  tag: "Orders",
  summary: "Cancel an order that has not begun to charge; what was paid goes back",
  input: z.object({ orderId: OrderId }),
  output: Order,
  problems: ["order_not_found", "order_not_cancellable"],
});
