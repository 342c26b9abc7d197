/** Owns what a car takes from a connector: how fast at which state of charge, and when it is done.
 * Pure arithmetic on watts, watt-hours and milliseconds; noise is an argument. */

export type ConnectorType = "AC" | "DC";

export interface Vehicle {
  readonly name: string;
  readonly batteryWh: number;
  readonly socPercent: number;
  /** Where the driver told the car to stop. */
  readonly targetSocPercent: number;
  readonly maxDcW: number;
  readonly maxAcW: number;
  readonly packVoltageV: number;
}

/** What reaches the battery; the rest warms the cable, the charger in the car and the pack. */
const EFFICIENCY = { AC: 0.9, DC: 0.95 } as const;
/** A DC contactor closes and the current climbs; an on-board charger is there almost at once. */
const RAMP_MS = { AC: 6_000, DC: 25_000 } as const;
/** Long enough to be cheap, short enough that a taper is smooth. */
const STEP_MS = 5_000;

type Point = readonly [socPercent: number, share: number];
/** Shares of the car's own limit, as tests of current models show them: a cold start, a plateau,
 * then a taper that is steep after 80 %. */
const DC_CURVE: readonly Point[] = [
  [0, 0.6],
  [6, 1],
  [45, 1],
  [80, 0.52],
  [95, 0.18],
  [100, 0.05],
];
const AC_CURVE: readonly Point[] = [
  [0, 1],
  [97, 1],
  [100, 0.2],
];

const shareAt = (curve: readonly Point[], socPercent: number): number => {
  let [lowSoc, lowShare]: Point = [0, curve[0]?.[1] ?? 1];
  for (const [soc, share] of curve) {
    if (soc >= socPercent) {
      if (soc === lowSoc) return share;
      return lowShare + ((share - lowShare) * (socPercent - lowSoc)) / (soc - lowSoc);
    }
    [lowSoc, lowShare] = [soc, share];
  }
  return lowShare;
};

export interface ChargeConditions {
  readonly type: ConnectorType;
  /** What the connector offers. */
  readonly offeredW: number;
  /** Time since the contactor closed. */
  readonly elapsedMs: number;
  /** How much the power dips, 0 (not at all) to 1 (by three per cent). */
  readonly noise: number;
}

/** Power in W that the car takes now; never above what is offered nor above the car's limit. */
export const acceptedPowerW = (vehicle: Vehicle, conditions: ChargeConditions): number => {
  if (vehicle.socPercent >= vehicle.targetSocPercent) return 0;
  const { type, offeredW, elapsedMs, noise } = conditions;
  const [limitW, curve] = type === "DC" ? [vehicle.maxDcW, DC_CURVE] : [vehicle.maxAcW, AC_CURVE];
  const ramp = Math.min(1, Math.max(0, elapsedMs) / RAMP_MS[type]);
  const wantedW = limitW * shareAt(curve, vehicle.socPercent);
  return Math.min(wantedW, offeredW) * ramp * (1 - 0.03 * noise);
};

export interface Charged {
  readonly vehicle: Vehicle;
  /** Energy through the meter. */
  readonly energyWh: number;
  /** Mean power of the last step. */
  readonly powerW: number;
}

const chargeStep = (
  vehicle: Vehicle,
  conditions: ChargeConditions,
  durationMs: number,
): Charged => {
  const middle = { ...conditions, elapsedMs: conditions.elapsedMs + durationMs / 2 };
  const hours = durationMs / 3_600_000;
  const efficiency = EFFICIENCY[conditions.type];
  const roomWh =
    (Math.max(0, vehicle.targetSocPercent - vehicle.socPercent) / 100) * vehicle.batteryWh;
  const energyWh = Math.min(acceptedPowerW(vehicle, middle) * hours, roomWh / efficiency);
  const isDone = energyWh * efficiency >= roomWh;
  const gained = ((energyWh * efficiency) / vehicle.batteryWh) * 100;
  return {
    vehicle: {
      ...vehicle,
      socPercent: isDone
        ? Math.max(vehicle.socPercent, vehicle.targetSocPercent)
        : Math.min(100, vehicle.socPercent + gained),
    },
    energyWh,
    powerW: hours > 0 ? energyWh / hours : 0,
  };
};

/** Charges for `durationMs` from `conditions.elapsedMs` on; `noise` is drawn once a step. */
export const chargeFor = (
  vehicle: Vehicle,
  conditions: Omit<ChargeConditions, "noise">,
  run: { durationMs: number; noise: () => number },
): Charged => {
  let charged: Charged = { vehicle, energyWh: 0, powerW: 0 };
  for (let passedMs = 0; passedMs < run.durationMs; passedMs += STEP_MS) {
    const stepMs = Math.min(STEP_MS, run.durationMs - passedMs);
    const at = { ...conditions, elapsedMs: conditions.elapsedMs + passedMs, noise: run.noise() };
    const step = chargeStep(charged.vehicle, at, stepMs);
    charged = { ...step, energyWh: charged.energyWh + step.energyWh };
  }
  return charged;
};

export const isFull = (vehicle: Vehicle): boolean => vehicle.socPercent >= vehicle.targetSocPercent;
