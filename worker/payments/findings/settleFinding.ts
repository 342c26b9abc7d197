// Settles a finding by what staff decide: planned first, then written in one batch whose first row says
// that it was settled so, and without which nothing else of it is written.
import type { FindingAction } from "../../../core/contract/admin/findings.ts";
import { waysOfFinding } from "../../../core/money/findingWays.ts";
import { err } from "../../../core/result.ts";
import { auditRow } from "../../db/audit.ts";
import { decideApproval } from "../../db/corrections.ts";
import type { MoneyFindingRow } from "../../db/moneyFindings.ts";
import {
  insertSettlement,
  isSettledBy,
  settlementQuery,
  type Agreed,
} from "../../db/settlements.ts";
import { insertWhen, runBatch } from "../../db/statements.ts";
import { audit } from "../../db/tables/operators.ts";
import type { Money } from "../money.ts";
import { planCancel, planPaidByHand, planRetry } from "./ownMoney.ts";
import type { Plan, Planned } from "./plan.ts";
import { planCredit, planReturn } from "./stray.ts";

type Wanted = {
  readonly operatorId: string;
  readonly finding: MoneyFindingRow;
  readonly action: FindingAction;
};

/** Asks gateways and piles, and writes nothing. */
export async function planSettlement(
  money: Money,
  { operatorId, finding, action }: Wanted,
  nowMs: number,
): Planned {
  if (finding.reason !== null) return err({ code: "finding_settled" });
  if (!waysOfFinding(finding.kind).includes(action.kind)) {
    return err({ code: "finding_action_unfit" });
  }
  const question = { operatorId, finding, nowMs };
  switch (action.kind) {
    case "returnPayment":
      return planReturn(money, question);
    case "creditOrder":
      return planCredit(money, { ...question, orderId: action.orderId });
    case "paidByHand":
      return planPaidByHand(money, { ...question, amountFen: action.amountFen });
    case "retryRefund":
      return planRetry(money, question);
    case "cancelOrder":
      return planCancel(money, question);
  }
}

type By = {
  readonly reason: string;
  readonly askedBy: string;
  readonly agreed: Agreed | null;
  readonly nowMs: number;
};

/** @returns whether it was this one; something else may have come first. */
export async function applySettlement(
  { db }: Money,
  plan: Plan,
  { operatorId, finding, action }: Wanted,
  { reason, askedBy, agreed, nowMs }: By,
): Promise<boolean> {
  const { eventId, kind, subject: about } = finding;
  const row = { eventId, reason, staffId: askedBy, atMs: nowMs, action };
  const isOurs = isSettledBy(row);
  const staffId = agreed?.staffId ?? askedBy;
  const detail = { kind, about, action, amountFen: plan.amountFen, reason, askedBy };
  const told = { operatorId, staffId, action: "adminSettleFinding", subject: eventId, detail };
  await runBatch(db, [
    insertSettlement(db, row, { guards: plan.guards, agreed }),
    ...plan.statements(isOurs),
    ...(agreed === null
      ? []
      : [decideApproval(db, { ...agreed, decision: "approved", nowMs, when: isOurs })]),
    insertWhen(db, audit, auditRow({ ...told, nowMs }), isOurs),
  ]);
  const written = await settlementQuery(db, eventId).get();
  const isDone = written?.staffId === askedBy && written.atMs === nowMs && written.action !== null;
  if (isDone) plan.afterwards();
  return isDone;
}
