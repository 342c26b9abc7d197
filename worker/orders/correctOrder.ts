// Makes a settled order's bill less: the plan says what changes and where the money goes, and one
// batch writes it whole or, where something else came first, not at all.
import { ulid } from "ulid";
import type { Correction } from "../../core/contract/admin/corrections.ts";
import { parseAccount } from "../../core/money/account.ts";
import { lessRevenue, revenueTotal } from "../../core/money/lessRevenue.ts";
import { orderRebilled, type Revenue } from "../../core/money/orderEntries.ts";
import { bill, revenueOf, type Bill } from "../../core/pricing/bill.ts";
import { err, ok, type Result } from "../../core/result.ts";
import {
  correctableQuery,
  correctionQuery,
  correctOrderRow,
  decideApproval,
  insertCorrection,
  isCorrection,
  type Correctable,
} from "../db/corrections.ts";
import type { Database } from "../db/database.ts";
import { entriesOfOrderQuery, insertEntry } from "../db/ledger.ts";
import { insertOrderMessage } from "../db/messages.ts";
import { insertRefundDue, refundIdOf } from "../db/refunds.ts";
import { deleteBillLines, insertBillLines } from "../db/sessions.ts";
import { insertWhen, runBatch, type Statement } from "../db/statements.ts";
import { audit } from "../db/tables/operators.ts";
import type { orders } from "../db/tables/orders.ts";
import type { Money } from "../payments/money.ts";
import { executeRefund } from "../payments/refunds.ts";
import { returnTo } from "./endOrder.ts";

export type CorrectionRefusal = {
  readonly code:
    | "order_not_found"
    | "order_not_correctable"
    | "correction_out_of_range"
    | "correction_overtaken";
};

export type Plan = {
  readonly row: Correctable;
  readonly driverId: string;
  readonly before: Revenue;
  readonly after: Revenue;
  readonly beforeFen: number;
  readonly afterFen: number;
  readonly refundFen: number;
  readonly walletFen: number;
  readonly owedFen: number;
  readonly set: Partial<typeof orders.$inferInsert>;
  /** The lines of the bill where it was computed anew. */
  readonly rebilled: Bill | null;
};

type Wanted = {
  readonly operatorId: string;
  readonly orderId: string;
  readonly correction: Correction;
};

/** Nothing is written; the same order gives the same plan. */
export async function planCorrection(
  db: Database,
  wanted: Wanted,
): Promise<Result<Plan, CorrectionRefusal>> {
  const row = await correctableQuery(db, wanted).get();
  if (row === undefined) return err({ code: "order_not_found" });
  const { state, totalFen: beforeFen, driverId } = row.order;
  if (state !== "settled" || beforeFen === null || driverId === null) {
    return err({ code: "order_not_correctable" });
  }
  const before = await revenueInLedger(db, wanted.orderId);
  // Books that do not say what the bill says are for a person, not for a formula.
  if (revenueTotal(before) !== beforeFen) return err({ code: "order_not_correctable" });
  const changed = changeOf(row, before, wanted.correction);
  if (!changed.ok) return changed;
  const afterFen = revenueTotal(changed.value.after);
  const backFen = beforeFen - afterFen;
  if (backFen <= 0) return err({ code: "correction_out_of_range" });
  const owedFen = Math.min(backFen, row.order.shortfallFen, row.receivableFen ?? 0);
  const refundableFen = Math.max(0, (row.paidFen ?? 0) - row.refundedFen);
  const refundFen = Math.min(backFen - owedFen, refundableFen);
  const walletFen = backFen - owedFen - refundFen;
  const split = { refundFen, walletFen, owedFen };
  return ok({ row, driverId, before, beforeFen, afterFen, ...changed.value, ...split });
}

async function revenueInLedger(db: Database, orderId: string): Promise<Revenue> {
  const revenue: Partial<Record<keyof Revenue, number>> = {};
  for (const { postings } of await entriesOfOrderQuery(db, orderId)) {
    for (const { account, amountFen } of postings) {
      const parts = parseAccount(account);
      if (!parts.ok || parts.value.kind !== "revenue") continue;
      const { component } = parts.value;
      revenue[component] = (revenue[component] ?? 0) - amountFen;
    }
  }
  return revenue;
}

type Change = Pick<Plan, "after" | "set" | "rebilled">;

function changeOf(
  row: Correctable,
  before: Revenue,
  correction: Correction,
): Result<Change, CorrectionRefusal> {
  if (correction.kind === "energy") return rebillFor(row, before, correction.energyWh);
  const { amountFen } = correction;
  const totalFen = revenueTotal(before);
  if (amountFen > totalFen) return err({ code: "correction_out_of_range" });
  const after = lessRevenue(before, amountFen);
  const discountFen = (row.order.discountFen ?? 0) + amountFen;
  return ok({ after, set: { discountFen, totalFen: totalFen - amountFen }, rebilled: null });
}

