// Months of an operator's life from one number: stations in two zones, charges of every kind, starts
// that failed, reservations, faults and drivers who found nothing free. Readings stand at the quarter
// hours in whole Wh, so that what an hour took is known without rounding.
import { ulid } from "ulid";
import { bill, type Bill } from "../../../core/pricing/bill.ts";
import { ReservationEnd } from "../../../core/contract/reservations.ts";
import { outcomeOf } from "../../../core/charging/reservationOutcome.ts";
import { insertRows } from "../../../dev/seed/insert.ts";
import { unmetDemand } from "../../../worker/db/tables/analysis.ts";
import { billLines, orders, reservations, sessions } from "../../../worker/db/tables/orders.ts";
import { faults } from "../../../worker/db/tables/stations.ts";
import { chanceOf } from "../../support/aCity.ts";
import {
  aDriver,
  anOperator,
  aPile,
  aStation,
  aTariff,
  aTwoPriceTariffContent,
} from "../../support/builders.ts";
import { db, env } from "../http/support.ts";

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export type History = Awaited<ReturnType<typeof makeHistory>>;
export type RawOrder = typeof orders.$inferInsert;
export type RawSession = typeof sessions.$inferInsert;

const content = aTwoPriceTariffContent({
  startFeeFen: 50,
  idle: { graceMinutes: 15, fenPerMinute: 20, capFen: 3_000 },
  discounts: [{ membership: "gold", electricityBasisPoints: 250, serviceBasisPoints: 2_000 }],
});
const zones = ["Asia/Shanghai", "Asia/Shanghai", "Europe/Berlin"];
const models = [
  { vendor: "甲", model: "DC-120", firmwareVersion: "1.0" },
  { vendor: "甲", model: "DC-120", firmwareVersion: "1.1" },
  { vendor: "Bolt|Co", model: "AC-7", firmwareVersion: null },
];
const ends = ReservationEnd.options;
const failures = ["payment_expired", "start_timed_out", "connector_faulted"] as const;

/** @param days from `fromMs`, which is a midnight in Shanghai. */
export async function makeHistory(fromMs: number, days: number, perDay: number) {
  const chance = chanceOf(11);
  const upTo = (most: number): number => Math.floor(chance() * most);
  const { operatorId } = await anOperator(db);
  const { tariffId } = await aTariff(db, { operatorId, content });
  const stations = [];
  for (const timeZone of zones) {
    const { stationId } = await aStation(db, {
      operatorId,
      tariffId,
      timeZone,
      createdAtMs: fromMs,
    });
    const piles = [];
    for (let at = 0; at < 3; at += 1) {
      // The last pile comes later than the others.
      const createdAtMs = at === 2 ? fromMs + 20 * DAY_MS + 5 * HOUR_MS : fromMs;
      const connectors = at === 0 ? [{}, {}] : [{}];
      const pile = { operatorId, stationId, createdAtMs, connectors, ...models[at] };
      piles.push({ ...(await aPile(db, pile)), device: models[at]! });
    }
    stations.push({ stationId, timeZone, piles });
  }
  const drivers = [];
  for (let at = 0; at < 12; at += 1) drivers.push((await aDriver(db)).driverId);
  const raw = {
    orders: [] as RawOrder[],
    sessions: [] as RawSession[],
    lines: [] as (typeof billLines.$inferInsert)[],
    reservations: [] as (typeof reservations.$inferInsert)[],
    faults: [] as (typeof faults.$inferInsert)[],
    demand: [] as (typeof unmetDemand.$inferInsert)[],
  };
  const place = { operatorId, tariffId, drivers, stations };
  const times = Array.from({ length: days * perDay }, () =>
    Math.floor(fromMs + chance() * days * DAY_MS),
  ).toSorted((a, b) => a - b);
  for (const time of times) {
    const station = stations[upTo(stations.length)]!;
    const pile = station.piles[upTo(station.piles.length)]!;
    const kind = chance();
    const atMs = time - (time % QUARTER_MS);
    const connectorId = 1 + upTo(pile.connectors.length);
    const where = { station, pile, connectorId, atMs };
    if (kind < 0.72) addCharge(raw, place, where, chance);
    else if (kind < 0.78) addFailure(raw, place, where, chance);
    else if (kind < 0.86) addReservation(raw, place, where, chance);
    else if (kind < 0.91) addFault(raw, place, where, chance);
    else if (kind < 0.94) raw.sessions.push(sessionOf(where, null, chance));
    else addDemand(raw, where, chance);
  }
  await insertHistory(raw);
  return { ...raw, fromMs, days, operatorId, tariffId, stations, drivers };
}

