// Staff give back what a bill took too much; beyond the operator's limit a second person decides.
import { ulid } from "ulid";
import {
  adminCorrectOrder,
  adminDecideApproval,
  adminListApprovals,
  adminSetApprovalLimit,
  type Approval,
} from "../../../../core/contract/admin/corrections.ts";
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
    const asked = { approvalId, ...wanted, amountFen: givenBackFen, reason, askedBy: staffId };
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
  const { orderId, correction, reason, askedBy } = asked;
  if (decision === "declined") {
    const declined = await decideApproval(db, { approvalId, decision, staffId, nowMs });
    if (declined.length === 0) return err({ code: "approval_over" });
    await auditInsert(db, {
      operatorId,
      staffId,
      action: "adminDeclineApproval",
      subject: orderId,
      detail: { approvalId, correction, reason },
      nowMs,
    });
  } else {
    const wanted = { operatorId, orderId, correction };
    const plan = await planCorrection(db, wanted);
    if (!plan.ok) {
      return err({
        code: plan.error.code === "order_not_found" ? "order_not_correctable" : plan.error.code,
      });
    }
    // The second person agreed to an amount, not to whatever it comes to by then.
    if (plan.value.beforeFen - plan.value.afterFen !== asked.amountFen) {
      return err({ code: "correction_overtaken" });
    }
    const by = { reason, askedBy, approval: { approvalId, staffId }, nowMs };
    if (!(await applyCorrection(money, plan.value, wanted, by))) {
      const now = await read();
      return err({ code: now?.decision === null ? "correction_overtaken" : "approval_over" });
    }
  }
  const decided = await read();
  return decided === undefined ? err({ code: "approval_not_found" }) : ok(viewOf(decided));
}

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
