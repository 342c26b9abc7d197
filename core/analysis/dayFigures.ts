// A station's figures of civil days from what is stored of it: whole each time, so that doing it again
// gives the same. What lies outside the days is left out; what crosses an hour is split.
import { outcomeOf } from "../charging/reservationOutcome.ts";
import { ReservationEnd } from "../contract/reservations.ts";
import type { CivilDate } from "../pricing/zonedTime.ts";
import { billPieces } from "./billPieces.ts";
import { dayOf } from "./civilHours.ts";
import { addHour, connectorIn, dayAt, piecesIn, type Days, type DaysFigures } from "./days.ts";
import type {
  ConnectorFact,
  DemandFact,
  FaultFact,
  ReservationFact,
  SessionFact,
  StationFacts,
} from "./facts.ts";
import {
  bucketOf,
  energyBucketsKwh,
  minuteBuckets,
  noDeviceFigures,
  noFigures,
  type Figures,
  type HourMeasure,
} from "./figures.ts";

const MINUTE_MS = 60_000;

/** @param untilMs where the last day is not over */
export function dayFigures(
  facts: StationFacts,
  dates: readonly CivilDate[],
  untilMs = Number.POSITIVE_INFINITY,
): DaysFigures {
  const { timeZone } = facts;
  const figures = new Map(dates.map((date) => [date, noFigures()] as const));
  const spans = dates.map((date) => dayOf(date, timeZone));
  const span = {
    fromMs: Math.min(...spans.map(({ fromMs }) => fromMs)),
    toMs: Math.min(untilMs, Math.max(...spans.map(({ toMs }) => toMs))),
  };
  const days = { timeZone, figures, span };
  addService(days, facts.connectors);
  for (const session of facts.sessions) addSession(days, session);
  addOrders(days, facts);
  for (const reservation of facts.reservations) addReservation(days, reservation);
  for (const fault of facts.faults) addFault(days, fault, facts.connectors);
  for (const demand of facts.demand) addDemand(days, demand);
  return figures;
}

function addAt(days: Days, atMs: number, measure: HourMeasure, what: number): void {
  const at = dayAt(days, atMs);
  if (at !== null) addHour(at.day, { hour: at.hour }, measure, what);
}

const deviceIn = ({ devices }: Figures, device: string) => (devices[device] ??= noDeviceFigures());

/** Most connectors have been in service for longer than the days: their hours are cut once for all. */
function addService(days: Days, connectors: readonly ConnectorFact[]): void {
  const bySince = Map.groupBy(connectors, ({ sinceMs }) => Math.max(sinceMs, days.span.fromMs));
  for (const [fromMs, alike] of bySince) {
    const piles = [...new Map(alike.map((connector) => [connector.pileId, connector])).values()];
    const dayMs = new Map<Figures, number>();
    for (const { day, piece, ms } of piecesIn(days, { fromMs, toMs: days.span.toMs })) {
      addHour(day, piece, "serviceMs", ms * alike.length);
      dayMs.set(day, (dayMs.get(day) ?? 0) + ms);
    }
    for (const [day, ms] of dayMs) {
      for (const connector of alike) connectorIn(day, connector).serviceMs += ms;
      for (const { device } of piles) deviceIn(day, device).pileMs += ms;
    }
  }
}

const leftAt = ({ endedAtMs, leftAtMs }: SessionFact): number =>
  Math.max(endedAtMs, leftAtMs ?? endedAtMs);

function addSession(days: Days, session: SessionFact): void {
  const { startedAtMs, orderId, meterStartWh, meterStopWh } = session;
  const began = dayAt(days, startedAtMs);
  if (began !== null) {
    addHour(began.day, began, "sessions", 1);
    connectorIn(began.day, session).sessions += 1;
    if (orderId === null) {
      began.day.unbilled.sessions += 1;
      began.day.unbilled.energyWh += Math.max(0, meterStopWh - meterStartWh);
    }
  }
  for (const { day, piece, ms } of piecesIn(days, {
    fromMs: startedAtMs,
    toMs: leftAt(session),
  })) {
    addHour(day, piece, "takenMs", ms);
    connectorIn(day, session).takenMs += ms;
  }
}

