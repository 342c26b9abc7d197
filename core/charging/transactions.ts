// A charger's transactions: who starts one, and who pays for it.
import { limits } from "../limits.ts";
import { unreachable } from "../result.ts";
import type { AuthorizationStatus, ChargerAnswer, ChargerEvent } from "./events.ts";
import { closeSession, endIdling } from "./endSession.ts";
import { seeToBookings } from "./bookingCare.ts";
import { bookingAt } from "./bookings.ts";
import { reservationAt } from "./connectorState.ts";
import type { CardOrder } from "./facts.ts";
import { issue } from "./issueCommand.ts";
import { failStart, seeToStop } from "./orders.ts";
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
import { beginSession, goesOn, meterSession } from "./session.ts";
import { addFact, quarantine, setUse, type Turn } from "./turn.ts";

type Started = Extract<ChargerEvent, { kind: "transactionStarted" }>;

/** What the records said of the card that a start names. */
export type CardAnswer =
  | { readonly status: "Accepted"; readonly order: CardOrder }
  | { readonly status: Exclude<AuthorizationStatus, "Accepted"> };

type KnownStarter =
  | {
      readonly kind: "again";
      readonly transactionId: number;
      readonly status: AuthorizationStatus;
    }
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
export function knownStarter(state: PileState, event: Started): KnownStarter | null {
  const again = startedAlready(state, startKeyOf(event));
  if (again !== null) return again;
  const starting = state.connectors.find(
    ({ use }) => use.kind === "starting" && use.idTag === event.idTag,
  );
  if (starting !== undefined) return { kind: "order", connector: starting };
  if (state.givenUp.some(({ orderId }) => startTagOf(orderId) === event.idTag)) {
    return { kind: "refused", status: "Invalid", reason: "start_after_order_was_given_up" };
  }
  if (isStaffTag(state, event.idTag)) return { kind: "operator" };
  return connectorRefusal(state, event);
}

function startedAlready(state: PileState, startKey: string): KnownStarter | null {
  const session = state.connectors.map(sessionOf).find((one) => one?.startKey === startKey);
  if (session !== undefined && session !== null) {
    // What was refused is refused again: it is being stopped.
    const status = session.owner.kind === "nobody" ? "Invalid" : "Accepted";
    return { kind: "again", transactionId: session.transactionId, status };
  }
  const ended = state.ended.find((one) => one.startKey === startKey);
  if (ended === undefined) return null;
  return { kind: "again", transactionId: ended.transactionId, status: "Accepted" };
}

/** The tag of a remote start that staff asked for. */
export const isStaffTag = (state: PileState, idTag: string): boolean =>
  state.commands.some(
    ({ record, purpose }) =>
      purpose.kind === "staff" &&
      record.command === "start" &&
      record.parameters["idTag"] === idTag,
  );

/** A connector that is somebody's already lets no other card in. */
function connectorRefusal(state: PileState, event: Started): KnownStarter | null {
  const connector = connectorOf(state, event.connectorId);
  if (connector === undefined) {
    return { kind: "refused", status: "Invalid", reason: "unknown_connector" };
  }
  // A start from before the hold, replayed by a charger that was offline, came first.
  const { use } = connector;
  if ((use.kind === "held" || use.kind === "starting") && event.atMs > connector.told.sinceMs) {
    return { kind: "refused", status: "ConcurrentTx", reason: "connector_held_by_an_order" };
  }
  const reservation = reservationAt(state, event.connectorId, event.atMs);
  if (reservation !== undefined && reservation.idTag !== event.idTag) {
    return { kind: "refused", status: "Invalid", reason: "connector_reserved" };
  }
  const booking = bookingAt(state, event.connectorId, event.atMs);
  if (booking !== undefined && !booking.idTags.includes(event.idTag)) {
    return { kind: "refused", status: "Invalid", reason: "connector_reserved" };
  }
  return null;
}

export function transactionStarted(
  turn: Turn,
  event: Started,
  card: CardAnswer | null,
): ChargerAnswer {
  const starter = knownStarter(turn.state, event);
  if (starter?.kind === "again") {
    const { transactionId, status } = starter;
    return { kind: "started", transactionId, status };
  }
  // Money has been taken for an accepted card: it charges, whatever came in between.
  const { owner, status } = ownerOf(card?.status === "Accepted" ? null : starter, card);
  if (starter?.kind === "order") {
    setUse(turn, starter.connector.connectorId, { kind: "free" });
  }
  const transactionId = turn.state.counters.transaction + 1;
  turn.state = { ...turn.state, counters: { ...turn.state.counters, transaction: transactionId } };
  const connector =
    connectorOf(turn.state, event.connectorId) ??
    (starter?.kind === "order" ? starter.connector : undefined);
  if (connector === undefined) {
    startedNowhere(turn, event, { owner, transactionId });
    return { kind: "started", transactionId, status: "Invalid" };
  }
  makeRoom(turn, connector, event);
  const session = beginSession({
    transactionId,
    connectorId: connector.connectorId,
    idTag: event.idTag,
    startKey: startKeyOf(event),
    owner,
    startedAtMs: event.atMs,
    meterStartWh: event.meterStartWh,
  });
  charge(turn, session);
  useReservation(turn, event);
  if (owner.kind === "nobody") seeToStop(turn, session, "platform");
  seeToBookings(turn);
  return { kind: "started", transactionId, status };
}

/** A connector that the pile does not have: the charger is to stop, and a card's money goes back. */
function startedNowhere(
  turn: Turn,
  event: Started,
  { owner, transactionId }: { readonly owner: Owner; readonly transactionId: number },
): void {
  quarantine(turn, "start_on_unknown_connector", event, limits.quarantinedMessages.most);
  issue(turn, {
    command: { kind: "stop", transactionId },
    purpose: { kind: "housekeeping" },
    askedBy: "platform",
  });
  if (owner.kind !== "order") return;
  const { orderId } = owner;
  addFact(turn, { kind: "startFailed", orderId, failure: "connector_taken", atMs: turn.nowMs });
}

/** A new transaction on the connector ends the one before, at the latest where the new one begins. */
function makeRoom(turn: Turn, connector: Connector, event: Started): void {
  if (connector.use.kind === "idling") endIdling(turn, connector, event.atMs);
  if (connector.use.kind !== "charging") return;
  const { session: before } = connector.use;
  const next = { atMs: event.atMs, registerWh: event.meterStartWh };
  const isItsEnd =
    next.registerWh > before.last.registerWh && goesOn(before.last, next, connector.maxPowerW);
  const session = isItsEnd ? meterSession(before, next) : before;
  closeSession(turn, connector, { session, reason: "ReplacedByNewSession" });
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
