// What a charge will cost or how much fits a sum, before it runs and while it runs; both price
// energy as the bill does, at a power taken as constant.
import { unreachable } from "../result.ts";
import { assertNotNegative, type Fen } from "../money/fen.ts";
import { billOfParts, type Bill, type BillTerms } from "./bill.ts";
import { addSample, startEnergy, type EnergyState } from "./energyParts.ts";
import type { RunningCost } from "./runningCost.ts";
import { priceSpans } from "./tariff.ts";

export type EstimateGoal =
  | { readonly kind: "energy"; readonly energyWh: number }
  | { readonly kind: "amount"; readonly amountFen: Fen }
  | { readonly kind: "minutes"; readonly minutes: number };

export type Estimate = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly energyWh: number;
  readonly bill: Bill;
};

/** No estimate looks further than this: a charge that takes longer is stopped by other limits. */
export const MAX_ESTIMATE_MS = 48 * 3_600_000;

type AtPower = {
  readonly fromMs: number;
  /** Above zero. */
  readonly powerW: number;
};

/**
 * What a charge from `fromMs` at a constant power costs, and when it ends: for an energy, for what
 * fits an amount, or for a time. Ends at MAX_ESTIMATE_MS at the latest.
 */
export function estimate(terms: BillTerms & AtPower & { readonly goal: EstimateGoal }): Estimate {
  const { fromMs } = terms;
  const energyWh = Math.min(maxEnergyWh(terms.powerW), goalWh(terms));
  const toMs = fromMs + durationMs(energyWh, terms.powerW);
  const start = startEnergy(terms, { atMs: fromMs, registerWh: 0 });
  return { fromMs, toMs, energyWh, bill: billAfter(terms, start, energyWh) };
}

/** The bill after so much more energy, from the state's last reading on. */
function billAfter(terms: BillTerms & AtPower, energy: EnergyState, energyWh: number): Bill {
  const atMs = energy.last.atMs + durationMs(energyWh, terms.powerW);
  const registerWh = energy.last.registerWh + energyWh;
  return billOfParts(terms, addSample(terms, energy, { atMs, registerWh }).parts, []);
}

function goalWh(terms: BillTerms & AtPower & { readonly goal: EstimateGoal }): number {
  const { goal, powerW } = terms;
  switch (goal.kind) {
    case "energy":
      return Math.max(0, Math.floor(goal.energyWh));
    case "minutes":
      return Math.max(0, Math.floor((powerW * goal.minutes) / 60));
    case "amount":
      return energyForAmount({ ...terms, running: null, amountFen: goal.amountFen, marginFen: 0 });
    default:
      return unreachable(goal);
  }
}

function maxEnergyWh(powerW: number): number {
  if (!(powerW > 0 && powerW < Infinity)) throw new Error(`not a power to charge at: ${powerW}`);
  return Math.floor((powerW * MAX_ESTIMATE_MS) / 3_600_000);
}

const durationMs = (energyWh: number, powerW: number): number =>
  Math.ceil((energyWh * 3_600_000) / powerW);

/**
 * How many more Wh fit: the energy from `fromMs` on, at a constant power, with which the bill's
 * total (fees in `terms` and the start fee included) stays within `amountFen − marginFen`. With
 * `running` the energy taken so far is counted as well. At most what MAX_ESTIMATE_MS can deliver;
 * 0 when nothing fits.
 */
export function energyForAmount(
  terms: BillTerms &
    AtPower & {
      readonly running: RunningCost | null;
      readonly amountFen: Fen;
      readonly marginFen: Fen;
    },
): number {
  const budgetFen = terms.amountFen - assertNotNegative(terms.marginFen);
  const from = { atMs: terms.fromMs, registerWh: 0 };
  const energy =
    terms.running === null ? startEnergy(terms, from) : idleUntil(terms, terms.running);
  const fits = (energyWh: number): boolean =>
    billAfter(terms, energy, energyWh).totalFen <= budgetFen;
  let fitting = 0;
  let tooMuch = maxEnergyWh(terms.powerW) + 1;
  while (tooMuch - fitting > 1) {
    const middle = Math.floor((fitting + tooMuch) / 2);
    if (fits(middle)) fitting = middle;
    else tooMuch = middle;
  }
  return fitting;
}

/** The running state at `fromMs`, so that what flows next is priced from then on. */
function idleUntil(terms: BillTerms & AtPower, { energy }: RunningCost): EnergyState {
  const { atMs, registerWh } = energy.last;
  return addSample(terms, energy, { atMs: Math.max(atMs, terms.fromMs), registerWh });
}

/**
 * What can still be added to the bill between the moment a limit is met and the moment the charger
 * has stopped: the margin for `energyForAmount`. The energy of `reactionMs` (the time between
 * samples and the time a stop takes) at the dearest price of that time, rounded up, and for each
 * line of the bill a fen for either component, since more energy may round each of them anew.
 */
export function safetyMarginFen({
  tariff,
  timeZone,
  running,
  fromMs,
  powerW,
  reactionMs,
}: Pick<BillTerms, "tariff" | "timeZone"> &
  AtPower & { readonly running: RunningCost | null; readonly reactionMs: number }): Fen {
  const spans = priceSpans(tariff, fromMs, fromMs + Math.max(1, reactionMs), timeZone);
  const dearest = Math.max(...spans.map((span) => span.electricityPrice + span.servicePrice));
  const energyWh = Math.ceil((powerW * reactionMs) / 3_600_000);
  const lines = spans.length + (running?.energy.parts.length ?? 0);
  return Math.ceil((energyWh * dearest) / 100_000) + 2 * lines;
}
