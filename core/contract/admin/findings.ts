// Findings: where payments, orders, refunds and the gateways do not agree, and what staff do of each.
import * as z from "zod/mini";
import { Cursor, Fen, OrderId, pageOf, pageSize, TimeMs } from "../common.ts";
import { endpoint } from "../endpoint.ts";

export const FindingAction = z.discriminatedUnion("kind", [
  /** The gateway is asked to pay back a payment that no order and no top-up asked for. */
  z.object({ kind: z.literal("returnPayment") }),
  /** Such a payment pays what the driver of one of the operator's orders owes for it. */
  z.object({ kind: z.literal("creditOrder"), orderId: OrderId }),
  /** The driver was paid outside the app: so much comes off his balance. */
  z.object({ kind: z.literal("paidByHand"), amountFen: Fen.check(z.minimum(1)) }),
  /** An order of which its pile knows nothing is given up; all that was paid goes back. */
  z.object({ kind: z.literal("cancelOrder") }),
  /** A refund that failed is asked for again, under its own number. */
  z.object({ kind: z.literal("retryRefund") }),
]);
export type FindingAction = z.infer<typeof FindingAction>;

export const FindingWay = z.enum([
  "askGateway",
  "returnPayment",
  "creditOrder",
  "paidByHand",
  "cancelOrder",
  "retryRefund",
]);
export type FindingWay = z.infer<typeof FindingWay>;

export const MoneyFinding = z.object({
  eventId: z.string(),
  kind: z.string(),
  subject: z.string(),
  detail: z.string(),
  /** The operator's order that it is about, where it is one. */
  orderId: z.nullable(OrderId),
  /** What the refund or the order that it is about comes to; null where only the gateway knows. */
  amountFen: z.nullable(Fen),
  atMs: TimeMs,
  /** What can be done of it beside saying how it was settled. */
  ways: z.array(FindingWay),
  note: z.nullable(
    z.object({
      reason: z.string(),
      by: z.string(),
      atMs: TimeMs,
      action: z.nullable(FindingAction),
    }),
  ),
});
export type MoneyFinding = z.infer<typeof MoneyFinding>;

export const adminListMoneyFindings = endpoint({
  method: "GET",
  path: "/api/v1/admin/findings",
  access: "staff",
  tag: "Operations",
  summary: "Where payments, orders, refunds and the gateways do not agree, newest first",
  input: z.object({
    open: z._default(z.enum(["true", "false"]), "true"),
    limit: pageSize(),
    cursor: z.optional(Cursor),
  }),
  output: pageOf(MoneyFinding),
  problems: ["forbidden"],
});

const eventId = z.string().check(z.maxLength(32));
const reason = z.string().check(z.trim(), z.minLength(3), z.maxLength(300));

export const adminExplainFinding = endpoint({
  method: "POST",
  path: "/api/v1/admin/findings/:eventId",
  access: "staff",
  tag: "Operations",
  summary: "Say why a finding is settled; the first who says so stands",
  input: z.object({ eventId, reason }),
  output: z.object({ eventId: z.string() }),
  problems: ["finding_not_found", "forbidden"],
});

/** Why what was decided cannot be done. */
export const settlingProblems = [
  "finding_settled",
  "finding_action_unfit",
  "payment_not_at_gateway",
  "payment_gateway_failed",
  "order_not_found",
  "order_owes_less",
  "order_not_cancellable",
  "balance_spent",
  "unavailable",
] as const;

export const adminSettleFinding = endpoint({
  method: "POST",
  path: "/api/v1/admin/findings/:eventId/settlements",
  access: "staff",
  tag: "Operations",
  summary: "Do what a finding calls for; above the operator's limit a second person decides",
  input: z.object({ eventId, reason, action: FindingAction }),
  output: z.discriminatedUnion("outcome", [
    z.object({ outcome: z.literal("done"), amountFen: Fen }),
    z.object({ outcome: z.literal("asked"), approvalId: z.string(), expiresAtMs: TimeMs }),
  ]),
  problems: ["finding_not_found", ...settlingProblems, "forbidden"],
});

const Provider = z.enum(["wechatpay", "alipay"]);

export const GatewayAnswer = z.object({
  way: Provider,
  /** "unanswered": the gateway could not be reached, or would not say. */
  said: z.enum([
    "paid",
    "pending",
    "closed",
    "failed",
    "succeeded",
    "processing",
    "notFound",
    "unanswered",
  ]),
  amountFen: z.nullable(Fen),
});
export type GatewayAnswer = z.infer<typeof GatewayAnswer>;

export const adminAskGateway = endpoint({
  method: "POST",
  path: "/api/v1/admin/findings/:eventId/gateway-queries",
  access: "staff",
  tag: "Operations",
  summary: "Ask the gateway again about a finding's payment or refund, and apply what it says",
  input: z.object({ eventId }),
  output: z.object({ answers: z.array(GatewayAnswer) }),
  problems: ["finding_not_found", "finding_action_unfit", "forbidden"],
});
