import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bill, energyFen, idleFee, revenueOf, type BillInput } from "./bill.ts";
import { sumFen } from "../money/fen.ts";
import { priceAt } from "./tariff.ts";
import { wholeWh } from "./wholeWh.ts";
import { aFlatTariff, anySoundMeter, anyTariff, anyTimeZone, aTariff } from "./support/aTariff.ts";

const shanghai = (text: string): number => Date.parse(`${text}+08:00`);
const MINUTE_MS = 60_000;

function aBill(change: Partial<BillInput>) {
  const base = { tariff: aTariff(), timeZone: "Asia/Shanghai", membership: null, idle: null };
  return bill({ ...base, meter: [], ...change });
}

const anyInput = fc.record({
  tariff: anyTariff,
  timeZone: anyTimeZone,
  meter: anySoundMeter,
  membership: fc.constantFrom(null, "gold", "unknown"),
  idle: fc.constant(null),
});

test("the lines' energy sums exactly to what the meter counted", () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const result = bill(input);
      const counted = input.meter.at(-1)!.registerWh - input.meter.at(0)!.registerWh;
      expect(result.energyWh).toBe(counted);
      expect(result.lines.reduce((sum, line) => sum + line.energyWh, 0)).toBe(counted);
      expect(result.anomalies).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("amounts are whole, never below zero, and sum to the total and to the revenue", () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const result = bill(input);
      const { lines, anomalies, ...amounts } = result;
      expect(anomalies).toEqual([]);
      for (const amount of [...Object.values(amounts), ...lines.map((line) => line.serviceFen)]) {
        expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
      }
      expect(sumFen(Object.values(revenueOf(result)))).toBe(result.totalFen);
      expect(sumFen(lines.map((line) => line.electricityFen))).toBe(result.electricityFen);
      for (const line of lines) {
        expect(line.electricityFen).toBe(energyFen(line.energyWh, line.electricityPrice));
      }
    }),
  );
});

test("billing again gives the same bill, from the same samples in any order and repeated", () => {
  const anyShuffled = anyInput.chain((input) =>
    fc
      .shuffledSubarray([...input.meter, ...input.meter], {
        minLength: input.meter.length * 2,
      })
      .map((shuffled) => ({ input, shuffled })),
  );
  fc.assert(
    fc.property(anyShuffled, ({ input, shuffled }) => {
      const first = bill(input);
      expect(bill(input)).toEqual(first);
      expect(bill({ ...input, meter: shuffled })).toEqual({
        ...first,
        anomalies: expect.any(Array),
      });
    }),
  );
});

/** What a session costs when each minute is priced by itself, in fen without rounding. */
function minuteByMinute(input: BillInput): { electricityFen: number; serviceFen: number } {
  const cost = { electricityFen: 0, serviceFen: 0 };
  for (const [index, to] of input.meter.entries()) {
    const from = input.meter[index - 1];
    if (from === undefined) continue;
    const minutes = (to.atMs - from.atMs) / MINUTE_MS;
    const whPerMinute = (to.registerWh - from.registerWh) / minutes;
    for (let minute = 0; minute < minutes; minute += 1) {
      const price = priceAt(input.tariff, from.atMs + minute * MINUTE_MS, input.timeZone);
      cost.electricityFen += (whPerMinute * price.electricityPrice) / 100_000;
      cost.serviceFen += (whPerMinute * price.servicePrice) / 100_000;
    }
  }
  return cost;
}

test("splitting at boundaries equals pricing minute by minute within the rounding rule", () => {
  const anyWholeMinutes = anyInput.map((input) => ({
    ...input,
    meter: input.meter.map(({ atMs, registerWh }, index) => ({
      // Steps of whole minutes: the n-th reading gets n minutes more than its rounded time.
      atMs: Math.floor(atMs / MINUTE_MS) * MINUTE_MS + index * MINUTE_MS,
      registerWh,
    })),
  }));
  fc.assert(
    fc.property(anyWholeMinutes, (input) => {
      const result = bill(input);
      const exact = minuteByMinute(input);
      // Half a fen a line, and a Wh a line at the dearest price, for a line of under half a Wh may
      // have been left out as well.
      const lines = result.lines.length * 2 + 1;
      expect(Math.abs(result.electricityFen - exact.electricityFen)).toBeLessThan(lines * 0.7);
      expect(Math.abs(result.serviceFen - exact.serviceFen)).toBeLessThan(lines * 0.6);
    }),
  );
});

test("a charge across midnight and a boundary is split by time", () => {
  const result = aBill({
    meter: [
      { atMs: shanghai("2026-11-23T21:00"), registerWh: 1000 },
      { atMs: shanghai("2026-11-24T01:00"), registerWh: 41_000 },
    ],
  });
  const { periodKind, energyWh, fromMs, toMs } = result.lines.at(1)!;
  expect(result.lines.map((line) => [line.periodKind, line.energyWh])).toEqual([
    ["flat", 10_000],
    ["valley", 30_000],
  ]);
  expect({ periodKind, energyWh }).toEqual({ periodKind: "valley", energyWh: 30_000 });
  expect([fromMs, toMs]).toEqual([shanghai("2026-11-23T22:00"), shanghai("2026-11-24T01:00")]);
  expect(result.electricityFen).toBe(679 + 1037);
  expect(result.serviceFen).toBe(450 + 1200);
  expect(result.totalFen).toBe(3366);
});

