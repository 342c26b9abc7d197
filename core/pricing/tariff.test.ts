import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  daySchedule,
  isSamePrice,
  nextPriceChange,
  priceAt,
  priceSpans,
  type Tariff,
} from "./tariff.ts";
import {
  aFlatTariff,
  anyMinuteMs,
  anyTariff,
  anyTimeZone,
  aTariff,
  aPeriod,
  aSeason,
} from "./support/aTariff.ts";

const SHANGHAI = "Asia/Shanghai";
const NEW_YORK = "America/New_York";
const HOUR_MS = 3_600_000;
/** An instant by Shanghai's wall clock. */
const shanghai = (text: string): number => Date.parse(`${text}+08:00`);
const kindAt = (tariff: Tariff, text: string) => priceAt(tariff, shanghai(text), SHANGHAI).kind;

test("the price follows the hour, the day and the season of the station's zone", () => {
  const tariff = aTariff();
  expect(kindAt(tariff, "2026-11-23T08:00:00.000")).toBe("peak");
  expect(kindAt(tariff, "2026-11-23T07:59:59.999")).toBe("flat");
  expect(kindAt(tariff, "2026-11-22T09:00")).toBe("flat");
  expect(kindAt(tariff, "2026-06-30T13:00")).toBe("flat");
  expect(kindAt(tariff, "2026-07-01T13:00")).toBe("sharp");
  expect(kindAt(tariff, "2026-09-30T13:59")).toBe("sharp");
});

test("a holiday on a weekday and a worked weekend count as what they are", () => {
  const tariff = aTariff();
  expect(kindAt(tariff, "2026-10-01T09:00")).toBe("flat");
  expect(kindAt(tariff, "2026-10-05T09:00")).toBe("peak");
  expect(kindAt(tariff, "2026-10-10T09:00")).toBe("peak");
  expect(kindAt(tariff, "2026-10-11T09:00")).toBe("flat");
});

test("a price that goes on past midnight is one span", () => {
  const from = shanghai("2026-11-23T21:30");
  const to = shanghai("2026-11-24T06:30");
  const spans = priceSpans(aTariff(), from, to, SHANGHAI);
  expect(spans.map((span) => [span.kind, (span.toMs - span.fromMs) / HOUR_MS])).toEqual([
    ["flat", 0.5],
    ["valley", 8],
    ["flat", 0.5],
  ]);
});

/** The hours at the valley's price from Saturday morning to Sunday afternoon in New York. */
function nights(day: number, month: number): number[] {
  const fromMs = Date.UTC(2026, month, day, 14);
  const tariff = aTariff({ seasons: [aSeason()] });
  return priceSpans(tariff, fromMs, fromMs + 30 * HOUR_MS, NEW_YORK)
    .filter((span) => span.kind === "valley")
    .map((span) => (span.toMs - span.fromMs) / HOUR_MS);
}

test("the night on which clocks go forward is an hour shorter, the other an hour longer", () => {
  expect(nights(7, 2)).toEqual([9]);
  expect(nights(31, 9)).toEqual([11]);
});

test("an hour that the clock shows twice has its price twice", () => {
  const periods = [aPeriod("valley", 0, 1), aPeriod("sharp", 1, 2), aPeriod("flat", 2, 24)];
  const days = [{ dayTypes: ["weekday", "weekend", "holiday"] as const, periods }];
  const tariff = aTariff({ seasons: [aSeason({ days })] });
  const midnightMs = Date.UTC(2026, 10, 1, 4);
  const spans = priceSpans(tariff, midnightMs, midnightMs + 4 * HOUR_MS, NEW_YORK);
  expect(spans.map((span) => [span.kind, (span.toMs - span.fromMs) / HOUR_MS])).toEqual([
    ["valley", 1],
    ["sharp", 2],
    ["flat", 1],
  ]);
});

test("spans leave no gap, neighbours differ, and each holds the price of every instant in it", () => {
  const anyHours = fc.integer({ min: 1, max: 100 });
  const anyShare = fc.double({ min: 0, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(
      fc.record({ tariff: anyTariff, fromMs: anyMinuteMs, timeZone: anyTimeZone }),
      anyHours,
      anyShare,
      ({ tariff, fromMs, timeZone }, hours, share) => {
        const toMs = fromMs + hours * HOUR_MS;
        const spans = priceSpans(tariff, fromMs, toMs, timeZone);
        expect(spans[0]?.fromMs).toBe(fromMs);
        expect(spans.at(-1)?.toMs).toBe(toMs);
        for (const [index, span] of spans.entries()) {
          const inside = span.fromMs + Math.floor((span.toMs - span.fromMs) * share);
          expect(isSamePrice(priceAt(tariff, inside, timeZone), span)).toBe(true);
          const next = spans[index + 1];
          if (next === undefined) continue;
          expect(next.fromMs).toBe(span.toMs);
          expect(isSamePrice(span, next)).toBe(false);
        }
      },
    ),
  );
});

test("the next change is where the price is another for the first time", () => {
  fc.assert(
    fc.property(anyTariff, anyMinuteMs, anyTimeZone, (tariff, atMs, timeZone) => {
      const changeMs = nextPriceChange(tariff, atMs, timeZone);
      if (changeMs === null) return;
      const price = priceAt(tariff, atMs, timeZone);
      expect(isSamePrice(price, priceAt(tariff, changeMs, timeZone))).toBe(false);
      expect(priceSpans(tariff, atMs, changeMs, timeZone)).toHaveLength(1);
    }),
  );
});

const flatIn = (kind: "flat" | "peak") => [
  { dayTypes: ["weekday", "weekend", "holiday"] as const, periods: [aPeriod(kind, 0, 24)] },
];

test("a price that never changes has no next change; one that waits for its season has", () => {
  expect(nextPriceChange(aFlatTariff(5000, 4000), shanghai("2026-11-23T08:00"), SHANGHAI)).toBe(
    null,
  );
  const seasons = [
    aSeason({ name: "winter", from: { month: 11, day: 1 }, days: flatIn("peak") }),
    aSeason({ name: "other", to: { month: 10, day: 31 }, days: flatIn("flat") }),
  ];
  const change = nextPriceChange(aTariff({ seasons }), shanghai("2026-01-05T08:00"), SHANGHAI);
  expect(change).toBe(shanghai("2026-11-01T00:00"));
});

test("a day's schedule shows its periods, its kind and where the clock stands", () => {
  const schedule = daySchedule(aTariff(), shanghai("2026-07-04T13:05"), SHANGHAI);
  expect(schedule).toMatchObject({
    date: "2026-07-04",
    dayType: "weekend",
    seasonName: "summer",
    nowMinute: 785,
  });
  expect(schedule.periods.map((period) => period.kind)).toEqual([
    "valley",
    "flat",
    "sharp",
    "peak",
    "valley",
  ]);
});
