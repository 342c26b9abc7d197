// Corrections of settled orders: what staff gives back, and what a second person has to agree to.
import * as z from "zod/mini";
import { Cursor, Fen, OrderId, pageOf, pageSize, TimeMs, Wh } from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { FindingAction, settlingProblems } from "./findings.ts";

/** An amount goes back, or the bill is computed anew for the energy that was really taken. */
export const Correction = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("amount"), amountFen: Fen.check(z.minimum(1)) }),
  z.object({ kind: z.literal("energy"), energyWh: Wh }),
]);
export type Correction = z.infer<typeof Correction>;

const reason = () => z.string().check(z.trim(), z.minLength(3), z.maxLength(300));

export const adminCorrectOrder = endpoint({
  method: "POST",
  path: "/api/v1/admin/orders/:orderId/corrections",
  access: "staff",
  tag: "Operations",
  summary: "Make a settled order's bill less; above the operator's limit a second person decides",
  input: z.object({
    orderId: OrderId,
    correction: Correction,
    reason: reason(),
    /** What the bill comes to as the caller sees it. */
    totalFen: Fen,
  }),
  output: z.discriminatedUnion("outcome", [
    z.object({ outcome: z.literal("done"), givenBackFen: Fen }),
    z.object({ outcome: z.literal("asked"), approvalId: z.string(), expiresAtMs: TimeMs }),
  ]),
  problems: [
    "order_not_found",
    "order_not_correctable",
    "correction_out_of_range",
    "correction_overtaken",
    "forbidden",
  ],
});

export const Approval = z.object({
  approvalId: z.string(),
  /** Null where it is about a finding that is no order's. */
  orderId: z.nullable(OrderId),
  /** The finding that it is about; null for a correction. */
  eventId: z.nullable(z.string()),
  correction: z.union([Correction, FindingAction]),
  amountFen: Fen,
  reason: z.string(),
  askedBy: z.object({ staffId: z.string(), name: z.string() }),
  askedAtMs: TimeMs,
  expiresAtMs: TimeMs,
  decision: z.nullable(z.enum(["approved", "declined"])),
  decidedBy: z.nullable(z.object({ staffId: z.string(), name: z.string() })),
  decidedAtMs: z.nullable(TimeMs),
});
export type Approval = z.infer<typeof Approval>;

export const adminListApprovals = endpoint({
  method: "GET",
  path: "/api/v1/admin/approvals",
  access: "staff",
  tag: "Operations",
  summary: "Corrections that wait for a second person, and how others were decided; newest first",
  input: z.object({ limit: pageSize(), cursor: z.optional(Cursor) }),
  output: z.extend(pageOf(Approval), { approvalLimitFen: Fen }),
  problems: ["forbidden"],
});

export const adminDecideApproval = endpoint({
  method: "POST",
  path: "/api/v1/admin/approvals/:approvalId",
  access: "staff",
  tag: "Operations",
  summary: "Agree to a correction, which then happens, or decline it",
  input: z.object({
    approvalId: z.string().check(z.maxLength(32)),
    decision: z.enum(["approved", "declined"]),
  }),
  output: Approval,
  problems: [
    "approval_not_found",
    "approval_own",
    "approval_over",
    "order_not_correctable",
    "correction_out_of_range",
    "correction_overtaken",
    ...settlingProblems,
    "forbidden",
  ],
});

export const adminSetApprovalLimit = endpoint({
  method: "PUT",
  path: "/api/v1/admin/approval-limit",
  access: "staff",
  tag: "Operations",
  summary: "Set the amount beyond which a second person decides",
  input: z.object({ approvalLimitFen: Fen.check(z.minimum(0), z.maximum(10_000_000)) }),
  output: z.object({ approvalLimitFen: Fen }),
  problems: ["forbidden"],
});
