// Carries out refunds that are owed: asks the gateway under the refund's own number, which it applies
// once, until it has paid or says that it cannot. Every step may be repeated.
import { unreachable } from "../../core/result.ts";
import { firstSweepMs, refundQuery, updateOpenRefund, type RefundRow } from "../db/refunds.ts";
import type { Money } from "./money.ts";
import type { Provider, ProviderRefusal, RefundState } from "./provider.ts";
import { comeBack, fail, succeed } from "./refundEnds.ts";
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
  const known = await provider.queryRefund({
    outTradeNo: refund.paymentId,
    outRefundNo: refund.refundId,
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
  await comeBack(money, refund, { error, nowMs });
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
