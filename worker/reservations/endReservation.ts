// How a reservation ends in the records: what it cost is booked, the rest of its deposit goes back.
// The Pile tells how it ended; said again it changes nothing.
import { outcomeOf } from "../../core/charging/reservationOutcome.ts";
import type { ReservationEnd } from "../../core/contract/reservations.ts";
import { reservationEnded } from "../../core/money/reservationEntries.ts";
import type { Database } from "../db/database.ts";
import { insertEntry } from "../db/ledger.ts";
import { insertReservationMessage } from "../db/messages.ts";
import { closeReservation, reservationIsOpen, type ReservationKey } from "../db/reservations.ts";
import type { Statement } from "../db/statements.ts";

/** What the driver did himself, or was refused at once, is no news to him. */
const isNews = {
  used: false,
  cancelled: false,
  cancelled_late: false,
  not_confirmed: false,
  no_show: true,
  connector_failed: true,
  connector_occupied: true,
  pile_offline: true,
  cancelled_by_operator: true,
} as const satisfies Record<ReservationEnd, boolean>;

export function endStatements(
  db: Database,
  reservation: ReservationKey,
  {
    end,
    orderId,
    atMs,
  }: { readonly end: ReservationEnd; readonly orderId: string | null; readonly atMs: number },
): Statement[] {
  const { reservationId, driverId, operatorId } = reservation;
  const feeFen = reservation.feeFen ?? 0;
  const noShowFeeFen = reservation.noShowFeeFen ?? 0;
  const costs = outcomeOf[end];
  const chargedFen = (costs.fee ? feeFen : 0) + (costs.noShow ? noShowFeeFen : 0);
  const { state } = costs;
  const closed = closeReservation(db, reservationId, {
    state,
    endedBy: end,
    chargedFen,
    endedAtMs: atMs,
    orderId,
  });
  const told = isNews[end]
    ? [
        insertReservationMessage(
          db,
          {
            atMs,
            content: {
              kind: "reservationEnded",
              reservationId,
              end,
              chargedFen,
              returnedFen: feeFen + noShowFeeFen - chargedFen,
              fromMs: reservation.fromMs,
            },
          },
          reservationIsOpen(reservationId),
        ),
      ]
    : [];
  if (driverId === null || operatorId === null || feeFen + noShowFeeFen === 0) {
    return [...told, closed];
  }
  const deposit = { reservationId, driverId, operatorId, feeFen, noShowFeeFen, atMs };
  const entry = reservationEnded({ ...deposit, costs });
  return [...told, insertEntry(db, entry, reservationIsOpen(reservationId)), closed];
}
