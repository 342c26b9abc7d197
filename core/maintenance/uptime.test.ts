import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lengthMs, merged, without, type Interval } from "./intervals.ts";
import { meanRepairMs, shareOf, uptimeOfPile, type PileInService } from "./uptime.ts";

const period: Interval = { fromMs: 0, untilMs: 1_000 };

const intervals = fc.array(
  fc
    .tuple(fc.integer({ min: -200, max: 1_200 }), fc.nat(400))
    .map(([fromMs, length]) => ({ fromMs, untilMs: fromMs + length })),
  { maxLength: 12 },
);
const outages = fc.array(
  fc.record({
    connectorId: fc.nat(2),
    openedAtMs: fc.integer({ min: -200, max: 1_200 }),
    lastedMs: fc.option(fc.nat(500)),
  }),
  { maxLength: 12 },
);

const contains = (all: readonly Interval[], atMs: number): boolean =>
  all.some(({ fromMs, untilMs }) => fromMs <= atMs && atMs < untilMs);

const aPile = (given: Partial<PileInService> = {}): PileInService => ({
  pileId: "P",
  connectorIds: [1, 2],
  sinceMs: -1_000,
  windows: [],
  ...given,
});

describe("Intervals", () => {
  test("merged hold the same moments, each once", () => {
    fc.assert(
      fc.property(intervals, fc.integer({ min: -300, max: 1_700 }), (all, atMs) => {
        expect(contains(merged(all), atMs)).toBe(contains(all, atMs));
        const once = merged(all).filter((one) => contains([one], atMs));
        expect(once.length).toBeLessThanOrEqual(1);
        expect(merged(merged(all))).toEqual(merged(all));
      }),
    );
  });

  test("without others hold what is in the ones and in none of the others", () => {
    fc.assert(
      fc.property(intervals, intervals, fc.integer({ min: -300, max: 1_700 }), (a, b, atMs) => {
        expect(contains(without(a, b), atMs)).toBe(contains(a, atMs) && !contains(b, atMs));
        expect(lengthMs(without(a, b)) + lengthMs(merged(b))).toBe(lengthMs(merged([...a, ...b])));
      }),
    );
  });
});

describe("Uptime", () => {
  test("equals a count of every moment of every connector", () => {
    fc.assert(
      fc.property(
        outages,
        intervals,
        fc.integer({ min: -500, max: 900 }),
        (given, windows, sinceMs) => {
          const all = given.map(({ lastedMs, ...one }) => ({
            ...one,
            closedAtMs: lastedMs === null ? null : one.openedAtMs + lastedMs,
          }));
          let [serviceMs, downMs] = [0, 0];
          for (let atMs = Math.max(0, sinceMs); atMs < period.untilMs; atMs += 1) {
            if (contains(windows, atMs)) continue;
            for (const connectorId of [1, 2]) {
              serviceMs += 1;
              const isDown = all.some(
                (one) =>
                  (one.connectorId === 0 || one.connectorId === connectorId) &&
                  one.openedAtMs <= atMs &&
                  (one.closedAtMs === null || atMs < one.closedAtMs),
              );
              if (isDown) downMs += 1;
            }
          }
          const found = uptimeOfPile(aPile({ sinceMs, windows }), all, period);
          expect(found).toEqual({ serviceMs, downMs });
        },
      ),
      { numRuns: 60 },
    );
  });

  test("of one connector of two that is down half of the time is three quarters", () => {
    const outage = { connectorId: 1, openedAtMs: 500, closedAtMs: null };
    expect(shareOf(uptimeOfPile(aPile(), [outage], period))).toBe(0.75);
  });

  test("of what was never in service is no figure", () => {
    expect(shareOf(uptimeOfPile(aPile({ windows: [period] }), [], period))).toBeNull();
    expect(shareOf(uptimeOfPile(aPile({ sinceMs: 5_000 }), [], period))).toBeNull();
  });
});

const of = (openedAtMs: number, closedAtMs: number | null) => ({
  pileId: "P",
  connectorId: 1,
  openedAtMs,
  closedAtMs,
});

test("The mean time to repair is of the outages that ended in the period", () => {
  const all = [of(-100, 100), of(300, 400), of(900, 1_000), of(-50, -1), of(500, null)];
  expect(meanRepairMs(all, period)).toBe(150);
  expect(meanRepairMs([of(500, null)], period)).toBeNull();
});
