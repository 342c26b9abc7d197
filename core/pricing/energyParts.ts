// Energy split by price as samples come in: each step costs the same however long the session is.
// The state is plain data, so that an object can store it and go on from it.
import { isSamePrice, priceSpanAt, type Price, type Tariff } from "./tariff.ts";
import type { MeterSample } from "./normaliseMeter.ts";

/** Energy at one price without interruption, in mWh, because a boundary falls between samples. */
export type EnergyPart = Price & {
  readonly fromMs: number;
  readonly toMs: number;
  readonly energyMilliWh: number;
};

export type EnergyState = {
  readonly last: MeterSample;
  /** The last part is the one running; its price holds until `priceUntilMs`. */
  readonly parts: readonly EnergyPart[];
  readonly priceUntilMs: number;
};

export type Place = { readonly tariff: Tariff; readonly timeZone: string };

/** A price is looked up at most this far ahead, so that a step never scans a year. */
const LOOK_AHEAD_MS = 86_400_000;

function openPart(place: Place, fromMs: number): { part: EnergyPart; untilMs: number } {
  const limitMs = fromMs + LOOK_AHEAD_MS;
  const span = priceSpanAt(place.tariff, { fromMs, limitMs, timeZone: place.timeZone });
  const { kind, electricityPrice, servicePrice, toMs: untilMs } = span;
  const part = { kind, electricityPrice, servicePrice, fromMs, toMs: fromMs, energyMilliWh: 0 };
  return { part, untilMs };
}

/** A session's energy at its first sample: none yet. */
export function startEnergy(place: Place, first: MeterSample): EnergyState {
  const { part, untilMs } = openPart(place, first.atMs);
  return { last: first, parts: [part], priceUntilMs: untilMs };
}

/**
 * The state after a sample no earlier and no lower than the last one (throws otherwise: the meter
 * is to be normalised before). Between two samples energy is taken to flow evenly; the register at
 * a boundary is interpolated to the mWh.
 */
export function addSample(place: Place, state: EnergyState, next: MeterSample): EnergyState {
  const { last } = state;
  const riseMilliWh = (next.registerWh - last.registerWh) * 1000;
  const durationMs = next.atMs - last.atMs;
  if (!(riseMilliWh >= 0 && durationMs >= 0)) throw new Error("samples are not ascending");
  const parts = state.parts.slice(0, -1);
  let part = lastOf(state.parts);
  let untilMs = state.priceUntilMs;
  let takenMilliWh = 0;
  while (untilMs < next.atMs) {
    const untilBoundary = Math.round((riseMilliWh * (untilMs - last.atMs)) / durationMs);
    const energyMilliWh = part.energyMilliWh + untilBoundary - takenMilliWh;
    part = { ...part, toMs: untilMs, energyMilliWh };
    takenMilliWh = untilBoundary;
    const opened = openPart(place, untilMs);
    if (!isSamePrice(part, opened.part)) {
      parts.push(part);
      part = opened.part;
    }
    untilMs = opened.untilMs;
  }
  const energyMilliWh = part.energyMilliWh + riseMilliWh - takenMilliWh;
  parts.push({ ...part, toMs: next.atMs, energyMilliWh });
  return { last: next, parts, priceUntilMs: untilMs };
}

function lastOf(parts: readonly EnergyPart[]): EnergyPart {
  const part = parts.at(-1);
  if (part === undefined) throw new Error("a session's energy has no part");
  return part;
}
