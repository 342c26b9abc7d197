// The drivers' reservations of an operator's pile.
import { adminListReservations } from "../../../../core/contract/admin/reservations.ts";
import { err, ok } from "../../../../core/result.ts";
import { adminPileQuery } from "../../../db/adminPiles.ts";
import { dbOf } from "../../../db/database.ts";
import { reservationsOfPileQuery, reservationView } from "../../../db/reservations.ts";
import type { App } from "../../context.ts";
import { pageOfRows } from "../../page.ts";
import { serveStaff } from "../../serve.ts";

export function adminReservationRoutes(app: App): void {
  serveStaff(app, adminListReservations, async ({ env, input, staff }) => {
    const db = dbOf(env);
    const { pileId, limit, cursor } = input;
    const { operatorId } = staff;
    const pile = await adminPileQuery(db, { operatorId, pileId }).get();
    if (pile === undefined) return err({ code: "pile_not_found" });
    const before = beforeOf(cursor);
    const rows = await reservationsOfPileQuery(db, { pileId, before, limit: limit + 1 });
    const page = pageOfRows(rows, limit, ({ row }) => `${row.fromMs}:${row.reservationId}`);
    const items = page.items.map((row) => ({
      ...reservationView(row),
      driverName: row.driverName,
    }));
    return ok({ ...page, items });
  });
}

/** A cursor that is none of ours begins anew. */
function beforeOf(
  cursor: string | undefined,
): { readonly fromMs: number; readonly reservationId: string } | null {
  const [, fromMs, reservationId] = /^(\d{1,15}):(.+)$/.exec(cursor ?? "") ?? [];
  if (fromMs === undefined || reservationId === undefined) return null;
  return { fromMs: Number(fromMs), reservationId };
}
