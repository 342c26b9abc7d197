// What a meter said, made into a series that never falls: the rules by which samples out of order,
// repeated, absurd or after a reset count. In doubt energy is left out and an anomaly is listed.

/** A register reading in Wh at an instant. */
export type MeterSample = { readonly atMs: number; readonly registerWh: number };

type MeterAnomalyCode =
  /** Delivered after a later one; it counts in its place. */
  | "outOfOrder"
  /** Same time and register as another; it counts once. */
  | "duplicate"
  /** Time or register is no number or below zero; left out. */
  | "unreadable"
  /** So long before the last reading that the clock was wrong; it counts, MAX_SPAN_MS before it. */
  | "clockLeap"
  /** A reading that fell below the one before and does not tell of a reset; left out. */
  | "jumpedBack"
  /** A reading too high for the time passed, which later ones contradict; left out. */
  | "jumpedForward"
  /** The register began anew: what flowed between the readings around it does not count. */
  | "reset"
  /** A rise too high for the time passed, which later ones confirm; it counts. */
  | "steepRise"
  /** A steep rise beyond what one charge can take; it does not count, what follows does. */
  | "absurdRise";

/** All anomalies of one code, with the first of them. */
export type MeterAnomaly = {
  readonly code: MeterAnomalyCode;
  readonly count: number;
  readonly firstAtMs: number;
  readonly firstRegisterWh: number;
};

export type NormalisedMeter = {
  /** Ascending in time; registers in whole Wh from 0, never falling. */
  readonly points: readonly MeterSample[];
  readonly anomalies: readonly MeterAnomaly[];
};

/** Chargers of a megawatt exist; beyond it no connector goes today. */
export const DEFAULT_MAX_POWER_W = 1_000_000;
/** Chargers exceed their rating a little, and their clocks a little more. */
const RATING_TOLERANCE = 1.25;
/** No session lasts a month; a clock that stood at its epoch at first would make it decades. */
export const MAX_SPAN_MS = 31 * 86_400_000;
/** 2100 and a terawatt-hour: beyond them a reading is noise, and arithmetic would lose digits. */
const MAX_AT_MS = Date.UTC(2100, 0);
const MAX_REGISTER_WH = 1e12;

/** Some registers move in steps of a whole kWh. */
const RESOLUTION_WH = 1000;
/** What one charge of a car takes at most: a wrong clock may hide the time, never more energy. */
const ONE_CHARGE_WH = 100_000;

/** What can have flowed between two readings, in Wh. */
function possibleRiseWh(from: MeterSample, to: MeterSample, maxPowerW: number): number {
  const hours = (to.atMs - from.atMs) / 3_600_000;
  return Math.ceil(maxPowerW * RATING_TOLERANCE * hours) + RESOLUTION_WH;
}

/** What can have flowed when the readings' times are not trusted, in Wh. */
export function credibleRiseWh(from: MeterSample, to: MeterSample, maxPowerW: number): number {
  return possibleRiseWh(from, to, maxPowerW) + ONE_CHARGE_WH;
}

/**
 * The series that a bill counts. Readings are put in order of time, then of register; each then
 * counts its rise over the reading before, unless an anomaly above says otherwise. `maxPowerW` is
 * the connector's rating; without it DEFAULT_MAX_POWER_W. Whatever is given, energy is never below
 * zero, and a stretch of the register counts twice only after a reset.
 */
export function normaliseMeter(
  meter: readonly MeterSample[],
  maxPowerW = DEFAULT_MAX_POWER_W,
): NormalisedMeter {
  const anomalies = new AnomalyList();
  const samples = inOrder(meter, anomalies);
  const [first] = samples;
  if (first === undefined) return { points: [], anomalies: anomalies.listed() };
  const points: MeterSample[] = [{ atMs: first.atMs, registerWh: 0 }];
  let segmentStart = first;
  let base = first;
  let countedWh = 0;
  for (const [index, sample] of samples.entries()) {
    if (index === 0) continue;
    const code = judge({ samples, index, base, segmentStart, maxPowerW });
    if (code !== null) anomalies.add(code, sample);
    if (code === "jumpedBack" || code === "jumpedForward") continue;
    if (code === "reset" || code === "absurdRise") segmentStart = sample;
    else countedWh += sample.registerWh - base.registerWh;
    base = sample;
    points.push({ atMs: sample.atMs, registerWh: countedWh });
  }
  return { points, anomalies: anomalies.listed() };
}

