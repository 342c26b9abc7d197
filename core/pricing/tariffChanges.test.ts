import { expect, test } from "vitest";
import { aTariffContent, aTwoPriceTariffContent } from "../../test/support/builders.ts";
import { tariffChanges } from "./tariffChanges.ts";

const two = aTwoPriceTariffContent();
const flat = aTariffContent();

test("a tariff does not differ from itself", () => {
  expect(tariffChanges(two, two)).toEqual([]);
});

test("prices are compared where either cuts the day, and days that change alike are one change", () => {
  const change = { kind: "price", season: "all year" };
  const dayTypes = ["weekday", "weekend", "holiday"];
  const before = { kind: "flat", electricityPrice: 8_000, servicePrice: 4_000 };
  expect(tariffChanges(flat, two)).toEqual([
    {
      ...change,
      dayTypes,
      fromMinute: 0,
      toMinute: 480,
      before,
      after: { kind: "valley", electricityPrice: 3_000, servicePrice: 4_000 },
    },
    {
      ...change,
      dayTypes,
      fromMinute: 480,
      toMinute: 1440,
      before,
      after: { kind: "peak", electricityPrice: 12_000, servicePrice: 4_000 },
    },
  ]);
});

test("a year that is cut otherwise is told as seasons", () => {
  const [summer, rest] = [
    { name: "summer", from: { month: 6, day: 1 }, to: { month: 8, day: 31 } },
    { name: "rest", from: { month: 9, day: 1 }, to: { month: 5, day: 31 } },
  ].map((part) => flat.seasons.map((season) => ({ ...season, ...part })));
  const seasons = [...(summer ?? []), ...(rest ?? [])];
  expect(tariffChanges(flat, { ...flat, seasons })).toEqual([
    {
      kind: "seasons",
      before: ["all year 1-1/12-31"],
      after: ["summer 6-1/8-31", "rest 9-1/5-31"],
    },
  ]);
});

test("fees, dates and discounts that come, go or move are told", () => {
  const vip = { membership: "vip", electricityBasisPoints: 0, serviceBasisPoints: 2_000 };
  const after = {
    ...flat,
    startFeeFen: 50,
    idle: { graceMinutes: 15, fenPerMinute: 50, capFen: 5_000 },
    holidays: ["2026-10-01"],
    discounts: [vip],
  };
  expect(tariffChanges(flat, after)).toEqual([
    { kind: "fee", field: "startFeeFen", before: 0, after: 50 },
    { kind: "fee", field: "idle.graceMinutes", before: null, after: 15 },
    { kind: "fee", field: "idle.fenPerMinute", before: null, after: 50 },
    { kind: "fee", field: "idle.capFen", before: null, after: 5_000 },
    { kind: "dates", list: "holidays", added: ["2026-10-01"], removed: [] },
    { kind: "discount", membership: "vip", before: null, after: vip },
  ]);
});
