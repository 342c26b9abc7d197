import * as fc from "fast-check";
import { expect, test } from "vitest";
import { civilTime, isTimeZone, offsetAt, offsetsBetween, untilMinute } from "./zonedTime.ts";
import { anyTimeZone } from "./support/aTariff.ts";

test("the wall clock agrees with the platform's own at any instant in any zone", () => {
  const anyInstant = fc.integer({ min: Date.UTC(1995, 0), max: Date.UTC(2035, 0) });
  fc.assert(
    fc.property(anyInstant, anyTimeZone, (atMs, timeZone) => {
      const civil = civilTime(atMs, timeZone);
      const text = new Date(atMs).toLocaleString("sv-SE", { timeZone });
      const hours = String(Math.floor(civil.minuteOfDay / 60)).padStart(2, "0");
      const minutes = String(civil.minuteOfDay % 60).padStart(2, "0");
      expect(text.slice(0, 16)).toBe(`${civil.date} ${hours}:${minutes}`);
      const weekday = new Date(atMs).toLocaleString("en-US", { timeZone, weekday: "short" });
      expect(["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][civil.weekday]).toBe(weekday);
    }),
    { numRuns: 500 },
  );
});

test("on the day of a change the offset holds up to the very millisecond", () => {
  const springMs = Date.UTC(2026, 2, 8, 7);
  expect(offsetAt(springMs - 1, "America/New_York")).toBe(-5 * 3_600_000);
  expect(offsetAt(springMs, "America/New_York")).toBe(-4 * 3_600_000);
  const lordHoweMs = Date.UTC(2026, 3, 4, 15);
  expect(offsetAt(lordHoweMs - 1, "Australia/Lord_Howe")).toBe(11 * 3_600_000);
  expect(offsetAt(lordHoweMs, "Australia/Lord_Howe")).toBe(10.5 * 3_600_000);
});

test("the wall clock reaches a minute of the day, or the change of the clock before it", () => {
  const shanghai = { minuteOfDay: 1440, timeZone: "Asia/Shanghai" };
  expect(untilMinute(Date.UTC(2026, 6, 1, 12), shanghai)).toBe(Date.UTC(2026, 6, 1, 16));
  const newYork = { minuteOfDay: 480, timeZone: "America/New_York" };
  expect(untilMinute(Date.UTC(2026, 2, 8, 6), newYork)).toBe(Date.UTC(2026, 2, 8, 7));
  expect(untilMinute(Date.UTC(2026, 2, 8, 7), newYork)).toBe(Date.UTC(2026, 2, 8, 12));
});

test("a zone that does not exist is told from one that does", () => {
  expect(isTimeZone("Asia/Shanghai")).toBe(true);
  expect(isTimeZone("Asia/Atlantis")).toBe(false);
  expect(() => offsetAt(0, "Asia/Atlantis")).toThrow(RangeError);
});

test("the offsets of a stretch of time say what any clock in it shows", () => {
  const anyInstant = fc.integer({ min: Date.UTC(1995, 0), max: Date.UTC(2035, 0) });
  const anyHours = fc.integer({ min: 0, max: 24 * 300 });
  fc.assert(
    fc.property(anyInstant, anyHours, fc.nat(1_000), anyTimeZone, (fromMs, hours, share, zone) => {
      const toMs = fromMs + hours * 3_600_000;
      const offsets = offsetsBetween(fromMs, toMs, zone);
      const atMs = fromMs + Math.floor(((toMs - fromMs) * share) / 1_000);
      const entry = offsets.findLast((one) => one.fromMs <= atMs);
      expect(entry?.aheadMs).toBe(offsetAt(atMs, zone));
    }),
    { numRuns: 300 },
  );
});

test("a stretch over a change of the clocks has two offsets, any other one", () => {
  const springMs = Date.UTC(2026, 2, 8, 7);
  expect(offsetsBetween(springMs - 1_000, springMs + 1_000, "America/New_York")).toEqual([
    { fromMs: springMs - 1_000, aheadMs: -5 * 3_600_000 },
    { fromMs: springMs, aheadMs: -4 * 3_600_000 },
  ]);
  expect(offsetsBetween(springMs, springMs + 86_400_000, "Asia/Shanghai")).toHaveLength(1);
});