class AnomalyList {
  readonly #byCode = new Map<MeterAnomalyCode, MeterAnomaly>();

  add(code: MeterAnomalyCode, { atMs, registerWh }: MeterSample): void {
    const known = this.#byCode.get(code);
    const first = known ?? { code, count: 0, firstAtMs: atMs, firstRegisterWh: registerWh };
    this.#byCode.set(code, { ...first, count: first.count + 1 });
  }

  listed(): MeterAnomaly[] {
    return [...this.#byCode.values()];
  }
}

/** Whether a reading's time and register are numbers that a meter can mean. */
export const isReadable = ({ atMs, registerWh }: MeterSample): boolean =>
  Number.isSafeInteger(atMs) &&
  atMs >= 0 &&
  atMs < MAX_AT_MS &&
  registerWh >= 0 &&
  registerWh <= MAX_REGISTER_WH;

function inOrder(meter: readonly MeterSample[], anomalies: AnomalyList): MeterSample[] {
  const read: MeterSample[] = [];
  let latestMs = -Infinity;
  for (const sample of meter) {
    if (!isReadable(sample)) {
      anomalies.add("unreadable", sample);
      continue;
    }
    if (sample.atMs < latestMs) anomalies.add("outOfOrder", sample);
    latestMs = Math.max(latestMs, sample.atMs);
    read.push({ atMs: sample.atMs, registerWh: Math.round(sample.registerWh) });
  }
  read.sort((a, b) => a.atMs - b.atMs || a.registerWh - b.registerWh);
  return withoutRepeats(withinSpan(read, anomalies), anomalies);
}

function withinSpan(samples: readonly MeterSample[], anomalies: AnomalyList): MeterSample[] {
  const earliestMs = (samples.at(-1)?.atMs ?? 0) - MAX_SPAN_MS;
  return samples.map((sample) => {
    if (sample.atMs >= earliestMs) return sample;
    anomalies.add("clockLeap", sample);
    return { ...sample, atMs: earliestMs };
  });
}

function withoutRepeats(samples: readonly MeterSample[], anomalies: AnomalyList): MeterSample[] {
  return samples.filter((sample, index) => {
    const before = samples[index - 1];
    const isRepeated = before?.atMs === sample.atMs && before.registerWh === sample.registerWh;
    if (isRepeated) anomalies.add("duplicate", sample);
    return !isRepeated;
  });
}

type Doubt = {
  readonly samples: readonly MeterSample[];
  readonly index: number;
  /** The last reading that counted, and the one from which its register has counted. */
  readonly base: MeterSample;
  readonly segmentStart: MeterSample;
  readonly maxPowerW: number;
};

function judge(doubt: Doubt): MeterAnomalyCode | null {
  const { samples, index, base, maxPowerW } = doubt;
  const sample = samples[index];
  if (sample === undefined) return null;
  const riseWh = sample.registerWh - base.registerWh;
  if (riseWh < 0) return isReset(doubt, sample) ? "reset" : "jumpedBack";
  if (riseWh <= possibleRiseWh(base, sample, maxPowerW)) return null;
  for (let later = index + 1; later < samples.length; later += 1) {
    const registerWh = samples[later]?.registerWh ?? 0;
    if (base.registerWh <= registerWh && registerWh < sample.registerWh) return "jumpedForward";
  }
  return riseWh > credibleRiseWh(base, sample, maxPowerW) ? "absurdRise" : "steepRise";
}

/**
 * A register that fell began anew when it fell to where it began to count or below, and stays
 * below its old level; or when it regains that level by running on, not by jumping, from well
 * below where it began to count. Everything else is a stray or repeated old reading, which must
 * not count a second time.
 */
function isReset({ samples, index, base, segmentStart, maxPowerW }: Doubt, low: MeterSample) {
  let lastLow = low;
  for (let later = index + 1; later < samples.length; later += 1) {
    const sample = samples[later];
    if (sample === undefined) break;
    if (sample.registerWh < base.registerWh) {
      lastLow = sample;
      continue;
    }
    const runsOn =
      lastLow.registerWh > low.registerWh &&
      sample.registerWh - lastLow.registerWh <= possibleRiseWh(lastLow, sample, maxPowerW);
    return runsOn && low.registerWh < segmentStart.registerWh - RESOLUTION_WH;
  }
  return low.registerWh <= segmentStart.registerWh;
}
