// Samples of a running session: what they mean, which limit they reach, when they are stored.
import { limits } from "../limits.ts";
import { reconcileSamples } from "../ocpp/plausibility.ts";
import type { ChargerEvent, Sample } from "./events.ts";
import { askToStop } from "./orders.ts";
import { connectorOf, type Connector, type PileState, type Session } from "./pileState.ts";
import { limitReached, meterSession } from "./session.ts";
import { quarantine, setConnector, type Turn } from "./turn.ts";

type Metered = Extract<ChargerEvent, { kind: "metered" }>;

/** The hot path: nothing here is stored at once unless a limit, a price or a doubt makes it. */
export function metered(turn: Turn, event: Metered): void {
  const found = meteredConnector(turn.state, event);
  if (found === undefined) {
    if (event.transactionId !== null && event.transactionId > 0) noteUnknownMeter(turn, event);
    return;
  }
  const { connector, session } = found;
  const samples = reconciled(turn, connector, session, event.samples);
  const fresh = samples.filter((sample) => sample.atMs > session.last.atMs);
  if (fresh.length === 0) return;
  let next = session;
  for (const sample of fresh) next = meterSession(next, sample);
  setConnector(turn, { ...connector, use: { kind: "charging", session: next } });
  const priceChanged =
    (next.running?.energy.parts.length ?? 0) !== (session.running?.energy.parts.length ?? 0);
  keepSamples(turn, session, fresh, priceChanged);
  if (session.doubt !== null) turn.durable = true;
  if (next.stopping === null && limitReached(next, connector.maxPowerW, turn.nowMs)) {
    askToStop(turn, next, "limit");
  }
  if (next.owner.kind === "order") {
    turn.effects.push({ kind: "tellOrder", orderId: next.owner.orderId });
  }
}

function meteredConnector(
  state: PileState,
  event: Metered,
): { readonly connector: Connector; readonly session: Session } | undefined {
  for (const connector of state.connectors) {
    if (connector.use.kind !== "charging") continue;
    const { session } = connector.use;
    if (session.transactionId === event.transactionId) return { connector, session };
  }
  // By its connector when it names no transaction, or one that nobody knows, and the meter goes on.
  const connector = connectorOf(state, event.connectorId);
  if (connector?.use.kind !== "charging") return undefined;
  const { session } = connector.use;
  const first = event.samples[0]?.registerWh;
  const goesOn = first !== undefined && first >= session.last.registerWh;
  return event.transactionId === null || goesOn ? { connector, session } : undefined;
}

/** Once per transaction: a charger repeats such samples every few seconds. */
function noteUnknownMeter(turn: Turn, event: Metered): void {
  const isEnded = turn.state.ended.some(
    ({ transactionId }) => transactionId === event.transactionId,
  );
  const what = `samples_of_unknown_transaction_${event.transactionId}`;
  if (isEnded || turn.state.quarantine.some((entry) => entry.what === what)) return;
  quarantine(turn, what, event, limits.quarantinedMessages.most);
}

/** Registers in Wh since the meter was made, as far as the connector's power lets them be. */
export function reconciled(
  turn: Turn,
  { maxPowerW }: Connector,
  { meterStartWh, startedAtMs, last }: Session,
  samples: readonly Sample[],
): readonly Sample[] {
  const known = last.atMs > startedAtMs ? last : null;
  const reference = { meterStartWh, startedAtMs, last: known, maxPowerW };
  const { samples: meant, findings } = reconcileSamples(samples, reference, turn.quirks);
  // A reset or a jump is one event and the bill's affair; the others are how this meter is.
  const found = findings.filter((finding) => finding !== "meterReset" && finding !== "meterJump");
  const fresh = found.filter((quirk) => !turn.state.quirks.includes(quirk));
  if (fresh.length > 0) {
    turn.state = { ...turn.state, quirks: [...turn.state.quirks, ...fresh] };
    turn.durable = true;
  }
  return meant;
}

export function keepSamples(
  turn: Turn,
  { transactionId, last }: Session,
  samples: Metered["samples"],
  store: boolean,
): void {
  const fresh = samples.filter((sample) => sample.atMs > last.atMs);
  if (fresh.length === 0 && !store) return;
  turn.effects.push({ kind: "keepSamples", transactionId, samples: fresh, store });
}
