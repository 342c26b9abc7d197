// How much is taken in advance for a charge, and what it will cost about.
import type { ChargeLimit } from "../../core/contract/orders.ts";
import { limits } from "../../core/limits.ts";
import { energyForAmount, estimate, type Estimate } from "../../core/pricing/estimate.ts";
import type { Tariff } from "../../core/pricing/tariff.ts";
import { unreachable } from "../../core/result.ts";

/** A connector with the price in force on it. */
export type Priced = {
  readonly tariff: Tariff;
  readonly timeZone: string;
  readonly membership: string | null;
  readonly maxPowerW: number;
  readonly currentType: "AC" | "DC";
};

/** What most cars' batteries take from empty to full, with the losses of charging. */
const fullBatteryWh = { AC: 60_000, DC: 80_000 } as const;
/** A battery that is charged to a state of charge is seldom emptier than this to begin with. */
const usualStartPercent = 10;
/** Cars draw less than the connector gives; a slow charge may run into a dearer period. */
const slowestShare = 4;
const stepFen = { exact: 100, rough: 1_000 } as const;

export type OrderEstimate = {
  /** Null where the limit does not say it. */
  readonly energyWh: number | null;
  readonly totalFen: number | null;
  readonly minutes: number | null;
  readonly prepaidFen: number;
};

const known = (estimated: Estimate, prepaidFen: number): OrderEstimate => ({
  energyWh: estimated.energyWh,
  totalFen: estimated.bill.totalFen,
  minutes: Math.ceil((estimated.toMs - estimated.fromMs) / 60_000),
  prepaidFen,
});

export function estimateOf(priced: Priced, limit: ChargeLimit, nowMs: number): OrderEstimate {
  const at = (powerW: number, goal: Parameters<typeof estimate>[0]["goal"]): Estimate =>
    estimate({ ...priced, idle: null, fromMs: nowMs, powerW, goal });
  /** The dearer of a fast and a slow charge, so that what is taken in advance is enough. */
  const prepaidFor = (energyWh: number, step: number): number => {
    const goal = { kind: "energy", energyWh } as const;
    const slowW = Math.max(1, Math.ceil(priced.maxPowerW / slowestShare));
    const dearer = Math.max(
      at(priced.maxPowerW, goal).bill.totalFen,
      at(slowW, goal).bill.totalFen,
    );
    return withinOrder(Math.ceil((dearer + limits.prepaidMarginFen.most) / step) * step);
  };
  const open = (energyWh: number): OrderEstimate => ({
    energyWh: null,
    totalFen: null,
    minutes: null,
    prepaidFen: prepaidFor(energyWh, stepFen.rough),
  });
  switch (limit.kind) {
    case "amount": {
      const goal = { kind: "amount", amountFen: limit.amountFen } as const;
      return known(at(priced.maxPowerW, goal), limit.amountFen);
    }
    case "energy": {
      const estimated = at(priced.maxPowerW, { kind: "energy", energyWh: limit.energyWh });
      return known(estimated, prepaidFor(limit.energyWh, stepFen.exact));
    }
    case "minutes": {
      const estimated = at(priced.maxPowerW, { kind: "minutes", minutes: limit.minutes });
      return known(estimated, prepaidFor(estimated.energyWh, stepFen.exact));
    }
    case "soc": {
      const percent = Math.max(usualStartPercent, limit.percent - usualStartPercent);
      return open(Math.ceil((fullBatteryWh[priced.currentType] * percent) / 100));
    }
    case "full":
      return open(fullBatteryWh[priced.currentType]);
    default:
      return unreachable(limit);
  }
}

/** Whether a sum of money buys any energy at all after the fees. */
export const buysEnergy = (priced: Priced, amountFen: number, nowMs: number): boolean =>
  energyForAmount({
    ...priced,
    idle: null,
    running: null,
    fromMs: nowMs,
    powerW: priced.maxPowerW,
    amountFen,
    marginFen: limits.prepaidMarginFen.most,
  }) > 0;

const withinOrder = (amountFen: number): number =>
  Math.min(Math.max(amountFen, limits.orderAmountFen.least), limits.orderAmountFen.most);
