// What a driver is told of a connector: the charger's report, the platform's use of it, and time.
import type { ConnectorState } from "../contract/stations.ts";
import type { ReportedStatus } from "./events.ts";
import { bookingAt } from "./bookings.ts";
import { isClosedAt } from "./closed.ts";
import type { Connector, PileState, Reservation } from "./pileState.ts";
import { isWantedOut } from "./wishes.ts";

const whenFree: Record<ReportedStatus, ConnectorState> = {
  Available: "available",
  Preparing: "plugged",
  Charging: "occupied",
  SuspendedEVSE: "occupied",
  SuspendedEV: "occupied",
  Finishing: "occupied",
  Reserved: "reserved",
  Unavailable: "unavailable",
  Faulted: "faulted",
};

/** The staff's reservation that has the connector at this moment. */
export const reservationAt = (
  state: PileState,
  connectorId: number,
  nowMs: number,
): Reservation | undefined =>
  state.reservations.find(
    (reservation) =>
      reservation.connectorId === connectorId &&
      reservation.fromMs <= nowMs &&
      nowMs < reservation.untilMs,
  );

export function connectorStateOf(
  state: PileState,
  connector: Connector,
  nowMs: number,
): ConnectorState {
  if (!state.link.online) return "offline";
  const { reported, use } = connector;
  if (reported.status === "Faulted" || state.reported.status === "Faulted") return "faulted";
  if (use.kind !== "free") return "occupied";
  if (reported.status === null || state.reported.status === "Unavailable") return "unavailable";
  if (isClosedAt(state, nowMs) || isWantedOut(state, connector.connectorId)) return "unavailable";
  if (reported.status !== "Available" && reported.status !== "Preparing") {
    return whenFree[reported.status];
  }
  const { connectorId } = connector;
  const holder = reservationAt(state, connectorId, nowMs) ?? bookingAt(state, connectorId, nowMs);
  if (holder !== undefined) return "reserved";
  return whenFree[reported.status];
}

/** The fault to show, the connector's own or the whole pile's; null while well. */
export function errorCodeOf(state: PileState, connector: Connector): string | null {
  for (const reported of [connector.reported, state.reported]) {
    if (reported.status === "Faulted") return reported.errorCode;
  }
  return null;
}
