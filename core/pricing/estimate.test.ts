import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bill } from "./bill.ts";
import { energyForAmount, estimate, MAX_ESTIMATE_MS, safetyMarginFen } from "./estimate.ts";
import { advanceRunningCost, billSoFar, startRunningCost } from "./runningCost.ts";
import {
  aFlatTariff,
  anyMinuteMs,
  anySoundMeter,
  anyTariff,
  anyTimeZone,
  aTariff,
} from "./support/aTariff.ts";

const NOON_MS = Date.parse("2026-11-23T12:00+08:00");
const someTerms = { timeZone: "Asia/Shanghai", membership: null, idle: null };

const anyTerms = fc.record({
  tariff: anyTariff,
  timeZone: anyTimeZone,
  membership: fc.constantFrom(null, "gold"),
  idle: fc.constant(null),
  fromMs: anyMinuteMs,
  powerW: fc.integer({ min: 1000, max: 600_000 }),
});

test("an estimate for an energy is the bill of such a charge", () => {
  fc.assert(
    fc.property(anyTerms, fc.integer({ min: 1, max: 48_000 }), (terms, energyWh) => {
      const {
        fromMs,
        toMs,
        bill: estimated,
      } = estimate({
        ...terms,
        goal: { kind: "energy", energyWh },
      });
      const meter = [
        { atMs: fromMs, registerWh: 0 },
        { atMs: toMs, registerWh: energyWh },
      ];
      expect(estimated).toEqual(bill({ ...terms, meter }));
    }),
  );
});

test("an estimate for minutes takes the energy of that time, and no goal runs for ever", () => {
  const tariff = aFlatTariff(5000, 5000);
  const goal = { kind: "minutes", minutes: 90 } as const;
  const half = estimate({ ...someTerms, tariff, fromMs: NOON_MS, powerW: 7000, goal });
  expect([half.energyWh, half.toMs - NOON_MS]).toEqual([10_500, 90 * 60_000]);
  expect(half.bill.totalFen).toBe(1050);
  const free = aFlatTariff(0, 0);
  const all = { kind: "amount", amountFen: 100 } as const;
  const longest = estimate({
    ...someTerms,
    tariff: free,
    fromMs: NOON_MS,
    powerW: 7000,
    goal: all,
  });
  expect(longest.toMs - NOON_MS).toBe(MAX_ESTIMATE_MS);
});

test("the energy for an amount costs no more than it, and one Wh more costs more", () => {
  const anyAmount = fc.integer({ min: 0, max: 20_000 });
  fc.assert(
    fc.property(
      anyTerms,
      anyAmount,
      fc.integer({ min: 0, max: 500 }),
      (terms, amountFen, marginFen) => {
        const energyWh = energyForAmount({ ...terms, running: null, amountFen, marginFen });
        const costOf = (wh: number) =>
          estimate({ ...terms, goal: { kind: "energy", energyWh: wh } }).bill.totalFen;
        const budgetFen = amountFen - marginFen;
        const longestWh = Math.floor((terms.powerW * MAX_ESTIMATE_MS) / 3_600_000);
        const fits = energyWh === 0 || costOf(energyWh) <= budgetFen;
        const isMost = energyWh === longestWh || costOf(energyWh + 1) > budgetFen;
        expect({ energyWh, fits, isMost }).toEqual({ energyWh, fits: true, isMost: true });
      },
    ),
  );
});

test("in mid-charge the energy so far is counted, and the whole stays within the amount", () => {
  fc.assert(
    fc.property(anyTerms, anySoundMeter, fc.nat({ max: 3000 }), (terms, meter, moreFen) => {
      let running = startRunningCost(terms, meter.at(0)!);
      for (const sample of meter) running = advanceRunningCost(terms, running, sample);
      const { atMs: fromMs, registerWh } = meter.at(-1)!;
      const amountFen = billSoFar(terms, running).totalFen + moreFen;
      const limit = { ...terms, fromMs, running, amountFen, marginFen: 0 };
      const energyWh = energyForAmount(limit);
      const atMs = fromMs + Math.ceil((energyWh * 3_600_000) / terms.powerW);
      const then = [...meter, { atMs, registerWh: registerWh + energyWh }];
      expect(bill({ ...terms, meter: then }).totalFen).toBeLessThanOrEqual(amountFen);
    }),
  );
});

