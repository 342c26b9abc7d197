import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aTariff } from "../pricing/support/aTariff.ts";
import { bill } from "../pricing/bill.ts";
import {
  datePlus,
  datesFrom,
  dayOf,
  dayStartMs,
  hourPieces,
  isDate,
  lastDayOf,
  monthPlus,
} from "./civilHours.ts";
import { dayFigures } from "./dayFigures.ts";
import type { OrderFact, SessionFact, StationFacts } from "./facts.ts";
import { packed, revenueFenOf, sumOf, total } from "./figures.ts";
import { shareOut } from "./shareOut.ts";
import { dateOfNumber, datesOfSlots, monthOfNumber, numberOfDate, numberOfMonth } from "./slots.ts";

const zones = ["Asia/Shanghai", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe"] as const;
const zone = fc.constantFrom(...zones);
const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 11, 31) });
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function hoursOf(date: string, timeZone: string): number {
  const { fromMs, toMs } = dayOf(date, timeZone);
  return (toMs - fromMs) / HOUR_MS;
}

describe("a whole dealt out", () => {
  test("comes back to the fen, whatever the weights, and no part is more than one off its share", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), weights, (whole, given) => {
        const parts = shareOut(whole, given);
        expect(total(parts)).toBe(whole);
        const sum = total(given);
        parts.forEach((part, at) => {
          expect(Number.isInteger(part)).toBe(true);
          const share = sum > 0 ? (whole * (given[at] ?? 0)) / sum : part;
          expect(Math.abs(part - share)).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  test("without weights all goes to the first, and of nothing there are no parts", () => {
    expect(shareOut(7, [0, 0])).toEqual([7, 0]);
    expect(shareOut(7, [])).toEqual([]);
    expect(shareOut(-5, [1, 1, 1])).toEqual([-2, -2, -1]);
  });
});

describe("civil hours", () => {
  test("cut a span without gaps, each piece within one hour of one day", () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 0, max: 4 * DAY_MS }),
        zone,
        (fromMs, ms, timeZone) => {
          const pieces = [...hourPieces({ fromMs, toMs: fromMs + ms }, timeZone)];
          expect(total(pieces.map((piece) => piece.toMs - piece.fromMs))).toBe(ms);
          for (const piece of pieces) {
            expect(piece.toMs).toBeGreaterThan(piece.fromMs);
            const last = [...hourPieces({ fromMs: piece.toMs - 1, toMs: piece.toMs }, timeZone)][0];
            expect([last?.date, last?.hour]).toEqual([piece.date, piece.hour]);
          }
        },
      ),
    );
  });

  test("days follow each other, and are of 23 and 25 hours where clocks change", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_400 }), zone, (after, timeZone) => {
        const date = datePlus("2024-01-01", after);
        const { fromMs, toMs } = dayOf(date, timeZone);
        const [first] = [...hourPieces({ fromMs, toMs: fromMs + 1 }, timeZone)];
        const [before] = [...hourPieces({ fromMs: fromMs - 1, toMs: fromMs }, timeZone)];
        expect([first?.date, before?.date]).toEqual([date, datePlus(date, -1)]);
        expect(toMs).toBe(dayStartMs(datePlus(date, 1), timeZone));
      }),
    );
    expect(hoursOf("2026-03-29", "Europe/Berlin")).toBe(23);
    expect(hoursOf("2026-10-25", "Europe/Berlin")).toBe(25);
    // At midnight itself: the day begins at one.
    expect(hoursOf("2026-04-24", "Africa/Cairo")).toBe(23);
  });

  test("the calendar knows its days and months", () => {
    expect(isDate("2028-02-29")).toBe(true);
    for (const not of ["2026-02-29", "2026-13-01", "2026-1-1", "x"])
      expect(isDate(not)).toBe(false);
    expect([monthPlus("2026-11", 3), monthPlus("2026-01", -1)]).toEqual(["2027-02", "2025-12"]);
    expect(lastDayOf("2028-02")).toBe("2028-02-29");
    expect(datesFrom("2026-02-27", "2026-03-01")).toHaveLength(3);
    expect(datesFrom("2026-02-27", "2026-02-26")).toEqual([]);
    expect(dateOfNumber(numberOfDate("2026-11-28"))).toBe("2026-11-28");
    expect(monthOfNumber(numberOfMonth("2026-11"))).toBe("2026-11");
  });

  test("a slot names the civil days that it touches", () => {
    const slot = Math.floor(Date.UTC(2026, 10, 28, 16) / (4 * HOUR_MS));
    expect(datesOfSlots({ fromSlot: slot, toSlot: slot }, "Asia/Shanghai")).toEqual(["2026-11-29"]);
    expect(datesOfSlots({ fromSlot: slot, toSlot: slot }, "Asia/Kolkata")).toEqual([
      "2026-11-28",
      "2026-11-29",
    ]);
  });
});

const nobody: StationFacts = {
  timeZone: "Asia/Shanghai",
  orders: [],
  lines: [],
  sessions: [],
  reservations: [],
  faults: [],
  connectors: [],
  demand: [],
};

