// A charger's word on a connector or on itself, and what follows: faults, doubts, the car's leaving.
import type { ChargerEvent } from "./events.ts";
import { seeToBookings } from "./bookingCare.ts";
import { endReservation, failHeldOrder } from "./commandEnds.ts";
import { noteDevice } from "./device.ts";
import { endIdling } from "./endSession.ts";
import { connectorOf, orderOf, type Connector, type Reported, type Session } from "./pileState.ts";
import { doubtMs } from "./session.ts";
import { addFact, setConnector, setUse, type Turn } from "./turn.ts";

type StatusReported = Extract<ChargerEvent, { kind: "statusReported" }>;

export function statusReported(turn: Turn, event: StatusReported): void {
  noteDevice(turn, event);
  if (event.connectorId === 0) {
    noteFault(turn, event, turn.state.reported);
    turn.rides ||= isNews(event, turn.state.reported);
    turn.state = { ...turn.state, reported: reportedBy(event) };
    if (event.status === "Faulted") {
      for (const { connectorId } of turn.state.connectors) connectorFailed(turn, connectorId);
    }
    seeToBookings(turn);
    return;
  }
  const connector = connectorOf(turn.state, event.connectorId);
  if (connector === undefined) return;
  noteFault(turn, event, connector.reported);
  // A charger says it once: what it said must be known after a sleep. What it changes for anybody
  // but the charger is told, and stored with that.
  turn.rides ||= isNews(event, connector.reported);
  const now = { ...connector, reported: reportedBy(event) };
  setConnector(turn, now);
  if (event.status === "Faulted") connectorFailed(turn, event.connectorId);
  useAfter(turn, now, event);
  seeToBookings(turn);
}

const reportedBy = ({ status, errorCode, atMs }: StatusReported): Reported => ({
  status,
  errorCode,
  sinceMs: atMs,
});

const isNews = (
  { status, errorCode }: StatusReported,
  before: Pick<Reported, "status" | "errorCode">,
): boolean => status !== before.status || errorCode !== before.errorCode;

export const isFault = ({ status, errorCode }: Pick<Reported, "status" | "errorCode">): boolean =>
  status === "Faulted" || errorCode !== "NoError";

const isOutage = ({ status }: Pick<Reported, "status">): boolean => status === "Faulted";

/** A fault is one stretch of one error code, the connector usable or not: what follows another closes it. */
function noteFault(turn: Turn, event: StatusReported, before: Reported): void {
  const { connectorId, errorCode, vendorErrorCode, info, atMs } = event;
  const goesOn =
    isFault(before) &&
    isFault(event) &&
    before.errorCode === errorCode &&
    isOutage(before) === isOutage(event);
  if (goesOn) return;
  if (isFault(before)) addFact(turn, { kind: "faultClosed", connectorId, atMs });
  if (isFault(event)) {
    const connector = connectorOf(turn.state, connectorId);
    const order = connector?.use.kind === "charging" ? orderOf(connector) : null;
    addFact(turn, {
      kind: "faultOpened",
      connectorId,
      errorCode,
      vendorErrorCode,
      info,
      atMs,
      ...(order !== null && { duringOrder: order.orderId }),
      ...(!isOutage(event) && { isUsable: true }),
    });
  }
}

function connectorFailed(turn: Turn, connectorId: number): void {
  failHeldOrder(turn, connectorId);
  for (const reservation of turn.state.reservations) {
    if (reservation.connectorId === connectorId) {
      endReservation(turn, reservation.reservationId, "cancelled");
    }
  }
}

function useAfter(turn: Turn, connector: Connector, event: StatusReported): void {
  const { use, connectorId } = connector;
  switch (use.kind) {
    case "idling":
      if (event.status !== "Finishing" && event.status !== "Charging") {
        endIdling(turn, connector, event.atMs);
      }
      return;
    case "starting":
      if (connectorOf(turn.state, connectorId)?.use.kind === "starting") {
        turn.effects.push({ kind: "tellOrder", orderId: use.order.orderId });
      }
      return;
    case "charging": {
      const doubt = doubtAfter(use.session.doubt, event, turn.nowMs);
      if (doubt === use.session.doubt) return;
      setUse(turn, connectorId, { kind: "charging", session: { ...use.session, doubt } });
      return;
    }
    case "free":
    case "held":
      return;
  }
}

const endsBy = { Available: "ReportedAvailable", Faulted: "ReportedFaulted" } as const;

/** A repeated report does not put the end off; one that says the contrary takes it back. */
function doubtAfter(
  doubt: Session["doubt"],
  { status }: StatusReported,
  nowMs: number,
): Session["doubt"] {
  if (status === "Available" || status === "Faulted") {
    const reason = endsBy[status];
    return doubt?.reason === reason ? doubt : { reason, untilMs: nowMs + doubtMs[reason] };
  }
  const isByReport = doubt?.reason === "ReportedAvailable" || doubt?.reason === "ReportedFaulted";
  return isByReport ? null : doubt;
}
