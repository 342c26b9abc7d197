// A charger's word on a connector or on itself, and what follows: faults, doubts, the car's leaving.
import type { ChargerEvent } from "./events.ts";
import { endReservation, failHeldOrder } from "./commandEnds.ts";
import { endIdling } from "./endSession.ts";
import { connectorOf, type Connector, type Reported } from "./pileState.ts";
import { doubtMs } from "./session.ts";
import { addFact, setConnector, setUse, type Turn } from "./turn.ts";

type StatusReported = Extract<ChargerEvent, { kind: "statusReported" }>;

export function statusReported(turn: Turn, event: StatusReported): void {
  if (event.connectorId === 0) {
    noteFault(turn, event, turn.state.reported);
    turn.state = { ...turn.state, reported: reportedBy(event) };
    if (event.status === "Faulted") {
      for (const { connectorId } of turn.state.connectors) failHeldOrder(turn, connectorId);
    }
    return;
  }
  const connector = connectorOf(turn.state, event.connectorId);
  if (connector === undefined) return;
  noteFault(turn, event, connector.reported);
  const now = { ...connector, reported: reportedBy(event) };
  setConnector(turn, now);
  if (event.status === "Faulted") connectorFailed(turn, event.connectorId);
  useAfter(turn, now, event);
}

const reportedBy = ({ status, errorCode, atMs }: StatusReported): Reported => ({
  status,
  errorCode,
  sinceMs: atMs,
});

const isFault = ({ status, errorCode }: Pick<Reported, "status" | "errorCode">): boolean =>
  status === "Faulted" || errorCode !== "NoError";

/** A fault is one stretch of one error code: what follows another closes it. */
function noteFault(turn: Turn, event: StatusReported, before: Reported): void {
  const { connectorId, errorCode, vendorErrorCode, info, atMs } = event;
  const goesOn = isFault(before) && isFault(event) && before.errorCode === errorCode;
  if (goesOn) return;
  if (isFault(before)) addFact(turn, { kind: "faultClosed", connectorId, atMs });
  if (isFault(event)) {
    addFact(turn, { kind: "faultOpened", connectorId, errorCode, vendorErrorCode, info, atMs });
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
      const ends = event.status === "Available" || event.status === "Faulted";
      if (!ends && use.session.doubt?.reason !== "ReportedAvailable") return;
      const reason = "ReportedAvailable";
      const doubt = ends ? ({ reason, untilMs: turn.nowMs + doubtMs[reason] } as const) : null;
      setUse(turn, connectorId, { kind: "charging", session: { ...use.session, doubt } });
      return;
    }
    case "free":
    case "held":
      return;
  }
}
