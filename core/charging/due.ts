// Time: everything a Pile does because a moment has come, and when the next such moment is.
import { limits } from "../limits.ts";
import { advance } from "../ocpp/callQueue.ts";
import { availabilityDue, dueOfAvailability } from "./availability.ts";
import { dueOfBookings, seeToBookings } from "./bookingCare.ts";
import { dueOfClosures } from "./closed.ts";
import { commandsEnded, endReservation } from "./commandEnds.ts";
import { closeSession, endIdling } from "./endSession.ts";
import { finishCommand, markSent } from "./issueCommand.ts";
import { goOffline, lossDueMs, tellLoss } from "./link.ts";
import { failStart, seeToStop } from "./orders.ts";
import { connectorOf, type Connector, type PileState, type Session } from "./pileState.ts";
import { silenceMs, stopAttempts, timeLimitOf } from "./session.ts";
import { dueOfTrace, traceDue } from "./trace.ts";
import {
  applyQueue,
  beginTurn,
  endTurn,
  type Circumstances,
  type Decision,
  type Turn,
} from "./turn.ts";

export type DueTime = { readonly name: string; readonly atMs: number };

/** Every moment the pile waits for, by name; the one alarm rings for the first of them. */
export function dueTimes(
  state: PileState,
  { lastSeenMs, nowMs }: { readonly lastSeenMs: number; readonly nowMs: number },
): readonly DueTime[] {
  const due: DueTime[] = state.connectors.flatMap((connector) => dueOfUse(state, connector));
  for (const { reservationId, fromMs, untilMs } of state.reservations) {
    // Its begin asks for nothing but to be told; once past it must not ring for ever.
    if (fromMs > nowMs) due.push({ name: `reservation ${reservationId} begins`, atMs: fromMs });
    due.push({ name: `reservation ${reservationId} ends`, atMs: untilMs });
  }
  due.push(...dueOfBookings(state, nowMs), ...dueOfClosures(state, nowMs));
  due.push(...dueOfAvailability(state));
  due.push(...dueOfTrace(state, nowMs).map((atMs) => ({ name: "trace", atMs })));
  const { open, waiting } = state.queue;
  if (open !== null) due.push({ name: `call ${open.commandId}`, atMs: open.dueAtMs });
  for (const { commandId, expiresAtMs } of waiting) {
    due.push({ name: `command ${commandId}`, atMs: expiresAtMs });
  }
  if (state.link.online) {
    due.push({ name: "offline", atMs: lastSeenMs + limits.offlineAfterMs.most });
  }
  const lossMs = lossDueMs(state);
  if (lossMs !== null) due.push({ name: "loss of the link", atMs: lossMs });
  return due;
}

function dueOfUse({ link }: PileState, { connectorId, use }: Connector): DueTime[] {
  const at = (what: string, atMs: number): DueTime => ({
    name: `${what} on connector ${connectorId}`,
    atMs,
  });
  switch (use.kind) {
    case "free":
      return [];
    case "held":
      return [at("hold", use.untilMs)];
    case "starting":
      return [at("start", use.deadlineMs)];
    case "idling":
      return [at("idle time", use.untilMs)];
    case "charging":
      return dueOfSession(use.session, link.online).map(([what, atMs]) => at(what, atMs));
  }
}

function dueOfSession(session: Session, online: boolean): readonly (readonly [string, number])[] {
  const due: [string, number][] = [["silence", session.last.atMs + silenceMs]];
  if (session.doubt !== null) due.push(["doubt", session.doubt.untilMs]);
  // An offline charger is asked when it is back: these are past by then and ring at once.
  if (!online) return due;
  if (session.stopping !== null) due.push(["stop", session.stopping.againAtMs]);
  const limitMs = timeLimitOf(session);
  if (limitMs !== null) due.push(["limit", limitMs]);
  return due;
}

/** Does what is due. Called early or twice it does nothing. */
export function timeCame(
  state: PileState,
  input: { readonly lastSeenMs: number } & Circumstances,
): Decision {
  const turn = beginTurn(state, input);
  if (state.link.online && input.lastSeenMs + limits.offlineAfterMs.most <= turn.nowMs) {
    goOffline(turn);
    turn.effects.push({ kind: "disconnect", reason: "no message for too long" });
  }
  const step = advance(
    turn.state.queue,
    { kind: "due" },
    { version: turn.state.link.online ? turn.version : null, nowMs: turn.nowMs },
  );
  const finished = applyQueue(turn, step);
  commandsEnded(
    turn,
    finished.flatMap(({ commandId, outcome }) => finishCommand(turn, commandId, outcome)),
  );
  for (const { connectorId } of state.connectors) useDue(turn, connectorId);
  for (const { reservationId, untilMs } of turn.state.reservations) {
    if (untilMs <= turn.nowMs) endReservation(turn, reservationId, "expired");
  }
  commandsEnded(turn, availabilityDue(turn));
  seeToBookings(turn);
  traceDue(turn);
  tellLoss(turn);
  markSent(turn);
  return endTurn(turn);
}

function useDue(turn: Turn, connectorId: number): void {
  const connector = connectorOf(turn.state, connectorId);
  if (connector === undefined) return;
  const { use } = connector;
  switch (use.kind) {
    case "free":
      return;
    case "held":
      if (use.untilMs <= turn.nowMs) failStart(turn, connectorId, "payment_expired");
      return;
    case "starting":
      if (use.deadlineMs > turn.nowMs) return;
      failStart(turn, connectorId, turn.state.link.online ? "start_timed_out" : "pile_offline");
      return;
    case "idling":
      if (use.untilMs <= turn.nowMs) endIdling(turn, connector, use.untilMs);
      return;
    case "charging":
      sessionDue(turn, connector, use.session);
  }
}

function sessionDue(turn: Turn, connector: Connector, session: Session): void {
  const { nowMs } = turn;
  const { doubt, stopping, last } = session;
  if (doubt !== null && doubt.untilMs <= nowMs) {
    closeSession(turn, connector, { session, reason: doubt.reason });
    return;
  }
  if (last.atMs + silenceMs <= nowMs) {
    closeSession(turn, connector, { session, reason: "StoppedReporting" });
    return;
  }
  if (!turn.state.link.online) return;
  const limitMs = timeLimitOf(session);
  if (limitMs !== null && limitMs <= nowMs) {
    seeToStop(turn, session, "limit");
    return;
  }
  if (stopping === null || stopping.againAtMs > nowMs) return;
  // While samples come the energy goes on to be counted; without them nothing tells that it flows.
  if (stopping.attempts >= stopAttempts && last.atMs <= stopping.askedAtMs) {
    closeSession(turn, connector, { session, reason: "StopNotConfirmed" });
    return;
  }
  seeToStop(turn, session, stopping.by);
}
