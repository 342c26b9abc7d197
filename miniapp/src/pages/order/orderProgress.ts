// How far an order is, of what the platform stored and what the live socket tells.
import type { LiveOrder } from "../../../../core/contract/live.ts";
import type { OrderState } from "../../../../core/contract/orders.ts";
import { isUnderWay } from "../../view/tones.ts";

const progress = {
  created: 0,
  paying: 1,
  paid: 2,
  starting: 3,
  charging: 4,
  finishing: 5,
  cancelled: 6,
  start_failed: 6,
  disputed: 6,
  settled: 6,
} as const satisfies Record<OrderState, number>;

/**
 * An order only goes forward: of two tellings the further one is the newer. But it is over only when
 * the stored one says so, for that has the bill; until then a settled charge is still finishing.
 */
export function furtherState(stored: OrderState, live: OrderState | undefined): OrderState {
  if (live === undefined || progress[live] <= progress[stored]) return stored;
  if (isUnderWay(live)) return live;
  return live === "settled" ? "finishing" : stored;
}

export const isUnpaid = (state: OrderState): boolean => state === "created" || state === "paying";

export const startSteps = ["paid", "pile", "cable", "charging"] as const;
export type StartStep = (typeof startSteps)[number];

/** The step of the start that is under way. */
export function stepOf(state: OrderState, liveStep: LiveOrder["step"]): StartStep {
  if (isUnpaid(state)) return "paid";
  if (state !== "starting") return "pile";
  switch (liveStep) {
    case "waitingForCable":
      return "cable";
    case "starting":
      return "charging";
    case "waitingForPile":
    case null:
      return "pile";
  }
}
