// Carries out refunds that are owed: asks the gateway under the refund's own number, which it applies
// once, until it has paid or says that it cannot. Every step may be repeated.
import { refundPaid, withdrawalReturned } from "../../core/money/ledger.ts";
import { unreachable } from "../../core/result.ts";
import { insertEntry } from "../db/ledger.ts";
import { insertFinding } from "../db/findings.ts";
import {
  firstSweepMs,
  markRefunded,
  refundIsOpen,
  refundIsUnpaid,
  refundQuery,
  updateOpenRefund,
  type RefundReason,
  type RefundRow,
} from "../db/refunds.ts";
import { paymentEventStatements, type PaymentEvent } from "../db/payments.ts";
import { insertMessage } from "../db/messages.ts";
import { runBatch, type Statement } from "../db/statements.ts";
import type { Money } from "./money.ts";
import type { Provider, ProviderName, ProviderRefusal, RefundState } from "./provider.ts";
import { texts } from "./texts.ts";

/** Gateways are asked again after 1, 2, 4 … minutes, and for ever at this pace. */
const longestRetryMs = 6 * 3_600_000;

const retryAfterMs = (attempts: number): number =>
  Math.min(firstSweepMs * 2 ** Math.min(attempts, 20), longestRetryMs);

export async function executeRefund(
  money: Money,
  { refundId, nowMs }: { readonly refundId: string; readonly nowMs: number },
): Promise<void> {
  const refund = await refundQuery(money.db, refundId).get();
  if (refund === undefined || refund.nextAttemptMs === null) return;
  const provider = money.providers[refund.provider];
  if (provider === undefined) {
    await tryLater(money, refund, { lastError: "provider_not_configured", nowMs });
    return;
  }
  const answer = await askGateway(provider, refund, nowMs);
  if (answer.ok) await heard(money, refund, { state: answer.value, nowMs });
  else await refused(money, refund, { provider, refusal: answer.error, nowMs });
}

/** A refund that is under way is asked for; one that the gateway does not know is asked for anew. */
async function askGateway(provider: Provider, refund: RefundRow, nowMs: number) {
  const numbers = { outTradeNo: refund.paymentId, outRefundNo: refund.refundId, nowMs };
  if (refund.state === "processing") {
    const state = await provider.queryRefund(numbers);
    if (!state.ok || state.value.kind !== "notFound") return state;
  }
  return provider.refund({
    ...numbers,
    refundFen: refund.amountFen,
    totalFen: refund.totalFen,
    reason: texts.refundReason[refund.reason].zh,
  });
}

async function heard(
  money: Money,
  refund: RefundRow,
  { state, nowMs }: { readonly state: RefundState; readonly nowMs: number },
): Promise<void> {
  switch (state.kind) {
    case "succeeded":
      await succeed(money, refund, { ...state, event: null, nowMs });
      return;
    case "processing":
      await keepWaiting(money, refund, nowMs);
      return;
    case "failed":
      await fail(money, refund, { error: state.reason, event: null, nowMs });
      return;
    case "notFound":
      await tryLater(money, refund, { lastError: "not_found", nowMs });
      return;
    default:
      unreachable(state);
  }
}

async function refused(
  money: Money,
  refund: RefundRow,
  {
    provider,
    refusal,
    nowMs,
  }: {
    readonly provider: Provider;
    readonly refusal: ProviderRefusal;
    readonly nowMs: number;
  },
): Promise<void> {
  if (refusal.retry !== "never") {
    await tryLater(money, refund, { lastError: refusal.code, nowMs });
  } else if (refund.reason === "withdrawn") {
    await giveBack(money, refund, { provider, error: refusal.gatewayCode, nowMs });
  } else await fail(money, refund, { error: refusal.gatewayCode, event: null, nowMs });
}

/**
 * A withdrawal that its gateway refuses comes back into the balance, once the gateway also says that
 * it knows of no such refund: an earlier call, whose answer was lost, may have paid it out.
 */
async function giveBack(
  money: Money,
  refund: RefundRow,
  {
    provider,
    error,
    nowMs,
  }: { readonly provider: Provider; readonly error: string; readonly nowMs: number },
): Promise<void> {
  const { refundId, amountFen, driverId } = refund;
  const known = await provider.queryRefund({
    outTradeNo: refund.paymentId,
    outRefundNo: refundId,
    nowMs,
  });
  if (!known.ok) {
    await tryLater(money, refund, { lastError: known.error.code, nowMs });
    return;
  }
  if (known.value.kind !== "notFound") {
    await heard(money, refund, { state: known.value, nowMs });
    return;
  }
  const detail = `${refund.provider} says ${error}; ${amountFen} fen are in the balance again`;
  const isOpen = refundIsOpen(refundId);
  await runBatch(money.db, [
    insertEntry(
      money.db,
      withdrawalReturned({ refundId, driverId, amountFen, atMs: nowMs }),
      isOpen,
    ),
    insertFinding(
      money.db,
      { operatorId: null, kind: "withdrawal_refused", subject: refundId, detail, atMs: nowMs },
      isOpen,
    ),
    refundMessage(money, { ...refund, returnedAtMs: nowMs }, "refundFailed", nowMs),
    updateOpenRefund(money.db, refundId, {
      state: "failed",
      nextAttemptMs: null,
      lastError: error,
      updatedAtMs: nowMs,
      returnedAtMs: nowMs,
    }),
  ]);
}

/** The first time only the state changes: when it is asked again stands already, and is indexed. */
async function keepWaiting(money: Money, refund: RefundRow, nowMs: number): Promise<void> {
  if (refund.state === "due" && nowMs < (refund.nextAttemptMs ?? 0)) {
    await updateOpenRefund(money.db, refund.refundId, { state: "processing", updatedAtMs: nowMs });
    return;
  }
  await tryLater(money, refund, { state: "processing", lastError: null, nowMs });
}