/** The same readings, brought down to the energy that was really taken; fees beside it stay. */
function rebillFor(
  { order, tariff, timeZone, readings, maxPowerW }: Correctable,
  before: Revenue,
  energyWh: number,
): Result<Change, CorrectionRefusal> {
  if (tariff === null || readings === null) return err({ code: "order_not_correctable" });
  if (energyWh >= order.energyWh) return err({ code: "correction_out_of_range" });
  const [, firstWh = 0] = readings[0] ?? [];
  const scale = energyWh / order.energyWh;
  const rebilled = bill({
    tariff,
    timeZone,
    membership: order.membership,
    idle: null,
    meter: readings.map(([atMs, registerWh]) => ({
      atMs,
      registerWh: firstWh + Math.round((registerWh - firstWh) * scale),
    })),
    ...(maxPowerW !== null && { maxPowerW }),
  });
  const { electricity = 0, service = 0, start = 0 } = revenueOf(rebilled);
  const after = { ...before, electricity, service, start };
  return ok({
    after,
    rebilled,
    set: {
      energyWh: rebilled.energyWh,
      electricityFen: rebilled.electricityFen,
      serviceFen: rebilled.serviceFen,
      startFen: rebilled.startFen,
      discountFen: rebilled.discountFen,
      totalFen: revenueTotal(after),
    },
  });
}

type By = {
  readonly reason: string;
  readonly askedBy: string;
  /** The second person and the request that he agreed to. */
  readonly approval: { readonly approvalId: string; readonly staffId: string } | null;
  readonly nowMs: number;
};

/** @returns whether it was this one; something else may have come first. */
export async function applyCorrection(
  money: Money,
  plan: Plan,
  wanted: Wanted,
  by: By,
): Promise<boolean> {
  const { db } = money;
  const { orderId } = wanted;
  const row = correctionRow(plan, wanted, by);
  const isOurs = isCorrection(row);
  await runBatch(db, [
    insertCorrection(db, row, by.approval?.approvalId ?? null),
    ...moneyStatements(db, plan, row),
    ...rowStatements(db, plan, row),
    ...(by.approval === null
      ? []
      : [
          decideApproval(db, {
            ...by.approval,
            decision: "approved",
            nowMs: by.nowMs,
            when: isOurs,
          }),
        ]),
    insertWhen(
      db,
      audit,
      {
        auditId: ulid(by.nowMs),
        operatorId: wanted.operatorId,
        staffId: by.approval?.staffId ?? by.askedBy,
        action: "adminCorrectOrder",
        subject: orderId,
        detail: {
          correction: wanted.correction,
          reason: by.reason,
          before: { totalFen: plan.beforeFen, revenue: plan.before },
          after: { totalFen: plan.afterFen, revenue: plan.after },
          askedBy: by.askedBy,
        },
        atMs: by.nowMs,
      },
      isOurs,
    ),
  ]);
  const written = await correctionQuery(db, row).get();
  if (written?.correctionId !== row.correctionId) return false;
  if (plan.refundFen > 0) {
    const refundId = refundIdOf(orderId, row.revision + 1);
    money.later("refund", () => executeRefund(money, { refundId, nowMs: by.nowMs }));
  }
  return true;
}

function correctionRow(plan: Plan, { operatorId, orderId, correction }: Wanted, by: By) {
  const { beforeFen, afterFen, refundFen, walletFen, owedFen } = plan;
  return {
    orderId,
    revision: plan.row.revision + 1,
    correctionId: ulid(by.nowMs),
    operatorId,
    correction,
    reason: by.reason,
    beforeFen,
    afterFen,
    refundFen,
    walletFen,
    owedFen,
    askedBy: by.askedBy,
    approvedBy: by.approval?.staffId ?? null,
    atMs: by.nowMs,
  };
}

type Row = ReturnType<typeof correctionRow>;

function moneyStatements(db: Database, plan: Plan, row: Row): Statement[] {
  const { orderId, operatorId, revision, refundFen, walletFen, owedFen, atMs } = row;
  const { driverId, before, after } = plan;
  const { paymentWay } = plan.row.order;
  const isOurs = isCorrection(row);
  const entry = orderRebilled({
    orderId,
    revision,
    operatorId,
    driverId,
    before,
    after,
    rest: paymentWay === "balance" ? returnTo(plan.row.order) : { kind: "refund" },
    split: { walletFen: paymentWay === "balance" ? 0 : walletFen, owedFen },
    atMs,
  });
  const statements: Statement[] = [insertEntry(db, entry, isOurs)];
  if (refundFen > 0 && paymentWay !== "balance") {
    const due = { orderId, provider: paymentWay, amountFen: refundFen, nowMs: atMs } as const;
    const totalFen = plan.row.paidFen ?? refundFen;
    statements.push(
      insertRefundDue(db, { ...due, totalFen, reason: "corrected", number: revision + 1 }, isOurs),
    );
  }
  const { beforeFen, afterFen } = row;
  const content = {
    kind: "billCorrected",
    orderId,
    beforeFen,
    afterFen,
    refundFen,
    toWay: paymentWay,
    walletFen,
    owedFen,
  } as const;
  statements.push(insertOrderMessage(db, { atMs, content }, isOurs));
  return statements;
}

function rowStatements(db: Database, { set, rebilled, row: read }: Plan, row: Row): Statement[] {
  const { orderId } = row;
  const isOurs = isCorrection(row);
  const shortfallFen = read.order.shortfallFen - row.owedFen;
  const lines = rebilled?.lines.map(({ periodKind: period, ...line }, index) => ({
    ...line,
    orderId,
    line: index + 1,
    period,
  }));
  return [
    correctOrderRow(db, orderId, { set: { ...set, shortfallFen }, when: isOurs }),
    ...(lines === undefined ? [] : [deleteBillLines(db, orderId, isOurs)]),
    ...(lines === undefined || lines.length === 0 ? [] : [insertBillLines(db, lines, isOurs)]),
  ];
}
