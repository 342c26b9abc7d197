// The demonstration's past: weeks of charges in the city, ending some minutes before now, the same
// again for the same instant.
import type { OrderFailure } from "../../../core/contract/orders.ts";
import { Random } from "../../charger/random.ts";
import type { DemoPile } from "../city/piles.ts";
import type { DemoTariff } from "../city/tariffs.ts";
import { Books } from "./books.ts";
import { makeDemand } from "./demand.ts";
import { makeFaults } from "./faults.ts";
import { OrderBook } from "./orders.ts";
import { makeDrivers } from "./people.ts";
import { popularStations } from "./popular.ts";
import { makeReservations } from "./reservations.ts";
import { arrivalTimes, visitAt, type Bay } from "./visits.ts";

const DAY_MS = 86_400_000;
const HISTORY_DAYS = 75;
const ORDERS_A_DAY = 150;
/** The part of the drivers who come to the popular stations. */
const POPULAR_SHARE = 0.75;
const FAULTS_A_DAY = 1.2;
/** Shanghai keeps one time all year. */
const ZONE_MS = 8 * 3_600_000;
const RANDOM_SEED = 20_261_122;

const failures: readonly [OrderFailure, ...OrderFailure[]] = [
  "payment_expired",
  "payment_expired",
  "cancelled_by_driver",
  "start_timed_out",
  "start_timed_out",
  "start_rejected",
  "connector_faulted",
];

export type HistoryInput = {
  readonly nowMs: number;
  readonly piles: readonly (DemoPile & { readonly tariffId: string })[];
  readonly tariffs: readonly DemoTariff[];
  readonly days?: number;
};

const midnightBefore = (atMs: number): number =>
  Math.floor((atMs + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;

export function makeHistory({ nowMs, piles, tariffs, days = HISTORY_DAYS }: HistoryInput) {
  const random = new Random(RANDOM_SEED);
  const fromMs = midnightBefore(nowMs) - days * DAY_MS;
  const drivers = makeDrivers(random, fromMs);
  const books = new Books(random);
  for (const { driverId, createdAtMs, topUpsFen } of drivers) {
    topUpsFen.forEach((fen, at) => books.topUp(driverId, fen, createdAtMs + (at + 1) * 600_000));
  }
  const tariffAt = tariffFinder(tariffs, nowMs);
  const orderBook = new OrderBook({ random, books, tariffAt });
  const bays = piles.flatMap((pile) => baysOf(pile, random));
  const popular = popularStations(piles);
  const popularBays = bays.filter(({ pile }) => popular.has(pile.stationId));
  const guests = drivers
    .filter((driver) => driver.isRegular)
    .map((driver) => ({ driver, freeFromMs: 0 }));
  const span = { fromMs, toMs: nowMs };
  for (const atMs of arrivalTimes(random, { ...span, perDay: ORDERS_A_DAY })) {
    const there = random.next() < POPULAR_SHARE ? popularBays : bays;
    const visit = visitAt(random, atMs, { bays: there, guests });
    if (visit === null) continue;
    const fails = random.next() < 0.045 && atMs + 15 * 60_000 < nowMs;
    if (fails) orderBook.failed(visit, random.pick(failures));
    else orderBook.charged(visit, nowMs);
  }
  const streetDrivers = drivers.filter(({ card }) => card?.idTag.startsWith("STREET") === true);
  const reservations = makeReservations(new Random(RANDOM_SEED + 1), {
    books,
    orders: orderBook.orders,
    piles,
    driverIds: streetDrivers.map(({ driverId }) => driverId),
    ...span,
  });
  return {
    fromMs,
    drivers,
    reservations,
    demand: makeDemand(new Random(RANDOM_SEED + 2), piles, span),
    bays,
    faults: makeFaults(random, piles, { ...span, perDay: FAULTS_A_DAY }),
    orders: orderBook.orders,
    sessions: orderBook.sessions,
    billLines: orderBook.billLines,
    billed: orderBook.billed,
    payments: books.payments,
    refunds: books.refunds,
    // By time: the database moves the balances entry by entry, and refuses an overdraft.
    entries: books.entries.toSorted((a, b) => a.atMs - b.atMs),
  };
}

export type History = ReturnType<typeof makeHistory>;

/** When a version came into force, as epoch milliseconds. */
export const validFromMs = ({ validSinceDays }: DemoTariff, nowMs: number): number =>
  validSinceDays === null ? 0 : midnightBefore(nowMs) - validSinceDays * DAY_MS;

function tariffFinder(tariffs: readonly DemoTariff[], nowMs: number) {
  return (tariffId: string, atMs: number) => {
    const inForce = tariffs
      .filter(({ content }) => content.id === tariffId)
      .filter((tariff) => validFromMs(tariff, nowMs) <= atMs);
    const newest = inForce.toSorted((a, b) => b.content.version - a.content.version)[0];
    if (newest === undefined) throw new Error(`no version of ${tariffId} at ${atMs}`);
    return newest.content;
  };
}

/** A pile that has stood there for a while: its meters do not begin at nought. */
function baysOf(pile: HistoryInput["piles"][number], random: Random): Bay[] {
  return Array.from({ length: pile.connectors }, (_, at) => ({
    pile,
    connectorId: at + 1,
    tariffId: pile.tariffId,
    registerWh: Math.floor(random.between(1, pile.currentType === "AC" ? 12 : 90) * 1_000_000),
    freeFromMs: 0,
  }));
}
