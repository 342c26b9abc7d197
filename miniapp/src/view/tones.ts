// Which colour goes with which state, in one place.
import type { OrderState, RefundState } from "../../../core/contract/orders.ts";
import type { ConnectorState, PriceSpan } from "../../../core/contract/stations.ts";
import type { Withdrawal } from "../../../core/contract/wallet.ts";
import type { Tone } from "../kit/tag.tsx";

export const connectorTone = {
  available: "good",
  plugged: "info",
  occupied: "plain",
  reserved: "warn",
  unavailable: "plain",
  faulted: "bad",
  offline: "plain",
} as const satisfies Record<ConnectorState, Tone>;

/** A driver can begin here: nobody's cable, or his own plugged in already. */
export const canBegin = (state: ConnectorState): boolean =>
  state === "available" || state === "plugged";

export const periodTone = {
  sharp: "bad",
  peak: "warn",
  flat: "info",
  valley: "good",
} as const satisfies Record<PriceSpan["period"], Tone>;

export const orderTone = {
  created: "warn",
  paying: "warn",
  paid: "info",
  starting: "info",
  charging: "good",
  finishing: "info",
  settled: "plain",
  cancelled: "plain",
  start_failed: "bad",
  disputed: "warn",
} as const satisfies Record<OrderState, Tone>;

export const refundTone = {
  due: "info",
  processing: "info",
  succeeded: "good",
  failed: "bad",
} as const satisfies Record<RefundState, Tone>;

export const withdrawalTone = {
  processing: "info",
  succeeded: "good",
  partly: "warn",
  failed: "bad",
} as const satisfies Record<Withdrawal["state"], Tone>;

/** The order is not over: it is worth coming back to. */
export const isUnderWay = (state: OrderState): boolean =>
  state === "created" ||
  state === "paying" ||
  state === "paid" ||
  state === "starting" ||
  state === "charging" ||
  state === "finishing";
