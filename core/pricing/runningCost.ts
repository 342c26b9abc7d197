// The cost of a session while it runs: carried from sample to sample as plain data, so that the
// live screen and the money limit never price the whole session again.
import { billOfParts, type Bill, type BillTerms } from "./bill.ts";
import { addSample, startEnergy, type EnergyState, type Place } from "./energyParts.ts";
import {
  credibleRiseWh,
  DEFAULT_MAX_POWER_W,
  isReadable,
  MAX_SPAN_MS,
  type MeterSample,
} from "./normaliseMeter.ts";

/** JSON of a size that grows with the changes of price, not with the samples. */
export type RunningCost = {
  readonly energy: EnergyState;
  /** The last reading that counted. */
  readonly base: MeterSample;
  /** A reading that did not fit; the next one tells whether the meter or the reading was wrong. */
  readonly doubt: MeterSample | null;
};

const inWholeWh = ({ atMs, registerWh }: MeterSample): MeterSample => ({
  atMs,
  registerWh: Math.round(registerWh),
});

/** The state at the reading a session starts with. */
export function startRunningCost(place: Place, first: MeterSample): RunningCost {
  const energy = startEnergy(place, { atMs: first.atMs, registerWh: 0 });
  return { energy, base: inWholeWh(first), doubt: null };
}

/**
 * The state after one more reading. Readings that ascend in time and register within
 * reason end at exactly what `bill` says of them. Others are judged without knowing what follows,
 * so then it is an estimate: one that is unreadable, earlier than the last or a month later is
 * ignored, one that falls or leaps is ignored until a second one goes on from it, and what lies
 * between does not count.
 */
export function advanceRunningCost(
  place: Place,
  running: RunningCost,
  reading: MeterSample,
): RunningCost {
  const { base, doubt, energy } = running;
  const isTimely = reading.atMs >= base.atMs && reading.atMs <= base.atMs + MAX_SPAN_MS;
  if (!isTimely || !isReadable(reading)) return running;
  const sample = inWholeWh(reading);
  const from = follows(base, sample) ? base : doubt;
  if (from === null || !follows(from, sample)) return { ...running, doubt: sample };
  const registerWh = energy.last.registerWh + sample.registerWh - from.registerWh;
  const next = addSample(place, energy, { atMs: sample.atMs, registerWh });
  return { energy: next, base: sample, doubt: null };
}

function follows(from: MeterSample, to: MeterSample): boolean {
  const riseWh = to.registerWh - from.registerWh;
  if (riseWh < 0 || to.atMs < from.atMs) return false;
  return riseWh <= credibleRiseWh(from, to, DEFAULT_MAX_POWER_W);
}

/** The bill as it would be if the session ended with the last reading. */
export function billSoFar(terms: BillTerms, running: RunningCost): Bill {
  return billOfParts(terms, running.energy.parts, []);
}
