// Which top-ups a withdrawal goes back to, and how much to each.
import { err, ok, type Result } from "../result.ts";
import type { Gateway } from "./account.ts";
import { assertNotNegative, sumFen, type Fen } from "./fen.ts";

/** A payment into a balance, with what has gone back of it. */
export type PaidTopUp = {
  readonly paymentId: string;
  readonly provider: Gateway;
  readonly amountFen: Fen;
  /** Paid back, or on its way. */
  readonly refundedFen: Fen;
  readonly paidAtMs: number;
};

type Terms = {
  /** How long after a payment its gateway pays back. */
  readonly refundableMs: Readonly<Record<Gateway, number>>;
  readonly mostParts: number;
  readonly nowMs: number;
};

type Part = {
  readonly paymentId: string;
  readonly provider: Gateway;
  readonly amountFen: Fen;
  readonly totalFen: Fen;
};

/**
 * What can go back to each top-up, the oldest first: those whose gateway would soon refuse are used
 * before those that stay open. At most `mostParts`, and together never more than the balance.
 */
export function withdrawableParts(
  topUps: readonly PaidTopUp[],
  balanceFen: Fen,
  terms: Terms,
): readonly Part[] {
  let leftFen = assertNotNegative(balanceFen);
  const parts: Part[] = [];
  for (const topUp of topUps.toSorted((one, other) => one.paidAtMs - other.paidAtMs)) {
    const { paymentId, provider, amountFen: totalFen } = topUp;
    const isInTime = terms.nowMs < topUp.paidAtMs + terms.refundableMs[provider];
    const amountFen = Math.min(leftFen, totalFen - topUp.refundedFen);
    if (!isInTime || amountFen <= 0) continue;
    parts.push({ paymentId, provider, amountFen, totalFen });
    leftFen -= amountFen;
    if (parts.length === terms.mostParts) break;
  }
  return parts;
}

export type WithdrawalTooMuch = {
  readonly code: "withdrawal_too_much";
  readonly withdrawableFen: Fen;
};

/** The parts that make up exactly this amount. */
export function planWithdrawal(
  amountFen: Fen,
  given: { readonly topUps: readonly PaidTopUp[]; readonly balanceFen: Fen },
  terms: Terms,
): Result<readonly Part[], WithdrawalTooMuch> {
  const most = withdrawableParts(given.topUps, given.balanceFen, terms);
  const withdrawableFen = sumFen(most.map((part) => part.amountFen));
  if (amountFen > withdrawableFen) return err({ code: "withdrawal_too_much", withdrawableFen });
  return ok(withdrawableParts(given.topUps, amountFen, terms));
}
