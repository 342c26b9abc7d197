// A charger's transactions: who pays for one that starts, and which one a stop or a sample means.
import { limits } from "../limits.ts";
import { unreachable } from "../result.ts";
import type { AuthorizationStatus, ChargerAnswer, ChargerEvent } from "./events.ts";
import { closeSession, endIdling, stopSession } from "./endSession.ts";
import { reservationAt } from "./connectorState.ts";
import type { CardOrder } from "./facts.ts";
import { askToStop, failStart } from "./orders.ts";
import {
  connectorOf,
  orderOf,
  sessionOf,
  startTagOf,
  type Connector,
  type Owner,
  type PileState,
  type Session,
} from "./pileState.ts";
import { keepSamples, reconciled } from "./metering.ts";
import { beginSession, meterSession } from "./session.ts";
import { addFact, quarantine, setUse, type Turn } from "./turn.ts";

type Started = Extract<ChargerEvent, { kind: "transactionStarted" }>;
type Stopped = Extract<ChargerEvent, { kind: "transactionStopped" }>;

/** What the records said of the card that a start names. */
export type CardAnswer =
  | { readonly status: "Accepted"; readonly order: CardOrder }
  | { readonly status: Exclude<AuthorizationStatus, "Accepted"> };

type KnownStarter =
  | { readonly kind: "again"; readonly transactionId: number }
  | { readonly kind: "order"; readonly connector: Connector }
  | { readonly kind: "operator" }
  | {
      readonly kind: "refused";
      readonly status: Exclude<AuthorizationStatus, "Accepted">;
      readonly reason: string;
    };

/** A charger that retries a start says the same, under a new message id. */
const startKeyOf = ({ connectorId, idTag, atMs, clock, meterStartWh }: Started): string =>
  JSON.stringify([connectorId, idTag, clock?.said ?? atMs, meterStartWh]);

/** Who starts, where the pile knows it by itself; null: the records have to be asked for the card. */
export function knownStarter(state: PileState, event: Started, nowMs: number): KnownStarter | null {
  const startKey = startKeyOf(event);
  const sessions = state.connectors.map(sessionOf).filter((session) => session !== null);
  const again = [...sessions, ...state.ended].find((one) => one.startKey === startKey);
  if (again !== undefined) return { kind: "again", transactionId: again.transactionId };
  const starting = state.connectors.find(
    ({ use }) => use.kind === "starting" && use.idTag === event.idTag,
  );
  if (starting !== undefined) return { kind: "order", connector: starting };
  if (state.givenUp.some(({ orderId }) => startTagOf(orderId) === event.idTag)) {
    return { kind: "refused", status: "Invalid", reason: "start_after_order_was_given_up" };
  }
  const byStaff = state.commands.some(
    ({ record, purpose }) =>
      purpose.kind === "staff" &&
      record.command === "start" &&
      record.parameters["idTag"] === event.idTag,
  );
  if (byStaff) return { kind: "operator" };
  return connectorRefusal(state, event, nowMs);
}

/** A connector that is somebody's already lets no other card in. */
function connectorRefusal(state: PileState, event: Started, nowMs: number): KnownStarter | null {
  const connector = connectorOf(state, event.connectorId);
  if (connector === undefined) {
    return { kind: "refused", status: "Invalid", reason: "unknown_connector" };
  }
  // A start from before the hold, replayed by a charger that was offline, came first.
  const { use } = connector;
  if ((use.kind === "held" || use.kind === "starting") && event.atMs > connector.told.sinceMs) {
    return { kind: "refused", status: "ConcurrentTx", reason: "connector_held_by_an_order" };
  }
  const reservation = reservationAt(state, event.connectorId, nowMs);
  if (reservation !== undefined && reservation.idTag !== event.idTag) {
    return { kind: "refused", status: "Invalid", reason: "connector_reserved" };
  }
  return null;
}

export function transactionStarted(
  turn: Turn,
  event: Started,
  card: CardAnswer | null,
): ChargerAnswer {
  const starter = knownStarter(turn.state, event, turn.nowMs);
  if (starter?.kind === "again") {
    return { kind: "started", transactionId: starter.transactionId, status: "Accepted" };
  }
  // Money has been taken for an accepted card: it charges, whatever came in between.
  const { owner, status } = ownerOf(card?.status === "Accepted" ? null : starter, card);
  if (owner.kind === "order" && starter?.kind === "order") {
    setUse(turn, starter.connector.connectorId, { kind: "free" });
  }
  const transactionId = turn.state.counters.transaction + 1;
  turn.state = { ...turn.state, counters: { ...turn.state.counters, transaction: transactionId } };
  const connector = connectorOf(turn.state, event.connectorId);
  if (connector === undefined) {
    quarantine(turn, "start_on_unknown_connector", event, limits.quarantinedMessages.most);
    return { kind: "started", transactionId, status: "Invalid" };
  }
  const before = sessionOf(connector);
  if (connector.use.kind === "idling") endIdling(turn, connector, event.atMs);
  else if (before !== null) {
    closeSession(turn, connector, { session: before, reason: "ReplacedByNewSession" });
  }
  const session = beginSession({
    transactionId,
    connectorId: event.connectorId,
    idTag: event.idTag,
    startKey: startKeyOf(event),
    owner,
    startedAtMs: event.atMs,
    meterStartWh: event.meterStartWh,
  });
  charge(turn, session);
  useReservation(turn, event);
  if (owner.kind === "nobody") askToStop(turn, session, "platform");
  return { kind: "started", transactionId, status };
}

