// Connectors that are kept for some minutes for a driver who waited for one. The Station decides
// whose turn it is; the Pile alone decides whether the connector can be kept for him.
import { limits } from "../limits.ts";
import { err, ok, type Result } from "../result.ts";
import { endBooking, seeToBookings, tellDriver, tellOffered } from "./bookingCare.ts";
import { tagOf, type Booking } from "./booking.ts";
import { bookingOf } from "./bookings.ts";
import { isClosedIn } from "./closed.ts";
import { connectorStateOf } from "./connectorState.ts";
import type { OfferRefusal, OfferRequest } from "./pileApi.ts";
import { connectorOf, orderOf, type PileState } from "./pileState.ts";
import { beginTurn, endTurn, type Circumstances, type Decision, type Turn } from "./turn.ts";

/** Keeps a free connector for its driver. Again is harmless. */
export function offer(
  state: PileState,
  request: OfferRequest,
  circumstances: Circumstances,
): Result<Decision, OfferRefusal> {
  const turn = beginTurn(state, circumstances);
  if (bookingOf(state, request.offerId) !== undefined) return ok(endTurn(turn));
  const isPast = state.pastOffers.some(({ offerId }) => offerId === request.offerId);
  if (isPast || request.untilMs <= turn.nowMs) return err({ code: "offer_over" });
  if (!canBeKept(state, request, turn.nowMs)) return err({ code: "connector_taken" });
  const reservationId = state.counters.reservation + 1;
  const booking = bookingFor(request, { reservationId, nowMs: turn.nowMs });
  turn.state = {
    ...state,
    bookings: [...state.bookings, booking],
    counters: { ...state.counters, reservation: reservationId },
  };
  tellOffered(turn, booking);
  tellDriver(turn, booking, null);
  seeToBookings(turn);
  return ok(endTurn(turn));
}

/** Free now, and not to be kept for somebody else before the offer ends. */
function canBeKept(
  state: PileState,
  { connectorId, untilMs }: OfferRequest,
  nowMs: number,
): boolean {
  const connector = connectorOf(state, connectorId);
  if (connector === undefined) return false;
  if (connectorStateOf(state, connector, nowMs) !== "available") return false;
  if (isClosedIn(state, { fromMs: nowMs, untilMs })) return false;
  return ![
    ...state.bookings.map((one) => ({ ...one, fromMs: one.heldFromMs })),
    ...state.reservations,
  ].some((one) => one.connectorId === connectorId && one.fromMs < untilMs && nowMs < one.untilMs);
}

const bookingFor = (
  { offerId, driverId, connectorId, untilMs, idTags }: OfferRequest,
  { reservationId, nowMs }: { readonly reservationId: number; readonly nowMs: number },
): Booking => ({
  bookingId: offerId,
  origin: "waitingList",
  reservationId,
  driverId,
  key: offerId,
  wantedConnectorId: connectorId,
  connectorId,
  fromMs: nowMs,
  untilMs,
  heldFromMs: nowMs,
  comeByMs: untilMs,
  idTags: [idTags[0] ?? tagOf(offerId), ...idTags.slice(1)],
  confirmByMs: null,
  charger: "untold",
});

/**
 * Its driver does not want it, or is at it already: then it has been used. One that is not known
 * may still be under way, and is refused when it comes. Again is harmless.
 */
export function withdraw(
  state: PileState,
  offerId: string,
  circumstances: Circumstances,
): Decision {
  const turn = beginTurn(state, circumstances);
  const booking = bookingOf(state, offerId);
  if (booking === undefined) {
    if (!state.pastOffers.some((one) => one.offerId === offerId)) refuseLater(turn, offerId);
    return endTurn(turn);
  }
  const connector = connectorOf(state, booking.connectorId);
  const order = connector === undefined ? null : orderOf(connector);
  if (order?.driverId === booking.driverId) endBooking(turn, booking, "used", order.orderId);
  else endBooking(turn, booking, "cancelled");
  return endTurn(turn);
}

function refuseLater(turn: Turn, offerId: string): void {
  const past = { offerId, connectorId: 0, untilMs: turn.nowMs, end: "cancelled" } as const;
  const pastOffers = [...turn.state.pastOffers, past].slice(-limits.keptOffers.most);
  turn.state = { ...turn.state, pastOffers };
  turn.durable = true;
}
