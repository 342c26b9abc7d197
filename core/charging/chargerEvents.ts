// A charger's message, decided: the next state, the answer it is given, and what is to be done.
import { limits } from "../limits.ts";
import { advance } from "../ocpp/callQueue.ts";
import type { ReceivedResponse } from "../ocpp/receive.ts";
import { unreachable } from "../result.ts";
import { availabilityAfterLink } from "./availability.ts";
import { letIn } from "./bookingCare.ts";
import { commandsEnded, wantedSettings } from "./commandEnds.ts";
import { noteBoot, noteFirmware } from "./device.ts";
import type { AuthorizationStatus, ChargerAnswer, ChargerEvent } from "./events.ts";
import { finishCommand, issue, markSent, type FinishedCommand } from "./issueCommand.ts";
import { sessionOf, type PileState } from "./pileState.ts";
import { doubtMs } from "./session.ts";
import { statusReported } from "./statusReport.ts";
import { metered } from "./metering.ts";
import { transactionStopped } from "./stops.ts";
import { isStaffTag, knownStarter, transactionStarted, type CardAnswer } from "./transactions.ts";
import {
  addFact,
  applyQueue,
  beginTurn,
  endTurn,
  setUse,
  type Circumstances,
  type Decision,
  type Turn,
} from "./turn.ts";

/** What the records said, where `cardQuestion` had something to ask; null when they were out of reach. */
export type RecordsAnswer =
  | {
      readonly kind: "authorization";
      readonly status: AuthorizationStatus;
      readonly expiresAtMs: number | null;
    }
  | { readonly kind: "card"; readonly card: CardAnswer };

/** What has to be asked of the records before an event can be decided; null: nothing. */
export function cardQuestion(
  state: PileState,
  event: ChargerEvent,
): "authorizeCard" | "openCardOrder" | null {
  if (event.kind === "transactionStarted") {
    return knownStarter(state, event) === null ? "openCardOrder" : null;
  }
  if (event.kind !== "authorizationAsked") return null;
  return isOwnTag(state, event.idTag) ? null : "authorizeCard";
}

/** A tag the pile knows by itself: an order's, a running session's, one made for staff. */
const isOwnTag = (state: PileState, idTag: string): boolean =>
  state.connectors.some((connector) => {
    if (connector.use.kind === "starting" && connector.use.idTag === idTag) return true;
    const session = sessionOf(connector);
    return session !== null && session.idTag === idTag && session.owner.kind !== "nobody";
  }) || isStaffTag(state, idTag);

export function chargerSaid(
  state: PileState,
  event: ChargerEvent,
  input: { readonly records: RecordsAnswer | null } & Circumstances,
): Decision & { readonly answer: ChargerAnswer } {
  const turn = beginTurn(state, input);
  const answer = answerTo(turn, event, input.records);
  markSent(turn);
  return { ...endTurn(turn), answer };
}

function answerTo(turn: Turn, event: ChargerEvent, records: RecordsAnswer | null): ChargerAnswer {
  switch (event.kind) {
    case "booted":
      booted(turn, event);
      return {
        kind: "boot",
        status: "Accepted",
        intervalS: limits.heartbeatIntervalS.most,
        nowMs: turn.nowMs,
      };
    case "heartbeat":
      return { kind: "time", nowMs: turn.nowMs };
    case "statusReported":
      statusReported(turn, event);
      return { kind: "empty" };
    case "authorizationAsked":
      return authorization(turn, event.idTag, records);
    case "transactionStarted":
      return transactionStarted(turn, event, records?.kind === "card" ? records.card : null);
    case "metered":
      metered(turn, event);
      return { kind: "empty" };
    case "transactionStopped":
      return transactionStopped(turn, event);
    case "dataTransferred":
      return { kind: "dataTransfer", status: "UnknownVendorId", data: null };
    case "firmwareStatusReported":
      noteFirmware(turn, event.status);
      return { kind: "empty" };
    case "diagnosticsStatusReported":
      if (event.status !== "Idle") {
        addFact(turn, { kind: "diagnosticsStatus", status: event.status, atMs: turn.nowMs });
      }
      return { kind: "empty" };
    default:
      return unreachable(event);
  }
}

function authorization(turn: Turn, idTag: string, records: RecordsAnswer | null): ChargerAnswer {
  if (isOwnTag(turn.state, idTag)) {
    return { kind: "authorization", status: "Accepted", expiresAtMs: null };
  }
  // Without the records nobody can say who pays: nothing has been delivered yet, so it may be refused.
  if (records?.kind !== "authorization") {
    return { kind: "authorization", status: "Invalid", expiresAtMs: null };
  }
  if (records.status === "Accepted") letInByCard(turn, idTag);
  return records;
}

/** The charger was told of one card of the driver's; here is another. */
function letInByCard(turn: Turn, idTag: string): void {
  for (const booking of turn.state.bookings) {
    const [told, ...others] = booking.idTags;
    if (told !== idTag && others.includes(idTag)) letIn(turn, booking);
  }
}

function booted(turn: Turn, event: Extract<ChargerEvent, { kind: "booted" }>): void {
  const { vendor, model, serialNumber, firmwareVersion } = event;
  const identity = { vendor, model, serialNumber, firmwareVersion };
  // Who waits for an update has to know that it booted, even if it is what it was.
  const isUpdating = turn.state.device.firmwareStatus !== null;
  noteBoot(turn);
  availabilityAfterLink(turn, { hasBooted: true });
  if (isUpdating || JSON.stringify(turn.state.identity) !== JSON.stringify(identity)) {
    turn.state = { ...turn.state, identity };
    addFact(turn, { kind: "identified", ...identity, atMs: turn.nowMs });
  }
  for (const { use, connectorId } of turn.state.connectors) {
    if (use.kind !== "charging") continue;
    const doubt = {
      reason: "ChargerRebooted",
      untilMs: turn.nowMs + doubtMs.ChargerRebooted,
    } as const;
    setUse(turn, connectorId, { kind: "charging", session: { ...use.session, doubt } });
  }
  issue(turn, {
    command: { kind: "getConfiguration", keys: Object.keys(wantedSettings) },
    purpose: { kind: "readSettings" },
    askedBy: "platform",
  });
}

/** The charger's answer to a command of ours. */
export function chargerResponded(
  state: PileState,
  response: ReceivedResponse,
  circumstances: Circumstances,
): Decision {
  const turn = beginTurn(state, circumstances);
  const step = advance(
    state.queue,
    { kind: "responded", response },
    { version: turn.version, nowMs: turn.nowMs },
  );
  const finished = applyQueue(turn, step).flatMap(({ commandId, outcome }) =>
    finishCommand(turn, commandId, outcome),
  );
  commandsEnded(turn, finished);
  markSent(turn);
  if (isUnderWay(turn, state, finished)) {
    turn.durable = false;
    turn.rides = true;
  }
  return endTurn(turn);
}

/**
 * The charger has taken the platform's own start or stop, and nothing else follows yet. Where a
 * crash forgets that it did, the call counts as lost with its socket, and its deadline decides.
 */
const isUnderWay = (
  { state, effects }: Turn,
  before: PileState,
  finished: readonly FinishedCommand[],
): boolean =>
  state.counters.fact === before.counters.fact &&
  effects.every(({ kind }) => kind !== "send") &&
  finished.every(({ purpose }) => purpose.kind === "startOrder" || purpose.kind === "stopSession");