function charge(turn: Turn, session: Session): void {
  const held = connectorOf(turn.state, session.connectorId)?.use;
  if (held?.kind === "held" || held?.kind === "starting") {
    // Somebody else's energy flows here: the order that waits for this connector cannot have it.
    failStart(turn, session.connectorId, "connector_taken");
  }
  setUse(turn, session.connectorId, { kind: "charging", session });
  if (session.owner.kind !== "order") return;
  const { orderId } = session.owner;
  addFact(turn, { kind: "sessionStarted", orderId, startedAtMs: session.startedAtMs });
  turn.effects.push({ kind: "tellOrder", orderId });
}

function ownerOf(
  starter: Exclude<KnownStarter, { kind: "again" }> | null,
  card: CardAnswer | null,
): { readonly owner: Owner; readonly status: AuthorizationStatus } {
  switch (starter?.kind) {
    case "order": {
      const order = orderOf(starter.connector);
      if (order === null) throw new Error("a starting connector has an order");
      return { owner: { kind: "order", ...order }, status: "Accepted" };
    }
    case "operator":
      return { owner: { kind: "operator" }, status: "Accepted" };
    case "refused":
      return { owner: { kind: "nobody", reason: starter.reason }, status: starter.status };
    case undefined:
      break;
    default:
      return unreachable(starter);
  }
  if (card === null)
    return { owner: { kind: "nobody", reason: "records_out_of_reach" }, status: "Invalid" };
  if (card.status !== "Accepted") {
    return { owner: { kind: "nobody", reason: `card_${card.status}` }, status: card.status };
  }
  const { orderId, driverId, prepaidFen, terms } = card.order;
  const order = { orderId, driverId, limit: { kind: "full" }, prepaidFen, terms } as const;
  return { owner: { kind: "order", ...order }, status: "Accepted" };
}

function useReservation(turn: Turn, event: Started): void {
  const used = turn.state.reservations.find(
    ({ connectorId, idTag, reservationId }) =>
      connectorId === event.connectorId &&
      (idTag === event.idTag || reservationId === event.reservationId),
  );
  if (used === undefined) return;
  turn.state = {
    ...turn.state,
    reservations: turn.state.reservations.filter((one) => one !== used),
  };
  addFact(turn, { ...used, kind: "reservationChanged", state: "used" });
}

export function transactionStopped(turn: Turn, event: Stopped): ChargerAnswer {
  const answer = { kind: "stopped", status: event.idTag === null ? null : "Accepted" } as const;
  const found = stoppedConnector(turn.state, event);
  if (found === undefined) {
    const ended = turn.state.ended.find(
      ({ transactionId }) => transactionId === event.transactionId,
    );
    if (ended === undefined) {
      quarantine(turn, "stop_of_unknown_transaction", event, limits.quarantinedMessages.most);
    } else if (ended.closedBy === "platform" && ended.meterStopWh !== event.meterStopWh) {
      quarantine(turn, "stop_after_close", { event, ended }, limits.quarantinedMessages.most);
    }
    return answer;
  }
  const { connector, session } = found;
  const samples = reconciled(turn, connector, session, event.samples);
  keepSamples(turn, session, samples, true);
  let metered = session;
  for (const sample of samples) metered = meterSession(metered, sample);
  const stop = { atMs: event.atMs, meterStopWh: event.meterStopWh, reason: event.reason };
  const last = { atMs: event.atMs, registerWh: event.meterStopWh };
  metered = meterSession(metered, last);
  stopSession(turn, connector, { session: metered, stop });
  return answer;
}

/**
 * By its number, where the meter does not contradict it; else by tag and meter, where only one
 * session can be meant: firmware sends stops with -1, 0 or somebody else's number.
 */
function stoppedConnector(
  state: PileState,
  event: Stopped,
): { readonly connector: Connector; readonly session: Session } | undefined {
  const charging = state.connectors.flatMap((connector) =>
    connector.use.kind === "charging" ? [{ connector, session: connector.use.session }] : [],
  );
  const fits = ({ session }: { readonly session: Session }): boolean =>
    event.meterStopWh >= session.meterStartWh && event.atMs >= session.startedAtMs;
  const numbered = charging.find(({ session }) => session.transactionId === event.transactionId);
  if (numbered !== undefined && (fits(numbered) || charging.length === 1)) {
    const another = charging.find(
      (one) => one !== numbered && one.session.idTag === event.idTag && fits(one),
    );
    if (event.idTag === numbered.session.idTag || another === undefined) return numbered;
    return another;
  }
  if (state.ended.some(({ transactionId }) => transactionId === event.transactionId))
    return undefined;
  const byTag = charging.filter((one) => one.session.idTag === event.idTag && fits(one));
  if (byTag.length === 1) return byTag[0];
  return event.transactionId <= 0 && charging.length === 1 && charging.every(fits)
    ? charging[0]
    : undefined;
}
