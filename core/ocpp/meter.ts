// Turns sampled values, as every maker writes them, into one reading in Wh, W, V, A, percent and °C.
// It knows no OCPP version: 1.6 and 2.x name measurands, phases and contexts alike.
import type { Sample } from "../charging/events.ts";
import { unreachable } from "../result.ts";
import type { DeviceTime } from "./clock.ts";
import type { Quirks } from "./quirks.ts";

export type SampledValue = {
  readonly value: string;
  readonly context?: string;
  readonly format?: string;
  readonly measurand?: string;
  readonly phase?: string;
  readonly location?: string;
  readonly unit?: string;
};

/** What one measurand adds up to over the values of one reading. */
type Gathered = {
  /** Only the values of the highest rank count. */
  rank: number;
  /** A value without a phase; it beats the sum of phases. */
  total: number | null;
  sum: number;
  count: number;
  highest: number;
};

const gather = (): Gathered => ({
  rank: -1,
  total: null,
  sum: 0,
  count: 0,
  highest: Number.NEGATIVE_INFINITY,
});

type Quantity = "register" | "power" | "voltage" | "current" | "soc" | "temperature";

const quantityOf: ReadonlyMap<string, Quantity> = new Map([
  ["Energy.Active.Import.Register", "register"],
  ["Power.Active.Import", "power"],
  ["Voltage", "voltage"],
  ["Current.Import", "current"],
  ["SoC", "soc"],
  ["Temperature", "temperature"],
] as const);

/** OCPP 1.6, 7.43: a value without a measurand is the energy register. */
const unnamedMeasurand = "Energy.Active.Import.Register";

/** One reading; null when nothing in it is of use. */
export function readingOf(
  values: readonly SampledValue[],
  time: DeviceTime,
  quirks: Quirks,
): Sample | null {
  let gathered: Partial<Record<Quantity, Gathered>> | null = null;
  for (const value of values) {
    const quantity = quantityOf.get(value.measurand ?? unnamedMeasurand);
    if (quantity === undefined || value.format === "SignedData") continue;
    const amount = amountOf(value, quantity, quirks);
    if (amount === null) continue;
    gathered ??= {};
    add((gathered[quantity] ??= gather()), value, amount, quantity);
  }
  return gathered === null ? null : sampleOf(gathered, time);
}

function add(into: Gathered, value: SampledValue, amount: number, quantity: Quantity): void {
  const { phase } = value;
  if (phase === "N" || (quantity === "voltage" && isBetweenPhases(phase))) return;
  const rank = rankOf(value);
  if (rank < into.rank) return;
  if (rank > into.rank) {
    into.rank = rank;
    into.total = null;
    into.sum = 0;
    into.count = 0;
    into.highest = Number.NEGATIVE_INFINITY;
  }
  if (amount > into.highest) into.highest = amount;
  if (phase === undefined) {
    into.total = amount;
  } else {
    into.sum += amount;
    into.count += 1;
  }
}

/** What went to the car beats what came from the grid, and the present beats the transaction's begin. */
function rankOf({ context, location }: SampledValue): number {
  return (context === "Transaction.Begin" ? 0 : 2) + (location === "Inlet" ? 0 : 1);
}

const isBetweenPhases = (phase: string | undefined): boolean => phase?.includes("-L") === true;

/** A number in the base unit; null when it is none. */
function amountOf(value: SampledValue, quantity: Quantity, quirks: Quirks): number | null {
  const amount = numberOf(value.value);
  if (amount === null) return null;
  switch (quantity) {
    case "register":
      return amount * kilo(quirks.registerUnit ?? value.unit);
    case "power":
      return amount * kilo(value.unit);
    case "temperature":
      return celsius(amount, value.unit);
    case "voltage":
    case "current":
    case "soc":
      return amount;
    default:
      return unreachable(quantity);
  }
}

/** A charger that mixes up W and Wh still means the "k". */
const kilo = (unit: string | undefined): number => (unit?.startsWith("k") === true ? 1000 : 1);

function celsius(amount: number, unit: string | undefined): number {
  if (unit === "K") return amount - 273.15;
  if (unit === "Fahrenheit") return ((amount - 32) * 5) / 9;
  return amount;
}

/** Reads "12.5", " 12.5 ", "12,5", "1 234" and "12.5 kWh" (the unit is read from its own field). */
export function numberOf(text: string): number | null {
  const plain = Number(text);
  if (!Number.isNaN(plain)) return Number.isFinite(plain) && text.trim() !== "" ? plain : null;
  const found = /^[-+]?\d+(?:\.\d+)?/.exec(text.replaceAll(/\s/g, "").replace(",", "."));
  return found === null ? null : Number(found[0]);
}

function sampleOf(
  { register, power, voltage, current, soc, temperature }: Partial<Record<Quantity, Gathered>>,
  time: DeviceTime,
): Sample | null {
  const sample: { -readonly [Key in keyof Sample]: Sample[Key] } = { ...time };
  let isEmpty = true;
  const registerWh = whole(register, summed);
  if (registerWh !== undefined && registerWh >= 0) {
    sample.registerWh = registerWh;
    isEmpty = false;
  }
  const powerW = whole(power, summed);
  if (powerW !== undefined) {
    sample.powerW = powerW;
    isEmpty = false;
  }
  const voltageV = tenths(voltage, averaged);
  if (voltageV !== undefined) {
    sample.voltageV = voltageV;
    isEmpty = false;
  }
  const currentA = tenths(current, highest);
  if (currentA !== undefined) {
    sample.currentA = currentA;
    isEmpty = false;
  }
  const socPercent = tenths(soc, highest);
  if (socPercent !== undefined && socPercent >= 0 && socPercent <= 100) {
    sample.socPercent = socPercent;
    isEmpty = false;
  }
  const temperatureC = tenths(temperature, hottest);
  if (temperatureC !== undefined) {
    sample.temperatureC = temperatureC;
    isEmpty = false;
  }
  return isEmpty ? null : sample;
}

const summed = ({ total, sum, count }: Gathered): number | null =>
  total ?? (count === 0 ? null : sum);
const averaged = ({ total, sum, count }: Gathered): number | null =>
  total ?? (count === 0 ? null : sum / count);
/** A car on one phase of three draws what its phase draws, not a third of it. */
const highest = ({ total, count, highest }: Gathered): number | null =>
  total ?? (count === 0 ? null : highest);
/** Several probes report one measurand; the hottest one matters. */
const hottest = ({ rank, highest }: Gathered): number | null => (rank < 0 ? null : highest);

type Fold = (gathered: Gathered) => number | null;

function whole(gathered: Gathered | undefined, fold: Fold): number | undefined {
  const amount = gathered === undefined ? null : fold(gathered);
  if (amount === null) return undefined;
  const rounded = Math.round(amount);
  return Number.isSafeInteger(rounded) ? rounded : undefined;
}

function tenths(gathered: Gathered | undefined, fold: Fold): number | undefined {
  const amount = gathered === undefined ? null : fold(gathered);
  if (amount === null) return undefined;
  const rounded = Math.round(amount * 10) / 10;
  return Number.isFinite(rounded) ? rounded : undefined;
}
