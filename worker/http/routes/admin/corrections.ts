// Staff give back what a bill took too much; beyond the operator's limit a second person decides.
import { ulid } from "ulid";
import {
  adminCorrectOrder,
  adminDecideApproval,
  adminListApprovals,
  adminSetApprovalLimit,
  type Approval,
} from "../../../../core/contract/admin/corrections.ts";
import type { FindingAction } from "../../../../core/contract/admin/findings.ts";
import { limits } from "../../../../core/limits.ts";
import { err, ok } from "../../../../core/result.ts";
import { auditInsert } from "../../../db/audit.ts";
import {
  approvalLimitQuery,
  approvalsQuery,
  decideApproval,
  insertApproval,
  setApprovalLimit,
} from "../../../db/corrections.ts";
import { dbOf } from "../../../db/database.ts";
import { applyCorrection, planCorrection } from "../../../orders/correctOrder.ts";
import { findingOf } from "../../../db/moneyFindings.ts";
import type { Agreed } from "../../../db/settlements.ts";
import type { Env } from "../../../env.ts";
import { whoseOf } from "../../../payments/findings/merchantOperator.ts";
import { applySettlement, planSettlement } from "../../../payments/findings/settleFinding.ts";
import { moneyOf, type Money } from "../../../payments/money.ts";
import type { App } from "../../context.ts";
import { pageOfRows } from "../../page.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

/** `moneyFor`: a test puts its own gateways there. */
export function adminCorrectionRoutes(app: App, moneyFor = moneyOf): void {
  const moneyIn = ({ env, http }: Pick<Call<typeof adminCorrectOrder>, "env" | "http">): Money =>
    moneyFor(env, http.executionCtx);
  serveStaff(app, adminCorrectOrder, (call) => correct(call, moneyIn(call)));
  serveStaff(app, adminListApprovals, listApprovals);
  serveStaff(app, adminDecideApproval, (call) => decide(call, moneyIn(call)));
  serveStaff(app, adminSetApprovalLimit, setLimit);
}

async function correct(
  { env, input, nowMs, staff }: Call<typeof adminCorrectOrder, ByStaff>,
  money: Money,
) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { orderId, correction, reason } = input;
  const wanted = { operatorId, orderId, correction };
  const plan = await planCorrection(db, wanted);
  if (!plan.ok) return plan;
  const { beforeFen, afterFen, row } = plan.value;
  if (beforeFen !== input.totalFen) return err({ code: "correction_overtaken" });
  const givenBackFen = beforeFen - afterFen;
  // Many small ones of one order are one large one.
  if (givenBackFen + row.aloneFen > row.approvalLimitFen) {
    const approvalId = ulid(nowMs);
    const expiresAtMs = nowMs + limits.approvalMs.most;
    const about = { approvalId, ...wanted, eventId: null, amountFen: givenBackFen };
    const asked = { ...about, reason, askedBy: staffId };
    const detail = { approvalId, correction, amountFen: givenBackFen, reason };
    const action = "adminAskApproval";
    await db.batch([
      insertApproval(db, { ...asked, askedAtMs: nowMs, expiresAtMs }),
      auditInsert(db, { operatorId, staffId, action, subject: orderId, detail, nowMs }),
    ]);
    return ok({ outcome: "asked" as const, approvalId, expiresAtMs });
  }
  const by = { reason, askedBy: staffId, approval: null, nowMs };
  const isDone = await applyCorrection(money, plan.value, wanted, by);
  return isDone
    ? ok({ outcome: "done" as const, givenBackFen })
    : err({ code: "correction_overtaken" });
}

type ApprovalRow = Awaited<ReturnType<typeof approvalsQuery>>[number];

const viewOf = ({
  askedBy,
  askedByName,
  decidedBy,
  decidedByName,
  ...row
}: ApprovalRow): Approval => ({
  ...row,
  askedBy: { staffId: askedBy, name: askedByName },
  decidedBy: decidedBy === null ? null : { staffId: decidedBy, name: decidedByName ?? decidedBy },
});

