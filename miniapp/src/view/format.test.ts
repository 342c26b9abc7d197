import { describe, expect, it, test } from "vitest";
import { en } from "../text/en.ts";
import { zh } from "../text/zh.ts";
import {
  aheadMs,
  clock,
  clockSeconds,
  dateTime,
  distance,
  durationMs,
  energy,
  minutesLong,
  money,
  power,
  price,
  ratedPower,
  signedMoney,
  timeOfDay,
  zoned,
} from "./format.ts";

test("money has two decimals and its sign before the ¥", () => {
  expect([0, 5, 1234, -50, 100_000].map(money)).toEqual([
    "¥0.00",
    "¥0.05",
    "¥12.34",
    "-¥0.50",
    "¥1000.00",
  ]);
  expect(signedMoney(1234)).toBe("+¥12.34");
});

test("a price has two decimals, and four only where it is that fine", () => {
  expect([12_500, 12_345, 12_340, 12_000].map(price)).toEqual([
    "¥1.25",
    "¥1.2345",
    "¥1.234",
    "¥1.20",
  ]);
});

test("energy has two decimals, power one, the rated power as written on the pile", () => {
  expect(energy(28_430)).toBe("28.43");
  expect(power(96_449)).toBe("96.4");
  expect([120_000, 7_500].map(ratedPower)).toEqual(["120", "7.5"]);
});

test("distances and times are said as people say them", () => {
  expect([3, 424, 1_280, 12_600].map((metres) => distance(zh, metres))).toEqual([
    "10 米",
    "420 米",
    "1.3 公里",
    "13 公里",
  ]);
  expect([0, 59, 60, 95].map((minutes) => minutesLong(en, minutes))).toEqual([
    "0 min",
    "59 min",
    "1 h",
    "1 h 35 min",
  ]);
  expect([28_400, 90_000].map((ms) => durationMs(zh, ms))).toEqual(["28 秒", "2 分钟"]);
  expect([0, 34_200_000, 86_400_000].map(timeOfDay)).toEqual(["00:00", "09:30", "24:00"]);
});

describe("a station's time", () => {
  const shanghai = [{ fromMs: 0, aheadMs: 8 * 3_600_000 }];
  const atMs = Date.UTC(2026, 10, 27, 18, 5, 9);

  it("is told by the station's clocks, wherever the device is", () => {
    expect(clock(atMs, shanghai)).toBe("02:05");
    expect(clockSeconds(atMs, shanghai)).toBe("02:05:09");
    expect(dateTime(atMs, shanghai)).toBe("2026-11-28 02:05");
  });

  it("follows a change of the clocks, and holds before the first entry", () => {
    const newYork = [
      { fromMs: 1_000, aheadMs: -5 * 3_600_000 },
      { fromMs: atMs, aheadMs: -4 * 3_600_000 },
    ];
    expect([0, atMs - 1, atMs].map((ms) => aheadMs(ms, newYork) / 3_600_000)).toEqual([-5, -5, -4]);
  });

  it("names its zone only where the device's clock shows another time", () => {
    const here = [{ fromMs: 0, aheadMs: -new Date(atMs).getTimezoneOffset() * 60_000 }];
    expect(zoned("02:05", atMs, here)).toBe("02:05");
    const elsewhere = [{ fromMs: 0, aheadMs: 5.5 * 3_600_000 }];
    expect(zoned("02:05", atMs, elsewhere)).toBe("02:05 UTC+5:30");
  });
});
