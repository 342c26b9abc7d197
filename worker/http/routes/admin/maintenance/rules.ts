// The rules that make work orders and notices.
import { ulid } from "ulid";
import * as contract from "../../../../../core/contract/admin/maintenance/rules.ts";
import type { MaintenanceRule } from "../../../../../core/contract/admin/maintenance/rules.ts";
import { limits } from "../../../../../core/limits.ts";
import { err, ok, type Result } from "../../../../../core/result.ts";
import { adminStationQuery } from "../../../../db/adminStations.ts";
import { auditInsert } from "../../../../db/audit.ts";
import { dbOf, type Database } from "../../../../db/database.ts";
import { channelsQuery } from "../../../../db/maintenance/notices.ts";
import * as rows from "../../../../db/maintenance/rules.ts";
import { runBatch } from "../../../../db/statements.ts";
import type { App } from "../../../context.ts";
import type { Refusal } from "../../../errors.ts";
import { serveStaff, type ByStaff, type Call } from "../../../serve.ts";
import { assigneeOf } from "./workOrderDetail.ts";

export function adminMaintenanceRuleRoutes(app: App): void {
  serveStaff(app, contract.adminListMaintenanceRules, async ({ env, staff }) => {
    const found = await rows.rulesQuery(dbOf(env), staff.operatorId);
    return ok({ items: found.map(ruleView) });
  });
  serveStaff(app, contract.adminCreateMaintenanceRule, create);
  serveStaff(app, contract.adminUpdateMaintenanceRule, update);
  serveStaff(app, contract.adminDeleteMaintenanceRule, remove);
}

const ruleView = ({
  operatorId: _operator,
  createdAtMs: _created,
  ...rule
}: rows.RuleRow): MaintenanceRule => rule;

type Content = Omit<MaintenanceRule, "ruleId" | "updatedAtMs">;

async function create(call: Call<typeof contract.adminCreateMaintenanceRule, ByStaff>) {
  const { env, input, nowMs, staff } = call;
  const db = dbOf(env);
  const { operatorId } = staff;
  const refusal = await refusalOf(db, operatorId, input);
  if (refusal !== null) return err(refusal);
  const there = await rows.rulesQuery(db, operatorId);
  if (there.length >= limits.maintenanceRules.most) return err({ code: "maintenance_rules_full" });
  const ruleId = ulid(nowMs);
  const row = { ...input, ruleId, operatorId, createdAtMs: nowMs, updatedAtMs: nowMs };
  await runBatch(db, [
    rows.insertRule(db, row),
    audit(call, { action: "adminCreateMaintenanceRule", ruleId, detail: input }),
  ]);
  return ok(ruleView(row));
}

async function update(
  call: Call<typeof contract.adminUpdateMaintenanceRule, ByStaff>,
): Promise<Result<MaintenanceRule, Refusal>> {
  const { env, input, nowMs, staff } = call;
  const db = dbOf(env);
  const { operatorId } = staff;
  const { ruleId, ...content } = input;
  const before = await rows.ruleQuery(db, { operatorId, ruleId }).get();
  if (before === undefined) return err({ code: "maintenance_rule_not_found" });
  const refusal = await refusalOf(db, operatorId, content);
  if (refusal !== null) return err(refusal);
  await runBatch(db, [
    rows.updateRule(db, { operatorId, ruleId }, { ...content, updatedAtMs: nowMs }),
    audit(call, { action: "adminUpdateMaintenanceRule", ruleId, detail: content }),
  ]);
  return ok({ ruleId, ...content, updatedAtMs: nowMs });
}

async function remove(call: Call<typeof contract.adminDeleteMaintenanceRule, ByStaff>) {
  const { env, input, staff } = call;
  const db = dbOf(env);
  const { ruleId } = input;
  const key = { operatorId: staff.operatorId, ruleId };
  const before = await rows.ruleQuery(db, key).get();
  if (before === undefined) return err({ code: "maintenance_rule_not_found" });
  await runBatch(db, [
    rows.deleteRule(db, key),
    audit(call, { action: "adminDeleteMaintenanceRule", ruleId, detail: { name: before.name } }),
  ]);
  return ok({});
}

/** What it names must be the operator's own. */
async function refusalOf(
  db: Database,
  operatorId: string,
  { stationId, action }: Content,
): Promise<Refusal | null> {
  if (stationId !== null) {
    const station = await adminStationQuery(db, { operatorId, stationId }).get();
    if (station === undefined) return { code: "station_not_found" };
  }
  const assignee = await assigneeOf(db, operatorId, action.workOrder?.assigneeId ?? null);
  if (!assignee.ok) return assignee.error;
  if (action.channelIds.length === 0) return null;
  const own = new Set((await channelsQuery(db, operatorId)).map(({ channelId }) => channelId));
  return action.channelIds.every((id) => own.has(id)) ? null : { code: "channel_not_found" };
}

type AnyCall = ByStaff & Pick<Call<typeof contract.adminListMaintenanceRules>, "env" | "nowMs">;

const audit = (
  { env, nowMs, staff: { operatorId, staffId } }: AnyCall,
  {
    action,
    ruleId: subject,
    detail,
  }: { readonly action: string; readonly ruleId: string; readonly detail: object },
) =>
  auditInsert(dbOf(env), {
    operatorId,
    staffId,
    action,
    subject,
    detail: { ...detail },
    nowMs,
  });
