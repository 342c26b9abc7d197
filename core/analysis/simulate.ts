// Past charges billed anew with other service fees, by the platform's own bill. Demand stays as it
// was, or answers the price of its period by an elasticity that the reader chose.
import { bill, type Bill } from "../pricing/bill.ts";
import type { PeriodKind, Tariff } from "../pricing/tariff.ts";

export const periodKinds = ["sharp", "peak", "flat", "valley"] as const;

export type PastCharge = {
  readonly tariff: Tariff;
  readonly timeZone: string;
  readonly membership: string | null;
  readonly readings: readonly (readonly [number, number])[];
};

/** Added to the service fee by period, in 1/10,000 yuan a kWh; a fee never falls below nought. */
export type FeeChange = Readonly<Record<PeriodKind, number>>;

export type Simulated = {
  readonly energyWh: number;
  readonly revenueFen: number;
  readonly newEnergyWh: number;
  readonly newRevenueFen: number;
};

export const withFees = (tariff: Tariff, change: FeeChange): Tariff => ({
  ...tariff,
  seasons: tariff.seasons.map((season) => ({
    ...season,
    days: season.days.map((day) => ({
      ...day,
      periods: day.periods.map((period) => ({
        ...period,
        servicePrice: Math.max(0, period.servicePrice + change[period.kind]),
      })),
    })),
  })),
});

type Sums = Record<PeriodKind, { energyWh: number; fen: number }>;

const noSums = (): Sums => ({
  sharp: { energyWh: 0, fen: 0 },
  peak: { energyWh: 0, fen: 0 },
  flat: { energyWh: 0, fen: 0 },
  valley: { energyWh: 0, fen: 0 },
});

/** Each component less the member's discount on it, as bills take it off. */
function add(sums: Sums, { lines }: Bill, { tariff, membership }: PastCharge): void {
  const discount = tariff.discounts.find((one) => one.membership === membership);
  const electricityKept = 1 - (discount?.electricityBasisPoints ?? 0) / 10_000;
  const serviceKept = 1 - (discount?.serviceBasisPoints ?? 0) / 10_000;
  for (const line of lines) {
    const sum = sums[line.periodKind];
    sum.energyWh += line.energyWh;
    sum.fen += line.electricityFen * electricityKept + line.serviceFen * serviceKept;
  }
}

/**
 * @param charges those billed anew; each stands for `weight` charges.
 * @param elasticity per cent of demand lost for one per cent of price; 0 for the same demand.
 */
export function simulate(
  charges: readonly PastCharge[],
  {
    change,
    elasticity,
    weight,
  }: { readonly change: FeeChange; readonly elasticity: number; readonly weight: number },
): { readonly periods: Record<PeriodKind, Simulated>; readonly total: Simulated } {
  const [before, after] = [noSums(), noSums()];
  const changed = new Map<Tariff, Tariff>();
  for (const charge of charges) {
    const { tariff, timeZone, membership, readings } = charge;
    const other = changed.get(tariff) ?? withFees(tariff, change);
    changed.set(tariff, other);
    const meter = readings.map(([atMs, registerWh]) => ({ atMs, registerWh }));
    const terms = { timeZone, membership, meter, idle: null };
    add(before, bill({ ...terms, tariff }), charge);
    add(after, bill({ ...terms, tariff: other }), charge);
  }
  const of = (kind: PeriodKind): Simulated => {
    const [was, is] = [before[kind], after[kind]];
    const priceRatio = was.fen > 0 ? is.fen / was.fen : 1;
    const demand = elasticity === 0 || priceRatio <= 0 ? 1 : priceRatio ** -elasticity;
    return {
      energyWh: Math.round(was.energyWh * weight),
      revenueFen: Math.round(was.fen * weight),
      newEnergyWh: Math.round(is.energyWh * weight * demand),
      newRevenueFen: Math.round(is.fen * weight * demand),
    };
  };
  const periods = { sharp: of("sharp"), peak: of("peak"), flat: of("flat"), valley: of("valley") };
  const sum = (measure: keyof Simulated): number =>
    periodKinds.reduce((all, kind) => all + periods[kind][measure], 0);
  return {
    periods,
    total: {
      energyWh: sum("energyWh"),
      revenueFen: sum("revenueFen"),
      newEnergyWh: sum("newEnergyWh"),
      newRevenueFen: sum("newRevenueFen"),
    },
  };
}
