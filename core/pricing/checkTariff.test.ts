import * as fc from "fast-check";
import { expect, test } from "vitest";
import { checkTariff, type TariffProblem } from "./checkTariff.ts";
import type { Period, Tariff } from "./tariff.ts";
import { anyTariff, aPeriod, aSeason, aTariff, restOfYear, summer } from "./support/aTariff.ts";

function problemsOf(tariff: Tariff): readonly TariffProblem[] {
  const checked = checkTariff(tariff);
  return checked.ok ? [] : checked.error.problems;
}

const codes = (tariff: Tariff): string[] => problemsOf(tariff).map(({ code }) => code);

function withPeriods(...periods: readonly Period[]): Tariff {
  const days = [{ dayTypes: ["weekday", "weekend", "holiday"] as const, periods }];
  return aTariff({ seasons: [aSeason({ days })] });
}

test("a tariff that covers every instant once may be published", () => {
  const tariff = aTariff();
  expect(checkTariff(tariff)).toEqual({ ok: true, value: tariff });
  fc.assert(fc.property(anyTariff, (tariff) => codes(tariff).length === 0));
});

test("a day with a gap or an overlap is refused, and where it is is said", () => {
  expect(problemsOf(withPeriods(aPeriod("flat", 0, 8), aPeriod("peak", 9, 24)))).toEqual([
    {
      code: "period_gap",
      season: "all year",
      dayTypes: ["weekday", "weekend", "holiday"],
      fromMinute: 480,
      toMinute: 540,
    },
  ]);
  expect(problemsOf(withPeriods(aPeriod("flat", 0, 10), aPeriod("peak", 9, 24)))).toMatchObject([
    { code: "period_overlap", fromMinute: 540, toMinute: 600 },
  ]);
  expect(codes(withPeriods(aPeriod("flat", 1, 24)))).toEqual(["period_gap"]);
  expect(codes(withPeriods(aPeriod("flat", 0, 23)))).toEqual(["period_gap"]);
  expect(codes(withPeriods())).toEqual(["period_gap"]);
});

test("moving any one boundary of a good day makes it a bad one", () => {
  fc.assert(
    fc.property(
      anyTariff,
      fc.nat(),
      fc.integer({ min: -30, max: 30 }).filter((minutes) => minutes !== 0),
      (tariff, position, minutes) => {
        const season = tariff.seasons.at(0)!;
        const plan = season.days.at(0)!;
        const at = position % plan.periods.length;
        const periods = plan.periods.map((period, index) =>
          index === at ? { ...period, toMinute: period.toMinute + minutes } : period,
        );
        const days = [{ ...plan, periods }, ...season.days.slice(1)];
        const seasons = [{ ...season, days }, ...tariff.seasons.slice(1)];
        expect(codes({ ...tariff, seasons }).length).toBeGreaterThan(0);
      },
    ),
  );
});

test("a period that is empty, turned round or not in whole minutes of a day is refused", () => {
  const whole = aPeriod("flat", 0, 24);
  expect(codes(withPeriods(whole, aPeriod("peak", 24, 24)))).toContain("period_invalid");
  expect(codes(withPeriods({ ...whole, toMinute: 1441 }))).toEqual(["period_invalid"]);
  expect(codes(withPeriods({ ...whole, fromMinute: -1 }))).toContain("period_invalid");
  expect(codes(withPeriods({ ...whole, toMinute: 1439.5 }))).toContain("period_invalid");
});

test("seasons must cover the year once, the 29th of February too", () => {
  expect(problemsOf(aTariff({ seasons: [summer] }))).toEqual([
    { code: "season_gap", date: { month: 1, day: 1 } },
  ]);
  const longer = { ...summer, to: { month: 10, day: 1 } };
  expect(problemsOf(aTariff({ seasons: [longer, restOfYear] }))).toEqual([
    { code: "season_overlap", date: { month: 10, day: 1 } },
  ]);
  const winter = aSeason({
    name: "winter",
    from: { month: 12, day: 1 },
    to: { month: 2, day: 28 },
  });
  const other = aSeason({ name: "other", from: { month: 3, day: 1 }, to: { month: 11, day: 30 } });
  expect(problemsOf(aTariff({ seasons: [winter, other] }))).toEqual([
    { code: "season_gap", date: { month: 2, day: 29 } },
  ]);
  const never = aSeason({ to: { month: 2, day: 30 } });
  expect(codes(aTariff({ seasons: [never] }))).toEqual(["season_date_invalid"]);
  expect(codes(aTariff({ seasons: [] }))).toEqual(["season_gap"]);
});

test("each day type stands in exactly one plan of a season", () => {
  const periods = [aPeriod("flat", 0, 24)];
  const days = [{ dayTypes: ["weekday", "weekend", "weekday"] as const, periods }];
  expect(problemsOf(aTariff({ seasons: [aSeason({ days })] }))).toEqual([
    { code: "day_type_repeated", season: "all year", dayType: "weekday" },
    { code: "day_type_missing", season: "all year", dayType: "holiday" },
  ]);
});

test("prices, fees and discounts beyond reason are refused", () => {
  const flat = aPeriod("flat", 0, 24);
  for (const price of [-1, 0.5, 100_001, Number.NaN]) {
    expect(codes(withPeriods({ ...flat, servicePrice: price }))).toEqual(["price_out_of_range"]);
    expect(codes(withPeriods({ ...flat, electricityPrice: price }))).toEqual([
      "price_out_of_range",
    ]);
  }
  expect(problemsOf(aTariff({ startFeeFen: -1 }))).toEqual([
    { code: "fee_out_of_range", field: "startFeeFen", value: -1 },
  ]);
  expect(
    codes(aTariff({ idle: { graceMinutes: 1441, fenPerMinute: 1001, capFen: 100_001 } })),
  ).toEqual(["fee_out_of_range", "fee_out_of_range", "fee_out_of_range"]);
  const reservation = { feeFen: -1, noShowFeeFen: 0.1, holdMinutes: -1, graceMinutes: 1e9 };
  expect(codes(aTariff({ reservation }))).toHaveLength(4);
  const gold = { membership: "gold", electricityBasisPoints: 10_001, serviceBasisPoints: 0 };
  expect(codes(aTariff({ discounts: [gold] }))).toEqual(["discount_out_of_range"]);
  const half = { ...gold, electricityBasisPoints: 5000 };
  expect(codes(aTariff({ discounts: [half, half] }))).toEqual(["discount_repeated"]);
  expect(codes(aTariff({ idle: null, reservation: null, discounts: [] }))).toEqual([]);
});

test("dates must exist and be either a holiday or a working day", () => {
  for (const date of ["2026-02-30", "2026-2-3", "soon", "2026-02-03T00:00"]) {
    expect(problemsOf(aTariff({ holidays: [date] }))).toEqual([{ code: "date_invalid", date }]);
  }
  const date = "2026-10-10";
  expect(problemsOf(aTariff({ holidays: [date], workdays: [date] }))).toEqual([
    { code: "date_conflict", date },
  ]);
});

test("lists have their limits", () => {
  const holidays = Array.from({ length: 367 }, (_, index) =>
    new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
  );
  expect(problemsOf(aTariff({ holidays, workdays: [] }))).toEqual([
    { code: "too_many", what: "holidays", limit: 366 },
  ]);
  const quarters = Array.from({ length: 96 }, (_, index) => ({
    ...aPeriod("flat", 0, 24),
    fromMinute: index * 15,
    toMinute: index * 15 + 15,
  }));
  expect(problemsOf(withPeriods(...quarters))).toEqual([
    { code: "too_many", what: "periods", limit: 32 },
  ]);
});
