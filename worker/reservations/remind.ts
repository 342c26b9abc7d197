// Reminds drivers of reservations that begin soon.
import { limits } from "../../core/limits.ts";
import type { Database } from "../db/database.ts";
import { insertReservationMessage } from "../db/messages.ts";
import { beginningReservationsQuery, reservationIsOpen } from "../db/reservations.ts";
import { runBatch } from "../db/statements.ts";

const mostAtOnce = 200;
/** Minutes that a sweep has missed are made up for; a reminder later than that is none. */
const missedMs = 5 * 60_000;

/** Each minute; said again, it is the same message, whose time is that of the reminder. */
export async function remindOfReservations(db: Database, nowMs: number): Promise<void> {
  const untilMs = nowMs + limits.reservationReminderMs.most;
  const beginning = await beginningReservationsQuery(db, {
    afterMs: untilMs - missedMs,
    untilMs,
    limit: mostAtOnce,
  });
  const statements = beginning.flatMap(({ createdAtMs, ...reservation }) => {
    const { reservationId, connectorId, fromMs } = reservation;
    const atMs = fromMs - limits.reservationReminderMs.most;
    if (createdAtMs === null || createdAtMs > atMs) return [];
    const comeByMs = reservation.comeByMs ?? fromMs;
    const content = {
      kind: "reservationSoon",
      reservationId,
      connectorId,
      fromMs,
      comeByMs,
    } as const;
    const message = { atMs, content };
    return [insertReservationMessage(db, message, reservationIsOpen(reservationId))];
  });
  await runBatch(db, statements);
}
