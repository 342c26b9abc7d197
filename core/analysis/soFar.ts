// A day that is not over, up to one of its full hours: what had ended by then, and the time that
// connectors had been taken. The same whenever it is asked, unless something is told late.
import { civilTime } from "../pricing/zonedTime.ts";
import type { OrderFact, SessionFact, StationFacts } from "./facts.ts";

const MINUTE_MS = 60_000;

/** The begin of the civil hour of an instant. */
export function hourStartMs(atMs: number, timeZone: string): number {
  const { minuteOfDay, offsetMs } = civilTime(atMs, timeZone);
  return atMs - ((atMs + offsetMs) % MINUTE_MS) - (minuteOfDay % 60) * MINUTE_MS;
}

/**
 * What is known of an instant. A charge that still ran stands there with the time it had taken; its
 * energy and money, and how its order ended, come with its end.
 */
export function factsUntil(facts: StationFacts, untilMs: number): StationFacts {
  const metered = new Set(facts.sessions.map(({ orderId }) => orderId));
  const running = facts.orders
    .filter(({ open, orderId }) => open !== null && !metered.has(orderId))
    .flatMap((order) => runningSession(order, untilMs));
  return {
    ...facts,
    orders: facts.orders.filter(
      ({ createdAtMs, endedAtMs }) => Math.max(createdAtMs, endedAtMs ?? 0) < untilMs,
    ),
    sessions: [...facts.sessions, ...running].flatMap((session) => sessionUntil(session, untilMs)),
    reservations: facts.reservations.filter(({ fromMs }) => fromMs < untilMs),
    faults: facts.faults
      .filter(({ openedAtMs }) => openedAtMs < untilMs)
      .map((fault) => ({ ...fault, closedAtMs: Math.min(fault.closedAtMs ?? untilMs, untilMs) })),
    demand: facts.demand.filter(({ hourMs }) => hourMs < untilMs),
  };
}

function runningSession(order: OrderFact, untilMs: number): SessionFact[] {
  const { orderId, pileId, connectorId, startedAtMs } = order;
  if (startedAtMs === null) return [];
  return [
    {
      orderId,
      pileId,
      connectorId,
      startedAtMs,
      endedAtMs: untilMs,
      leftAtMs: null,
      meterStartWh: 0,
      meterStopWh: 0,
      readings: [],
    },
  ];
}

function sessionUntil(session: SessionFact, untilMs: number): SessionFact[] {
  const { orderId, startedAtMs, endedAtMs, leftAtMs } = session;
  if (startedAtMs >= untilMs) return [];
  // Of one without an order, the meter is known when it has ended.
  if (endedAtMs >= untilMs && orderId === null) return [];
  return [
    {
      ...session,
      endedAtMs: Math.min(endedAtMs, untilMs),
      leftAtMs: leftAtMs === null ? null : Math.min(leftAtMs, untilMs),
    },
  ];
}
