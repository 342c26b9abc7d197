// A driver's balance on its way back to where it came from: planned over his top-ups, taken from the
// balance in one batch that judges everything again, and paid out as refunds of those payments.
import { ulid } from "ulid";
import type { Withdrawal } from "../../core/contract/wallet.ts";
import { limits } from "../../core/limits.ts";
import { sumFen } from "../../core/money/fen.ts";
import { walletWithdrawn } from "../../core/money/walletEntries.ts";
import { planWithdrawal, withdrawableParts } from "../../core/money/withdrawal.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { insertEntry } from "../db/ledger.ts";
import { runBatch } from "../db/statements.ts";
import {
  againstWithdrawalQuery,
  insertWithdrawal,
  insertWithdrawalRefunds,
  paidTopUpsQuery,
  refundsByIdQuery,
  withdrawalIs,
  withdrawalQuery,
  withdrawalRefundId,
  type WithdrawalRow,
} from "../db/withdrawals.ts";
import { hashId } from "../ulidOf.ts";
import { isOverdraft } from "./balance.ts";
import type { Money } from "./money.ts";
import { executeRefund } from "./refunds.ts";

type Against = "money_owed" | "charge_under_way";
type WithdrawalRefusal = {
  readonly code: Against | "withdrawal_too_much" | "idempotency_conflict";
};

const termsAt = (nowMs: number) => ({
  refundableMs: limits.refundableMs,
  mostParts: limits.withdrawalParts.most,
  nowMs,
});

/** The balance, what stands against taking it out, and the top-ups that it may go back to. */
async function standingOf({ db }: Pick<Money, "db">, driverId: string, nowMs: number) {
  const fromMs = nowMs - Math.max(limits.refundableMs.wechatpay, limits.refundableMs.alipay);
  const refusedSinceMs = nowMs - limits.topUpRefusedMs.most;
  const limit = limits.topUpsToWithdraw.most;
  const [[wallet], topUps] = await db.batch([
    againstWithdrawalQuery(db, driverId),
    paidTopUpsQuery(db, { driverId, fromMs, refusedSinceMs, limit }),
  ]);
  const refusal: Against | null =
    wallet?.owes === 1 ? "money_owed" : wallet?.charges === 1 ? "charge_under_way" : null;
  return { balanceFen: wallet?.balanceFen ?? 0, refusal, topUps };
}

export async function withdrawableOf(
  money: Pick<Money, "db">,
  { driverId, nowMs }: { readonly driverId: string; readonly nowMs: number },
) {
  const { balanceFen, refusal, topUps } = await standingOf(money, driverId, nowMs);
  const parts = withdrawableParts(topUps, balanceFen, termsAt(nowMs));
  const sumOf = (some: typeof parts) => sumFen(some.map(({ amountFen }) => amountFen));
  const byWay = (["wechatpay", "alipay"] as const).map((way) => ({
    way,
    withdrawableFen: sumOf(parts.filter(({ provider }) => provider === way)),
  }));
  const refused = new Set(topUps.filter((one) => one.wasRefused === 1).map((one) => one.paymentId));
  return {
    balanceFen,
    withdrawableFen: sumOf(parts),
    refusedFen: sumOf(parts.filter(({ paymentId }) => refused.has(paymentId))),
    refusal,
    byWay: byWay.filter(({ withdrawableFen }) => withdrawableFen > 0),
  };
}

/** Begins a withdrawal; a repeat with the same key gives the first one as it stands. */
export async function withdraw(
  money: Money,
  wish: {
    readonly driverId: string;
    readonly amountFen: number;
    readonly idempotencyKey: string | null;
    readonly nowMs: number;
  },
): Promise<Result<WithdrawalRow, WithdrawalRefusal>> {
  const { driverId, amountFen, idempotencyKey, nowMs } = wish;
  const withdrawalId =
    idempotencyKey === null ? ulid(nowMs) : hashId(["withdrawal", driverId, idempotencyKey]);
  const before = await withdrawalQuery(money.db, withdrawalId).get();
  if (before !== undefined) return repeated(money, before, wish);
  const standing = await standingOf(money, driverId, nowMs);
  if (standing.refusal !== null) return err({ code: standing.refusal });
  const plan = planWithdrawal(amountFen, standing, termsAt(nowMs));
  if (!plan.ok) return err({ code: plan.error.code });
  const row = { withdrawalId, driverId, amountFen, parts: plan.value, createdAtMs: nowMs };
  try {
    await write(money, row);
  } catch (error) {
    if (isOverdraft(error)) return err({ code: "withdrawal_too_much" });
    throw error;
  }
  const written = await withdrawalQuery(money.db, withdrawalId).get();
  if (written !== undefined) return repeated(money, written, wish);
  // Something came in between: what it was, is told as it stands now.
  const { refusal } = await standingOf(money, driverId, nowMs);
  return err({ code: refusal ?? "withdrawal_too_much" });
}

const write = ({ db }: Money, row: WithdrawalRow): Promise<void> =>
  runBatch(db, [
    insertWithdrawal(db, row),
    insertEntry(db, walletWithdrawn({ ...row, atMs: row.createdAtMs }), withdrawalIs(row)),
    insertWithdrawalRefunds(db, { withdrawalId: row.withdrawalId, nowMs: row.createdAtMs }),
  ]);

/** The refunds are carried out at once; what a crash leaves of them, the sweep finds. */
function repeated(
  money: Money,
  row: WithdrawalRow,
  wish: { readonly driverId: string; readonly amountFen: number; readonly nowMs: number },
): Result<WithdrawalRow, WithdrawalRefusal> {
  if (row.driverId !== wish.driverId || row.amountFen !== wish.amountFen) {
    return err({ code: "idempotency_conflict" });
  }
  for (const { paymentId } of row.parts) {
    const refundId = withdrawalRefundId(paymentId, row.withdrawalId);
    money.later("withdrawal", () => executeRefund(money, { refundId, nowMs: wish.nowMs }));
  }
  return ok(row);
}

export async function withdrawalViews(
  { db }: Money,
  rows: readonly WithdrawalRow[],
): Promise<Withdrawal[]> {
  if (rows.length === 0) return [];
  const ids = rows.flatMap((row) =>
    row.parts.map(({ paymentId }) => withdrawalRefundId(paymentId, row.withdrawalId)),
  );
  const found = new Map((await refundsByIdQuery(db, ids)).map((one) => [one.refundId, one]));
  return rows.map((row) => {
    const parts = row.parts.flatMap(({ paymentId, provider }) => {
      const refund = found.get(withdrawalRefundId(paymentId, row.withdrawalId));
      if (refund === undefined) return [];
      const { returnedAtMs, ...shown } = refund;
      return [{ ...shown, toWay: provider, isReturned: returnedAtMs !== null }];
    });
    const { withdrawalId, amountFen, createdAtMs } = row;
    return { withdrawalId, amountFen, state: stateOf(parts), parts, createdAtMs };
  });
}

function stateOf(parts: readonly { readonly state: string }[]): Withdrawal["state"] {
  const are = (state: string) => parts.filter((part) => part.state === state).length;
  if (are("due") + are("processing") > 0) return "processing";
  if (are("failed") === 0) return "succeeded";
  return are("succeeded") > 0 ? "partly" : "failed";
}
