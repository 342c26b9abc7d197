import { expect, test } from "vitest";
import { CO2_SAVED_G_PER_KWH } from "../contract/statistics.ts";
import { statisticsOf, type SettledCharge } from "./statisticsOf.ts";

const aCharge = (startedAt: string, given: Partial<SettledCharge> = {}): SettledCharge => ({
  startedAtMs: Date.parse(startedAt),
  endedAtMs: Date.parse(startedAt) + 3_600_000,
  timeZone: "Asia/Shanghai",
  energyWh: 10_000,
  electricityFen: 800,
  serviceFen: 400,
  idleFen: null,
  startFen: 0,
  reservationFen: 0,
  discountFen: 50,
  totalFen: 1_200,
  ...given,
});

test("charges are added up in the month in which they began where they were", () => {
  const charges = [
    aCharge("2026-01-01T00:30:00+08:00"),
    aCharge("2026-01-31T23:59:00+08:00"),
    aCharge("2026-02-01T00:00:00+08:00", { idleFen: 300, totalFen: 1_500 }),
    aCharge("2025-12-31T23:59:00+08:00"),
  ];
  const { months, total } = statisticsOf(charges, 2026);
  expect(months.map(({ charges: number }) => number)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(months[0]).toMatchObject({ energyWh: 20_000, minutes: 120, totalFen: 2_400 });
  expect(months[1]).toMatchObject({ idleFen: 300, discountFen: 50, totalFen: 1_500 });
  expect(total).toMatchObject({ charges: 3, energyWh: 30_000, electricityFen: 2_400 });
});

test("a kilowatt-hour saves the petrol's carbon dioxide less the grid's", () => {
  expect(CO2_SAVED_G_PER_KWH).toBe(499);
  const { total, co2SavedGPerKwh } = statisticsOf([aCharge("2026-05-01T12:00:00+08:00")], 2026);
  expect([total.co2SavedG, co2SavedGPerKwh]).toEqual([4_990, 499]);
});

test("a year without charges is twelve months of nothing", () => {
  const { months, total } = statisticsOf([], 2026);
  expect(months).toHaveLength(12);
  expect(total).toMatchObject({ charges: 0, totalFen: 0, co2SavedG: 0 });
});
