// Tariffs for tests: one like a city's real one, to change at will, and any that may be published.
import * as fc from "fast-check";
import type { DayPlan, DayType, Period, PeriodKind, Season, Tariff } from "../tariff.ts";

const PRICES = {
  sharp: { electricityPrice: 12_345, servicePrice: 6000 },
  peak: { electricityPrice: 10_231, servicePrice: 5000 },
  flat: { electricityPrice: 6789, servicePrice: 4500 },
  valley: { electricityPrice: 3456, servicePrice: 4000 },
} as const;

/** A period by whole hours, at the usual price of its kind. */
export function aPeriod(kind: PeriodKind, fromHour: number, toHour: number): Period {
  return { kind, fromMinute: fromHour * 60, toMinute: toHour * 60, ...PRICES[kind] };
}

const WORKING_DAY = [
  aPeriod("valley", 0, 6),
  aPeriod("flat", 6, 8),
  aPeriod("peak", 8, 11),
  aPeriod("flat", 11, 18),
  aPeriod("peak", 18, 21),
  aPeriod("flat", 21, 22),
  aPeriod("valley", 22, 24),
];
const SUMMER_DAY = [
  aPeriod("valley", 0, 6),
  aPeriod("flat", 6, 12),
  aPeriod("sharp", 12, 14),
  aPeriod("peak", 14, 22),
  aPeriod("valley", 22, 24),
];
const REST_DAY = [aPeriod("valley", 0, 8), aPeriod("flat", 8, 22), aPeriod("valley", 22, 24)];

export function aSeason(change: Partial<Season> = {}): Season {
  return {
    name: "all year",
    from: { month: 1, day: 1 },
    to: { month: 12, day: 31 },
    days: [
      { dayTypes: ["weekday"], periods: WORKING_DAY },
      { dayTypes: ["weekend", "holiday"], periods: REST_DAY },
    ],
    ...change,
  };
}

export const summer = aSeason({
  name: "summer",
  from: { month: 7, day: 1 },
  to: { month: 9, day: 30 },
  days: [{ dayTypes: ["weekday", "weekend", "holiday"], periods: SUMMER_DAY }],
});
export const restOfYear = aSeason({
  name: "rest of the year",
  from: { month: 10, day: 1 },
  to: { month: 6, day: 30 },
});

export function aTariff(change: Partial<Tariff> = {}): Tariff {
  return {
    id: "tariff-1",
    version: 1,
    seasons: [summer, restOfYear],
    holidays: ["2026-10-01", "2026-10-02"],
    workdays: ["2026-10-10"],
    startFeeFen: 0,
    idle: { graceMinutes: 15, fenPerMinute: 20, capFen: 2000 },
    reservation: { feeFen: 100, noShowFeeFen: 500, holdMinutes: 15, graceMinutes: 15 },
    discounts: [{ membership: "gold", electricityBasisPoints: 0, serviceBasisPoints: 2000 }],
    ...change,
  };
}

/** One price at all times, in 1/10,000 yuan per kWh. */
export function aFlatTariff(electricityPrice: number, servicePrice: number): Tariff {
  const period = { ...aPeriod("flat", 0, 24), electricityPrice, servicePrice };
  const days: DayPlan[] = [{ dayTypes: ["weekday", "weekend", "holiday"], periods: [period] }];
  return aTariff({ seasons: [aSeason({ days })] });
}

const anyPeriods: fc.Arbitrary<Period[]> = fc
  .uniqueArray(fc.integer({ min: 1, max: 1439 }), { maxLength: 8 })
  .chain((cuts) => {
    const starts = [0, ...cuts.toSorted((a, b) => a - b)];
    const anyPrice = fc.record({
      kind: fc.constantFrom<PeriodKind>("sharp", "peak", "flat", "valley"),
      electricityPrice: fc.integer({ min: 0, max: 20_000 }),
      servicePrice: fc.integer({ min: 0, max: 10_000 }),
    });
    return fc
      .array(anyPrice, { minLength: starts.length, maxLength: starts.length })
      .map((prices) =>
        prices.map((price, index) => ({
          ...price,
          fromMinute: starts[index] ?? 0,
          toMinute: starts[index + 1] ?? 1440,
        })),
      );
  });

const DAY_TYPES: readonly DayType[] = ["weekday", "weekend", "holiday"];

const anyDays: fc.Arbitrary<DayPlan[]> = fc.oneof(
  anyPeriods.map((periods) => [{ dayTypes: DAY_TYPES, periods }]),
  fc
    .tuple(anyPeriods, anyPeriods, anyPeriods)
    .map((plans) =>
      plans.map((periods, index) => ({ dayTypes: DAY_TYPES.slice(index, index + 1), periods })),
    ),
);

/** A day of the year that every month has. */
const anyStart = fc.record({
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 2, max: 28 }),
});

const anySeasons: fc.Arbitrary<Season[]> = fc.oneof(
  anyDays.map((days) => [aSeason({ days })]),
  fc.tuple(anyStart, anyStart, anyDays, anyDays).map(([a, b, first, second]) => {
    const before = ({ month, day }: typeof a) => ({ month, day: day - 1 });
    if (a.month === b.month && a.day === b.day) return [aSeason({ days: first })];
    return [
      aSeason({ name: "first", from: a, to: before(b), days: first }),
      aSeason({ name: "second", from: b, to: before(a), days: second }),
    ];
  }),
);

/** Any tariff that may be published. */
export const anyTariff: fc.Arbitrary<Tariff> = fc
  .record({
    seasons: anySeasons,
    startFeeFen: fc.integer({ min: 0, max: 500 }),
    discounts: fc
      .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }))
      .map(([electricityBasisPoints, serviceBasisPoints]) => [
        { membership: "gold", electricityBasisPoints, serviceBasisPoints },
      ]),
  })
  .map(aTariff);

/** Zones with and without daylight saving, whole, half and quarter hours, both hemispheres. */
export const anyTimeZone = fc.constantFrom(
  "Asia/Shanghai",
  "Asia/Shanghai",
  "Asia/Kathmandu",
  "America/New_York",
  "Europe/London",
  "Australia/Lord_Howe",
  "America/Santiago",
  "Africa/Casablanca",
  "UTC",
);

/** An instant on a whole minute of 2025 to 2027. */
export const anyMinuteMs = fc
  .integer({ min: Date.UTC(2025, 0) / 60_000, max: Date.UTC(2028, 0) / 60_000 })
  .map((minute) => minute * 60_000);

/** Readings of a meter that works: a step of time and energy each, at no more than 300 kW. */
export const anySoundMeter = fc
  .record({
    fromMs: anyMinuteMs,
    startWh: fc.integer({ min: 0, max: 1e9 }),
    steps: fc.array(
      fc.record({
        seconds: fc.integer({ min: 1, max: 7200 }),
        share: fc.integer({ min: 0, max: 1000 }),
      }),
      { maxLength: 40 },
    ),
  })
  .map(({ fromMs, startWh, steps }) => {
    const meter = [{ atMs: fromMs, registerWh: startWh }];
    let last = { atMs: fromMs, registerWh: startWh };
    for (const { seconds, share } of steps) {
      const rise = Math.floor((300_000 * seconds * share) / 3_600_000);
      last = { atMs: last.atMs + seconds * 1000, registerWh: last.registerWh + rise };
      meter.push(last);
    }
    return meter;
  });
