// A driver's charges added up by month.
import { CO2_SAVED_G_PER_KWH, type Statistics } from "../contract/statistics.ts";
import { roundHalfUp } from "../money/fen.ts";
import { civilTime } from "../pricing/zonedTime.ts";

/** A settled charge; a component of its bill that was never computed is null. */
export type SettledCharge = {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly timeZone: string;
  readonly energyWh: number;
} & Readonly<Record<(typeof components)[number], number | null>>;

const components = [
  "electricityFen",
  "serviceFen",
  "idleFen",
  "startFen",
  "reservationFen",
  "discountFen",
  "totalFen",
] as const;

type Sums = Statistics["total"];

const nothing: Sums = {
  charges: 0,
  energyWh: 0,
  minutes: 0,
  electricityFen: 0,
  serviceFen: 0,
  idleFen: 0,
  startFen: 0,
  reservationFen: 0,
  discountFen: 0,
  totalFen: 0,
  co2SavedG: 0,
};

function sumsOf(charges: readonly SettledCharge[]): Sums {
  const sums = { ...nothing, charges: charges.length };
  let durationMs = 0;
  for (const charge of charges) {
    sums.energyWh += charge.energyWh;
    durationMs += Math.max(0, charge.endedAtMs - charge.startedAtMs);
    for (const component of components) sums[component] += charge[component] ?? 0;
  }
  const minutes = roundHalfUp(durationMs, 60_000);
  const co2SavedG = roundHalfUp(sums.energyWh * CO2_SAVED_G_PER_KWH, 1_000);
  return { ...sums, minutes, co2SavedG };
}

/** Charges of other years are left out: the caller reads a day more at each end. */
export function statisticsOf(charges: readonly SettledCharge[], year: number): Statistics {
  const byMonth = new Map<number, SettledCharge[]>();
  for (const charge of charges) {
    const began = civilTime(charge.startedAtMs, charge.timeZone);
    if (began.year !== year) continue;
    byMonth.set(began.month, [...(byMonth.get(began.month) ?? []), charge]);
  }
  const months = Array.from({ length: 12 }, (_, at) => ({
    month: at + 1,
    ...sumsOf(byMonth.get(at + 1) ?? []),
  }));
  const total = sumsOf([...byMonth.values()].flat());
  return { year, months, total, co2SavedGPerKwh: CO2_SAVED_G_PER_KWH };
}
