// Finds out, within a session, that a meter does not mean what it says: by what the connector can
// deliver in the time. A finding that is a quirk's name is to be kept with the pile, and then holds.
import type { Sample } from "../charging/events.ts";
import type { QuirkName, Quirks } from "./quirks.ts";

/** What a session knows of its meter. */
export type MeterReference = {
  readonly meterStartWh: number;
  readonly startedAtMs: number;
  /** The last register that was taken; null at the begin. */
  readonly last: { readonly registerWh: number; readonly atMs: number } | null;
  readonly maxPowerW: number;
};

export type MeterFinding =
  | Extract<
      QuirkName,
      "registerInKwh" | "registerInWh" | "sessionRegister" | "transactionMeterInKwh"
    >
  /** It fell below where it was. */
  | "meterReset"
  /** It rose by more than the connector can deliver. */
  | "meterJump";

export type RegisterReading = {
  readonly registerWh: number;
  readonly atMs: number;
  readonly powerW?: number;
};

export type Reconciled = {
  readonly registerWh: number;
  readonly findings: readonly MeterFinding[];
};

/** Connectors exceed their rating a little, and meters count in steps of up to a kWh. */
const headroom = 1.2;
const meterStepWh = 1_000;
/** Below this there is too little to tell a factor of a thousand from a slow begin. */
const tellingWh = 2_000;
const hourMs = 3_600_000;

const none: readonly MeterFinding[] = [];

/** The register in Wh since the meter was made, as far as it can be known, and what is wrong with it. */
export function reconcileRegister(
  reading: RegisterReading,
  reference: MeterReference,
  quirks: Quirks,
): Reconciled {
  const { registerWh, atMs } = reading;
  const { meterStartWh } = reference;
  // What is replayed out of order is measured against the begin alone.
  const last = reference.last !== null && reference.last.atMs <= atMs ? reference.last : null;
  if (quirks.registerIsSession) return { registerWh: meterStartWh + registerWh, findings: none };
  const floorWh = last?.registerWh ?? meterStartWh;
  const riseWh = registerWh - floorWh;
  const isReachable = (candidateWh: number): boolean => {
    const deliveredWh = candidateWh - meterStartWh;
    return (
      deliveredWh >= -meterStepWh && deliveredWh <= mostWh(reference, reference.startedAtMs, atMs)
    );
  };
  if (riseWh >= 0 && riseWh <= mostWh(reference, last?.atMs ?? reference.startedAtMs, atMs)) {
    return countsInKwh(reading, reference)
      ? { registerWh, findings: ["registerInKwh", "transactionMeterInKwh"] }
      : { registerWh, findings: none };
  }
  if (riseWh > 0) {
    // Energy in Wh that is labelled kWh was multiplied once too often.
    const undone = Math.round(registerWh / 1_000);
    return isReachable(undone) && undone >= floorWh
      ? { registerWh: undone, findings: ["registerInWh"] }
      : { registerWh, findings: ["meterJump"] };
  }
  // Once a register was good it does not change its meaning: it was reset.
  if (last !== null && last.registerWh > meterStartWh) {
    return { registerWh, findings: ["meterReset"] };
  }
  // The reading was rounded to a unit that is worth a thousand: take the least it can have been.
  const multiplied = registerWh * 1_000 - 500;
  if (isReachable(multiplied)) {
    return { registerWh: Math.max(multiplied, meterStartWh), findings: ["registerInKwh"] };
  }
  const added = meterStartWh + registerWh;
  return isReachable(added)
    ? { registerWh: added, findings: ["sessionRegister"] }
    : { registerWh, findings: ["meterReset"] };
}

/** Reconciles samples in their order, each against the one before. */
export function reconcileSamples(
  samples: readonly Sample[],
  reference: MeterReference,
  quirks: Quirks,
): { readonly samples: readonly Sample[]; readonly findings: readonly MeterFinding[] } {
  const found = new Set<MeterFinding>();
  let { last } = reference;
  const reconciled = samples.map((sample) => {
    const { registerWh, atMs, powerW } = sample;
    if (registerWh === undefined) return sample;
    const reading = { registerWh, atMs, ...(powerW === undefined ? {} : { powerW }) };
    const result = reconcileRegister(reading, { ...reference, last }, quirks);
    for (const finding of result.findings) found.add(finding);
    last = { registerWh: result.registerWh, atMs };
    return result.registerWh === registerWh ? sample : { ...sample, registerWh: result.registerWh };
  });
  return { samples: reconciled, findings: [...found] };
}

const mostWh = ({ maxPowerW }: MeterReference, fromMs: number, toMs: number): number =>
  (maxPowerW * headroom * Math.max(0, toMs - fromMs)) / hourMs + meterStepWh;

/** Start and samples both in kWh: the rise is a thousandth of what the power says. */
function countsInKwh(reading: RegisterReading, reference: MeterReference): boolean {
  if (reading.powerW === undefined) return false;
  const expectedWh = (reading.powerW * (reading.atMs - reference.startedAtMs)) / hourMs;
  const riseWh = reading.registerWh - reference.meterStartWh;
  return expectedWh > tellingWh && riseWh > 0 && riseWh < expectedWh / 200;
}
