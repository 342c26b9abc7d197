// A driver's reservations: what is free, reserve, list, read, cancel.
import {
  cancelReservation,
  createReservation,
  getReservation,
  listReservations,
  listSlots,
  type Reservation,
} from "../../../core/contract/reservations.ts";
import { limits } from "../../../core/limits.ts";
import { offsetsBetween } from "../../../core/pricing/zonedTime.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import { offerQuery } from "../../db/orders.ts";
import {
  ownReservationQuery,
  reservationsOfDriverQuery,
  reservationView,
} from "../../db/reservations.ts";
import * as cancelling from "../../reservations/cancelReservation.ts";
import * as creating from "../../reservations/createReservation.ts";
import { askPile, deskOf, type Desk } from "../../reservations/desk.ts";
import type { App } from "../context.ts";
import { pageOfRows } from "../page.ts";
import { serve, serveDriver } from "../serve.ts";

export function reservationRoutes(app: App): void {
  serve(app, listSlots, async ({ env, input: { pileId }, nowMs }) => {
    const desk = deskOf(env);
    const offer = await offerQuery(desk.db, { pileId, connectorId: 1, atMs: nowMs }).get();
    if (offer === undefined) return err({ code: "pile_not_found" });
    const terms = offer.tariff?.content.reservation ?? null;
    const longestMs = limits.reservationMs.most;
    const clocks = offsetsBetween(nowMs, nowMs + limits.reservationAheadMs.most, offer.timeZone);
    if (terms === null) return ok({ terms, clocks, longestMs, connectors: [] });
    const slots = await askPile(desk, pileId, (pile) => pile.slots());
    if (!slots.ok) return slots;
    const connectors = slots.value.map((one) => ({ ...one, slots: [...one.slots] }));
    return ok({ terms: { ...terms }, clocks, longestMs, connectors });
  });
  serveDriver(app, createReservation, async ({ env, input, driver, nowMs, idempotencyKey }) => {
    const desk = deskOf(env);
    const { driverId } = driver;
    const wanted = { ...input, driverId, nowMs, idempotencyKey };
    const created = await creating.createReservation(desk, wanted);
    return created.ok ? own(desk, { reservationId: created.value, driverId }) : created;
  });
  serveDriver(app, listReservations, async ({ env, input, driver }) => {
    const { limit, cursor: before } = input;
    const filter = { driverId: driver.driverId, before, limit: limit + 1 };
    const rows = await reservationsOfDriverQuery(deskOf(env).db, filter);
    const page = pageOfRows(rows, limit, ({ row }) => row.reservationId);
    return ok({ ...page, items: page.items.map(reservationView) });
  });
  serveDriver(app, getReservation, async ({ env, input, driver }) =>
    own(deskOf(env), { ...input, driverId: driver.driverId }),
  );
  serveDriver(app, cancelReservation, async ({ env, input, driver, nowMs }) => {
    const desk = deskOf(env);
    const mine = { ...input, driverId: driver.driverId };
    const before = await own(desk, mine);
    if (!before.ok) return before;
    const cancelled = await cancelling.cancelReservation(desk, { ...input, nowMs });
    return cancelled.ok ? own(desk, mine) : cancelled;
  });
}

async function own(
  { db }: Desk,
  mine: { readonly reservationId: string; readonly driverId: string },
): Promise<Result<Reservation, { readonly code: "reservation_not_found" }>> {
  const row = await ownReservationQuery(db, mine).get();
  return row === undefined ? err({ code: "reservation_not_found" }) : ok(reservationView(row));
}
