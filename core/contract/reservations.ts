// Drivers' reservations: what is free in the next hours, reserve, watch, cancel.
import * as z from "zod/mini";
import {
  ConnectorId,
  Cursor,
  Fen,
  OrderId,
  pageOf,
  pageSize,
  PileId,
  StationClocks,
  StationId,
  TimeMs,
} from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** Slots begin and end on these. */
export const SLOT_MS = 15 * 60_000;

/** A ULID; it sorts by time. */
export const ReservationId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));

/** How a reservation ended; each is explained to the driver in his language by the app. */
export const ReservationEnd = z.enum([
  "used",
  /** In time: it cost nothing. */
  "cancelled",
  /** When the connector was already kept for him: it cost the fee. */
  "cancelled_late",
  "no_show",
  /** The pile's or the operator's part: all goes back. */
  "connector_failed",
  "connector_occupied",
  "pile_offline",
  "cancelled_by_operator",
  /** Its fee was not taken in time. */
  "not_confirmed",
]);
export type ReservationEnd = z.infer<typeof ReservationEnd>;

const terms = {
  feeFen: Fen,
  /** Taken with the fee, and given back to who comes or cancels. */
  noShowFeeFen: Fen,
};

export const Reservation = z.object({
  reservationId: ReservationId,
  stationId: StationId,
  stationName: z.string(),
  stationNameEn: z.string(),
  pileId: PileId,
  pileName: z.string(),
  /** It may change: to another of the same kind, when this one cannot be used. */
  connectorId: ConnectorId,
  fromMs: TimeMs,
  untilMs: TimeMs,
  clocks: StationClocks,
  /** From then on the connector is kept free; until then cancelling costs nothing. */
  heldFromMs: TimeMs,
  /** Who has not come by then is a no-show. */
  comeByMs: TimeMs,
  ...terms,
  /** Null while it stands. */
  end: z.nullable(ReservationEnd),
  endedAtMs: z.nullable(TimeMs),
  /** What it cost in the end. */
  chargedFen: z.nullable(Fen),
  /** The charge that it was used by. */
  orderId: z.nullable(OrderId),
  createdAtMs: TimeMs,
});
export type Reservation = z.infer<typeof Reservation>;

export const listSlots = endpoint({
  method: "GET",
  path: "/api/v1/piles/:pileId/slots",
  access: "public",
  tag: "Reservations",
  summary:
    "Which quarter hours of each connector are free in the next hours, and what reserving costs",
  input: z.object({ pileId: PileId }),
  output: z.object({
    /** Null where the pile's tariff takes no reservations; there are no slots then. */
    terms: z.nullable(z.object({ ...terms, holdMinutes: z.number(), graceMinutes: z.number() })),
    clocks: StationClocks,
    /** The longest reservation. */
    longestMs: z.number(),
    connectors: z.array(
      z.object({
        connectorId: ConnectorId,
        slots: z.array(z.object({ fromMs: TimeMs, untilMs: TimeMs, isFree: z.boolean() })),
      }),
    ),
  }),
  problems: ["pile_not_found"],
});

export const createReservation = endpoint({
  method: "POST",
  path: "/api/v1/reservations",
  access: "driver",
  tag: "Reservations",
  summary: "Reserve a connector for a slot, paid from the balance; send an Idempotency-Key",
  input: z.object({
    pileId: PileId,
    connectorId: ConnectorId,
    fromMs: TimeMs,
    untilMs: TimeMs,
  }),
  output: Reservation,
  problems: [
    "pile_not_found",
    "connector_not_found",
    "tariff_not_found",
    "reservation_not_offered",
    "reservation_under_way",
    "slot_not_valid",
    "slot_taken",
    "slot_closed",
    "connector_taken",
    "connector_faulted",
    "connector_unavailable",
    "pile_offline",
    "pile_full",
    "balance_too_low",
    "idempotency_conflict",
  ],
});

export const listReservations = endpoint({
  method: "GET",
  path: "/api/v1/reservations",
  access: "driver",
  tag: "Reservations",
  summary: "My reservations, newest first",
  input: z.object({ limit: pageSize(), cursor: z.optional(Cursor) }),
  output: pageOf(Reservation),
  problems: [],
});

export const getReservation = endpoint({
  method: "GET",
  path: "/api/v1/reservations/:reservationId",
  access: "driver",
  tag: "Reservations",
  summary: "One of my reservations",
  input: z.object({ reservationId: ReservationId }),
  output: Reservation,
  problems: ["reservation_not_found"],
});

export const cancelReservation = endpoint({
  method: "POST",
  path: "/api/v1/reservations/:reservationId/cancel",
  access: "driver",
  tag: "Reservations",
  summary: "Cancel a reservation: free until the connector is kept for it, then for the fee",
  input: z.object({ reservationId: ReservationId }),
  output: Reservation,
  problems: ["reservation_not_found", "reservation_not_cancellable"],
});