type Raw = Pick<History, "orders" | "sessions" | "lines" | "reservations" | "faults" | "demand">;
type Place = Pick<History, "operatorId" | "tariffId" | "drivers" | "stations">;
type Where = {
  readonly station: Place["stations"][number];
  readonly pile: Place["stations"][number]["piles"][number];
  readonly connectorId: number;
  readonly atMs: number;
};
type Chance = () => number;

export async function insertHistory(raw: Raw): Promise<void> {
  const database: Parameters<typeof insertRows>[0] = Object(env.DB);
  await database.batch([
    ...insertRows(database, orders, raw.orders),
    ...insertRows(database, sessions, raw.sessions),
    ...insertRows(database, billLines, raw.lines),
    ...insertRows(database, reservations, raw.reservations),
    ...insertRows(database, faults, raw.faults),
    ...insertRows(database, unmetDemand, raw.demand),
  ]);
}

let transactions = 0;

function sessionOf(where: Where, orderId: string | null, chance: Chance): RawSession {
  const quarters = 1 + Math.floor(chance() * (chance() < 0.03 ? 60 : 9));
  const pauses = chance() < 0.3;
  let wh = Math.floor(chance() * 1e6);
  const readings: [number, number][] = [[where.atMs, wh]];
  for (let quarter = 1; quarter <= quarters; quarter += 1) {
    // A car that is full, or waits for the valley, draws nothing.
    wh += pauses && quarter % 3 === 0 ? 0 : 1 + Math.floor(chance() * 15_000);
    readings.push([where.atMs + quarter * QUARTER_MS, wh]);
  }
  const [first, last] = [readings[0]!, readings.at(-1)!];
  transactions += 1;
  return {
    sessionId: `${where.pile.pileId}:${transactions}`,
    orderId,
    pileId: where.pile.pileId,
    connectorId: where.connectorId,
    transactionId: transactions,
    idTag: "TAG",
    startedAtMs: first[0],
    endedAtMs: last[0],
    leftAtMs: chance() < 0.4 ? last[0] + Math.ceil(chance() * 100) * MINUTE_MS : null,
    meterStartWh: first[1],
    meterStopWh: last[1],
    stopReason: "Local",
    readings,
    anomalies: [],
  };
}

