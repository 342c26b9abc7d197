import * as fc from "fast-check";
import { expect, test } from "vitest";
import { assertFen, assertNotNegative, formatYuan, parseYuan, roundHalfUp, sumFen } from "./fen.ts";

test("a half goes up, also below zero", () => {
  expect([5, 4, 15, 14, -5, -6, 0].map((n) => roundHalfUp(n, 10))).toEqual([1, 0, 2, 1, 0, -1, 0]);
});

test("rounding is exact where floating point is not", () => {
  const anyInteger = fc.maxSafeInteger();
  const anyDivisor = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(anyInteger, anyDivisor, (numerator, denominator) => {
      const doubled = 2n * BigInt(numerator) + BigInt(denominator);
      const divisor = 2n * BigInt(denominator);
      const floor = doubled / divisor - (doubled % divisor < 0n ? 1n : 0n);
      expect(roundHalfUp(numerator, denominator)).toBe(Number(floor));
    }),
    { numRuns: 1000 },
  );
});

test("what is no ratio of safe integers is a mistake of the caller", () => {
  for (const [n, d] of [
    [1, 0],
    [1, -1],
    [0.5, 1],
    [Number.NaN, 1],
    [2 ** 53, 1],
    [1, 1.5],
  ] as const) {
    expect(() => roundHalfUp(n, d)).toThrow("ratio");
  }
});

test("only safe integers are amounts", () => {
  for (const amount of [0.1, Number.NaN, Infinity, 2 ** 53]) {
    expect(() => assertFen(amount)).toThrow("fen");
    expect(() => sumFen([1, amount])).toThrow("fen");
  }
  expect(() => assertNotNegative(-1)).toThrow("below zero");
  expect(() => sumFen([Number.MAX_SAFE_INTEGER, 1])).toThrow("fen");
  expect(sumFen([1, -3, 7])).toBe(5);
});

test("yuan have two decimals", () => {
  expect([1234, 5, 50, 0, -5, -1234].map(formatYuan)).toEqual([
    "12.34",
    "0.05",
    "0.50",
    "0.00",
    "-0.05",
    "-12.34",
  ]);
});

test("yuan are read as they are written", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_999_999 }), (fen) => {
      expect(parseYuan(formatYuan(fen))).toEqual({ ok: true, value: fen });
    }),
  );
  expect(parseYuan("88.8")).toEqual({ ok: true, value: 8880 });
  expect(parseYuan("100")).toEqual({ ok: true, value: 10_000 });
  expect(parseYuan("0.29")).toEqual({ ok: true, value: 29 });
});

test("what is not yuan is refused", () => {
  const malformed = ["", " 1", "1.", ".5", "-1", "+1", "1e3", "1,000", "1.234", "01", "NaN", "１"];
  for (const text of [...malformed, "1234567890123"]) {
    expect(parseYuan(text)).toEqual({ ok: false, error: { code: "yuan_malformed", text } });
  }
});
