// One decision of a Pile: it starts from a state, collects what changes and what is to be done, and
// ends as the next state with effects as data. Only this folder's functions hold a Turn.
import type { CallQueueEffect, CallQueueStep } from "../ocpp/callQueue.ts";
import type { Quirks } from "../ocpp/quirks.ts";
import type { LiveOffer, LiveReservation } from "../contract/live.ts";
import type { OcppVersion } from "../ocpp/version.ts";
import { connectorStateOf, errorCodeOf } from "./connectorState.ts";
import type { Sample } from "./events.ts";
import type { Fact, Reading } from "./facts.ts";
import { limits } from "../limits.ts";
import type { Connector, OutboxEntry, PileState, Use } from "./pileState.ts";

export type Effect =
  | { readonly kind: "send"; readonly text: string }
  /** Ends the charger's socket. */
  | { readonly kind: "disconnect"; readonly reason: string }
  /** Its connectors themselves are others now. */
  | { readonly kind: "tellPile" }
  | { readonly kind: "tellConnector"; readonly connectorId: number }
  | { readonly kind: "tellOnline" }
  | { readonly kind: "tellOrder"; readonly orderId: string }
  /** Only to its driver. */
  | {
      readonly kind: "tellBooking";
      readonly driverId: string;
      readonly reservation: LiveReservation;
    }
  /** Only to its driver. */
  | { readonly kind: "tellOffer"; readonly driverId: string; readonly offer: LiveOffer }
  /** Who watches the trace is told that it ended. */
  | { readonly kind: "traceOver" }
  /** What was kept of it goes. */
  | { readonly kind: "forgetTrace" }
  /** The last word on an order that leaves its connector: as it was when it charged. */
  | { readonly kind: "tellEnding"; readonly connector: Connector }
  /** `store`: they and those before them go to their row now, not with the next batch. */
  | {
      readonly kind: "keepSamples";
      readonly transactionId: number;
      readonly samples: readonly Sample[];
      readonly store: boolean;
    };

export type Decision = {
  readonly state: PileState;
  readonly effects: readonly Effect[];
  /**
   * True when the state must be stored before anybody is answered. False: what changed may be lost
   * by a crash, because the charger, or a later step, says it again.
   */
  readonly durable: boolean;
  /**
   * True when what changed must outlive a sleep of the object, though not a crash: it may ride on
   * the charger's socket, which costs no row, and which a crash ends.
   */
  readonly rides: boolean;
};

export type Turn = {
  state: PileState;
  readonly effects: Effect[];
  durable: boolean;
  rides: boolean;
} & Circumstances;

export type Circumstances = {
  readonly nowMs: number;
  /** The version spoken by the socket that is there, null without one. */
  readonly version: OcppVersion | null;
  /** The sum of the pile's quirks at its site. */
  readonly quirks: Quirks;
  /** The registers kept of a session so far, in order of time. */
  readonly readingsOf: (transactionId: number) => readonly Reading[];
};

export const beginTurn = (state: PileState, circumstances: Circumstances): Turn => ({
  state,
  effects: [],
  durable: false,
  rides: false,
  ...circumstances,
});

/** Compares every connector with what was last told, and tells what is new. */
export function endTurn(turn: Turn): Decision {
  if (turn.state.connectors.length > turn.state.profile.connectors.length) dropGone(turn);
  for (const connector of turn.state.connectors) {
    const state = connectorStateOf(turn.state, connector, turn.nowMs);
    const errorCode = errorCodeOf(turn.state, connector);
    const { told } = connector;
    if (told.state === state && told.errorCode === errorCode) continue;
    const sinceMs = told.state === state ? told.sinceMs : turn.nowMs;
    const { connectorId } = connector;
    setConnector(turn, { ...connector, told: { state, sinceMs, errorCode } });
    // An offline pile's connectors are offline for everybody who reads its record: no row for each.
    if (turn.state.link.online) {
      addFact(turn, { kind: "connectorChanged", connectorId, state, sinceMs, errorCode });
    }
    turn.effects.push({ kind: "tellConnector", connectorId });
    turn.durable = true;
  }
  const { state, effects, durable, rides } = turn;
  return { state, effects, durable, rides };
}

