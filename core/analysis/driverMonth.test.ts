import { describe, expect, test } from "vitest";
import { driverMonth, type DriverFact } from "./driverMonth.ts";

/** 00:30 of 1 November in Shanghai, 17:30 of 31 October in Berlin. */
const BOUNDARY_MS = Date.UTC(2026, 9, 31, 16, 30);
const november = { month: "2026-11", isCut: false };

const aDriver = (fact: Partial<DriverFact> = {}): DriverFact => ({
  charges: 1,
  energyWh: 10_000,
  firstAtMs: BOUNDARY_MS,
  timeZone: "Asia/Shanghai",
  ...fact,
});

describe("a month of drivers", () => {
  test("takes a first charge for the month that it was at its station", () => {
    const facts = [aDriver(), aDriver({ timeZone: "Europe/Berlin" })];
    const { cohorts, newDrivers, drivers } = driverMonth(facts, november);
    expect(cohorts).toEqual({ "2026-10": 1, "2026-11": 1 });
    expect([drivers, newDrivers]).toEqual([2, 1]);
  });

  test("begins at midnight, not a millisecond before", () => {
    const midnightMs = BOUNDARY_MS - 30 * 60_000;
    const facts = [aDriver({ firstAtMs: midnightMs }), aDriver({ firstAtMs: midnightMs - 1 })];
    expect(driverMonth(facts, november).cohorts).toEqual({ "2026-10": 1, "2026-11": 1 });
  });

  test("counts drivers by how often they came: once, twice, 3–4, 5–8, 9–16, more", () => {
    const facts = [1, 2, 3, 4, 5, 8, 9, 16, 17, 40].map((charges) => aDriver({ charges }));
    const { frequency, charges } = driverMonth(facts, november);
    expect(frequency).toEqual([1, 1, 2, 2, 2, 2]);
    expect(charges).toBe(105);
  });
});
