// An order's way on a pile until it charges: hold, paid, remote start; or given up.
import type { OrderFailure } from "../contract/orders.ts";
import { limits } from "../limits.ts";
import { err, ok, type Result } from "../result.ts";
import { letIn } from "./bookingCare.ts";
import { bookingAt } from "./bookings.ts";
import { connectorStateOf } from "./connectorState.ts";
import { issue } from "./issueCommand.ts";
import type { HoldRefusal, HoldRequest, OrderRefusal } from "./pileApi.ts";
import {
  connectorOf,
  connectorOfOrder,
  hasEnded,
  sessionOf,
  startTagOf,
  type Connector,
  type PileState,
  type Session,
  type Stopping,
} from "./pileState.ts";
import { stopRetryMs } from "./session.ts";
import {
  addFact,
  beginTurn,
  endTurn,
  setUse,
  type Circumstances,
  type Decision,
  type Turn,
} from "./turn.ts";

const requestsKept = 50;
const givenUpKept = 50;

/** Gives a connector to an order until it is paid or the time is over. */
export function hold(
  state: PileState,
  request: HoldRequest,
  circumstances: Circumstances,
): Result<Decision & { readonly orderId: string; readonly repeated: boolean }, HoldRefusal> {
  const connector = connectorOf(state, request.connectorId);
  if (connector === undefined) return err({ code: "connector_not_found" });
  const key =
    request.idempotencyKey === null ? null : `${request.driverId} ${request.idempotencyKey}`;
  const before = key === null ? undefined : state.requests.find((one) => one.key === key);
  const turn = beginTurn(state, circumstances);
  const { orderId, driverId, limit, prepaidFen, terms, untilMs } = request;
  if (before !== undefined) {
    return ok({ ...endTurn(turn), orderId: before.orderId, repeated: true });
  }
  if (connectorOfOrder(state, orderId) === connector) {
    return ok({ ...endTurn(turn), orderId, repeated: true });
  }
  const { nowMs } = circumstances;
  const booking = bookingAt(state, connector.connectorId, nowMs);
  const own = booking?.driverId === driverId ? booking : null;
  const refusal = holdRefusal(state, connector, { isOwn: own !== null, nowMs });
  if (refusal !== null) return err(refusal);
  if (own !== null) letIn(turn, own);
  const order = { orderId, driverId, limit, prepaidFen, terms };
  setUse(turn, connector.connectorId, { kind: "held", order, untilMs });
  if (key !== null) {
    turn.state = {
      ...turn.state,
      requests: [...turn.state.requests, { key, orderId }].slice(-requestsKept),
    };
  }
  return ok({ ...endTurn(turn), orderId, repeated: false });
}

function holdRefusal(
  state: PileState,
  connector: Connector,
  { isOwn, nowMs }: { readonly isOwn: boolean; readonly nowMs: number },
): HoldRefusal | null {
  switch (connectorStateOf(state, connector, nowMs)) {
    case "available":
    case "plugged":
      return null;
    case "offline":
      return { code: "pile_offline" };
    case "faulted":
      return { code: "connector_faulted" };
    case "unavailable":
      return { code: "connector_unavailable" };
    case "reserved":
      return isOwn ? null : { code: "connector_reserved" };
    case "occupied":
      return { code: "connector_taken" };
  }
}

/** The order is paid: ask the charger to start, with a tag made for this order alone. */
export function start(
  state: PileState,
  orderId: string,
  circumstances: Circumstances,
): Result<Decision, OrderRefusal> {
  const connector = connectorOfOrder(state, orderId);
  const turn = beginTurn(state, circumstances);
  if (hasEnded(state, orderId)) return ok(endTurn(turn));
  if (connector === undefined) return err(orderNotHere(state, orderId));
  const { use, connectorId } = connector;
  if (use.kind !== "held") return ok(endTurn(turn));
  const idTag = startTagOf(orderId);
  setUse(turn, connectorId, {
    kind: "starting",
    order: use.order,
    idTag,
    deadlineMs: turn.nowMs + limits.startTimeoutMs.most,
    accepted: false,
  });
  const issued = issue(turn, {
    command: { kind: "start", connectorId, idTag },
    purpose: { kind: "startOrder", orderId, connectorId },
    askedBy: "platform",
  });
  if (!issued.ok || issued.value.unsaid.length > 0) {
    const failure =
      !issued.ok && issued.error.code === "pile_offline" ? "pile_offline" : "start_rejected";
    failStart(turn, connectorId, failure);
    return ok(endTurn(turn));
  }
  turn.effects.push({ kind: "tellOrder", orderId });
  return ok(endTurn(turn));
}

