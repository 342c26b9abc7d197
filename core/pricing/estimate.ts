// What a charge will cost or how much fits a sum, before it runs and while it runs; both price
// energy as the bill does, at a power taken as constant.
import { unreachable } from "../result.ts";
import { assertNotNegative, type Fen } from "../money/fen.ts";
import { bill, type Bill, type BillTerms } from "./bill.ts";
import {
  advanceRunningCost,
  billSoFar,
  startRunningCost,
  type RunningCost,
} from "./runningCost.ts";
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
  const meter = [
    { atMs: fromMs, registerWh: 0 },
    { atMs: toMs, registerWh: energyWh },
  ];
  return { fromMs, toMs, energyWh, bill: bill({ ...terms, meter }) };
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
  const start = terms.running ?? startRunningCost(terms, { atMs: terms.fromMs, registerWh: 0 });
  const fromMs = Math.max(terms.fromMs, start.base.atMs);
  const fits = (energyWh: number): boolean => {
    const atMs = fromMs + durationMs(energyWh, terms.powerW);
    // The state goes on from `fromMs`, not from the last reading: what flows is priced from now.
    const now = advanceRunningCost(terms, start, { ...start.base, atMs: fromMs });
    const registerWh = start.base.registerWh + energyWh;
    const then = advanceRunningCost(terms, now, { atMs, registerWh });
    return billSoFar(terms, then).totalFen <= budgetFen;
  };
  let fitting = 0;
  let tooMuch = maxEnergyWh(terms.powerW) + 1;
  while (tooMuch - fitting > 1) {
    const middle = Math.floor((fitting + tooMuch) / 2);
    if (fits(middle)) fitting = middle;
    else tooMuch = middle;
  }
  return fitting;
}

/**
 * What can still flow between the moment a limit is reached and the moment the charger has
 * stopped, at the dearest price of that time, rounded up: the margin for `energyForAmount`.
 * `reactionMs` is the time between samples and the time a stop takes.
 */
export function safetyMarginFen({
  tariff,
  timeZone,
  fromMs,
  powerW,
  reactionMs,
}: Pick<BillTerms, "tariff" | "timeZone"> & AtPower & { readonly reactionMs: number }): Fen {
  const prices = priceSpans(tariff, fromMs, fromMs + Math.max(1, reactionMs), timeZone).map(
    ({ electricityPrice, servicePrice }) => electricityPrice + servicePrice,
  );
  const energyWh = Math.ceil((powerW * reactionMs) / 3_600_000);
  // One fen for each of the two components, whose rounding up is independent.
  return Math.ceil((energyWh * Math.max(...prices)) / 100_000) + 2;
}