/** A settled order as the platform would have written it. */
export function addCharge(raw: Raw, place: Place, where: Where, chance: Chance): RawOrder {
  const { operatorId, tariffId, drivers } = place;
  const createdAtMs = where.atMs - 40_000;
  const orderId = ulid(createdAtMs, chance);
  const session = sessionOf(where, orderId, chance);
  const membership = chance() < 0.3 ? "gold" : null;
  const leftAtMs = session.leftAtMs ?? null;
  const billed: Bill = bill({
    tariff: content,
    timeZone: where.station.timeZone,
    membership,
    idle: leftAtMs === null ? null : { fromMs: session.endedAtMs, toMs: leftAtMs },
    meter: session.readings.map(([atMs, registerWh]) => ({ atMs, registerWh })),
  });
  const order: RawOrder = {
    orderId,
    operatorId,
    tariffId,
    tariffVersion: 1,
    stationId: where.station.stationId,
    pileId: where.pile.pileId,
    connectorId: where.connectorId,
    driverId: chance() < 0.05 ? null : drivers[Math.floor(chance() ** 2 * drivers.length)]!,
    origin: chance() < 0.8 ? "app" : "card",
    state: "settled",
    open: null,
    chargeLimit: { kind: "full" },
    paymentWay: (["wechatpay", "alipay", "balance"] as const)[Math.floor(chance() * 3)]!,
    prepaidFen: 20_000,
    membership,
    createdAtMs,
    paidAtMs: createdAtMs + 5_000,
    startedAtMs: session.startedAtMs,
    endedAtMs: session.endedAtMs,
    energyWh: billed.energyWh,
    electricityFen: billed.electricityFen,
    serviceFen: billed.serviceFen,
    idleFen: billed.idleFen,
    startFen: billed.startFen,
    reservationFen: 0,
    discountFen: billed.discountFen,
    totalFen: billed.totalFen,
  };
  raw.orders.push(order);
  raw.sessions.push(session);
  billed.lines.forEach(({ periodKind: period, ...line }, at) =>
    raw.lines.push({ ...line, orderId, line: at + 1, period }),
  );
  return order;
}

function addFailure(raw: Raw, place: Place, where: Where, chance: Chance): void {
  const { operatorId, tariffId, drivers } = place;
  raw.orders.push({
    orderId: ulid(where.atMs, chance),
    operatorId,
    tariffId,
    tariffVersion: 1,
    stationId: where.station.stationId,
    pileId: where.pile.pileId,
    connectorId: where.connectorId,
    driverId: drivers[0]!,
    origin: "app",
    state: "start_failed",
    open: null,
    failure: failures[Math.floor(chance() * failures.length)]!,
    chargeLimit: { kind: "full" },
    paymentWay: "wechatpay",
    prepaidFen: 5_000,
    createdAtMs: where.atMs,
  });
}

function addReservation(raw: Raw, place: Place, where: Where, chance: Chance): void {
  const endedBy = ends[Math.floor(chance() * ends.length)]!;
  const { fee, noShow, state } = outcomeOf[endedBy];
  raw.reservations.push({
    reservationId: ulid(where.atMs - HOUR_MS, chance),
    pileId: where.pile.pileId,
    connectorId: where.connectorId,
    driverId: place.drivers[1]!,
    idTag: "TAG",
    fromMs: where.atMs,
    untilMs: where.atMs + HOUR_MS,
    state,
    operatorId: place.operatorId,
    stationId: where.station.stationId,
    feeFen: 200,
    noShowFeeFen: 700,
    chargedFen: (fee ? 200 : 0) + (noShow ? 700 : 0),
    endedBy,
    createdAtMs: where.atMs - HOUR_MS,
    endedAtMs: where.atMs,
  });
}

function addFault(raw: Raw, place: Place, where: Where, chance: Chance): void {
  const connectorId = chance() < 0.3 ? 0 : where.connectorId;
  const lasts = Math.ceil(chance() * 3_000) * MINUTE_MS;
  raw.faults.push({
    faultId: `${where.pile.pileId}:${connectorId}:${where.atMs}`,
    operatorId: place.operatorId,
    pileId: where.pile.pileId,
    connectorId,
    errorCode: chance() < 0.5 ? "GroundFailure" : "HighTemperature",
    ...where.pile.device,
    openedAtMs: where.atMs,
    closedAtMs: chance() < 0.02 ? null : where.atMs + lasts,
  });
}

function addDemand(raw: Raw, where: Where, chance: Chance): void {
  const hourMs = where.atMs - (where.atMs % HOUR_MS);
  const { stationId } = where.station;
  if (raw.demand.some((one) => one.stationId === stationId && one.hourMs === hourMs)) return;
  raw.demand.push({
    stationId,
    hourMs,
    joined: Math.floor(chance() * 3),
    waitedMs: Math.floor(chance() * HOUR_MS),
    refused: Math.floor(chance() * 4),
  });
}
