/** Owns a connector's electricity meter: the register that only grows and survives a reboot, and
 * the values a sample shows (OCPP 1.6, 7.31 Measurand). */
import type { ConnectorType, Vehicle } from "./chargingCurve.ts";
import type { JsonObject } from "./json.ts";
import type { Random } from "./random.ts";

export const MEASURANDS = [
  "Energy.Active.Import.Register",
  "Power.Active.Import",
  "Power.Offered",
  "Power.Factor",
  "Voltage",
  "Current.Import",
  "Current.Offered",
  "SoC",
  "Temperature",
] as const;

type Measurand = (typeof MEASURANDS)[number];

export type SampleContext =
  | "Sample.Clock"
  | "Sample.Periodic"
  | "Transaction.Begin"
  | "Transaction.End"
  | "Trigger";

/** China's low-voltage grid. */
const GRID_VOLTAGE = 220;
/** Above what a single-phase pile gives, the supply is three-phase. */
const SINGLE_PHASE_LIMIT_W = 7_400;

interface Value {
  readonly value: number;
  readonly digits: number;
  readonly unit?: string;
  readonly phase?: string;
  readonly location?: string;
}

export class Meter {
  readonly type: ConnectorType;
  readonly maxPowerW: number;
  #random: Random;
  #exactWh: number;
  #powerW = 0;
  #temperatureC = 22;

  constructor(setting: {
    type: ConnectorType;
    maxPowerW: number;
    registerWh: number;
    random: Random;
  }) {
    this.type = setting.type;
    this.maxPowerW = setting.maxPowerW;
    this.#exactWh = setting.registerWh;
    this.#random = setting.random;
  }

  /** The register in whole Wh, rounded down as a counter shows it. */
  get registerWh(): number {
    return Math.floor(this.#exactWh);
  }

  get powerW(): number {
    return this.#powerW;
  }

  /** Adds what was delivered, with the mean power of the last moments. */
  count(energyWh: number, powerW: number): void {
    this.#exactWh += Math.max(0, energyWh);
    this.#powerW = powerW;
    const towardsC = 22 + (38 * powerW) / this.maxPowerW;
    this.#temperatureC += (towardsC - this.#temperatureC) * 0.05;
  }

  /** No current flows. */
  rest(): void {
    this.#powerW = 0;
  }

  sampledValues(
    measurands: readonly string[],
    context: SampleContext,
    vehicle: Vehicle | undefined,
  ): JsonObject[] {
    const now = this.#now(vehicle);
    return MEASURANDS.filter((measurand) => measurands.includes(measurand)).flatMap((measurand) =>
      READ[measurand](now).map(({ value, digits, ...rest }) => ({
        value: value.toFixed(digits),
        context,
        measurand,
        ...rest,
      })),
    );
  }

  #now(vehicle: Vehicle | undefined): Now {
    const noise = this.#random.between(-1, 1);
    const shared = {
      registerWh: this.registerWh,
      powerW: this.#powerW,
      offeredW: this.maxPowerW,
      temperatureC: this.#temperatureC,
    };
    if (this.type === "AC") {
      const phases = this.maxPowerW > SINGLE_PHASE_LIMIT_W ? 3 : 1;
      const voltageV = GRID_VOLTAGE + 3 * noise;
      return { ...shared, voltageV, factor: 0.985 + 0.01 * noise, phases, socPercent: undefined };
    }
    const { packVoltageV = 400, socPercent = 0 } = vehicle ?? {};
    const voltageV = packVoltageV * (0.9 + 0.0018 * socPercent) + noise;
    // Only a DC charger hears the battery (GB/T 27930, ISO 15118).
    return { ...shared, voltageV, factor: undefined, phases: 1, socPercent: vehicle?.socPercent };
  }
}

/** What can be read from the outlet at one moment; an AC outlet knows no battery, a DC one has no
 * power factor. */
interface Now {
  readonly registerWh: number;
  readonly powerW: number;
  readonly offeredW: number;
  readonly temperatureC: number;
  readonly voltageV: number;
  readonly factor: number | undefined;
  readonly phases: number;
  readonly socPercent: number | undefined;
}

const currentOf = (powerW: number, { voltageV, factor = 1, phases }: Now): number =>
  powerW / (voltageV * factor * phases);

const perPhase = (value: Value, phases: number, suffix: string): Value[] =>
  phases === 1
    ? [value]
    : ["L1", "L2", "L3"].map((phase) => ({ ...value, phase: `${phase}${suffix}` }));

const location = "Outlet";

const READ: Record<Measurand, (now: Now) => Value[]> = {
  "Energy.Active.Import.Register": (now) => [
    { value: now.registerWh, digits: 0, unit: "Wh", location },
  ],
  "Power.Active.Import": (now) => [{ value: now.powerW, digits: 0, unit: "W", location }],
  "Power.Offered": (now) => [{ value: now.offeredW, digits: 0, unit: "W", location }],
  "Power.Factor": ({ factor }) =>
    factor === undefined ? [] : [{ value: factor, digits: 3, location }],
  Voltage: (now) =>
    perPhase({ value: now.voltageV, digits: 1, unit: "V", location }, now.phases, "-N"),
  "Current.Import": (now) =>
    perPhase({ value: currentOf(now.powerW, now), digits: 2, unit: "A", location }, now.phases, ""),
  "Current.Offered": (now) => [
    { value: currentOf(now.offeredW, now), digits: 1, unit: "A", location },
  ],
  SoC: ({ socPercent }) =>
    socPercent === undefined
      ? []
      : [{ value: Math.floor(socPercent), digits: 0, unit: "Percent", location: "EV" }],
  Temperature: (now) => [
    { value: now.temperatureC, digits: 1, unit: "Celsius", location: "Cable" },
  ],
};
