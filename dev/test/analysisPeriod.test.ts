// Which days the admin's analysis looks at, and which it compares them with.
import { describe, expect, test } from "vitest";
import { comparedWith, periodOfPreset } from "../../worker/admin/pages/analysis/period.ts";

const today = "2026-11-28";
const compared = (from: string, to: string) => comparedWith({ from, to }, "before", today);

describe("a period", () => {
  test("ends yesterday, but for today alone", () => {
    expect(periodOfPreset("days7", today)).toEqual({ from: "2026-11-21", to: "2026-11-27" });
    expect(periodOfPreset("today", today)).toEqual({ from: today, to: today });
    expect(periodOfPreset("month", "2026-11-01")).toEqual({ from: "2026-10-01", to: "2026-10-31" });
  });
});

describe("the period before", () => {
  test("has as many days", () => {
    expect(compared("2026-11-21", "2026-11-27")).toEqual({ from: "2026-11-14", to: "2026-11-20" });
  });

  test("of whole months is as many whole months", () => {
    expect(compared("2026-10-01", "2026-10-31")).toEqual({ from: "2026-09-01", to: "2026-09-30" });
    expect(compared("2026-07-01", "2026-09-30")).toEqual({ from: "2026-04-01", to: "2026-06-30" });
    expect(compared("2026-02-01", "2026-02-28")).toEqual({ from: "2026-01-01", to: "2026-01-31" });
  });

  test("of a month so far is the same days of the month before", () => {
    expect(compared("2026-11-01", "2026-11-27")).toEqual({ from: "2026-10-01", to: "2026-10-27" });
    expect(comparedWith({ from: "2026-03-01", to: "2026-03-30" }, "before", today)).toEqual({
      from: "2026-02-01",
      to: "2026-02-28",
    });
  });

  test("is of whole days: today counts for none, and alone is compared with nothing", () => {
    expect(compared("2026-11-22", today)).toEqual({ from: "2026-11-16", to: "2026-11-21" });
    expect(compared(today, today)).toBeNull();
    expect(comparedWith({ from: today, to: today }, "lastYear", today)).toBeNull();
  });
});

test("the same days last year, of a leap day the one before it", () => {
  expect(comparedWith({ from: "2028-02-29", to: "2028-03-02" }, "lastYear", "2028-05-01")).toEqual({
    from: "2027-02-28",
    to: "2027-03-02",
  });
});
