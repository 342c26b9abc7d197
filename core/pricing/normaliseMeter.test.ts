import * as fc from "fast-check";
import { expect, test } from "vitest";
import { normaliseMeter } from "./normaliseMeter.ts";
import { bill } from "./bill.ts";
import { aTariff, anySoundMeter } from "./support/aTariff.ts";

const NOON_MS = Date.UTC(2026, 10, 23, 4);

/** Readings a minute apart. */
function everyMinute(...registers: readonly number[]) {
  return registers.map((registerWh, index) => ({ atMs: NOON_MS + index * 60_000, registerWh }));
}

function judged(...registers: readonly number[]) {
  const { points, anomalies } = normaliseMeter(everyMinute(...registers), 120_000);
  return {
    energyWh: points.at(-1)?.registerWh,
    anomalies: anomalies.map(({ code, count }) => [code, count]),
  };
}

test("a sound meter counts all of its rise and has no anomaly", () => {
  expect(judged(5000, 6000, 6000, 7500)).toEqual({ energyWh: 2500, anomalies: [] });
});

test("a meter that begins anew counts what it counted before and after", () => {
  expect(judged(500_000, 501_000, 502_000, 0, 800, 1600)).toEqual({
    energyWh: 3600,
    anomalies: [["reset", 1]],
  });
});

test("a stop reading of nought, as some chargers send, takes nothing away", () => {
  expect(judged(0, 1000, 2000, 0)).toEqual({ energyWh: 2000, anomalies: [["reset", 1]] });
});

test("a reset meter that runs on past its old level is still a reset", () => {
  expect(judged(3000, 4000, 100, 1900, 3700, 5500)).toEqual({
    energyWh: 1000 + 5400,
    anomalies: [["reset", 1]],
  });
});

test("a stray low reading, and old readings sent again, count once", () => {
  expect(judged(5000, 6000, 10, 7000)).toEqual({ energyWh: 2000, anomalies: [["jumpedBack", 1]] });
  expect(judged(5000, 6000, 5000, 5500, 6500)).toEqual({
    energyWh: 1500,
    anomalies: [["jumpedBack", 2]],
  });
  expect(judged(5000, 6000, 5500)).toEqual({ energyWh: 1000, anomalies: [["jumpedBack", 1]] });
});

test("a spike that later readings contradict counts nothing", () => {
  expect(judged(5000, 6000, 66_000, 66_500, 7000, 8000)).toEqual({
    energyWh: 3000,
    anomalies: [["jumpedForward", 2]],
  });
});

test("a start reading of nought before the real register does not bill the meter's life", () => {
  expect(judged(0, 7_654_000, 7_655_000, 7_656_000)).toEqual({
    energyWh: 2000,
    anomalies: [["absurdRise", 1]],
  });
});

test("a steep rise that one charge can explain counts and is listed", () => {
  expect(judged(0, 40_000, 41_000)).toEqual({ energyWh: 41_000, anomalies: [["steepRise", 1]] });
});

test("samples out of order and repeated count in their place, once", () => {
  const samples = everyMinute(1000, 2000, 3000);
  const delivered = [0, 2, 1, 2].map((index) => samples.at(index)!);
  const { points, anomalies } = normaliseMeter(delivered);
  expect(points.map((point) => point.registerWh)).toEqual([0, 1000, 2000]);
  expect(anomalies.map(({ code, count }) => [code, count])).toEqual([
    ["outOfOrder", 1],
    ["duplicate", 1],
  ]);
});

test("what is no reading is left out, and a register is taken to whole Wh", () => {
  const noise = [Number.NaN, -1, Infinity, 1e13].map((registerWh) => ({
    atMs: NOON_MS,
    registerWh,
  }));
  const { points, anomalies } = normaliseMeter([...noise, ...everyMinute(10.4, 20.6)]);
  expect(points.at(-1)?.registerWh).toBe(11);
  expect(anomalies).toMatchObject([{ code: "unreadable", count: 4, firstAtMs: NOON_MS }]);
});

test("a clock that stood at its epoch costs no energy and no endless bill", () => {
  const meter = [{ atMs: 0, registerWh: 1000 }, ...everyMinute(2000, 3000)];
  const { points, anomalies } = normaliseMeter(meter);
  expect(points.at(-1)?.registerWh).toBe(2000);
  expect(points[0]?.atMs).toBe(NOON_MS + 60_000 - 31 * 86_400_000);
  expect(anomalies.map(({ code }) => code)).toEqual(["clockLeap"]);
});

const anyReading = fc.record({
  atMs: fc.oneof(
    fc.integer({ min: NOON_MS, max: NOON_MS + 86_400_000 }),
    fc.integer(),
    fc.double(),
    fc.maxSafeInteger(),
  ),
  registerWh: fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.double(), fc.maxSafeInteger()),
});

test("whatever a meter says, the series ascends and the bill stands", () => {
  fc.assert(
    fc.property(fc.array(anyReading, { maxLength: 60 }), (meter) => {
      const { points } = normaliseMeter(meter);
      for (const [index, point] of points.entries()) {
        const before = points[index - 1] ?? point;
        expect(point.atMs).toBeGreaterThanOrEqual(before.atMs);
        expect(point.registerWh).toBeGreaterThanOrEqual(before.registerWh);
      }
      const terms = { timeZone: "Asia/Shanghai", membership: null, idle: null };
      const result = bill({ ...terms, tariff: aTariff(), meter });
      expect(result.energyWh).toBe(points.at(-1)?.registerWh ?? 0);
      expect(result.totalFen).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 300 },
  );
});

test("no stretch of the register counts twice, however many stray old readings come between", () => {
  const anyDisturbed = anySoundMeter.chain((meter) =>
    fc
      .array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 })), { maxLength: 6 })
      .map((strays) => ({ meter, strays })),
  );
  fc.assert(
    fc.property(anyDisturbed, ({ meter, strays }) => {
      const first = meter.at(0)!;
      const last = meter.at(-1)!;
      // Old registers under new times, never the last one's.
      const disturbed = strays.flatMap(([at, from]) => {
        const [later, old] = [meter[at], meter[Math.min(at, from)]];
        return later === undefined || old === undefined || later.atMs >= last.atMs
          ? []
          : [{ atMs: later.atMs + 1, registerWh: old.registerWh }];
      });
      const { points } = normaliseMeter([...meter, ...disturbed]);
      expect(points.at(-1)?.registerWh).toBe(last.registerWh - first.registerWh);
    }),
  );
});

test("any one reading lost or made absurd changes no energy when others surround it", () => {
  fc.assert(
    fc.property(
      anySoundMeter.filter((meter) => meter.length > 2),
      fc.nat(),
      fc.integer({ min: 1_000_000, max: 1e9 }),
      (meter, position, leapWh) => {
        const index = 1 + (position % (meter.length - 2));
        const total = meter.at(-1)!.registerWh - meter.at(0)!.registerWh;
        const spiked = meter.map((sample, at) =>
          at === index ? { ...sample, registerWh: sample.registerWh + leapWh + 5e6 } : sample,
        );
        expect(normaliseMeter(spiked).points.at(-1)?.registerWh).toBe(total);
        expect(normaliseMeter(meter.toSpliced(index, 1)).points.at(-1)?.registerWh).toBe(total);
      },
    ),
  );
});
