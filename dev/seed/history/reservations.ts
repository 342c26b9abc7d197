// Reservations of the past: some that their drivers used, with the order of the charge, and some of
// the street's drivers that were cancelled, or to which nobody came.
import { ulid } from "ulid";
import { outcomeOf } from "../../../core/charging/reservationOutcome.ts";
import type { ReservationEnd } from "../../../core/contract/reservations.ts";
import type { orders, reservations } from "../../../worker/db/tables/orders.ts";
import type { Random } from "../../charger/random.ts";
import type { DemoPile } from "../city/piles.ts";
import type { Books } from "./books.ts";

type Row = typeof reservations.$inferInsert;

const MINUTE_MS = 60_000;
const SLOT_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const USED_SHARE = 0.06;
const OTHERS_A_DAY = 1.4;

const others: readonly [ReservationEnd, ...ReservationEnd[]] = [
  "cancelled",
  "cancelled",
  "cancelled_late",
  "no_show",
  "no_show",
  "connector_failed",
];

type Made = {
  readonly books: Books;
  readonly orders: readonly (typeof orders.$inferInsert)[];
  readonly piles: readonly DemoPile[];
  /** With money enough, who charge by card alone. */
  readonly driverIds: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
};

export function makeReservations(random: Random, made: Made): Row[] {
  return [...usedOnes(random, made), ...otherOnes(random, made)];
}

/** They cost nothing, so no money moved. */
function usedOnes(random: Random, { orders }: Made): Row[] {
  return orders
    .filter(({ state, origin }) => state === "settled" && origin === "app")
    .filter(() => random.next() < USED_SHARE)
    .map((order): Row => {
      const fromMs = order.createdAtMs - (order.createdAtMs % SLOT_MS);
      const createdAtMs = fromMs - Math.floor(random.between(20, 180)) * MINUTE_MS;
      return {
        ...rowOf(random, { ...order, fromMs, createdAtMs, driverId: order.driverId ?? null }),
        ...ended("used", { feeFen: 0, noShowFeeFen: 0, endedAtMs: order.startedAtMs ?? fromMs }),
        orderId: order.orderId,
      };
    });
}

function otherOnes(random: Random, { books, piles, driverIds, fromMs, toMs }: Made): Row[] {
  const count = Math.round(((toMs - fromMs) / DAY_MS) * OTHERS_A_DAY);
  return Array.from({ length: count }, (): Row => {
    const pile = piles[Math.floor(random.next() * piles.length)];
    const driverId = driverIds[Math.floor(random.next() * driverIds.length)];
    if (pile === undefined || driverId === undefined) throw new Error("nobody to reserve anything");
    const atMs = Math.floor(random.between(fromMs + DAY_MS, toMs - 4 * HOUR_MS));
    const slotMs = atMs - (atMs % SLOT_MS);
    const createdAtMs = slotMs - Math.floor(random.between(30, 180)) * MINUTE_MS;
    const end = random.pick(others);
    const endedAtMs = end === "no_show" ? slotMs + SLOT_MS : slotMs - 5 * MINUTE_MS;
    const fees = { feeFen: 200, noShowFeeFen: 1_000 };
    const connectorId = 1 + Math.floor(random.next() * pile.connectors);
    const row = rowOf(random, { ...pile, connectorId, fromMs: slotMs, createdAtMs, driverId });
    books.reserve({
      ...fees,
      reservationId: row.reservationId,
      operatorId: pile.operatorId,
      driverId,
      costs: outcomeOf[end],
      heldAtMs: createdAtMs,
      endedAtMs,
    });
    return { ...row, ...ended(end, { ...fees, endedAtMs }) };
  });
}

function rowOf(
  random: Random,
  of: Pick<Row, "pileId" | "connectorId" | "driverId" | "fromMs" | "operatorId" | "stationId"> & {
    readonly createdAtMs: number;
  },
) {
  const { pileId, connectorId, driverId, fromMs, operatorId, stationId, createdAtMs } = of;
  return {
    reservationId: ulid(createdAtMs, () => random.next()),
    idTag: "",
    pileId,
    connectorId,
    driverId,
    operatorId,
    stationId,
    fromMs,
    untilMs: fromMs + HOUR_MS,
    heldFromMs: fromMs - 10 * MINUTE_MS,
    comeByMs: fromMs + SLOT_MS,
    createdAtMs,
  };
}

function ended(
  endedBy: ReservationEnd,
  of: { readonly feeFen: number; readonly noShowFeeFen: number; readonly endedAtMs: number },
) {
  const { state, fee, noShow } = outcomeOf[endedBy];
  const chargedFen = (fee ? of.feeFen : 0) + (noShow ? of.noShowFeeFen : 0);
  return { ...of, endedBy, state, chargedFen };
}
