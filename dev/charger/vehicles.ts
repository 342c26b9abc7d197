/** Owns the cars of the simulated street: round figures of the classes that use public piles. */
import type { Vehicle } from "./chargingCurve.ts";
import type { Random } from "./random.ts";

type Model = Omit<Vehicle, "socPercent" | "targetSocPercent">;

const MODELS: readonly [Model, ...Model[]] = [
  { name: "city", batteryWh: 26_000, maxDcW: 30_000, maxAcW: 3_300, packVoltageV: 330 },
  { name: "compact", batteryWh: 50_000, maxDcW: 70_000, maxAcW: 6_600, packVoltageV: 350 },
  { name: "saloon", batteryWh: 60_000, maxDcW: 90_000, maxAcW: 7_000, packVoltageV: 390 },
  { name: "suv", batteryWh: 84_000, maxDcW: 120_000, maxAcW: 11_000, packVoltageV: 420 },
  { name: "fast", batteryWh: 95_000, maxDcW: 250_000, maxAcW: 11_000, packVoltageV: 780 },
];

/** A car as it comes in from the street: rather empty, and set to stop at 80 to 100 %. */
export const arrivingVehicle = (random: Random): Vehicle => ({
  ...random.pick(MODELS),
  socPercent: Math.round(random.between(8, 55)),
  targetSocPercent: random.pick([80, 90, 95, 100, 100]),
});
