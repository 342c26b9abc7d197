// Rules at work: each thing that happens at a pile is held against its operator's rules, where it is
// written. A cause makes one work order of a rule, however often it is told; what comes while that
// is not resolved is noted on it. Within planned maintenance a charger's faults are its work, and a
// lost link counts from when the maintenance ends.
import { not } from "drizzle-orm";
import type { RuleAction } from "../../core/contract/admin/maintenance/rules.ts";
import type { WorkOrderCause } from "../../core/contract/admin/maintenance/workOrders.ts";
import { questionOf, type Happening } from "../../core/maintenance/happening.ts";
import type { Database } from "../db/database.ts";
import * as rules from "../db/maintenance/rules.ts";
import { windowsAtQuery } from "../db/maintenance/windows.ts";
import * as orders from "../db/maintenance/workOrders.ts";
import { insertWhen, runBatchThen, type Statement } from "../db/statements.ts";
import { workOrderEvents, workOrders } from "../db/tables/maintenance.ts";
import { enqueueNotice, type Post } from "../notices/notices.ts";
import { ruleNotice, workOrderNotice } from "../notices/texts.ts";
import { ulidOf } from "../ulidOf.ts";

export type PlaceNames = { readonly stationName: string; readonly stationNameEn: string };

type Rule = Pick<rules.RuleRow, "ruleId" | "operatorId" | "name" | "action">;

/** What a rule fires for, and where. */
type Fired = { readonly happening: Happening; readonly names: PlaceNames; readonly nowMs: number };

/** Again is harmless. Rejects when the database is out of reach. */
export async function applyRules(
  post: Post,
  {
    operatorId,
    happenings,
    names,
    nowMs,
  }: {
    readonly operatorId: string;
    readonly happenings: readonly Happening[];
    readonly names: PlaceNames;
    readonly nowMs: number;
  },
): Promise<void> {
  if (happenings.length === 0) return;
  const ownRules = await rules.rulesQuery(post.db, operatorId);
  if (ownRules.length === 0) return;
  for (const happening of happenings) {
    const atMs = await countsFrom(post.db, happening);
    if (atMs === null) continue;
    for (const rule of ownRules) {
      if (await holds(post.db, rule, { ...happening, atMs }, nowMs)) {
        await fire(post, rule, { happening, names, nowMs });
      }
    }
  }
}

/** Null for a fault that nobody need be told of; what drivers and security tell always counts. */
async function countsFrom(db: Database, happening: Happening): Promise<number | null> {
  const { kind, atMs } = happening;
  if (kind !== "fault" && kind !== "offline") return atMs;
  const untilMs = await maintenanceUntil(db, happening, atMs);
  if (untilMs === null) return atMs;
  return kind === "fault" ? null : untilMs;
}

/** When the planned maintenance ends that a pile is in at a time; null where it is in none. */
async function maintenanceUntil(
  db: Database,
  { stationId, pileId }: Pick<Happening, "stationId" | "pileId">,
  atMs: number,
): Promise<number | null> {
  const windows = await windowsAtQuery(db, stationId, atMs);
  const own = windows.find(({ pileIds }) => pileIds.length === 0 || pileIds.includes(pileId));
  return own?.untilMs ?? null;
}

async function holds(
  db: Database,
  rule: rules.RuleRow,
  happening: Happening,
  nowMs: number,
): Promise<boolean> {
  const question = questionOf(rule, happening, nowMs);
  switch (question.kind) {
    case "never":
      return false;
    case "now":
      return true;
    case "later": {
      const { dueAtMs } = question;
      await rules.insertWait(db, { ruleId: rule.ruleId, faultId: happening.id, dueAtMs });
      return false;
    }
    case "count": {
      const { code, afterMs, least: enough } = question;
      const { pileId, connectorId, atMs: untilMs } = happening;
      const counted = { pileId, connectorId, code, afterMs, untilMs, enough };
      const found =
        happening.kind === "report"
          ? await rules.reportsCountedQuery(db, counted)
          : await rules.faultsCountedQuery(db, counted);
      return found.length >= enough;
    }
  }
}

