// Which findings speak of money, and what can be done of each beside saying how it was settled.
import type { FindingWay } from "../contract/admin/findings.ts";

const waysOf = {
  payment_unknown: ["askGateway", "returnPayment", "creditOrder"],
  payment_provider_differs: ["askGateway"],
  payment_amount_differs: ["askGateway"],
  payment_trade_differs: ["askGateway"],
  payment_order_unknown: ["askGateway"],
  payment_unanswered: ["askGateway"],
  refund_failed: ["askGateway", "retryRefund"],
  refund_unknown: [],
  refund_amount_differs: ["askGateway"],
  refund_paid_after_return: ["askGateway"],
  withdrawal_refused: ["askGateway", "paidByHand"],
  session_without_order: [],
  fact_not_applied: [],
  charge_unknown_to_pile: ["cancelOrder"],
} as const satisfies Record<string, readonly FindingWay[]>;

export type MoneyFindingKind = keyof typeof waysOf;

// The names of an object's own keys are its keys.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const moneyFindingKinds = Object.keys(waysOf) as MoneyFindingKind[];

const ways: ReadonlyMap<string, readonly FindingWay[]> = new Map(Object.entries(waysOf));

export const waysOfFinding = (kind: string): readonly FindingWay[] => ways.get(kind) ?? [];