test("a boundary between two samples seconds apart splits what flowed between them", () => {
  const result = aBill({
    meter: [
      { atMs: shanghai("2026-11-23T21:59:55"), registerWh: 0 },
      { atMs: shanghai("2026-11-23T22:00:10"), registerWh: 900 },
    ],
  });
  expect(result.lines.map((line) => [line.periodKind, line.energyWh])).toEqual([
    ["flat", 300],
    ["valley", 600],
  ]);
});

test("days at one price are one line", () => {
  const atMs = shanghai("2026-11-23T21:00");
  const meter = [
    { atMs, registerWh: 0 },
    { atMs: atMs + 3 * 86_400_000, registerWh: 3000 },
  ];
  const { lines } = aBill({ tariff: aFlatTariff(5000, 5000), meter });
  expect(lines).toMatchObject([{ fromMs: atMs, toMs: atMs + 3 * 86_400_000, energyWh: 3000 }]);
});

test("a charge across the change of season takes each season's prices", () => {
  const tariff = aTariff({
    seasons: aTariff().seasons.map((season) => ({
      ...season,
      days: season.days.map((day) => ({
        ...day,
        periods: day.periods.map((period) => ({
          ...period,
          servicePrice: season.name === "summer" ? 9000 : 4000,
        })),
      })),
    })),
  });
  const result = aBill({
    tariff,
    meter: [
      { atMs: shanghai("2026-06-30T23:00"), registerWh: 0 },
      { atMs: shanghai("2026-07-01T01:00"), registerWh: 20_000 },
    ],
  });
  expect(result.lines.map((line) => [line.energyWh, line.servicePrice])).toEqual([
    [10_000, 4000],
    [10_000, 9000],
  ]);
  expect(result.serviceFen).toBe(400 + 900);
});

test("an evening of clocks going back in New York is billed by the wall clock", () => {
  const result = aBill({
    timeZone: "America/New_York",
    meter: [
      { atMs: Date.UTC(2026, 10, 1, 4), registerWh: 0 },
      { atMs: Date.UTC(2026, 10, 1, 14), registerWh: 10_000 },
    ],
  });
  expect(result.lines.map((line) => [line.periodKind, line.energyWh])).toEqual([
    ["valley", 9000],
    ["flat", 1000],
  ]);
});

test("no energy costs nothing and has no line, and neither has a meter without samples", () => {
  const atMs = shanghai("2026-11-23T21:00");
  const still = [
    { atMs, registerWh: 500 },
    { atMs: atMs + 7_200_000, registerWh: 500 },
  ];
  const tariff = aTariff({ startFeeFen: 100 });
  for (const meter of [still, still.slice(0, 1), []]) {
    expect(aBill({ meter, tariff })).toMatchObject({ energyWh: 0, lines: [], totalFen: 0 });
  }
});

test("the bill takes T/CEC 102's own example: half up by component, then the sum", () => {
  const meter = [
    { atMs: 0, registerWh: 0 },
    { atMs: 3_600_000, registerWh: 2250 },
  ];
  const result = aBill({ tariff: aFlatTariff(1234, 5000), meter });
  expect([result.electricityFen, result.serviceFen, result.totalFen]).toEqual([28, 113, 141]);
});

test("members pay less for what their discount names", () => {
  const meter = [
    { atMs: 0, registerWh: 0 },
    { atMs: 3_600_000, registerWh: 10_001 },
  ];
  const tariff = aFlatTariff(5000, 5000);
  const gold = aBill({ tariff, meter, membership: "gold" });
  expect(gold).toMatchObject({ serviceFen: 500, serviceDiscountFen: 100, discountFen: 100 });
  expect(gold.totalFen).toBe(900);
  expect(aBill({ tariff, meter, membership: "tin" }).totalFen).toBe(1000);
});

test("the start fee is due with energy, the reservation and no-show fees without", () => {
  const tariff = aTariff({ ...aFlatTariff(0, 0), startFeeFen: 50 });
  const meter = [
    { atMs: 0, registerWh: 0 },
    { atMs: 3_600_000, registerWh: 1 },
  ];
  expect(aBill({ tariff, meter })).toMatchObject({ startFen: 50, totalFen: 50 });
  expect(aBill({ tariff, reservationFeeFen: 100, noShow: true })).toMatchObject({
    startFen: 0,
    reservationFen: 100,
    noShowFen: 500,
    totalFen: 600,
  });
  expect(aBill({ tariff: { ...tariff, reservation: null }, noShow: true }).totalFen).toBe(0);
});

test("staying costs whole minutes beyond the grace, up to the cap", () => {
  const tariff = aTariff();
  const fee = (minutes: number) => idleFee(tariff, { fromMs: 0, toMs: minutes * MINUTE_MS });
  expect([0, 15, 15.99, 16, 17.5].map(fee)).toEqual([0, 0, 0, 20, 40]);
  expect(fee(115)).toBe(2000);
  expect(fee(10_000)).toBe(2000);
  expect(idleFee(tariff, { fromMs: 10, toMs: 0 })).toBe(0);
  expect(idleFee(aTariff({ idle: null }), { fromMs: 0, toMs: 1e9 })).toBe(0);
  expect(aBill({ idle: { fromMs: 0, toMs: 30 * MINUTE_MS } }).totalFen).toBe(300);
});

test("whole Wh go to the largest remainders, the earlier one first", () => {
  expect(wholeWh([])).toEqual([]);
  expect(wholeWh([1500, 1500])).toEqual([2, 1]);
  expect(wholeWh([333, 333, 334])).toEqual([0, 0, 1]);
  expect(wholeWh([1400, 700, 900])).toEqual([1, 1, 1]);
  expect(() => wholeWh([1, 1])).toThrow("whole Wh");
});
