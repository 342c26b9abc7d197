// The states of connectors, orders, payments and refunds, each with its tone and word.
import type { OrderState, RefundState } from "../../../core/contract/orders.ts";
import type { ConnectorState } from "../../../core/contract/stations.ts";
import type { PaymentState } from "../text/kinds.ts";
import { useText } from "../text/language.tsx";
import { Mark, type Tone } from "./Mark.tsx";

const connectorTone = {
  available: "good",
  plugged: "busy",
  occupied: "busy",
  reserved: "held",
  unavailable: "warn",
  faulted: "bad",
  offline: "idle",
} as const satisfies Record<ConnectorState, Tone>;

export function ConnectorStateMark({ state }: { readonly state: ConnectorState }) {
  const { words } = useText();
  return <Mark tone={connectorTone[state]}>{words.connectorState[state]}</Mark>;
}

export function OnlineMark({ online }: { readonly online: boolean }) {
  const { words } = useText();
  return <Mark tone={online ? "good" : "idle"}>{online ? words.online : words.offline}</Mark>;
}

const orderTone = {
  created: "idle",
  paying: "warn",
  paid: "held",
  starting: "held",
  charging: "busy",
  finishing: "busy",
  settled: "good",
  cancelled: "idle",
  start_failed: "bad",
  disputed: "bad",
} as const satisfies Record<OrderState, Tone>;

export function OrderStateMark({ state }: { readonly state: OrderState }) {
  const { words } = useText();
  return <Mark tone={orderTone[state]}>{words.orderState[state]}</Mark>;
}

const refundTone = {
  due: "warn",
  processing: "held",
  succeeded: "good",
  failed: "bad",
} as const satisfies Record<RefundState, Tone>;

export function RefundStateMark({ state }: { readonly state: RefundState }) {
  const { words } = useText();
  return <Mark tone={refundTone[state]}>{words.refundState[state]}</Mark>;
}

const paymentTone = {
  pending: "warn",
  paid: "good",
  closed: "idle",
  failed: "bad",
} as const satisfies Record<PaymentState, Tone>;

export function PaymentStateMark({ state }: { readonly state: PaymentState }) {
  const { words } = useText();
  return <Mark tone={paymentTone[state]}>{words.paymentState[state]}</Mark>;
}
