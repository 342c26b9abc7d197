// How a session ends: by its charger, or by the platform's rules when the charger never says so.
import { limits } from "../limits.ts";
import { availabilityAfterCharge } from "./availability.ts";
import type { Reading } from "./facts.ts";
import {
  connectorOf,
  type CloseReason,
  type Connector,
  type EndedSession,
  type Session,
  type SessionStop,
} from "./pileState.ts";
import { addFact, setUse, type Turn } from "./turn.ts";

/** The longest a car is waited for after its charge; the idle fee's own cap usually comes first. */
const idleMostMs = 12 * 3_600_000;

const endedKept = 50;

/** A charger that was offline tells of the car's leaving within this time of the stop it replays. */
const replayMs = 60_000;

/** The charger has stopped it. The bill waits while the tariff charges for a car that stays. */
export function stopSession(
  turn: Turn,
  connector: Connector,
  input: { readonly session: Session; readonly stop: SessionStop },
): void {
  const { session, stop } = input;
  const idleUntilMs = idleUntil(connector, session, stop);
  if (idleUntilMs === null) {
    finish(turn, { session, stop, closedBy: "charger", idleToMs: null });
    setUse(turn, connector.connectorId, { kind: "free" });
    return;
  }
  const untilMs = Math.max(idleUntilMs, turn.nowMs + replayMs);
  setUse(turn, connector.connectorId, { kind: "idling", session, stop, untilMs });
  availabilityAfterCharge(turn);
  if (session.owner.kind === "order") {
    const { orderId } = session.owner;
    addFact(turn, {
      kind: "sessionFinishing",
      orderId,
      endedAtMs: stop.atMs,
      reason: stop.reason,
    });
    turn.effects.push({ kind: "tellOrder", orderId });
  }
}

/** The charger never said how it ended: the last register is what was delivered. */
export function closeSession(
  turn: Turn,
  { connectorId }: Connector,
  input: { readonly session: Session; readonly reason: CloseReason },
): void {
  const { session, reason } = input;
  const { atMs, registerWh } = session.last;
  const stop = { atMs, meterStopWh: registerWh, reason, key: null };
  finish(turn, { session, stop, closedBy: "platform", idleToMs: null });
  setUse(turn, connectorId, { kind: "free" });
}

/** The car has left, or has paid all that staying may cost. */
export function endIdling(turn: Turn, connector: Connector, leftAtMs: number): void {
  const { use, connectorId } = connector;
  if (use.kind !== "idling") return;
  const idleToMs = Math.min(Math.max(leftAtMs, use.stop.atMs), use.untilMs);
  finish(turn, { session: use.session, stop: use.stop, closedBy: "charger", idleToMs });
  setUse(turn, connectorId, { kind: "free" });
}

function idleUntil(connector: Connector, session: Session, stop: SessionStop): number | null {
  const { owner } = session;
  if (owner.kind !== "order" || owner.terms.tariff.idle === null) return null;
  const { status } = connector.reported;
  if (status === "Available" || status === "Unavailable" || status === "Faulted") return null;
  const { graceMinutes, fenPerMinute, capFen } = owner.terms.tariff.idle;
  const minutes = graceMinutes + Math.ceil(capFen / Math.max(1, fenPerMinute));
  return stop.atMs + Math.min(minutes * 60_000, idleMostMs);
}

function finish(
  turn: Turn,
  input: {
    readonly session: Session;
    readonly stop: SessionStop;
    readonly closedBy: EndedSession["closedBy"];
    readonly idleToMs: number | null;
  },
): void {
  const { session, stop, closedBy, idleToMs } = input;
  const { transactionId, connectorId, idTag, startedAtMs, meterStartWh, owner } = session;
  const orderId = owner.kind === "order" ? owner.orderId : null;
  addFact(turn, {
    kind: "sessionEnded",
    orderId,
    connectorId,
    transactionId,
    idTag,
    startedAtMs,
    endedAtMs: stop.atMs,
    meterStartWh,
    meterStopWh: stop.meterStopWh,
    reason: stop.reason,
    readings: readingsOf(turn, session, stop),
    anomalies: owner.kind === "nobody" ? [owner.reason] : [],
    idle: idleToMs === null ? null : { fromMs: stop.atMs, toMs: idleToMs },
  });
  const ended: EndedSession = {
    transactionId,
    connectorId,
    idTag,
    startKey: session.startKey,
    meterStartWh,
    endedAtMs: stop.atMs,
    meterStopWh: stop.meterStopWh,
    stopKey: stop.key,
    order: owner.kind === "order" ? { orderId: owner.orderId, driverId: owner.driverId } : null,
    closedBy,
  };
  turn.state = { ...turn.state, ended: [...turn.state.ended, ended].slice(-endedKept) };
  availabilityAfterCharge(turn);
  const connector = connectorOf(turn.state, connectorId);
  if (orderId !== null && connector !== undefined) {
    const use = { kind: "idling", session, stop, untilMs: stop.atMs } as const;
    turn.effects.push({ kind: "tellEnding", connector: { ...connector, use } });
  }
}

function readingsOf(
  turn: Turn,
  { transactionId, startedAtMs, meterStartWh, registersFromMs }: Session,
  stop: SessionStop,
): readonly Reading[] {
  const fromMs = Math.max(startedAtMs + 1, registersFromMs);
  const between = inOrder([
    ...turn.readingsOf(transactionId),
    ...readingsOfThisTurn(turn, transactionId),
  ]).filter(([atMs]) => atMs >= fromMs && atMs < stop.atMs);
  return [
    [startedAtMs, meterStartWh],
    ...thin(between, limits.readingsPerBill.most),
    [stop.atMs, stop.meterStopWh],
  ];
}

/** What the message that ends the session brought along is not stored yet. */
const readingsOfThisTurn = (turn: Turn, transactionId: number): Reading[] =>
  turn.effects
    .filter((effect) => effect.kind === "keepSamples")
    .filter((effect) => effect.transactionId === transactionId)
    .flatMap(({ samples }) => samples)
    .flatMap(({ atMs, registerWh }): Reading[] =>
      registerWh === undefined ? [] : [[atMs, registerWh]],
    );

/** A crash between two writes may leave a batch of samples twice; each reading counts once. */
function inOrder(readings: readonly Reading[]): readonly Reading[] {
  let latestMs = -Infinity;
  return readings.filter(([atMs]) => {
    const isNew = atMs > latestMs;
    latestMs = Math.max(latestMs, atMs);
    return isNew;
  });
}

const quarterMs = 15 * 60_000;

/** At most so many readings; those beside a quarter of an hour, where prices change, stay longest. */
export function thin(readings: readonly Reading[], most: number): readonly Reading[] {
  if (readings.length <= most) return readings;
  const quarterOf = (index: number): number => Math.floor((readings[index]?.[0] ?? 0) / quarterMs);
  const beside = readings.filter(
    (_, index) =>
      quarterOf(index) !== quarterOf(index - 1) || quarterOf(index) !== quarterOf(index + 1),
  );
  const kept = beside.length <= most ? beside : readings;
  const step = Math.ceil(kept.length / most);
  return kept.filter((_, index) => index % step === 0);
}
