import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bill } from "../pricing/bill.ts";
import { aTariff, anySoundMeter } from "../pricing/support/aTariff.ts";
import { adviceOnStation, busiestThreeHours, lostRevenue, type StationFacts } from "./advice.ts";
import { noConnectorFigures } from "./figures.ts";
import { simulate } from "./simulate.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const evenly = Array.from({ length: 24 }, () => 100);

const aStation = (given: Partial<StationFacts> = {}): StationFacts => ({
  stationId: "s",
  stationName: "站",
  stationNameEn: "",
  sessions: 90,
  takenMs: 0.15 * 300 * DAY_MS,
  serviceMs: 300 * DAY_MS,
  joined: 0,
  refused: 0,
  waitedMs: 0,
  revenueByHourFen: evenly,
  ...given,
});
const kindsOf = (given: Partial<StationFacts>): string[] =>
  adviceOnStation(aStation(given), 30).map(({ kind }) => kind);

describe("advice on a station", () => {
  test("is none where it is used as it should be, or was never in service", () => {
    expect(kindsOf({})).toEqual([]);
    expect(kindsOf({ serviceMs: 0, takenMs: 0 })).toEqual([]);
  });

  test("is too few where connectors are taken a third of the time, or a driver a day found none", () => {
    expect(kindsOf({ takenMs: 0.34 * 300 * DAY_MS })).toEqual(["tooFew"]);
    expect(kindsOf({ refused: 29 })).toEqual([]);
    expect(kindsOf({ refused: 20, joined: 10 })).toEqual(["tooFew"]);
  });

  test("is too many where they are hardly taken, unless somebody found none free", () => {
    expect(kindsOf({ takenMs: 0.02 * 300 * DAY_MS })).toEqual(["tooMany"]);
    expect(kindsOf({ takenMs: 0.02 * 300 * DAY_MS, refused: 1 })).toEqual([]);
  });

  test("is other prices where three hours bring much of the revenue, over midnight too", () => {
    const peaked = evenly.map((fen, hour) => (hour === 23 || hour < 2 ? fen * 6 : fen));
    expect(busiestThreeHours(peaked)).toEqual({ hour: 23, share: 1_800 / 3_900 });
    expect(kindsOf({ revenueByHourFen: peaked })).toEqual(["movePrices"]);
    expect(busiestThreeHours(evenly.map(() => 0))).toEqual({ hour: 0, share: 0 });
  });
});

describe("lost revenue", () => {
  const connector = {
    ...noConnectorFigures(),
    serviceMs: 30 * DAY_MS,
    faultMs: 5 * DAY_MS,
    revenueFen: 60_000,
  };
  const of = { connector, revenueByHourFen: evenly, timeZone: "Asia/Shanghai" };

  test("is the usual revenue of working hours for the hours of the faults, overlaps once", () => {
    const faults = [
      { fromMs: 0, toMs: 6 * HOUR_MS },
      { fromMs: 4 * HOUR_MS, toMs: 10 * HOUR_MS },
      { fromMs: 20 * HOUR_MS, toMs: 22 * HOUR_MS },
    ];
    expect(lostRevenue(faults, of)).toEqual({
      faultMs: 12 * HOUR_MS,
      lostFen: 1_200,
      usualFenPerHour: 100,
    });
  });

  test("follows the station's hours: a night costs little where the day earns", () => {
    const byDay = evenly.map((_, hour) => (hour >= 8 && hour < 20 ? 200 : 0));
    // 00:00 to 12:00 in Shanghai.
    const fault = [{ fromMs: 16 * HOUR_MS, toMs: 28 * HOUR_MS }];
    expect(lostRevenue(fault, { ...of, revenueByHourFen: byDay }).lostFen).toBe(800);
  });

  test("of a connector that never worked is unknown, and counted as nothing", () => {
    const never = { ...connector, faultMs: connector.serviceMs, revenueFen: 0 };
    expect(lostRevenue([{ fromMs: 0, toMs: HOUR_MS }], { ...of, connector: never }).lostFen).toBe(
      0,
    );
  });
});

describe("past charges at other prices", () => {
  const tariff = aTariff({});
  const same = { sharp: 0, peak: 0, flat: 0, valley: 0 };
  const charge = (readings: readonly (readonly [number, number])[]) => ({
    tariff,
    timeZone: "Asia/Shanghai",
    membership: null,
    readings,
  });
  const meter = anySoundMeter.map((samples) =>
    samples.map(({ atMs, registerWh }) => [atMs, registerWh] as const),
  );

  test("come to what they came to where nothing changes", () => {
    fc.assert(
      fc.property(fc.array(meter, { minLength: 1, maxLength: 5 }), (meters) => {
        const of = { change: same, elasticity: 1.3, weight: 1 };
        const { total, periods } = simulate(meters.map(charge), of);
        const billedFen = meters
          .map((readings) =>
            bill({
              tariff,
              timeZone: "Asia/Shanghai",
              membership: null,
              idle: null,
              meter: readings.map(([atMs, registerWh]) => ({ atMs, registerWh })),
            }),
          )
          .reduce((sum, one) => sum + one.electricityFen + one.serviceFen, 0);
        expect(total.revenueFen).toBe(billedFen);
        expect(total.newRevenueFen).toBe(total.revenueFen);
        for (const one of Object.values(periods)) expect(one.newEnergyWh).toBe(one.energyWh);
      }),
      { numRuns: 50 },
    );
  });

  test("cost more by the change alone; an elasticity takes demand away; weights scale", () => {
    const at = Date.UTC(2026, 10, 20, 2);
    const past = [
      charge([
        [at, 0],
        [at + HOUR_MS, 40_000],
      ]),
    ];
    const dearer = { sharp: 1_000, peak: 1_000, flat: 1_000, valley: 1_000 };
    const plain = simulate(past, { change: dearer, elasticity: 0, weight: 1 }).total;
    expect(plain.newRevenueFen - plain.revenueFen).toBe(400);
    const answered = simulate(past, { change: dearer, elasticity: 1, weight: 1 }).total;
    expect(answered.newRevenueFen).toBe(plain.revenueFen);
    expect(answered.newEnergyWh).toBeLessThan(40_000);
    const scaled = simulate(past, { change: dearer, elasticity: 0, weight: 10 }).total;
    expect(scaled.newRevenueFen).toBe(plain.newRevenueFen * 10);
  });

  test("a fee never falls below nought", () => {
    const at = Date.UTC(2026, 10, 20, 2);
    const past = [
      charge([
        [at, 0],
        [at + HOUR_MS, 10_000],
      ]),
    ];
    const free = { sharp: -50_000, peak: -50_000, flat: -50_000, valley: -50_000 };
    const { total } = simulate(past, { change: free, elasticity: 0, weight: 1 });
    expect(total.newRevenueFen).toBeGreaterThan(0);
    expect(total.newRevenueFen).toBeLessThan(total.revenueFen);
  });
});