/** The losses of link that have lasted as long as a rule waits for. */
export async function applyDueWaits(post: Post, nowMs: number): Promise<void> {
  for (const { wait, rule, fault, stationId, ...names } of await rules.dueWaitsQuery(
    post.db,
    nowMs,
  )) {
    const { stationName, stationNameEn } = names;
    const isThere = stationId !== null && stationName !== null && stationNameEn !== null;
    if (rule?.isOn === true && fault !== null && isThere) {
      const { faultId: id, errorCode: code, pileId, openedAtMs: atMs } = fault;
      const untilMs = await maintenanceUntil(post.db, { stationId, pileId }, nowMs);
      if (untilMs !== null && rule.condition.kind === "offline") {
        await rules.putOffWait(post.db, wait, untilMs + rule.condition.minutes * 60_000);
        continue;
      }
      const at = { stationId, pileId, connectorId: null, atMs };
      const happening = { kind: "offline", id, code, ...at } as const;
      await fire(post, rule, { happening, names: { stationName, stationNameEn }, nowMs });
    }
    await rules.deleteWait(post.db, wait);
  }
}

async function fire(post: Post, rule: Rule, fired: Fired): Promise<void> {
  const { channelIds, workOrder } = rule.action;
  if (workOrder !== null) {
    await makeWorkOrder(post, { rule, channelIds, workOrder }, fired);
    return;
  }
  const { happening, names, nowMs } = fired;
  await enqueueNotice(post, {
    operatorId: rule.operatorId,
    about: `rule ${rule.ruleId} ${happening.id}`,
    notice: ruleNotice(rule, happening, names),
    channelIds,
    nowMs,
  });
}

type Making = {
  readonly rule: Rule;
  readonly channelIds: readonly string[];
  readonly workOrder: NonNullable<RuleAction["workOrder"]>;
};

async function makeWorkOrder(post: Post, making: Making, fired: Fired): Promise<void> {
  const { db } = post;
  const { rule, channelIds } = making;
  const { operatorId } = rule;
  const { happening, nowMs } = fired;
  const workOrderId = ulidOf(happening.atMs, [rule.ruleId, happening.id]);
  const [made] = await runBatchThen(
    db,
    statementsOf(db, workOrderId, making, fired),
    orders.workOrderQuery(db, { operatorId, workOrderId }),
  );
  if (made === undefined) return;
  const atMs = made.order.createdAtMs;
  await enqueueNotice(post, {
    operatorId,
    about: `workOrder ${workOrderId} opened`,
    notice: workOrderNotice("opened", orders.workOrderView(made), { atMs }),
    channelIds,
    nowMs,
  });
}

function statementsOf(
  db: Database,
  workOrderId: string,
  { rule, workOrder }: Making,
  { happening, nowMs }: Fired,
): Statement[] {
  const { ruleId, operatorId, name } = rule;
  const { pileId, stationId, kind, id, code, atMs } = happening;
  const connectorId = happening.connectorId === 0 ? null : happening.connectorId;
  const cause: WorkOrderCause = { kind, id, code };
  const at = { ruleId, pileId, connectorId };
  const row: orders.WorkOrderRow = {
    workOrderId,
    operatorId,
    stationId,
    pileId,
    connectorId,
    title: name,
    priority: workOrder.priority,
    state: "open",
    assigneeId: workOrder.assigneeId,
    dueAtMs: workOrder.dueHours === null ? null : nowMs + workOrder.dueHours * 3_600_000,
    cause,
    ruleId,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    resolvedAtMs: null,
  };
  const opened = {
    workOrderId,
    eventId: ulidOf(atMs, [workOrderId, "opened"]),
    staffId: null,
    content: { kind: "opened", ruleName: name } as const,
  };
  return [
    orders.insertAgain(db, at, {
      butNot: workOrderId,
      eventId: ulidOf(atMs, [ruleId, id]),
      content: { kind: "again", cause },
    }),
    insertWhen(db, workOrders, row, not(orders.hasOpenOf(at))),
    insertWhen(db, workOrderEvents, opened, orders.workOrderExists(workOrderId)),
  ];
}
