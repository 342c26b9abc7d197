// What a Pile has promised to a driver: a slot that he has reserved, or a connector that is kept for
// him for some minutes because he waited for one.
import type { ReservationEnd } from "../contract/reservations.ts";

/** `Reservation` is one that staff made, from its making on; this is a driver's. */
export type Booking = {
  /** The reservation's id, or the offer's. */
  readonly bookingId: string;
  readonly origin: "reservation" | "waitingList";
  /** The number by which the charger knows it. */
  readonly reservationId: number;
  readonly driverId: string;
  /** The request that made it, and where it was to be: a repeat of it makes no other. */
  readonly key: string;
  readonly wantedConnectorId: number;
  readonly connectorId: number;
  readonly fromMs: number;
  readonly untilMs: number;
  /** From then on the connector is kept from others. */
  readonly heldFromMs: number;
  /** Until then its driver may come. */
  readonly comeByMs: number;
  /** His cards; the charger is told of the first. */
  readonly idTags: readonly [string, ...string[]];
  /** When it is dropped unless the records have taken its fee by then; null once they have. */
  readonly confirmByMs: number | null;
  /** `alone`: the platform keeps others off by itself, the charger has nothing of it, or no longer. */
  readonly charger: "untold" | "asked" | "keeps" | "alone";
};

export type PastBooking = Pick<
  Booking,
  "bookingId" | "driverId" | "key" | "wantedConnectorId" | "fromMs" | "untilMs"
> & { readonly end: ReservationEnd; readonly orderId: string | null };

export type PastOffer = {
  readonly offerId: string;
  readonly connectorId: number;
  readonly untilMs: number;
  readonly end: ReservationEnd;
};

/** The name by which a charger knows a driver without a card: no card has it. */
export const tagOf = (bookingId: string): string => `ZR${bookingId.slice(-16)}`;