function orderNotHere(state: PileState, orderId: string): OrderRefusal {
  const over = state.givenUp.find((one) => one.orderId === orderId);
  return over === undefined
    ? { code: "order_not_found" }
    : { code: "order_over", failure: over.failure };
}

/** Frees the connector of an order that comes to nothing, and tells the records to give all back. */
export function failStart(turn: Turn, connectorId: number, failure: OrderFailure): void {
  const orderId = giveUp(turn, connectorId, failure);
  if (orderId !== null) addFact(turn, { kind: "startFailed", orderId, failure, atMs: turn.nowMs });
}

function giveUp(turn: Turn, connectorId: number, failure: OrderFailure): string | null {
  const use = connectorOf(turn.state, connectorId)?.use;
  if (use?.kind !== "held" && use?.kind !== "starting") return null;
  const { orderId, driverId } = use.order;
  setUse(turn, connectorId, { kind: "free" });
  turn.state = {
    ...turn.state,
    givenUp: [...turn.state.givenUp, { orderId, driverId, connectorId, failure }].slice(
      -givenUpKept,
    ),
  };
  turn.effects.push({ kind: "tellOrder", orderId });
  return orderId;
}

/** Gives up an order before it charges; the caller writes the records. */
export function release(
  state: PileState,
  { orderId, failure }: { readonly orderId: string; readonly failure: OrderFailure },
  circumstances: Circumstances,
): Result<Decision, OrderRefusal> {
  const connector = connectorOfOrder(state, orderId);
  const turn = beginTurn(state, circumstances);
  if (hasEnded(state, orderId)) return err({ code: "order_not_cancellable" });
  if (connector === undefined) {
    const notHere = orderNotHere(state, orderId);
    return notHere.code === "order_over" ? ok(endTurn(turn)) : err(notHere);
  }
  if (sessionOf(connector) !== null) return err({ code: "order_not_cancellable" });
  giveUp(turn, connector.connectorId, failure);
  return ok(endTurn(turn));
}

/** The driver wants his charge to end. */
export function stop(
  state: PileState,
  orderId: string,
  circumstances: Circumstances,
): Result<Decision, OrderRefusal> {
  const connector = connectorOfOrder(state, orderId);
  const turn = beginTurn(state, circumstances);
  if (hasEnded(state, orderId)) return ok(endTurn(turn));
  if (connector === undefined) return err(orderNotHere(state, orderId));
  const { use } = connector;
  if (use.kind === "idling") return ok(endTurn(turn));
  if (use.kind !== "charging") return err({ code: "order_not_stoppable" });
  if (use.session.stopping !== null && circumstances.nowMs < use.session.stopping.againAtMs) {
    return ok(endTurn(turn));
  }
  const asked = askToStop(turn, use.session, "driver");
  return asked.ok ? ok(endTurn(turn)) : asked;
}

/** Sends the stop, and remembers to ask again until the charger has confirmed it. */
export function askToStop(
  turn: Turn,
  session: Session,
  by: Stopping["by"],
): Result<null, { readonly code: "pile_offline" } | { readonly code: "commands_queue_full" }> {
  const { transactionId } = session;
  const issued = issue(turn, {
    command: { kind: "stop", transactionId },
    purpose: { kind: "stopSession", transactionId },
    askedBy: "platform",
  });
  if (!issued.ok) return issued;
  rememberStop(turn, session, by);
  return ok(null);
}

/** A stop has been sent: it is sent again until the charger has confirmed it. */
export function rememberStop(turn: Turn, session: Session, by: Stopping["by"]): void {
  const stopping: Stopping = {
    by: session.stopping?.by ?? by,
    askedAtMs: session.stopping?.askedAtMs ?? turn.nowMs,
    againAtMs: turn.nowMs + stopRetryMs,
    attempts: (session.stopping?.attempts ?? 0) + 1,
  };
  setUse(turn, session.connectorId, { kind: "charging", session: { ...session, stopping } });
  if (session.owner.kind === "order") {
    turn.effects.push({ kind: "tellOrder", orderId: session.owner.orderId });
  }
}

const refusedStopAgainMs = 60_000;

/** Asks the charger to stop; where that cannot be said now, a little later or when it is back. */
export function seeToStop(turn: Turn, session: Session, by: Stopping["by"]): void {
  if (askToStop(turn, session, by).ok) return;
  const stopping: Stopping = {
    by: session.stopping?.by ?? by,
    askedAtMs: session.stopping?.askedAtMs ?? turn.nowMs,
    againAtMs: turn.nowMs + refusedStopAgainMs,
    attempts: session.stopping?.attempts ?? 0,
  };
  setUse(turn, session.connectorId, { kind: "charging", session: { ...session, stopping } });
}
