// What one car took at one connector: the meter's readings of a charge that ended in the past.
import type { Random } from "../../charger/random.ts";
import type { DemoPile } from "../city/piles.ts";

/** `[atMs, registerWh]`. */
export type Reading = [number, number];

export type Charge = {
  /** A reading a minute, the first at the start. */
  readonly readings: readonly [Reading, ...Reading[]];
  /** Whether the car ended it, and not the driver. */
  readonly isFull: boolean;
};

const MINUTE_MS = 60_000;
const CAR_POWERS_W = [60_000, 80_000, 100_000, 120_000, 150_000, 180_000, 240_000] as const;
const BATTERIES_WH = [42_000, 50_000, 60_000, 66_000, 75_000, 82_000, 100_000] as const;
/** Of what the meter counts, this much ends up in the battery. */
const EFFICIENCY = 0.94;
/** Above this state of charge the power falls, down to LEAST_SHARE at 100 %. */
const FULL_POWER_UNTIL = 0.6;
const LEAST_SHARE = 0.22;
const LONGEST_MINUTES = { AC: 600, DC: 110 } as const;

const shareAt = (soc: number): number =>
  soc <= FULL_POWER_UNTIL
    ? 1
    : 1 - ((soc - FULL_POWER_UNTIL) / (1 - FULL_POWER_UNTIL)) * (1 - LEAST_SHARE);

/** Draws a car and lets it charge from `startedAtMs`; `registerWh` is where the meter stands. */
export function chargeCar(
  random: Random,
  pile: Pick<DemoPile, "currentType" | "maxPowerW">,
  { startedAtMs, registerWh }: { readonly startedAtMs: number; readonly registerWh: number },
): Charge {
  const isDc = pile.currentType === "DC";
  const batteryWh = random.pick(BATTERIES_WH);
  const carPowerW = isDc ? random.pick(CAR_POWERS_W) : Math.min(pile.maxPowerW, 11_000);
  const powerW = Math.min(pile.maxPowerW * 0.97, carPowerW) * random.between(0.86, 1);
  const goal = isDc ? random.between(0.72, 0.98) : random.between(0.85, 1);
  let soc = random.between(0.08, 0.5);
  let wh = registerWh;
  const readings: [Reading, ...Reading[]] = [[startedAtMs, registerWh]];
  while (soc < goal && readings.length <= LONGEST_MINUTES[pile.currentType]) {
    const tookWh = (powerW * (isDc ? shareAt(soc) : 1)) / 60;
    soc += (tookWh * EFFICIENCY) / batteryWh;
    wh += tookWh;
    readings.push([startedAtMs + readings.length * MINUTE_MS, Math.round(wh)]);
  }
  return { readings, isFull: goal > 0.93 };
}

/** The first `minutes` of a charge as they are kept: every `step` minutes, and the last. */
export function keptReadings(
  { readings }: Charge,
  { minutes, step }: { readonly minutes: number; readonly step: number },
): Reading[] {
  return readings.filter((_, at) => at <= minutes && (at % step === 0 || at === minutes));
}
