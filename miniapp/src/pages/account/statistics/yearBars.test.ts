import { describe, expect, it } from "vitest";
import { barsOfYear, carbonKg, newestCharged } from "./yearBars.ts";

const month = (number: number, charges: number, energyWh: number, totalFen: number) => ({
  month: number,
  charges,
  energyWh,
  totalFen,
});

describe("a year drawn by month", () => {
  const months = [month(1, 0, 0, 0), month(2, 1, 100, 5_000), month(3, 4, 50_000, 5_000)];

  it("has the highest month as its height, by each measure", () => {
    expect(barsOfYear(months, "energy").map(({ height }) => height)).toEqual([0, 0.03, 1]);
    expect(barsOfYear(months, "money").map(({ height }) => height)).toEqual([0, 1, 1]);
    expect(barsOfYear(months, "charges").map(({ height }) => height)).toEqual([0, 0.25, 1]);
  });

  it("stays flat where nothing was charged", () => {
    const nothing = Array.from({ length: 12 }, (_, at) => month(at + 1, 0, 0, 0));
    expect(barsOfYear(nothing, "money").every(({ height }) => height === 0)).toBe(true);
    expect(barsOfYear(nothing, "money")).toHaveLength(12);
  });

  it("lists the months with a charge, the newest first", () => {
    expect(newestCharged(months).map((one) => one.month)).toEqual([3, 2]);
  });

  it("says the carbon in kilograms", () => expect(carbonKg(12_345)).toBe("12.3"));
});
