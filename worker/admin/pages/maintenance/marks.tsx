// Severities, priorities and states, each with its tone and word.
import type { IncidentSeverity } from "../../../../core/contract/admin/maintenance/incidents.ts";
import type { DeliveryState } from "../../../../core/contract/admin/maintenance/notices.ts";
import type {
  WorkOrderPriority,
  WorkOrderState,
} from "../../../../core/contract/admin/maintenance/workOrders.ts";
import { Mark, type Tone } from "../../parts/Mark.tsx";
import { useText } from "../../text/language.tsx";

const severityTone = {
  danger: "bad",
  outage: "bad",
  degraded: "warn",
  notice: "idle",
} as const satisfies Record<IncidentSeverity, Tone>;

export function SeverityMark({ severity }: { readonly severity: IncidentSeverity }) {
  const { maintenance } = useText();
  return <Mark tone={severityTone[severity]}>{maintenance.incidents.severities[severity]}</Mark>;
}

const priorityTone = {
  urgent: "bad",
  high: "warn",
  normal: "busy",
  low: "idle",
} as const satisfies Record<WorkOrderPriority, Tone>;

export function PriorityMark({ priority }: { readonly priority: WorkOrderPriority }) {
  const { maintenance } = useText();
  return <Mark tone={priorityTone[priority]}>{maintenance.orders.priorities[priority]}</Mark>;
}

const stateTone = {
  open: "warn",
  inProgress: "busy",
  resolved: "good",
} as const satisfies Record<WorkOrderState, Tone>;

export function WorkOrderStateMark({ state }: { readonly state: WorkOrderState }) {
  const { maintenance } = useText();
  return <Mark tone={stateTone[state]}>{maintenance.orders.states[state]}</Mark>;
}

const deliveryTone = {
  queued: "busy",
  sent: "good",
  dead: "bad",
} as const satisfies Record<DeliveryState, Tone>;

export function DeliveryStateMark({ state }: { readonly state: DeliveryState }) {
  const { maintenance } = useText();
  return <Mark tone={deliveryTone[state]}>{maintenance.notices.states[state]}</Mark>;
}