test("nothing fits an amount that the start fee alone exceeds", () => {
  const tariff = aTariff({ startFeeFen: 200 });
  const limit = { ...someTerms, tariff, fromMs: NOON_MS, powerW: 60_000, running: null };
  expect(energyForAmount({ ...limit, amountFen: 199, marginFen: 0 })).toBe(0);
  expect(energyForAmount({ ...limit, amountFen: 1200, marginFen: 1300 })).toBe(0);
});

test("a charge that is stopped when nothing more fits within the margin never ends in the red", () => {
  const anyAmount = fc.integer({ min: 500, max: 20_000 });
  const anyPace = fc.record({
    sampleMs: fc.integer({ min: 5000, max: 120_000 }),
    stopMs: fc.integer({ min: 0, max: 60_000 }),
  });
  fc.assert(
    fc.property(anyTerms, anyAmount, anyPace, (terms, amountFen, { sampleMs, stopMs }) => {
      const at = (ms: number) => ({
        atMs: terms.fromMs + ms,
        registerWh: Math.floor((terms.powerW * ms) / 3_600_000),
      });
      const reactionMs = sampleMs + stopMs;
      let running = startRunningCost(terms, at(0));
      const mayGoOn = (fromMs: number): boolean => {
        const now = { ...terms, fromMs, running };
        const marginFen = safetyMarginFen({ ...now, reactionMs });
        return energyForAmount({ ...now, amountFen, marginFen }) > 0;
      };
      let ms = 0;
      for (let samples = 0; samples < 60 && mayGoOn(terms.fromMs + ms); samples += 1) {
        ms += sampleMs;
        running = advanceRunningCost(terms, running, at(ms));
      }
      // A start that was refused draws nothing; any other runs on until the charger has stopped.
      if (ms > 0) running = advanceRunningCost(terms, running, at(ms + stopMs));
      expect(billSoFar(terms, running).totalFen).toBeLessThanOrEqual(amountFen);
    }),
  );
});

test("what flows next is priced from now, not from the last reading", () => {
  const tariff = aTariff();
  const terms = { ...someTerms, tariff, powerW: 60_000, amountFen: 1000, marginFen: 0 };
  const running = startRunningCost(terms, { atMs: NOON_MS + 6.5 * 3_600_000, registerWh: 7 });
  const fromMs = NOON_MS + 11 * 3_600_000;
  const later = energyForAmount({ ...terms, fromMs, running });
  expect(later).toBe(energyForAmount({ ...terms, fromMs, running: null }));
});

test("the margin is a reaction's energy at its dearest price, and two fen a line", () => {
  const atPower = { timeZone: "Asia/Shanghai", powerW: 60_000, reactionMs: 60_000 };
  const flat = { ...atPower, tariff: aFlatTariff(6000, 4000), fromMs: NOON_MS };
  expect(safetyMarginFen({ ...flat, running: null })).toBe(100 + 2);
  const running = startRunningCost(flat, { atMs: NOON_MS, registerWh: 0 });
  expect(safetyMarginFen({ ...flat, running })).toBe(100 + 4);
  // Half a minute before the flat price gives way to the peak.
  const fromMs = NOON_MS + 6 * 3_600_000 - 30_000;
  const rising = { ...atPower, tariff: aTariff(), fromMs, running: null };
  expect(safetyMarginFen(rising)).toBe(153 + 4);
});

test("a power of nought is a mistake of the caller", () => {
  const goal = { kind: "energy", energyWh: 1 } as const;
  const terms = { ...someTerms, tariff: aTariff(), fromMs: NOON_MS, powerW: 0, goal };
  expect(() => estimate(terms)).toThrow("not a power");
});