/** A charge from any instant on, with a reading every few minutes. */
const aCharge = fc
  .record({
    startedAtMs: instant,
    rises: fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 1, maxLength: 40 }),
    stepMs: fc.integer({ min: 1, max: 90 * 60_000 }),
    stayedMs: fc.integer({ min: 0, max: 5 * HOUR_MS }),
    membership: fc.constantFrom(null, "gold"),
  })
  .map(({ startedAtMs, rises, stepMs, stayedMs, membership }) => {
    let wh = 1_000;
    const readings: [number, number][] = [[startedAtMs, wh]];
    rises.forEach((rise, at) => readings.push([startedAtMs + (at + 1) * stepMs, (wh += rise)]));
    const endedAtMs = startedAtMs + rises.length * stepMs;
    const session: SessionFact = {
      orderId: "o",
      pileId: "P",
      connectorId: 1,
      startedAtMs,
      endedAtMs,
      leftAtMs: endedAtMs + stayedMs,
      meterStartWh: 1_000,
      meterStopWh: wh,
      readings,
    };
    return { session, membership };
  });

function factsOf(
  { session, membership }: { session: SessionFact; membership: string | null },
  timeZone: string,
) {
  const billed = bill({
    tariff: aTariff({
      startFeeFen: 100,
      idle: { graceMinutes: 5, fenPerMinute: 10, capFen: 2_000 },
      discounts: [{ membership: "gold", electricityBasisPoints: 333, serviceBasisPoints: 1_777 }],
    }),
    timeZone,
    membership,
    idle: { fromMs: session.endedAtMs, toMs: session.leftAtMs ?? session.endedAtMs },
    meter: session.readings.map(([atMs, registerWh]) => ({ atMs, registerWh })),
    maxPowerW: 1e12,
  });
  const order: OrderFact = {
    ...billed,
    orderId: "o",
    pileId: "P",
    connectorId: 1,
    origin: "app",
    state: "settled",
    open: null,
    failure: null,
    paymentWay: "alipay",
    createdAtMs: session.startedAtMs,
    startedAtMs: session.startedAtMs,
    endedAtMs: session.endedAtMs,
  };
  const lines = billed.lines.map((line) => ({ ...line, orderId: "o", period: line.periodKind }));
  return {
    facts: { ...nobody, timeZone, orders: [order], lines, sessions: [session] },
    billed,
    order,
  };
}

describe("a charge over hours, days and prices", () => {
  test("is split without losing a Wh, a fen or a millisecond", () => {
    fc.assert(
      fc.property(aCharge, zone, (charge, timeZone) => {
        const { facts, billed } = factsOf(charge, timeZone);
        const { startedAtMs, leftAtMs } = charge.session;
        const from = new Date(startedAtMs - DAY_MS).toISOString().slice(0, 10);
        const to = new Date((leftAtMs ?? 0) + DAY_MS).toISOString().slice(0, 10);
        const sum = sumOf(dayFigures(facts, datesFrom(from, to)).values());
        expect(total(sum.hours.energyWh)).toBe(billed.energyWh);
        expect(total(sum.hours.revenueFen)).toBe(billed.totalFen);
        expect(revenueFenOf(sum)).toBe(billed.totalFen);
        expect(sum.revenue.discount).toBe(0 - billed.discountFen);
        expect(sum.revenue.correction).toBe(0);
        expect(sum.ways.alipay).toEqual({ orders: 1, revenueFen: billed.totalFen });
        expect(total(sum.hours.takenMs)).toBe(leftAtMs! - startedAtMs);
        expect(sum.stays.dwellMs).toBe(leftAtMs! - startedAtMs);
        expect(sum.connectors["P:1"]?.energyWh ?? 0).toBe(billed.energyWh);
        const periods = Object.values(sum.periods);
        expect(total(periods.map(({ energyWh }) => energyWh))).toBe(billed.energyWh);
        expect(total(periods.map(({ serviceFen }) => serviceFen))).toBe(billed.serviceFen);
      }),
    );
  });

  test("counted day by day it is the same as counted at once, and so is what was packed", () => {
    fc.assert(
      fc.property(aCharge, zone, (charge, timeZone) => {
        const { facts } = factsOf(charge, timeZone);
        const first = new Date(charge.session.startedAtMs - DAY_MS).toISOString().slice(0, 10);
        const dates = datesFrom(first, datePlus(first, 5));
        const atOnce = dayFigures(facts, dates);
        for (const date of dates) {
          const alone = dayFigures(facts, [date]).get(date)!;
          expect(alone).toEqual(atOnce.get(date));
          expect(packed(sumOf([packed(alone)]))).toEqual(packed(alone));
          expect(sumOf([packed(alone)])).toEqual(alone);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("of which no line tells stands where it began; a total that was corrected says so", () => {
    const session: SessionFact = {
      orderId: "o",
      pileId: "P",
      connectorId: 1,
      startedAtMs: Date.UTC(2026, 10, 27, 15),
      endedAtMs: Date.UTC(2026, 10, 27, 17),
      leftAtMs: null,
      meterStartWh: 0,
      meterStopWh: 9_000,
      readings: [],
    };
    const { facts, order: billed } = factsOf({ session, membership: null }, "Asia/Shanghai");
    const order = { ...billed, energyWh: 9_000, electricityFen: 700, totalFen: 650 };
    const days = dayFigures({ ...facts, orders: [order], lines: [] }, ["2026-11-27", "2026-11-28"]);
    const before = days.get("2026-11-27")!;
    expect(before.hours.energyWh[23]).toBe(9_000);
    expect(before.revenue).toMatchObject({ electricity: 700, correction: -50 });
    expect(revenueFenOf(days.get("2026-11-28")!)).toBe(0);
    expect(before.hours.takenMs[23]).toBe(HOUR_MS);
    expect(days.get("2026-11-28")!.hours.takenMs[0]).toBe(HOUR_MS);
  });
});
