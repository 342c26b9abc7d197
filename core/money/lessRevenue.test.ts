import * as fc from "fast-check";
import { expect, test } from "vitest";
import { lessRevenue, revenueTotal } from "./lessRevenue.ts";

test("each component gives by its share", () => {
  expect(lessRevenue({ electricity: 2_400, service: 1_200 }, 900)).toEqual({
    electricity: 1_800,
    service: 900,
  });
  expect(lessRevenue({ electricity: 5 }, 5)).toEqual({ electricity: 0 });
});

test("what is taken is exact, and no component goes below nothing", () => {
  const anyFen = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(
      anyFen,
      anyFen,
      anyFen,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (a, b, c, part) => {
        const revenue = { electricity: a, service: b, idle: c };
        const amountFen = Math.floor((a + b + c) * part);
        const after = lessRevenue(revenue, amountFen);
        expect(revenueTotal(after)).toBe(a + b + c - amountFen);
        expect(Object.values(after).every((fen) => fen >= 0)).toBe(true);
      },
    ),
  );
});

test("more than there is cannot be taken", () => {
  expect(() => lessRevenue({ service: 10 }, 11)).toThrow("more than");
});
