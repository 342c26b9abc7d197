// Drivers' bookings as they stand: whose a connector is at a moment, and which slots are free.
import type { LiveOffer, LiveReservation } from "../contract/live.ts";
import type { ReservationEnd } from "../contract/reservations.ts";
import type { Booking } from "./booking.ts";
import type { PileState } from "./pileState.ts";

export const bookingOf = (state: PileState, bookingId: string): Booking | undefined =>
  state.bookings.find((booking) => booking.bookingId === bookingId);

/** The booking that has the connector at this moment: in its slot, or else before it, while it is held. */
export function bookingAt(
  state: PileState,
  connectorId: number,
  nowMs: number,
): Booking | undefined {
  const holding = state.bookings.filter(
    (booking) =>
      booking.connectorId === connectorId && booking.heldFromMs <= nowMs && nowMs < booking.untilMs,
  );
  return holding.find(({ fromMs }) => fromMs <= nowMs) ?? holding[0];
}

type Slot = { readonly fromMs: number; readonly untilMs: number };

const overlap = (a: Slot, b: Slot): boolean => a.fromMs < b.untilMs && b.fromMs < a.untilMs;

/** Whether nobody else has reserved any of the slot. */
export const isUnreserved = (
  state: PileState,
  slot: Slot & { readonly connectorId: number },
): boolean =>
  ![...state.bookings, ...state.reservations].some(
    (one) => one.connectorId === slot.connectorId && overlap(one, slot),
  );

export const liveReservation = (
  {
    bookingId: reservationId,
    connectorId,
    fromMs,
    untilMs,
  }: Omit<LiveReservation, "reservationId" | "end"> & {
    readonly bookingId: string;
  },
  end: ReservationEnd | null,
): LiveReservation => ({ reservationId, connectorId, fromMs, untilMs, end });

export const liveOffer = (
  pileId: string,
  {
    bookingId: offerId,
    connectorId,
    untilMs,
  }: Pick<Booking, "bookingId" | "connectorId" | "untilMs">,
  end: ReservationEnd | null,
): LiveOffer => ({ offerId, pileId, connectorId, untilMs, end });
