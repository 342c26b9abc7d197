// Drivers' reservations for operators: the list of a pile.
import * as z from "zod/mini";
import { Cursor, pageOf, pageSize, PileId } from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { Reservation } from "../reservations.ts";

/** The driver appears by a name that says nothing else of him. */
export const AdminReservation = z.extend(Reservation, { driverName: z.nullable(z.string()) });
export type AdminReservation = z.infer<typeof AdminReservation>;

export const adminListReservations = endpoint({
  method: "GET",
  path: "/api/v1/admin/piles/:pileId/reservations",
  access: "staff",
  tag: "Operations",
  summary: "The drivers' reservations of a pile, the latest slot first",
  input: z.object({ pileId: PileId, limit: pageSize(), cursor: z.optional(Cursor) }),
  output: pageOf(AdminReservation),
  problems: ["pile_not_found"],
});
