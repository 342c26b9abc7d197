// What does not agree of an operator's money, and what staff do of it.
import { ulid } from "ulid";
import {
  adminAskGateway,
  adminExplainFinding,
  adminListMoneyFindings,
  adminSettleFinding,
} from "../../../../core/contract/admin/findings.ts";
import { limits } from "../../../../core/limits.ts";
import { waysOfFinding } from "../../../../core/money/findingWays.ts";
import { err, ok } from "../../../../core/result.ts";
import { auditInsert, auditRow } from "../../../db/audit.ts";
import { approvalLimitQuery, insertApproval } from "../../../db/corrections.ts";
import { dbOf } from "../../../db/database.ts";
import { findingOf, findingsOf } from "../../../db/moneyFindings.ts";
import { insertSettlement, isSettledBy } from "../../../db/settlements.ts";
import { insertWhen, runBatch } from "../../../db/statements.ts";
import { audit } from "../../../db/tables/operators.ts";
import { askGateways } from "../../../payments/findings/askGateway.ts";
import { whoseOf } from "../../../payments/findings/merchantOperator.ts";
import { applySettlement, planSettlement } from "../../../payments/findings/settleFinding.ts";
import { moneyOf, type Money } from "../../../payments/money.ts";
import type { App } from "../../context.ts";
import { pageOfRows } from "../../page.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

/** `moneyFor`: a test puts its own gateways there. */
export function adminFindingRoutes(app: App, moneyFor = moneyOf): void {
  serveStaff(app, adminListMoneyFindings, listFindings);
  serveStaff(app, adminExplainFinding, explain);
  serveStaff(app, adminSettleFinding, (call) =>
    settle(call, moneyFor(call.env, call.http.executionCtx)),
  );
  serveStaff(app, adminAskGateway, (call) =>
    askAgain(call, moneyFor(call.env, call.http.executionCtx)),
  );
}

async function listFindings({ env, input, staff }: Call<typeof adminListMoneyFindings, ByStaff>) {
  const { limit, cursor: before, open } = input;
  const whose = await whoseOf(env, staff.operatorId);
  const page = { ...whose, openOnly: open === "true", before, limit: limit + 1 };
  const shown = pageOfRows(await findingsOf(dbOf(env), page), limit, ({ eventId }) => eventId);
  return ok({
    items: shown.items.map(({ reason, by, notedAtMs, action, ...finding }) => ({
      ...finding,
      ways: [...waysOfFinding(finding.kind)],
      note:
        reason === null || notedAtMs === null
          ? null
          : { reason, by: by ?? "", atMs: notedAtMs, action },
    })),
    nextCursor: shown.nextCursor,
  });
}

async function explain({ env, input, nowMs, staff }: Call<typeof adminExplainFinding, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { eventId, reason } = input;
  const found = await findingOf(db, { ...(await whoseOf(env, operatorId)), eventId });
  if (found === undefined) return err({ code: "finding_not_found" });
  const row = { eventId, reason, staffId, atMs: nowMs, action: null };
  const detail = { kind: found.kind, about: found.subject, reason };
  const told = { operatorId, staffId, action: "adminExplainFinding", subject: eventId, detail };
  await runBatch(db, [
    insertSettlement(db, row),
    insertWhen(db, audit, auditRow({ ...told, nowMs }), isSettledBy(row)),
  ]);
  return ok({ eventId });
}

async function settle(
  { env, input, nowMs, staff }: Call<typeof adminSettleFinding, ByStaff>,
  money: Money,
) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { eventId, action, reason } = input;
  const finding = await findingOf(db, { ...(await whoseOf(env, operatorId)), eventId });
  if (finding === undefined) return err({ code: "finding_not_found" });
  const wanted = { operatorId, finding, action };
  const plan = await planSettlement(money, wanted, nowMs);
  if (!plan.ok) return plan;
  const { amountFen } = plan.value;
  const operator = await approvalLimitQuery(db, operatorId).get();
  if (amountFen > (operator?.approvalLimitFen ?? 0)) {
    const approvalId = ulid(nowMs);
    const expiresAtMs = nowMs + limits.approvalMs.most;
    const orderId = action.kind === "creditOrder" ? action.orderId : finding.orderId;
    const about = { approvalId, operatorId, orderId, eventId, correction: action, amountFen };
    const detail = { approvalId, kind: finding.kind, action, amountFen, reason };
    const told = { operatorId, staffId, action: "adminAskApproval", subject: eventId, detail };
    await db.batch([
      insertApproval(db, { ...about, reason, askedBy: staffId, askedAtMs: nowMs, expiresAtMs }),
      auditInsert(db, { ...told, nowMs }),
    ]);
    return ok({ outcome: "asked" as const, approvalId, expiresAtMs });
  }
  const by = { reason, askedBy: staffId, agreed: null, nowMs };
  return (await applySettlement(money, plan.value, wanted, by))
    ? ok({ outcome: "done" as const, amountFen })
    : err({ code: "finding_settled" });
}

async function askAgain(
  { env, input, nowMs, staff }: Call<typeof adminAskGateway, ByStaff>,
  money: Money,
) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { eventId } = input;
  const finding = await findingOf(db, { ...(await whoseOf(env, operatorId)), eventId });
  if (finding === undefined) return err({ code: "finding_not_found" });
  if (!waysOfFinding(finding.kind).includes("askGateway")) {
    return err({ code: "finding_action_unfit" });
  }
  const answers = await askGateways(money, { subject: finding.subject, nowMs });
  const detail = { kind: finding.kind, about: finding.subject, answers };
  const told = { operatorId, staffId, action: "adminAskGateway", subject: eventId, detail };
  await auditInsert(db, { ...told, nowMs });
  return ok({ answers });
}
