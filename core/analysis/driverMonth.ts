// What an operator's drivers did in a month. A driver counts once, however often he came.
import { civilTime } from "../pricing/zonedTime.ts";
import { monthOf, type CivilMonth } from "./civilHours.ts";
import { bucketOf } from "./figures.ts";

/** A driver's settled charges of the month, and when he charged for the first time at this operator. */
export type DriverFact = {
  readonly charges: number;
  readonly energyWh: number;
  readonly firstAtMs: number;
  /** Of the station of his first charge. */
  readonly timeZone: string;
};

export type DriverMonth = {
  readonly drivers: number;
  /** Those who charged here for the first time. */
  readonly newDrivers: number;
  readonly charges: number;
  readonly energyWh: number;
  /** Drivers by how often they charged: once, twice, and so on by `frequencyEnds`. */
  readonly frequency: number[];
  /** Drivers by the month of their first charge. */
  readonly cohorts: Record<CivilMonth, number>;
  /** There were more drivers than are counted. */
  readonly isCut: boolean;
};

/** Upper ends, excluded, of charges a driver and month; the last bucket is what is beyond. */
export const frequencyEnds = [2, 3, 5, 9, 17] as const;

export function driverMonth(
  facts: readonly DriverFact[],
  { month, isCut }: { readonly month: CivilMonth; readonly isCut: boolean },
): DriverMonth {
  const frequency = Array.from({ length: frequencyEnds.length + 1 }, () => 0);
  const cohorts = new Map<CivilMonth, number>();
  let [charges, energyWh] = [0, 0];
  for (const fact of facts) {
    charges += fact.charges;
    energyWh += fact.energyWh;
    const bucket = bucketOf(fact.charges, frequencyEnds);
    frequency[bucket] = (frequency[bucket] ?? 0) + 1;
    const first = monthOf(civilTime(fact.firstAtMs, fact.timeZone).date);
    cohorts.set(first, (cohorts.get(first) ?? 0) + 1);
  }
  return {
    drivers: facts.length,
    newDrivers: cohorts.get(month) ?? 0,
    charges,
    energyWh,
    frequency,
    cohorts: Object.fromEntries([...cohorts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    isCut,
  };
}
