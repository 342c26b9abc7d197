import { expect, test } from "vitest";
import type { PriceSpan } from "../../../core/contract/stations.ts";
import { barsOf, type Day, dayMs, hourMs, spanAt, spansOf } from "./priceOfDay.ts";

const midnight = Date.UTC(2026, 10, 21, 16);
const aSpan = (fromHour: number, toHour: number, price: number): PriceSpan => ({
  fromMs: midnight + fromHour * hourMs,
  toMs: midnight + toHour * hourMs,
  period: "flat",
  electricityPrice: price,
  servicePrice: 1_000,
});
/** The middle span crosses the midnight between the two days. */
const prices = [
  aSpan(0, 8, 3_000),
  aSpan(8, 22, 9_000),
  aSpan(22, 30, 4_000),
  aSpan(30, 48, 9_000),
];

const hours = (day: Day) =>
  spansOf(prices, day).map((span) => [span.startMs / hourMs, span.endMs / hourMs]);

test("a span across midnight is shown on both days, each with its part", () => {
  expect(hours("today")).toEqual([
    [0, 8],
    [8, 22],
    [22, 24],
  ]);
  expect(hours("tomorrow")).toEqual([
    [0, 6],
    [6, 24],
  ]);
});

test("the bars of a day fill it, and the dearest is the highest", () => {
  const bars = barsOf(spansOf(prices, "today"));
  expect(bars.reduce((sum, bar) => sum + bar.width, 0)).toBeCloseTo(1);
  expect(bars.map((bar) => bar.height.toFixed(2))).toEqual(["0.52", "1.00", "0.60"]);
});

test("the span of an instant begins with it and ends before the next", () => {
  expect(spanAt(prices, midnight + 8 * hourMs)).toBe(prices[1]);
  expect(spanAt(prices, midnight + 8 * hourMs - 1)).toBe(prices[0]);
  expect(spanAt(prices, midnight + 2 * dayMs)).toBeUndefined();
});

test("a station without prices has no bars", () => {
  expect(spansOf([], "today")).toEqual([]);
});
