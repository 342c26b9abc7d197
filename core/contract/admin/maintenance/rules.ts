// Rules: which trouble becomes a work order, or a notice, by itself.
import * as z from "zod/mini";
import { limits } from "../../../limits.ts";
import { StationId, TimeMs } from "../../common.ts";
import { endpoint } from "../../endpoint.ts";
import { FaultReportKind } from "../../faultReports.ts";
import { WorkOrderPriority } from "./workOrders.ts";

export const RuleId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));

const count = z.number().check(z.int(), z.minimum(1), z.maximum(limits.ruleCount.most));
const hours = z.number().check(z.int(), z.minimum(1), z.maximum(limits.ruleHours.most));
const code = z.nullable(z.string().check(z.minLength(1), z.maxLength(64)));

export const RuleCondition = z.discriminatedUnion("kind", [
  /** A fault of this code, or of any, so many times within so many hours at one connector. */
  z.object({ kind: z.literal("fault"), code, count, hours }),
  z.object({
    kind: z.literal("offline"),
    minutes: z.number().check(z.int(), z.minimum(5), z.maximum(limits.ruleMinutes.most)),
  }),
  /** Drivers' reports of this kind, or of any, at one pile. */
  z.object({ kind: z.literal("report"), code: z.nullable(FaultReportKind), count, hours }),
  /** What a charger told of its security. */
  z.object({ kind: z.literal("security"), code }),
]);
export type RuleCondition = z.infer<typeof RuleCondition>;

export const RuleAction = z.object({
  workOrder: z.nullable(
    z.object({
      priority: WorkOrderPriority,
      assigneeId: z.nullable(z.string().check(z.maxLength(64))),
      dueHours: z.nullable(
        z.number().check(z.int(), z.minimum(1), z.maximum(limits.ruleDueHours.most)),
      ),
    }),
  ),
  /** Told beside those that get every work order. */
  channelIds: z
    .array(z.string().check(z.maxLength(64)))
    .check(z.maxLength(limits.noticeChannels.most)),
});
export type RuleAction = z.infer<typeof RuleAction>;

const content = {
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.ruleName.most)),
  /** Null: every station. */
  stationId: z.nullable(StationId),
  condition: RuleCondition,
  action: RuleAction,
  isOn: z.boolean(),
};

export const MaintenanceRule = z.object({ ruleId: RuleId, ...content, updatedAtMs: TimeMs });
export type MaintenanceRule = z.infer<typeof MaintenanceRule>;

export const adminListMaintenanceRules = endpoint({
  method: "GET",
  path: "/api/v1/admin/maintenance-rules",
  access: "staff",
  tag: "Maintenance",
  summary: "The rules that make work orders and notices",
  input: z.object({}),
  output: z.object({ items: z.array(MaintenanceRule) }),
  problems: [],
});

const refusals = ["station_not_found", "staff_not_found", "channel_not_found"] as const;

export const adminCreateMaintenanceRule = endpoint({
  method: "POST",
  path: "/api/v1/admin/maintenance-rules",
  access: "staff",
  tag: "Maintenance",
  summary: "Make a rule; it looks at what happens from now on",
  input: z.object(content),
  output: MaintenanceRule,
  problems: [...refusals, "maintenance_rules_full"],
});

export const adminUpdateMaintenanceRule = endpoint({
  method: "PUT",
  path: "/api/v1/admin/maintenance-rules/:ruleId",
  access: "staff",
  tag: "Maintenance",
  summary: "Change a rule, or switch it off and on",
  input: z.object({ ruleId: RuleId, ...content }),
  output: MaintenanceRule,
  problems: [...refusals, "maintenance_rule_not_found"],
});

export const adminDeleteMaintenanceRule = endpoint({
  method: "DELETE",
  path: "/api/v1/admin/maintenance-rules/:ruleId",
  access: "staff",
  tag: "Maintenance",
  summary: "Delete a rule; the work orders that it made stay",
  input: z.object({ ruleId: RuleId }),
  output: z.object({}),
  problems: ["maintenance_rule_not_found"],
});
