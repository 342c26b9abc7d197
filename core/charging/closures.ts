// When a pile is taken out of service by a plan: nobody gets a connector then, and what was promised
// for then is taken back. A charge under way goes on to its end.
import { endBooking } from "./bookingCare.ts";
import { overlap } from "./closed.ts";
import type { Closure, PileState } from "./pileState.ts";
import { beginTurn, endTurn, type Circumstances, type Decision } from "./turn.ts";

/** The planned closures as they are from now on, in place of those before. Again is harmless. */
export function setClosures(
  state: PileState,
  closures: readonly Closure[],
  circumstances: Circumstances,
): Decision {
  const ahead = closures.filter(({ untilMs }) => untilMs > circumstances.nowMs);
  const turn = beginTurn({ ...state, closures: ahead }, circumstances);
  for (const booking of state.bookings) {
    const isClosed = ahead.some((closure) => overlap(closure, booking));
    if (isClosed) endBooking(turn, booking, "cancelled_by_operator");
  }
  turn.durable = true;
  return endTurn(turn);
}