async function tryLater(
  money: Money,
  refund: RefundRow,
  {
    nowMs,
    ...change
  }: {
    readonly state?: "processing";
    readonly lastError: string | null;
    readonly nowMs: number;
  },
): Promise<void> {
  await updateOpenRefund(money.db, refund.refundId, {
    ...change,
    attempts: refund.attempts + 1,
    nextAttemptMs: nowMs + retryAfterMs(refund.attempts),
    updatedAtMs: nowMs,
  });
}

async function succeed(
  money: Money,
  refund: RefundRow,
  {
    refundNo,
    amountFen,
    atMs,
    event,
    nowMs,
  }: {
    readonly refundNo: string;
    readonly amountFen: number;
    readonly atMs: number;
    readonly event: PaymentEvent | null;
    readonly nowMs: number;
  },
): Promise<void> {
  const { refundId, orderId, provider } = refund;
  if (amountFen !== refund.amountFen) {
    const detail = `${provider} refunded ${amountFen} of ${refund.amountFen}`;
    await finding(money, { kind: "refund_amount_differs", refundId, detail, atMs: nowMs });
    return;
  }
  if (refund.returnedAtMs !== null) {
    const detail = `${provider} paid ${amountFen} fen that are in the balance again`;
    await finding(money, { kind: "refund_paid_after_return", refundId, detail, atMs: nowMs });
    return;
  }
  const entry = refundPaid({ refundId, orderId, gateway: provider, amountFen, atMs });
  await runBatch(money.db, [
    ...paymentEventStatements(money.db, event),
    insertEntry(money.db, entry),
    ...(isNews[refund.reason] ? [refundMessage(money, refund, "refundSucceeded", nowMs)] : []),
    markRefunded(money.db, refundId, { gatewayRefundNo: refundNo, updatedAtMs: nowMs }),
  ]);
}

/** The gateway will not pay it out by itself: it stands as failed until a person has seen to it. */
async function fail(
  money: Money,
  refund: RefundRow,
  {
    error,
    event,
    nowMs,
  }: { readonly error: string; readonly event: PaymentEvent | null; readonly nowMs: number },
): Promise<void> {
  const { refundId, provider } = refund;
  const detail = `${provider} says ${error}`;
  await runBatch(money.db, [
    ...paymentEventStatements(money.db, event),
    insertFinding(
      money.db,
      { operatorId: null, kind: "refund_failed", subject: refundId, detail, atMs: nowMs },
      refundIsOpen(refundId),
    ),
    refundMessage(money, refund, "refundFailed", nowMs),
    updateOpenRefund(money.db, refundId, {
      state: "failed",
      nextAttemptMs: null,
      lastError: error,
      updatedAtMs: nowMs,
    }),
  ]);
}

async function finding(
  money: Money,
  given: { kind: string; refundId: string; detail: string; atMs: number },
): Promise<void> {
  const { refundId: subject, ...rest } = given;
  await insertFinding(money.db, { operatorId: null, subject, ...rest });
}

/** What a charge did not use, or did not happen for, and what a correction gives back, its own message has told already. */
const isNews = {
  rest: false,
  given_up: false,
  paid_too_late: true,
  withdrawn: true,
  corrected: false,
} as const satisfies Record<RefundReason, boolean>;

/** Once for each end: told in the batch that brings it about, before the row says that it has come. */
function refundMessage(
  { db }: Money,
  refund: RefundRow,
  kind: "refundSucceeded" | "refundFailed",
  nowMs: number,
): Statement {
  const { refundId, orderId, driverId, amountFen, provider, returnedAtMs } = refund;
  const isReturned = returnedAtMs !== null;
  const content = { kind, refundId, orderId, amountFen, toWay: provider, isReturned };
  const when = kind === "refundFailed" ? refundIsOpen(refundId) : refundIsUnpaid(refundId);
  return insertMessage(db, { driverId, subject: refundId, atMs: nowMs, content }, when);
}

export type RefundNotice = {
  readonly provider: ProviderName;
  readonly outTradeNo: string;
  readonly outRefundNo: string;
  readonly event: PaymentEvent;
  readonly nowMs: number;
} & (
  | {
      readonly kind: "refundSucceeded";
      readonly refunded: { readonly kind: "thisRefund" | "allRefunds"; readonly amountFen: number };
      readonly atMs: number;
    }
  | { readonly kind: "refundFailed"; readonly reason: "closed" | "abnormal" }
);

/** Applies what a verified notification says of a refund; of one that is not ours, a finding is kept. */
export async function applyRefund(money: Money, notice: RefundNotice): Promise<void> {
  const { provider, outTradeNo, outRefundNo, event, nowMs } = notice;
  const refund = await refundQuery(money.db, outRefundNo).get();
  if (refund === undefined || refund.paymentId !== outTradeNo || refund.provider !== provider) {
    const detail = `${provider} speaks of a refund of ${outTradeNo} that is not ours`;
    await finding(money, { kind: "refund_unknown", refundId: outRefundNo, detail, atMs: nowMs });
    return;
  }
  if (notice.kind === "refundFailed") {
    await fail(money, refund, { error: notice.reason, event, nowMs });
    return;
  }
  // Alipay tells the sum of a payment's refunds, of which this one is a part.
  const { refunded } = notice;
  const isPart =
    refunded.kind === "allRefunds" &&
    refunded.amountFen >= refund.amountFen &&
    refunded.amountFen <= refund.totalFen;
  await succeed(money, refund, {
    refundNo: refund.gatewayRefundNo ?? outRefundNo,
    amountFen: isPart ? refund.amountFen : refunded.amountFen,
    atMs: notice.atMs,
    event,
    nowMs,
  });
}
