import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bill } from "./bill.ts";
import {
  advanceRunningCost,
  billSoFar,
  startRunningCost,
  type RunningCost,
} from "./runningCost.ts";
import type { MeterSample } from "./normaliseMeter.ts";
import { anySoundMeter, anyTariff, anyTimeZone, aFlatTariff } from "./support/aTariff.ts";

const anyTerms = fc.record({
  tariff: anyTariff,
  timeZone: anyTimeZone,
  membership: fc.constantFrom(null, "gold"),
  idle: fc.constant(null),
});

test("the running cost is the bill at every sample, stored and read back in between", () => {
  fc.assert(
    fc.property(anyTerms, anySoundMeter, (terms, meter) => {
      let running = startRunningCost(terms, meter.at(0)!);
      for (const [index, sample] of meter.entries()) {
        const stored: RunningCost = JSON.parse(JSON.stringify(running));
        running = advanceRunningCost(terms, stored, sample);
        const expected = bill({ ...terms, meter: meter.slice(0, index + 1) });
        expect(billSoFar(terms, running)).toEqual({ ...expected, anomalies: [] });
      }
    }),
    { numRuns: 60 },
  );
});

const terms = {
  tariff: aFlatTariff(10_000, 0),
  timeZone: "Asia/Shanghai",
  membership: null,
  idle: null,
};

function energyAfter(...registers: readonly number[]): number {
  const samples = registers.map((registerWh, index): MeterSample => ({
    atMs: index * 15_000,
    registerWh,
  }));
  let running = startRunningCost(terms, samples.at(0)!);
  for (const sample of samples) running = advanceRunningCost(terms, running, sample);
  return billSoFar(terms, running).energyWh;
}

test("a stray reading changes nothing, and the next sound one goes on", () => {
  expect(energyAfter(1000, 2000, 0, 3000)).toBe(2000);
  expect(energyAfter(1000, 2000, 900_000, 3000)).toBe(2000);
});

test("a meter that begins anew is followed from its second reading on", () => {
  expect(energyAfter(1000, 2000, 0, 500, 900)).toBe(1900);
  expect(energyAfter(0, 7_000_000, 7_000_400, 7_000_900)).toBe(900);
});

test("a reading that is unreadable, earlier or a month later is ignored", () => {
  const running = startRunningCost(terms, { atMs: 1000, registerWh: 5 });
  for (const sample of [
    { atMs: 999, registerWh: 9 },
    { atMs: 1000 + 32 * 86_400_000, registerWh: 9 },
    { atMs: 2000, registerWh: Number.NaN },
    { atMs: Number.NaN, registerWh: 9 },
  ]) {
    expect(advanceRunningCost(terms, running, sample)).toBe(running);
  }
});

test("a register with decimals counts in whole Wh, as in the bill", () => {
  expect(energyAfter(10.4, 20.6, 30.5)).toBe(21);
});