async function listApprovals({ env, input, staff }: Call<typeof adminListApprovals, ByStaff>) {
  const db = dbOf(env);
  const { operatorId } = staff;
  const { limit, cursor: before } = input;
  const [rows, operator] = await Promise.all([
    approvalsQuery(db, { operatorId, before, limit: limit + 1 }),
    approvalLimitQuery(db, operatorId).get(),
  ]);
  const page = pageOfRows(rows, limit, ({ approvalId }) => approvalId);
  return ok({
    items: page.items.map(viewOf),
    nextCursor: page.nextCursor,
    approvalLimitFen: operator?.approvalLimitFen ?? 0,
  });
}

async function decide(
  { env, input, nowMs, staff }: Call<typeof adminDecideApproval, ByStaff>,
  money: Money,
) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { approvalId, decision } = input;
  const read = () =>
    approvalsQuery(db, { operatorId, approvalId, before: undefined, limit: 1 }).get();
  const asked = await read();
  if (asked === undefined) return err({ code: "approval_not_found" });
  if (asked.askedBy === staffId) return err({ code: "approval_own" });
  if (asked.decision !== null || asked.expiresAtMs <= nowMs) return err({ code: "approval_over" });
  if (decision === "declined") {
    const declined = await decideApproval(db, { approvalId, decision, staffId, nowMs });
    if (declined.length === 0) return err({ code: "approval_over" });
    const { orderId, eventId, correction, reason } = asked;
    await auditInsert(db, {
      operatorId,
      staffId,
      action: "adminDeclineApproval",
      subject: eventId ?? orderId ?? approvalId,
      detail: { approvalId, correction, reason },
      nowMs,
    });
  } else {
    const agreement = { env, operatorId, asked, agreed: { approvalId, staffId }, nowMs };
    const outcome = await agreeTo(money, agreement);
    if (!outcome.ok) {
      const now = await read();
      return now?.decision === null ? outcome : err({ code: "approval_over" });
    }
  }
  const decided = await read();
  return decided === undefined ? err({ code: "approval_not_found" }) : ok(viewOf(decided));
}

type Agreement = {
  readonly env: Env;
  readonly operatorId: string;
  readonly asked: ApprovalRow;
  readonly agreed: Agreed;
  readonly nowMs: number;
};

/** What the second person agreed to happens: an amount, not whatever it comes to by then. */
async function agreeTo(money: Money, agreement: Agreement) {
  const { env, operatorId, asked, agreed, nowMs } = agreement;
  const { db } = money;
  const { orderId, eventId, correction, reason, askedBy, amountFen } = asked;
  if (eventId !== null && isFindingAction(correction)) {
    const finding = await findingOf(db, { ...(await whoseOf(env, operatorId)), eventId });
    if (finding === undefined) return err({ code: "finding_settled" as const });
    const wanted = { operatorId, finding, action: correction };
    const plan = await planSettlement(money, wanted, nowMs);
    if (!plan.ok) return plan;
    const isSame = plan.value.amountFen === amountFen;
    const by = { reason, askedBy, agreed, nowMs };
    const isDone = isSame && (await applySettlement(money, plan.value, wanted, by));
    return isDone ? ok(null) : err({ code: "finding_settled" as const });
  }
  if (orderId === null || isFindingAction(correction)) {
    return err({ code: "order_not_correctable" as const });
  }
  const wanted = { operatorId, orderId, correction };
  const plan = await planCorrection(db, wanted);
  if (!plan.ok) {
    const { code } = plan.error;
    return err({ code: code === "order_not_found" ? ("order_not_correctable" as const) : code });
  }
  const isSame = plan.value.beforeFen - plan.value.afterFen === amountFen;
  const by = { reason, askedBy, approval: agreed, nowMs };
  const isDone = isSame && (await applyCorrection(money, plan.value, wanted, by));
  return isDone ? ok(null) : err({ code: "correction_overtaken" as const });
}

const isFindingAction = (what: ApprovalRow["correction"]): what is FindingAction =>
  what.kind !== "amount" && what.kind !== "energy";

async function setLimit({ env, input, nowMs, staff }: Call<typeof adminSetApprovalLimit, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { approvalLimitFen } = input;
  const before = await approvalLimitQuery(db, operatorId).get();
  await db.batch([
    setApprovalLimit(db, operatorId, approvalLimitFen),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "adminSetApprovalLimit",
      subject: operatorId,
      detail: { beforeFen: before?.approvalLimitFen ?? null, afterFen: approvalLimitFen },
      nowMs,
    }),
  ]);
  return ok({ approvalLimitFen });
}
