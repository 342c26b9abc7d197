// Takes an amount off an order's revenue, from each component by its share.
import { REVENUE_COMPONENTS } from "./account.ts";
import { assertNotNegative, sumFen, type Fen } from "./fen.ts";
import type { Revenue } from "./orderEntries.ts";

export const revenueTotal = (revenue: Revenue): Fen =>
  sumFen(REVENUE_COMPONENTS.map((component) => revenue[component] ?? 0));

/** Exact: what rounding leaves is taken fen by fen. Throws for more than there is. */
export function lessRevenue(revenue: Revenue, amountFen: Fen): Revenue {
  const totalFen = revenueTotal(revenue);
  if (assertNotNegative(amountFen) > totalFen) throw new Error("more than the revenue");
  if (amountFen === 0) return revenue;
  const left = REVENUE_COMPONENTS.map((component) => {
    const fen = assertNotNegative(revenue[component] ?? 0);
    return { component, fen: fen - Math.floor((fen * amountFen) / totalFen) };
  });
  let over = sumFen(left.map(({ fen }) => fen)) - (totalFen - amountFen);
  const after: Partial<Record<(typeof REVENUE_COMPONENTS)[number], Fen>> = {};
  for (const { component, fen } of left) {
    const more = Math.min(over, fen);
    over -= more;
    if (component in revenue) after[component] = fen - more;
  }
  return after;
}