/** A connector that the profile lost while it was in use goes when it is free. */
function dropGone(turn: Turn): void {
  const { connectors, profile } = turn.state;
  const left = connectors.filter(
    ({ use, connectorId }) =>
      use.kind !== "free" || profile.connectors.some((one) => one.connectorId === connectorId),
  );
  if (left.length === connectors.length) return;
  turn.state = { ...turn.state, connectors: left };
  turn.effects.push({ kind: "tellPile" });
  turn.durable = true;
}

export function addFact(turn: Turn, fact: Fact): void {
  const seq = turn.state.counters.fact + 1;
  const { state } = turn;
  turn.state = {
    ...state,
    counters: { ...state.counters, fact: seq },
    outbox: bounded([...withoutSuperseded(state.outbox, fact), { seq, atMs: turn.nowMs, fact }]),
  };
  turn.durable = true;
}

/** Only the last word on a connector or on the link matters while none of them has left. */
function withoutSuperseded(outbox: PileState["outbox"], fact: Fact): PileState["outbox"] {
  if (fact.kind === "onlineChanged") {
    return outbox.filter(({ fact: { kind } }) => kind !== "onlineChanged");
  }
  if (fact.kind !== "connectorChanged") return outbox;
  return outbox.filter(
    ({ fact: earlier }) =>
      earlier.kind !== "connectorChanged" || earlier.connectorId !== fact.connectorId,
  );
}

/** Records that stay away for long lose reports of faults and states first, money and energy never. */
function bounded(outbox: readonly OutboxEntry[]): readonly OutboxEntry[] {
  if (outbox.length <= limits.outboxFacts.most) return outbox;
  const oldest = outbox.findIndex(({ fact }) => isExpendable[fact.kind]);
  return outbox.filter((_, index) => index !== oldest);
}

const isExpendable: Record<Fact["kind"], boolean> = {
  connectorChanged: true,
  onlineChanged: true,
  identified: true,
  firmwareStatus: true,
  diagnosticsStatus: true,
  faultOpened: true,
  faultClosed: true,
  linkLost: true,
  linkBack: false,
  securityEvent: true,
  connectorOffered: true,
  offerEnded: true,
  reservationChanged: false,
  bookingMoved: false,
  bookingEnded: false,
  sessionStarted: false,
  sessionFinishing: false,
  sessionEnded: false,
  startFailed: false,
};

export function setConnector(turn: Turn, connector: Connector): void {
  turn.state = {
    ...turn.state,
    connectors: turn.state.connectors.map((one) =>
      one.connectorId === connector.connectorId ? connector : one,
    ),
  };
}

export function setUse(turn: Turn, connectorId: number, use: Use): void {
  turn.state = {
    ...turn.state,
    connectors: turn.state.connectors.map((one) =>
      one.connectorId === connectorId ? { ...one, use } : one,
    ),
  };
  turn.durable = true;
}

export function quarantine(turn: Turn, what: string, detail: unknown, most: number): void {
  const entry = { what, detail: JSON.stringify(detail).slice(0, 500), atMs: turn.nowMs };
  turn.state = { ...turn.state, quarantine: [...turn.state.quarantine, entry].slice(-most) };
  turn.durable = true;
}

/** Takes over a queue's next state; what it finished is given back to be acted on. */
export function applyQueue(
  turn: Turn,
  step: CallQueueStep,
): readonly Extract<CallQueueEffect, { kind: "finished" }>[] {
  turn.state = { ...turn.state, queue: step.queue };
  const finished: Extract<CallQueueEffect, { kind: "finished" }>[] = [];
  for (const effect of step.effects) {
    if (effect.kind === "send") turn.effects.push({ kind: "send", text: effect.text });
    if (effect.kind === "finished") finished.push(effect);
  }
  return finished;
}
