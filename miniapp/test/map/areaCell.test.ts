import { expect, test } from "vitest";
import { geohash } from "../../../worker/db/geohash.ts";
import { areaCellOf, cellOfMost } from "../../src/map/areaCell.ts";

test("a cell is the one that the platform knows", () => {
  for (const [latitude, longitude] of [
    [31.2304, 121.4737],
    [39.9042, 116.4074],
    [-33.86, 151.2],
    [0, 0],
    [51.5, -0.12],
  ] as const)
    expect(areaCellOf({ latitude, longitude })).toBe(geohash({ latitude, longitude }, 5));
});

test("followed is the cell where most of the stations are", () => {
  const far = { latitude: 31.4, longitude: 121.2 };
  const near = { latitude: 31.2304, longitude: 121.4737 };
  expect(cellOfMost([far, near, near])).toBe(areaCellOf(near));
  expect(cellOfMost([far, near])).toBe(areaCellOf(far));
  expect(cellOfMost([])).toBeNull();
});
