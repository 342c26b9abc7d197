// A reservation that its driver gives up, and those that their Piles have forgotten.
import type { CancelBookingRefusal } from "../../core/charging/pileApi.ts";
import type { ProblemCode } from "../../core/contract/problems.ts";
import { err, ok, type Result } from "../../core/result.ts";
import {
  overdueReservationsQuery,
  reservationKeysQuery,
  type ReservationKey,
} from "../db/reservations.ts";
import { runBatch } from "../db/statements.ts";
import { logError } from "../http/errors.ts";
import { askPile, type Desk } from "./desk.ts";
import { endStatements } from "./endReservation.ts";

const cancelProblems = {
  reservation_not_found: null,
  reservation_not_cancellable: "reservation_not_cancellable",
  unavailable: "unavailable",
} as const satisfies Record<CancelBookingRefusal["code"] | "unavailable", ProblemCode | null>;

/** Again is harmless; one that has ended stays as it ended. */
export async function cancelReservation(
  desk: Desk,
  { reservationId, nowMs }: { readonly reservationId: string; readonly nowMs: number },
): Promise<Result<null, { readonly code: ProblemCode }>> {
  const [row] = await reservationKeysQuery(desk.db, [reservationId]);
  if (row === undefined) return err({ code: "reservation_not_found" });
  if (row.endedBy !== null) return ok(null);
  const refused = await end(desk, row, { by: "driver", nowMs });
  return refused === null ? ok(null) : err({ code: refused });
}

/** A Pile that knows nothing of it gives nothing for it: all goes back. */
async function end(
  desk: Desk,
  row: ReservationKey,
  { by, nowMs }: { readonly by: "driver" | "records"; readonly nowMs: number },
): Promise<ProblemCode | null> {
  const { reservationId, pileId } = row;
  const cancelled = await askPile(desk, pileId, (pile) =>
    pile.cancelReservation({ reservationId, by }),
  );
  if (!cancelled.ok) {
    const problem = cancelProblems[cancelled.error.code];
    if (problem !== null) return problem;
  }
  const ended = cancelled.ok ? cancelled.value : { end: "not_confirmed" as const, orderId: null };
  await runBatch(desk.db, endStatements(desk.db, row, { ...ended, atMs: nowMs }));
  return null;
}

/** Long enough for a Pile's facts to have come. */
const overdueMs = 600_000;
const mostAtOnce = 50;

/** Each hour those are ended that nobody has spoken of: no deposit stays for ever. */
export async function sweepReservations(desk: Desk, nowMs: number): Promise<void> {
  const overdue = await overdueReservationsQuery(desk.db, {
    untilMs: nowMs - overdueMs,
    limit: mostAtOnce,
  });
  for (const row of overdue) {
    try {
      await end(desk, row, { by: "records", nowMs });
    } catch (error) {
      logError("sweep left one for later", error, { what: "reservation" });
    }
  }
}
