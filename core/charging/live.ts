// What drivers and staff are shown of a Pile: projections of its state, nothing of their own.
import type { AdminSession } from "../contract/admin/piles.ts";
import type { PileSnapshot } from "./pileApi.ts";
import type { OrderFailure } from "../contract/orders.ts";
import type { LiveConnector, LiveOrder, LivePile } from "../contract/live.ts";
import { limits } from "../limits.ts";
import { shownWishes } from "./availability.ts";
import { energyForAmount } from "../pricing/estimate.ts";
import type { z } from "zod/mini";
import {
  connectorOfOrder,
  orderOf,
  sessionOf,
  type Connector,
  type HeldOrder,
  type PileState,
  type Session,
} from "./pileState.ts";
import { costOf, energyOf, timeLimitOf } from "./session.ts";

export const liveConnector = ({ connectorId, told }: Connector): LiveConnector => ({
  connectorId,
  state: told.state,
  stateSinceMs: told.sinceMs,
  errorCode: told.errorCode,
});

export const livePile = (state: PileState): LivePile => ({
  pileId: state.profile.pileId,
  online: state.link.online,
  connectors: state.connectors.map(liveConnector),
});

/** The order as its driver sees it; null when it is not, or no longer, on this pile. */
export function liveOrder(state: PileState, orderId: string): LiveOrder | null {
  const connector = connectorOfOrder(state, orderId);
  const order = connector === undefined ? null : orderOf(connector);
  if (connector === undefined || order === null) return liveGivenUp(state, orderId);
  return liveOrderOn(state, connector, order);
}

/** The order as its connector has it. */
export function liveOrderOn(state: PileState, connector: Connector, order: HeldOrder): LiveOrder {
  const session = sessionOf(connector);
  return {
    ...nothingYet(state, order, connector.connectorId),
    ...(session === null ? stepOf(connector) : chargingOf(connector, session)),
  };
}

const cancellations: ReadonlySet<OrderFailure> = new Set([
  "cancelled_by_driver",
  "cancelled_by_operator",
  "payment_expired",
]);

/** An order that was given up lately: what happened, before the records have it. */
function liveGivenUp(state: PileState, orderId: string): LiveOrder | null {
  const over = state.givenUp.find((one) => one.orderId === orderId);
  if (over === undefined) return null;
  const cancelled = cancellations.has(over.failure);
  return {
    ...nothingYet(state, { orderId, prepaidFen: 0 }, over.connectorId),
    state: cancelled ? "cancelled" : "start_failed",
    failure: over.failure,
  };
}

const nothingYet = (
  state: PileState,
  { orderId, prepaidFen }: Pick<HeldOrder, "orderId" | "prepaidFen">,
  connectorId: number,
): LiveOrder => ({
  orderId,
  connectorId,
  state: "paying",
  step: null,
  startedAtMs: null,
  sampledAtMs: null,
  energyWh: 0,
  powerW: null,
  voltageV: null,
  currentA: null,
  socPercent: null,
  electricityFen: 0,
  serviceFen: 0,
  otherFen: 0,
  totalFen: 0,
  prepaidFen,
  remainingS: null,
  pileOnline: state.link.online,
  stopReason: null,
  failure: null,
});

function stepOf({ use, reported }: Connector): Partial<LiveOrder> {
  if (use.kind !== "starting") return {};
  if (!use.accepted) return { state: "starting", step: "waitingForPile" };
  // 1.6 chargers also report Preparing for the start alone, with no cable in: only one from before
  // the start tells of a cable, and "plug in" misleads nobody for the moment until the charge begins.
  const startedAtMs = use.deadlineMs - limits.startTimeoutMs.most;
  const isPlugged = reported.status !== "Available" && reported.sinceMs < startedAtMs;
  return { state: "starting", step: isPlugged ? "starting" : "waitingForCable" };
}

