// A rule while it is written: every field of every kind of condition, of which one kind counts.
import type {
  MaintenanceRule,
  RuleCondition,
} from "../../../../core/contract/admin/maintenance/rules.ts";
import { FaultReportKind } from "../../../../core/contract/faultReports.ts";
import type { WorkOrderPriority } from "../../../../core/contract/admin/maintenance/workOrders.ts";

export type RuleDraft = {
  name: string;
  stationId: string;
  isOn: boolean;
  kind: RuleCondition["kind"];
  /** Of a fault or an event; empty: any. */
  code: string;
  /** Of a report; empty: any. */
  reportKind: string;
  count: number | "";
  hours: number | "";
  minutes: number | "";
  makesOrder: boolean;
  priority: WorkOrderPriority;
  assigneeId: string;
  dueHours: number | "";
  channelIds: string[];
};

export const newRule: RuleDraft = {
  name: "",
  stationId: "",
  isOn: true,
  kind: "fault",
  code: "",
  reportKind: "",
  count: 3,
  hours: 24,
  minutes: 30,
  makesOrder: true,
  priority: "urgent",
  assigneeId: "",
  dueHours: "",
  channelIds: [],
};

export function draftOf(rule: MaintenanceRule | null): RuleDraft {
  if (rule === null) return newRule;
  const { name, stationId, isOn, condition, action } = rule;
  const { workOrder, channelIds } = action;
  const counted = "count" in condition ? { count: condition.count, hours: condition.hours } : {};
  const code = "code" in condition ? (condition.code ?? "") : "";
  return {
    ...newRule,
    name,
    stationId: stationId ?? "",
    isOn,
    kind: condition.kind,
    ...(condition.kind === "report" ? { reportKind: code } : { code }),
    ...counted,
    ...(condition.kind === "offline" && { minutes: condition.minutes }),
    makesOrder: workOrder !== null,
    ...(workOrder !== null && {
      priority: workOrder.priority,
      assigneeId: workOrder.assigneeId ?? "",
      dueHours: workOrder.dueHours ?? "",
    }),
    channelIds: [...channelIds],
  };
}

const numberOr = (value: number | "", otherwise: number): number =>
  value === "" ? otherwise : value;

function conditionOf({ kind, code, reportKind, count, hours, minutes }: RuleDraft): RuleCondition {
  const own = code.trim() === "" ? null : code.trim();
  const counted = { count: numberOr(count, 1), hours: numberOr(hours, 24) };
  switch (kind) {
    case "fault":
      return { kind, code: own, ...counted };
    case "offline":
      return { kind, minutes: numberOr(minutes, 30) };
    case "report":
      return {
        kind,
        code: FaultReportKind.options.find((one) => one === reportKind) ?? null,
        ...counted,
      };
    case "security":
      return { kind, code: own };
  }
}

export const ruleOf = (draft: RuleDraft): Omit<MaintenanceRule, "ruleId" | "updatedAtMs"> => ({
  name: draft.name.trim(),
  stationId: draft.stationId === "" ? null : draft.stationId,
  isOn: draft.isOn,
  condition: conditionOf(draft),
  action: {
    workOrder: draft.makesOrder
      ? {
          priority: draft.priority,
          assigneeId: draft.assigneeId === "" ? null : draft.assigneeId,
          dueHours: draft.dueHours === "" ? null : draft.dueHours,
        }
      : null,
    channelIds: draft.channelIds,
  },
});
