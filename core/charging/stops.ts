// A charger's stops: which session one means, and what it says of one that was closed before.
import { limits } from "../limits.ts";
import { stopSession } from "./endSession.ts";
import type { ChargerAnswer, ChargerEvent } from "./events.ts";
import { keepSamples, metersAs } from "./metering.ts";
import {
  connectorOf,
  type Connector,
  type EndedSession,
  type PileState,
  type Session,
  type Stopping,
} from "./pileState.ts";
import { goesOn, meterSession } from "./session.ts";
import { addFact, quarantine, type Turn } from "./turn.ts";

type Stopped = Extract<ChargerEvent, { kind: "transactionStopped" }>;
type Charging = { readonly connector: Connector; readonly session: Session };

/** A charger that retries a stop says the same, under a new message id. */
const stopKeyOf = ({ transactionId, idTag, atMs, clock, meterStopWh }: Stopped): string =>
  JSON.stringify([transactionId, idTag, clock?.said ?? atMs, meterStopWh]);

/** Every stop is answered, whatever it means: a charger that gets an error repeats it for ever. */
export function transactionStopped(turn: Turn, event: Stopped): ChargerAnswer {
  const answer = { kind: "stopped", status: event.idTag === null ? null : "Accepted" } as const;
  const key = stopKeyOf(event);
  if (isRepeated(turn.state, event, key)) return answer;
  const found = stoppedSession(turn.state, event);
  if (found !== undefined) {
    stopped(turn, event, found);
    return answer;
  }
  const ended = endedSession(turn, event);
  if (ended === undefined) {
    quarantine(turn, "stop_of_unknown_transaction", event, limits.quarantinedMessages.most);
  } else if (ended.closedBy === "platform") {
    stoppedAfterClose(turn, event, ended);
  }
  return answer;
}

/** The session it ended may be over, or its car may still stand there. */
function isRepeated(state: PileState, { transactionId }: Stopped, key: string): boolean {
  return (
    state.ended.some(({ stopKey }) => stopKey === key) ||
    state.connectors.some(
      ({ use }) =>
        use.kind === "idling" &&
        (use.stop.key === key || use.session.transactionId === transactionId),
    )
  );
}

function stopped(turn: Turn, event: Stopped, { connector, session }: Charging): void {
  const { session: known, samples } = metersAs(turn, connector, { session, said: event.samples });
  keepSamples(turn, known, samples, true);
  let metered = known;
  for (const sample of samples) metered = meterSession(metered, sample);
  // A clock that was set back in between must not end a session before it began.
  const atMs = Math.max(event.atMs, metered.last.atMs);
  const stop = {
    atMs,
    meterStopWh: event.meterStopWh,
    reason: whoStopped(event.reason, session),
    key: stopKeyOf(event),
  };
  metered = meterSession(metered, {
    atMs: Math.max(atMs, metered.last.atMs + 1),
    registerWh: event.meterStopWh,
  });
  stopSession(turn, connector, { session: metered, stop });
}

const remotely = {
  driver: "RemoteByDriver",
  limit: "RemoteAtGoal",
  money: "RemoteAtPrepaid",
  operator: "RemoteByOperator",
  platform: "Remote",
} as const satisfies Record<Stopping["by"], string>;

/** To a charger every stop by the platform is `Remote`; who wanted it, only the session knows. */
const whoStopped = (reason: string, { stopping }: Session): string =>
  reason === "Remote" && stopping !== null ? remotely[stopping.by] : reason;

/**
 * The platform had closed it by its last sample. What flowed after that is recorded on its own,
 * as nobody's, for a person to decide on: the order's bill has been settled.
 */
function stoppedAfterClose(turn: Turn, event: Stopped, ended: EndedSession): void {
  const { connectorId, idTag, endedAtMs } = ended;
  const connector = connectorOf(turn.state, connectorId);
  const key = stopKeyOf(event);
  const now: EndedSession = { ...ended, closedBy: "charger", stopKey: key };
  turn.state = {
    ...turn.state,
    ended: turn.state.ended.map((one) => (one === ended ? now : one)),
  };
  turn.durable = true;
  const riseWh = event.meterStopWh - ended.meterStopWh;
  if (riseWh === 0) return;
  if (riseWh < 0 || connector === undefined) {
    quarantine(turn, "stop_after_close", { event, ended }, limits.quarantinedMessages.most);
    return;
  }
  const transactionId = turn.state.counters.transaction + 1;
  turn.state = { ...turn.state, counters: { ...turn.state.counters, transaction: transactionId } };
  const toMs = Math.max(event.atMs, endedAtMs + 1);
  addFact(turn, {
    kind: "sessionEnded",
    orderId: null,
    connectorId,
    transactionId,
    idTag,
    startedAtMs: endedAtMs,
    endedAtMs: toMs,
    meterStartWh: ended.meterStopWh,
    meterStopWh: event.meterStopWh,
    reason: event.reason,
    readings: [
      [endedAtMs, ended.meterStopWh],
      [toMs, event.meterStopWh],
    ],
    anomalies: ["energy_after_close"],
    idle: null,
  });
}

/** A charger's clock is believed when it is ahead by no more, so its session may have ended then. */
const clockAheadMs = 5 * 60_000;

/** One that is over: by its number, or by the tag and the meter of one that the platform closed. */
function endedSession({ state, nowMs }: Turn, event: Stopped): EndedSession | undefined {
  const { transactionId, idTag, meterStopWh } = event;
  const numbered = state.ended.find((one) => one.transactionId === transactionId);
  if (numbered !== undefined) return numbered;
  const latestMs = nowMs + clockAheadMs;
  const closed = state.ended.filter((one) => {
    if (one.closedBy !== "platform" || one.idTag !== idTag) return false;
    const maxPowerW = connectorOf(state, one.connectorId)?.maxPowerW ?? 0;
    const last = { atMs: one.endedAtMs, registerWh: one.meterStopWh };
    return goesOn(last, { atMs: latestMs, registerWh: meterStopWh }, maxPowerW);
  });
  return closed.length === 1 ? closed[0] : undefined;
}

/**
 * By its number, where tag and meter do not speak for another; else by tag, or by a meter that
 * goes on, where only one session can be meant: firmware sends stops with -1, 0 or somebody
 * else's number, and a stop that is not sure ends nobody's session.
 */
function stoppedSession(state: PileState, event: Stopped): Charging | undefined {
  const charging = state.connectors.flatMap((connector): Charging[] =>
    connector.use.kind === "charging" ? [{ connector, session: connector.use.session }] : [],
  );
  const { transactionId, idTag, meterStopWh, atMs } = event;
  const fits = ({ session }: Charging): boolean => meterStopWh >= session.meterStartWh;
  const hasTag = ({ session }: Charging): boolean => session.idTag === idTag;
  const numbered = charging.find(({ session }) => session.transactionId === transactionId);
  if (numbered !== undefined) {
    if (fits(numbered) && (idTag === null || hasTag(numbered))) return numbered;
    const others = charging.filter((one) => one !== numbered && hasTag(one) && fits(one));
    return others.length === 1 ? others[0] : numbered;
  }
  if (state.ended.some((one) => one.transactionId === transactionId)) return undefined;
  const byTag = charging.filter((one) => hasTag(one) && fits(one));
  if (byTag.length === 1) return byTag[0];
  if (idTag !== null) return undefined;
  const next = { atMs, registerWh: meterStopWh };
  const byMeter = charging.filter(
    (one) => fits(one) && goesOn(one.session.last, next, one.connector.maxPowerW),
  );
  return byMeter.length === 1 ? byMeter[0] : undefined;
}
