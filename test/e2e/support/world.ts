// What the stories of these tests have in common: a city of one station with two prices, and a
// session whose bill anybody can add up by hand.
import type { Tariff } from "../../../core/pricing/tariff.ts";
import { aTariffContent } from "../../support/builders.ts";

const hourMs = 3_600_000;

/** Prices change every full hour, so that a change is always near: even hours are cheap. */
const prices = {
  valley: { electricityPrice: 3_157, servicePrice: 4_000 },
  peak: { electricityPrice: 11_873, servicePrice: 4_000 },
} as const;
type Period = keyof typeof prices;

/** Shanghai is eight hours ahead, an even number: its even hours are those of UTC. */
const periodAt = (atMs: number): Period =>
  Math.floor(atMs / hourMs) % 2 === 0 ? "valley" : "peak";

export const hourlyTariff = (): Tariff =>
  aTariffContent({
    seasons: [
      {
        name: "all year",
        from: { month: 1, day: 1 },
        to: { month: 12, day: 31 },
        days: [
          {
            dayTypes: ["weekday", "weekend", "holiday"],
            periods: Array.from({ length: 24 }, (_, hour) => {
              const kind = hour % 2 === 0 ? ("valley" as const) : ("peak" as const);
              const span = { fromMinute: hour * 60, toMinute: (hour + 1) * 60 };
              return { kind, ...span, ...prices[kind] };
            }),
          },
        ],
      },
    ],
  });

export type ExpectedLine = {
  readonly period: Period;
  readonly energyWh: number;
  readonly electricityFen: number;
  readonly serviceFen: number;
};

/** Half a fen is rounded up; a price is in 1/10,000 yuan per kWh. */
const fenOf = (energyWh: number, price: number): number =>
  Math.floor((energyWh * price + 50_000) / 100_000);

const lineOf = (atMs: number, energyWh: number): ExpectedLine => {
  const period = periodAt(atMs);
  const { electricityPrice, servicePrice } = prices[period];
  return {
    period,
    energyWh,
    electricityFen: fenOf(energyWh, electricityPrice),
    serviceFen: fenOf(energyWh, servicePrice),
  };
};

const sampleEveryMs = 30_000;
const samples = 40;
export const meterStartWh = 1_234_567;

export type Reading = { readonly atMs: number; readonly registerWh: number };

export type SessionAcrossPrices = {
  readonly startedAtMs: number;
  readonly readings: readonly Reading[];
  readonly stop: Reading;
  readonly lines: readonly ExpectedLine[];
  readonly totalFen: number;
};

const registerAt = (interval: number): number =>
  meterStartWh + interval * 300 + (interval > 20 ? 1 : 0);

/**
 * 40 samples half a minute apart, begun 10 minutes and 10 seconds before a change of price that is a
 * while ago. Each interval brings 300 Wh, the one that holds the change 301: a third of it came
 * before, so 100 Wh of it are of the old price and 201 of the new one.
 */
export function aSessionAcrossPrices(nowMs: number): SessionAcrossPrices {
  const changeMs = Math.floor((nowMs - 15 * 60_000) / hourMs) * hourMs;
  const startedAtMs = changeMs - 610_000;
  const readingAt = (interval: number): Reading => ({
    atMs: startedAtMs + interval * sampleEveryMs,
    registerWh: registerAt(interval),
  });
  const lines = [lineOf(changeMs - 1, 6_100), lineOf(changeMs, 6_201)];
  return {
    startedAtMs,
    readings: Array.from({ length: samples }, (_, at) => readingAt(at + 1)),
    stop: readingAt(samples + 1),
    lines,
    totalFen: lines.reduce((sum, line) => sum + line.electricityFen + line.serviceFen, 0),
  };
}

export const sampleOf = (
  transactionId: number,
  { atMs, registerWh }: Reading,
): Readonly<Record<string, unknown>> => ({
  connectorId: 1,
  transactionId,
  meterValue: [
    {
      timestamp: new Date(atMs).toISOString(),
      sampledValue: [
        { value: String(registerWh), measurand: "Energy.Active.Import.Register", unit: "Wh" },
        { value: "36.0", measurand: "Power.Active.Import", unit: "kW" },
        { value: "47", measurand: "SoC", unit: "Percent" },
      ],
    },
  ],
});
