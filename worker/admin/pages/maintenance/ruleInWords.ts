// A rule as a sentence.
import type {
  RuleAction,
  RuleCondition,
} from "../../../../core/contract/admin/maintenance/rules.ts";
import type { Text } from "../../text/zh.ts";
import { codeInWords } from "./codeInWords.ts";

export function conditionInWords(text: Text, condition: RuleCondition): string {
  const { says, anyCode, conditionKinds } = text.maintenance.rules;
  switch (condition.kind) {
    case "offline":
      return says.offline(condition.minutes);
    case "security":
      return condition.code === null
        ? conditionKinds.security
        : says.security(codeInWords(text, { source: "security", code: condition.code }));
    case "fault":
    case "report": {
      const { kind: source, code, count, hours } = condition;
      const what =
        code !== null
          ? codeInWords(text, { source, code })
          : count === 1 && source === "fault"
            ? conditionKinds.fault
            : anyCode;
      return says[source](what, count, hours);
    }
  }
}

export function actionInWords(text: Text, { workOrder, channelIds }: RuleAction): string {
  const { rules, orders } = text.maintenance;
  const parts = [
    ...(workOrder === null ? [] : [rules.says.order(orders.priorities[workOrder.priority])]),
    ...(channelIds.length === 0 ? [] : [rules.says.notify(channelIds.length)]),
  ];
  return parts.length === 0 ? rules.says.nothing : parts.join(" · ");
}
