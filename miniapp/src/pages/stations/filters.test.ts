import { expect, test } from "vitest";
import { countOf, noFilters, queryOf } from "./filters.ts";

test("without a condition everything is asked for", () => {
  expect(queryOf(noFilters)).toEqual({});
  expect(countOf(noFilters)).toBe(0);
});

test("every condition is asked for, in the platform's units", () => {
  const filters = {
    isFree: true,
    isOpen: true,
    hasFreeParking: true,
    currentType: "DC",
    minPowerKw: 120,
    standard: "GBT_DC",
    maxPriceFen: 120,
    facilities: ["toilet", "shop"],
    operatorId: "op-1",
  } as const;
  expect(queryOf(filters)).toEqual({
    availableOnly: "true",
    openNow: "true",
    parking: "free",
    currentType: "DC",
    minPowerW: 120_000,
    standard: "GBT_DC",
    maxPrice: 12_000,
    facilities: "toilet,shop",
    operatorId: "op-1",
  });
  expect(countOf(filters)).toBe(9);
});