/** How long the meter rose. */
export function chargingMsOf({ readings }: Pick<SessionFact, "readings">): number {
  let ms = 0;
  let before = readings[0];
  for (const reading of readings) {
    if (before !== undefined && reading[1] > before[1]) ms += reading[0] - before[0];
    before = reading;
  }
  return ms;
}

function addOrders(days: Days, { orders, lines, sessions }: StationFacts): void {
  const linesOf = Map.groupBy(lines, ({ orderId }) => orderId);
  const sessionOf = new Map(sessions.map((session) => [session.orderId, session]));
  for (const order of orders) {
    if (order.open === null) {
      const made = dayAt(days, order.createdAtMs);
      const how = order.totalFen === null ? (order.failure ?? order.state) : "settled";
      if (made !== null) {
        made.day.outcomes[how] = (made.day.outcomes[how] ?? 0) + 1;
        made.day.origins[order.origin] += 1;
      }
    }
    if (order.totalFen === null) continue;
    const session = sessionOf.get(order.orderId) ?? null;
    const began = dayAt(days, session?.startedAtMs ?? order.startedAtMs ?? order.createdAtMs);
    if (began !== null) began.day.ways[order.paymentWay].orders += 1;
    if (began !== null && session !== null) addStay(began.day, session, order.energyWh);
    billPieces(days, { order, session, lines: linesOf.get(order.orderId) ?? [] });
  }
}

function countIn(buckets: number[], at: number): void {
  buckets[at] = (buckets[at] ?? 0) + 1;
}

function addStay({ stays }: Figures, session: SessionFact, energyWh: number): void {
  const dwellMs = leftAt(session) - session.startedAtMs;
  const chargingMs = chargingMsOf(session);
  stays.charges += 1;
  stays.dwellMs += dwellMs;
  stays.chargingMs += chargingMs;
  countIn(stays.energyBuckets, bucketOf(energyWh / 1_000, energyBucketsKwh));
  countIn(stays.dwellBuckets, bucketOf(dwellMs / MINUTE_MS, minuteBuckets));
  countIn(stays.chargingBuckets, bucketOf(chargingMs / MINUTE_MS, minuteBuckets));
}

/** It counts at the begin of its slot; its fee and what not coming cost are revenue of that hour. */
function addReservation(days: Days, reservation: ReservationFact): void {
  const at = dayAt(days, reservation.fromMs);
  const end = ReservationEnd.options.find((one) => one === reservation.endedBy);
  if (at === null || end === undefined) return;
  const { day } = at;
  day.reservations[end] = (day.reservations[end] ?? 0) + 1;
  const chargedFen = reservation.chargedFen ?? 0;
  const noShowFen = outcomeOf[end].noShow ? (reservation.noShowFeeFen ?? 0) : 0;
  day.revenue.noShow += noShowFen;
  day.revenue.reservation += chargedFen - noShowFen;
  addHour(day, at, "revenueFen", chargedFen);
}

/** A fault of the whole pile is a fault of each connector. One that stands open is open all day. */
function addFault(days: Days, fault: FaultFact, connectors: readonly ConnectorFact[]): void {
  const opened = dayAt(days, fault.openedAtMs);
  if (opened !== null) {
    const { faultCodes } = opened.day;
    faultCodes[fault.errorCode] = (faultCodes[fault.errorCode] ?? 0) + 1;
    deviceIn(opened.day, fault.device).faults += 1;
  }
  const hit = connectors.filter(
    ({ pileId, connectorId }) =>
      pileId === fault.pileId && (fault.connectorId === 0 || fault.connectorId === connectorId),
  );
  const span = { fromMs: fault.openedAtMs, toMs: fault.closedAtMs ?? days.span.toMs };
  for (const { day, piece, ms } of piecesIn(days, span)) {
    deviceIn(day, fault.device).faultMs += ms;
    for (const connector of hit) {
      addHour(day, piece, "faultMs", ms);
      connectorIn(day, connector).faultMs += ms;
    }
  }
}

function addDemand(days: Days, { hourMs, joined, waitedMs, refused }: DemandFact): void {
  addAt(days, hourMs, "joined", joined);
  addAt(days, hourMs, "waitedMs", waitedMs);
  addAt(days, hourMs, "refused", refused);
}
