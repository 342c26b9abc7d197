// Samples of a running session: what they mean, which limit they reach, when they are stored.
import { limits } from "../limits.ts";
import { reconcileSamples } from "../ocpp/plausibility.ts";
import type { ChargerEvent, Sample } from "./events.ts";
import { askToStop } from "./orders.ts";
import { connectorOf, type Connector, type PileState, type Session } from "./pileState.ts";
import { countsInThousands, goesOn, inThousands, limitReached, meterSession } from "./session.ts";
import { quarantine, setConnector, type Turn } from "./turn.ts";

type Metered = Extract<ChargerEvent, { kind: "metered" }>;
type Charging = { readonly connector: Connector; readonly session: Session };

/** The hot path: nothing here is stored at once unless a limit, a price or a doubt makes it. */
export function metered(turn: Turn, event: Metered): void {
  const found = meteredSession(turn.state, event);
  if (found === undefined) {
    noteUnknownMeter(turn, event);
    return;
  }
  const { connector } = found;
  const { session, samples } = metersAs(turn, connector, {
    session: found.session,
    said: event.samples,
  });
  if (samples.length === 0) return;
  let next = session;
  for (const sample of samples) next = meterSession(next, sample);
  setConnector(turn, { ...connector, use: { kind: "charging", session: next } });
  const priceChanged =
    (next.running?.energy.parts.length ?? 0) !== (session.running?.energy.parts.length ?? 0);
  keepSamples(turn, session, samples, priceChanged);
  if (session.doubt !== null) turn.durable = true;
  const reached =
    next.stopping === null ? limitReached(next, connector.maxPowerW, turn.nowMs) : null;
  if (reached !== null) askToStop(turn, next, reached);
  if (next.owner.kind === "order") {
    turn.effects.push({ kind: "tellOrder", orderId: next.owner.orderId });
  }
}

/**
 * By its number on its connector; else by the connector, when it names no transaction, or one that
 * is not there, and the meter goes on; else by the number, as some firmware misnames connectors.
 */
function meteredSession(state: PileState, event: Metered): Charging | undefined {
  const { transactionId, connectorId, samples } = event;
  const own = chargingOn(connectorOf(state, connectorId));
  if (own !== undefined) {
    if (own.session.transactionId === transactionId || transactionId === null) return own;
    const registerWh = samples.find((sample) => sample.registerWh !== undefined)?.registerWh;
    const atMs = samples[0]?.atMs ?? 0;
    const isOwn =
      registerWh !== undefined &&
      goesOn(own.session.last, { atMs, registerWh }, own.connector.maxPowerW);
    if (isOwn) return own;
  }
  return state.connectors
    .flatMap((connector) => chargingOn(connector) ?? [])
    .find(({ session }) => session.transactionId === transactionId);
}

function chargingOn(connector: Connector | undefined): Charging | undefined {
  if (connector?.use.kind !== "charging") return undefined;
  return { connector, session: connector.use.session };
}

/** Once per transaction: a charger repeats such samples every few seconds. */
function noteUnknownMeter(turn: Turn, event: Metered): void {
  const { transactionId } = event;
  if (transactionId === null || transactionId <= 0) return;
  const isKnown =
    turn.state.ended.some((one) => one.transactionId === transactionId) ||
    turn.state.connectors.some(
      ({ use }) => use.kind === "idling" && use.session.transactionId === transactionId,
    );
  const what = `samples_of_unknown_transaction_${transactionId}`;
  if (isKnown || turn.state.quarantine.some((entry) => entry.what === what)) return;
  quarantine(turn, what, event, limits.quarantinedMessages.most);
}

/**
 * What a charger's samples mean: registers in Wh since the meter was made, as far as the
 * connector's power lets them be, in order of time, and none that the session knows already.
 */
export function metersAs(
  turn: Turn,
  { maxPowerW }: Connector,
  { session, said }: { readonly session: Session; readonly said: readonly Sample[] },
): { readonly session: Session; readonly samples: readonly Sample[] } {
  const { meterStartWh, startedAtMs, last } = session;
  const known = last.atMs > startedAtMs ? last : null;
  const reference = { meterStartWh, startedAtMs, last: known, maxPowerW };
  const ordered = said.length > 1 ? said.toSorted((a, b) => a.atMs - b.atMs) : said;
  const { samples, findings } = reconcileSamples(ordered, reference, turn.quirks);
  const asSaid = { session, samples: news(samples, last, turn.nowMs) };
  if (findings.length === 0) return asSaid;
  const isInKwh = findings.includes("transactionMeterInKwh");
  if (isInKwh && !samples.some((sample) => countsInThousands(session, sample))) {
    return asSaid;
  }
  noteQuirks(turn, findings);
  if (!isInKwh) return asSaid;
  const scaled = inThousands(session);
  turn.durable = true;
  const inWh = ordered.map((sample) =>
    sample.registerWh === undefined ? sample : { ...sample, registerWh: sample.registerWh * 1_000 },
  );
  return { session: scaled, samples: news(inWh, scaled.last, turn.nowMs) };
}

/** A reset or a jump is one event and the bill's affair; the others are how this meter is. */
function noteQuirks(turn: Turn, findings: ReturnType<typeof reconcileSamples>["findings"]): void {
  const { quirks } = turn.state;
  const fresh = findings
    .filter((finding) => finding !== "meterReset" && finding !== "meterJump")
    .filter((quirk) => !quirks.includes(quirk));
  if (fresh.length === 0) return;
  turn.state = { ...turn.state, quirks: [...quirks, ...fresh] };
  turn.durable = true;
}

/**
 * Samples that are later than the last, in order. One whose register went on although its time did
 * not was made by a clock that was set back, or told in two messages: it is of now.
 */
function news(
  samples: readonly Sample[],
  last: { readonly atMs: number; readonly registerWh: number },
  nowMs: number,
): readonly Sample[] {
  const fresh: Sample[] = [];
  let { atMs, registerWh } = last;
  for (const sample of samples) {
    const isLater = sample.atMs > atMs;
    const hasGoneOn = sample.registerWh !== undefined && sample.registerWh > registerWh;
    if (!isLater && !hasGoneOn) continue;
    const taken = isLater ? sample : { ...sample, atMs: Math.max(nowMs, atMs + 1) };
    atMs = taken.atMs;
    registerWh = taken.registerWh ?? registerWh;
    fresh.push(taken);
  }
  return fresh;
}

export function keepSamples(
  turn: Turn,
  { transactionId }: Session,
  samples: readonly Sample[],
  store: boolean,
): void {
  if (samples.length === 0 && !store) return;
  turn.effects.push({ kind: "keepSamples", transactionId, samples, store });
}
