// What staff ask of a pile: each request becomes one OCPP command with a record to follow.
import type { CommandRecord } from "../contract/admin/commands.ts";
import { err, ok, type Result } from "../result.ts";
import { wish } from "./availability.ts";
import type { Command } from "./commands.ts";
import { isUnreserved } from "./bookings.ts";
import { connectorStateOf } from "./connectorState.ts";
import { commandsEnded } from "./commandEnds.ts";
import { issue, recordOf } from "./issueCommand.ts";
import type { CommandRefusal, CommandRequest } from "./pileApi.ts";
import { connectorOf, type CommandPurpose, type PileState } from "./pileState.ts";
import { rememberStop } from "./orders.ts";
import { beginTurn, endTurn, type Circumstances, type Decision, type Turn } from "./turn.ts";

export type StaffRequest = {
  readonly commandId: string;
  readonly request: CommandRequest;
  readonly askedBy: string;
};

/** Sends one command; the same `commandId` again answers with its record. */
export function staffCommand(
  state: PileState,
  { commandId, request, askedBy }: StaffRequest,
  circumstances: Circumstances,
): Result<Decision & { readonly record: CommandRecord }, CommandRefusal> {
  const turn = beginTurn(state, circumstances);
  const before = recordOf(turn, commandId);
  if (before !== undefined) return ok({ ...endTurn(turn), record: before });
  const refusal = refusalOf(turn, request);
  if (refusal !== null) return err(refusal);
  const { command, purpose } = commandOf(turn, request);
  const issued = issue(turn, { command, purpose, askedBy, commandId });
  if (!issued.ok) return issued;
  if (request.kind === "stop") noteStop(turn, request.connectorId);
  if (request.kind === "setAvailability") wish(turn, request, { commandId, askedBy });
  commandsEnded(turn, issued.value.unsaid);
  // A restart that loses who asked for what would be found out by nobody.
  turn.durable = true;
  return ok({ ...endTurn(turn), record: issued.value.record });
}

function refusalOf(turn: Turn, request: CommandRequest): CommandRefusal | null {
  const { state, nowMs } = turn;
  if (!state.link.online) return { code: "pile_offline" };
  if (
    request.kind === "updateFirmware" &&
    state.connectors.some(({ use }) => use.kind !== "free")
  ) {
    return { code: "pile_busy" };
  }
  if (!("connectorId" in request) || request.connectorId === null || request.connectorId === 0) {
    return null;
  }
  const connector = connectorOf(state, request.connectorId);
  if (connector === undefined) return { code: "connector_not_found" };
  if (request.kind === "start" || request.kind === "reserve") {
    const told = connectorStateOf(state, connector, nowMs);
    if (request.kind === "reserve" && !isUnreserved(state, fromNow(request, nowMs))) {
      return { code: "connector_taken" };
    }
    return told === "available" || told === "plugged" ? null : { code: "connector_taken" };
  }
  const isOfCharge =
    request.kind === "stop" ||
    (request.kind === "setChargingProfile" && request.purpose === "TxProfile");
  if (isOfCharge && connector.use.kind !== "charging") {
    return { code: "transaction_not_found" };
  }
  return null;
}

const fromNow = (
  { connectorId, minutes }: { readonly connectorId: number; readonly minutes: number },
  nowMs: number,
) => ({ connectorId, fromMs: nowMs, untilMs: nowMs + minutes * 60_000 });

function commandOf(
  turn: Turn,
  request: CommandRequest,
): { readonly command: Command; readonly purpose: CommandPurpose } {
  switch (request.kind) {
    case "start": {
      const idTag = `OP${turn.state.link.generation}-${turn.state.counters.message}`;
      return {
        command: { kind: "start", connectorId: request.connectorId, idTag },
        purpose: { kind: "staff" },
      };
    }
    case "stop": {
      const use = connectorOf(turn.state, request.connectorId)?.use;
      const transactionId = use?.kind === "charging" ? use.session.transactionId : 0;
      return {
        command: { kind: "stop", transactionId },
        purpose: { kind: "stopSession", transactionId },
      };
    }
    case "setChargingProfile": {
      const use = connectorOf(turn.state, request.connectorId)?.use;
      const isOwn = request.purpose === "TxProfile" && use?.kind === "charging";
      const transactionId = isOwn ? use.session.transactionId : null;
      return { command: { ...request, transactionId }, purpose: { kind: "staff" } };
    }
    case "reserve": {
      const { connectorId, idTag, minutes } = request;
      const reservationId = turn.state.counters.reservation + 1;
      turn.state = {
        ...turn.state,
        counters: { ...turn.state.counters, reservation: reservationId },
      };
      const untilMs = turn.nowMs + minutes * 60_000;
      const reservation = { reservationId, connectorId, idTag, fromMs: turn.nowMs, untilMs };
      return {
        command: { kind: "reserve", connectorId, reservationId, idTag, expiresAtMs: untilMs },
        purpose: { kind: "reserve", reservation },
      };
    }
    case "cancelReservation":
      return {
        command: request,
        purpose: { kind: "cancelReservation", reservationId: request.reservationId },
      };
    case "setAvailability":
      return { command: request, purpose: { kind: "availability" } };
    default:
      return { command: request, purpose: { kind: "staff" } };
  }
}

/** From now on the platform sees to it that the stop is confirmed. */
function noteStop(turn: Turn, connectorId: number): void {
  const connector = connectorOf(turn.state, connectorId);
  if (connector?.use.kind !== "charging") return;
  rememberStop(turn, connector.use.session, "operator");
}
