// Shanghai's year as a tariff sees it: which hours are sharp, peak, flat and valley in which months.
import type { DayPlan, Period, PeriodKind, Season } from "../../../core/pricing/tariff.ts";

/** Electricity and service of each period, in 1/10,000 yuan a kWh. */
export type PriceTable = Readonly<Record<PeriodKind, readonly [number, number]>>;

/** `[kind, until hour]`, from midnight on. */
type Hours = readonly (readonly [PeriodKind, number])[];

const summer: Hours = [
  ["valley", 6],
  ["flat", 8],
  ["peak", 15],
  ["flat", 18],
  ["peak", 21],
  ["flat", 22],
  ["valley", 24],
];
const highSummer: Hours = [
  ["valley", 6],
  ["flat", 8],
  ["peak", 12],
  ["sharp", 14],
  ["peak", 15],
  ["flat", 18],
  ["peak", 21],
  ["flat", 22],
  ["valley", 24],
];
const usual: Hours = [
  ["valley", 6],
  ["flat", 8],
  ["peak", 11],
  ["flat", 18],
  ["peak", 21],
  ["flat", 22],
  ["valley", 24],
];
const deepWinter: Hours = [
  ["valley", 6],
  ["flat", 8],
  ["peak", 11],
  ["flat", 18],
  ["peak", 19],
  ["sharp", 21],
  ["flat", 22],
  ["valley", 24],
];
/** On holidays the grid has room at noon. */
const holiday: Hours = [
  ["valley", 8],
  ["flat", 11],
  ["valley", 15],
  ["flat", 22],
  ["valley", 24],
];

function periodsOf(hours: Hours, prices: PriceTable): Period[] {
  return hours.map(([kind, toHour], at) => {
    const [electricityPrice, servicePrice] = prices[kind];
    const fromMinute = (hours[at - 1]?.[1] ?? 0) * 60;
    return { kind, electricityPrice, servicePrice, fromMinute, toMinute: toHour * 60 };
  });
}

const plans = (hours: Hours, prices: PriceTable): DayPlan[] => [
  { dayTypes: ["weekday", "weekend"], periods: periodsOf(hours, prices) },
  { dayTypes: ["holiday"], periods: periodsOf(holiday, prices) },
];

/** Seasons are named in the operator's own language, as he would. */
export function timeOfUse(prices: PriceTable): Season[] {
  const season = (name: string, from: [number, number], to: [number, number], hours: Hours) => ({
    name,
    from: { month: from[0], day: from[1] },
    to: { month: to[0], day: to[1] },
    days: plans(hours, prices),
  });
  return [
    season("春季", [2, 1], [6, 30], usual),
    season("盛夏", [7, 1], [8, 31], highSummer),
    season("夏末", [9, 1], [9, 30], summer),
    season("秋季", [10, 1], [11, 30], usual),
    season("冬季", [12, 1], [1, 31], deepWinter),
  ];
}

export function flatSeasons(electricityPrice: number, servicePrice: number): Season[] {
  const period = { kind: "flat", electricityPrice, servicePrice } as const;
  const plan: DayPlan = {
    dayTypes: ["weekday", "weekend", "holiday"],
    periods: [{ ...period, fromMinute: 0, toMinute: 1440 }],
  };
  const whole = { from: { month: 1, day: 1 }, to: { month: 12, day: 31 } };
  return [{ name: "全年", ...whole, days: [plan] }];
}

/** Civil dates in a row, the first included. */
export function everyDay(first: string, days: number): string[] {
  const firstMs = Date.parse(first);
  return Array.from({ length: days }, (_, day) =>
    new Date(firstMs + day * 86_400_000).toISOString().slice(0, 10),
  );
}