function chargingOf({ use, maxPowerW }: Connector, session: Session): Partial<LiveOrder> {
  const cost = costOf(session);
  const { last, startedAtMs } = session;
  const ended = use.kind === "idling";
  const otherFen = cost === null ? 0 : cost.totalFen - cost.electricityFen - cost.serviceFen;
  return {
    state: ended ? "finishing" : "charging",
    startedAtMs,
    sampledAtMs: last.atMs,
    energyWh: energyOf(session),
    powerW: ended ? 0 : last.powerW,
    voltageV: last.voltageV,
    currentA: ended ? 0 : last.currentA,
    socPercent: last.socPercent,
    electricityFen: cost?.electricityFen ?? 0,
    serviceFen: cost?.serviceFen ?? 0,
    otherFen,
    totalFen: cost?.totalFen ?? 0,
    remainingS: ended ? 0 : remainingOf(session, maxPowerW),
    stopReason: ended ? use.stop.reason : null,
  };
}

/** By the limit that comes first at the present power; null where no sample tells the power. */
function remainingOf(session: Session, maxPowerW: number): number | null {
  const { owner, last, running } = session;
  const timeMs = timeLimitOf(session);
  const byTime = timeMs === null ? Infinity : (timeMs - last.atMs) / 1000;
  if (owner.kind !== "order" || last.powerW === null || last.powerW < 100) {
    return byTime === Infinity ? null : Math.max(0, Math.round(byTime));
  }
  const powerW = Math.min(last.powerW, maxPowerW);
  const secondsFor = (energyWh: number): number => (energyWh * 3600) / powerW;
  const { limit, prepaidFen, terms } = owner;
  const byMoney = energyForAmount({
    ...terms,
    idle: null,
    fromMs: last.atMs,
    powerW,
    running,
    amountFen: prepaidFen,
    marginFen: 0,
  });
  const byEnergy = limit.kind === "energy" ? limit.energyWh - energyOf(session) : Infinity;
  const seconds = Math.min(byTime, secondsFor(byMoney), secondsFor(byEnergy));
  return Number.isFinite(seconds) ? Math.max(0, Math.round(seconds)) : null;
}

const adminSessions = (state: PileState): z.infer<typeof AdminSession>[] =>
  state.connectors.flatMap((connector) => {
    const order = orderOf(connector);
    const session = sessionOf(connector);
    if (order === null && session === null) return [];
    return [
      {
        orderId: order?.orderId ?? null,
        connectorId: connector.connectorId,
        transactionId: session?.transactionId ?? null,
        state: session?.owner.kind === "nobody" ? "unowned" : connector.use.kind,
        startedAtMs: session?.startedAtMs ?? null,
        energyWh: session === null ? 0 : energyOf(session),
        powerW: session?.last.powerW ?? null,
        socPercent: session?.last.socPercent ?? null,
        totalFen: (session === null ? null : costOf(session))?.totalFen ?? 0,
      },
    ];
  });

/** Those that staff made, and drivers' by the tag that the charger knows. */
const reservationsOf = ({ reservations, bookings }: PileState): PileSnapshot["reservations"] => [
  ...reservations,
  ...bookings.map(({ idTags: [idTag], reservationId, connectorId, untilMs }) => ({
    reservationId,
    connectorId,
    idTag,
    untilMs,
  })),
];

/** What staff see of the pile, newest command first. */
export function pileSnapshot(state: PileState, lastSeenMs: number | null): PileSnapshot {
  const { rotatedAtMs, previous } = state.credential;
  return {
    live: livePile(state),
    lastSeenMs,
    ocppVersion: state.link.online ? state.link.subprotocol : null,
    device: state.device,
    availability: shownWishes(state),
    trace: state.trace,
    sessions: adminSessions(state),
    reservations: reservationsOf(state),
    commands: state.commands.map(({ record }) => record).toReversed(),
    credential: { rotatedAtMs, previousValidUntilMs: previous?.validUntilMs ?? null },
    quarantined: state.quarantine.length,
  };
}
