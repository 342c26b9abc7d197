import { expect, test } from "vitest";
import { hourOf, isAlwaysOpen, openingLines, weekdayOf, weekdays } from "./week.ts";

const everyDay = (fromMinute: number, toMinute: number) =>
  weekdays.map((weekday) => ({ weekday, fromMinute, toMinute }));

test("days with the same hours are one line, closed ones too", () => {
  const spans = everyDay(360, 1_380).filter(({ weekday }) => weekday !== 0);
  expect(openingLines(spans)).toEqual([
    { from: 1, to: 6, times: "06:00–23:00" },
    { from: 0, to: 0, times: "" },
  ]);
});

test("a span past midnight ends on the clock, two spans are both said", () => {
  const spans = [...everyDay(480, 720), ...everyDay(1_080, 1_560)];
  expect(openingLines(spans)).toEqual([{ from: 1, to: 0, times: "08:00–12:00, 18:00–02:00" }]);
});

test("open around the clock is known as such", () => {
  expect(isAlwaysOpen(everyDay(0, 1_440))).toBe(true);
  expect(isAlwaysOpen(everyDay(0, 1_439))).toBe(false);
});

test("the station's day and hour come from its midnight", () => {
  // Shanghai's midnight of Friday 27 November 2026.
  const midnightMs = Date.UTC(2026, 10, 26, 16);
  expect(weekdayOf(midnightMs)).toBe(5);
  expect(hourOf(midnightMs, midnightMs + 9.5 * 3_600_000)).toBe(9);
});
