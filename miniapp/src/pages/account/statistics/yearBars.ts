// A year's months as bars.
import type { Statistics } from "../../../../../core/contract/statistics.ts";

export const measures = ["energy", "money", "charges"] as const;
export type Measure = (typeof measures)[number];

type Month = Pick<Statistics["months"][number], "month" | "energyWh" | "totalFen" | "charges">;

const valueOf = {
  energy: ({ energyWh }: Month) => energyWh,
  money: ({ totalFen }: Month) => totalFen,
  charges: ({ charges }: Month) => charges,
} as const satisfies Record<Measure, (month: Month) => number>;

/** Heights against the highest; a month with anything in it can be seen, one without has no bar. */
export function barsOfYear(
  months: readonly Month[],
  measure: Measure,
): readonly { readonly month: number; readonly height: number }[] {
  const values = months.map(valueOf[measure]);
  const most = Math.max(1, ...values);
  return months.map(({ month }, at) => {
    const value = Math.max(0, values[at] ?? 0);
    return { month, height: value === 0 ? 0 : Math.max(0.03, value / most) };
  });
}

/** Those with a charge in them, December first. */
export const newestCharged = <M extends Month>(months: readonly M[]): readonly M[] =>
  months.reduce<readonly M[]>((later, one) => (one.charges > 0 ? [one, ...later] : later), []);

/** 12.3 */
export const carbonKg = (grams: number): string => (grams / 1_000).toFixed(1);
