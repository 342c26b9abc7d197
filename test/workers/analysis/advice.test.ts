import { beforeAll, expect, test } from "vitest";
import {
  adminAnalysisAdvice,
  adminAnalysisSimulation,
} from "../../../core/contract/admin/analysisAdvice.ts";
import { keepAnalysis } from "../../../worker/analysis/keepAnalysis.ts";
import { anOperator } from "../../support/builders.ts";
import { countedReads } from "../../support/countedReads.ts";
import { ask, asStaff, db, env, migrate, type Headers } from "../http/support.ts";
import { DAY_MS, makeHistory, type History } from "./aHistory.ts";
import { byHand } from "./byHand.ts";

const FROM_MS = Date.UTC(2026, 8, 12, 16);
const DAYS = 40;
const period = { from: "2026-09-20", to: "2026-10-19" };

let history: History;
let owner: Headers;

beforeAll(async () => {
  await migrate();
  history = await makeHistory(FROM_MS, DAYS, 20);
  owner = await asStaff(history.operatorId);
  while (!(await keepAnalysis(db, FROM_MS + (DAYS + 2) * DAY_MS, { isWhole: true })));
}, 120_000);

test("advice rests on the figures that it names", async () => {
  const counted = countedReads(env.DB);
  const answer = await ask(adminAnalysisAdvice, period, owner, { DB: counted.db });
  const { items, isCounted, isCut } = answer.output();
  expect([isCounted, isCut]).toEqual([true, false]);
  expect(counted.reads.rows).toBeLessThanOrEqual(5_000);
  const repairs = items.filter((one) => one.kind === "repairFirst");
  expect(repairs.length).toBeGreaterThan(3);
  const lost = repairs.map(({ lostFen }) => lostFen);
  expect(lost).toEqual(lost.toSorted((a, b) => b - a));
  const fewAt = items.filter((one) => one.kind === "tooFew");
  for (const { stationId, utilisation, joined, refused, threshold } of fewAt) {
    const hand = byHand(history, { ...period, stationId });
    expect(utilisation).toBeCloseTo(hand.total("takenMs") / hand.total("serviceMs"), 9);
    expect([joined, refused]).toEqual([hand.total("joined"), hand.total("refused")]);
    const isReason =
      utilisation >= threshold.utilisation || (joined + refused) / 30 >= threshold.unmetPerDay;
    expect(isReason).toBe(true);
  }
  expect(
    (await ask(adminAnalysisAdvice, { from: "2026-01-01", to: "2026-12-31" }, owner)).code,
  ).toBe("bad_request");
});

test("another operator's faults and stations are no part of it", async () => {
  const stranger = await asStaff((await anOperator(db)).operatorId);
  const answer = (await ask(adminAnalysisAdvice, period, stranger)).output();
  expect(answer).toEqual({ items: [], faults: 0, isCounted: false, isCut: false });
});

test("a simulation bills the station's own charges of the days, each at its own tariff", async () => {
  const { stationId } = history.stations[0]!;
  const input = { ...period, stationId };
  const same = (await ask(adminAnalysisSimulation, input, owner)).output();
  const inDays = history.orders.filter(
    (order) =>
      order.stationId === stationId &&
      order.totalFen != null &&
      order.createdAtMs >= Date.UTC(2026, 8, 19, 16) &&
      order.createdAtMs < Date.UTC(2026, 9, 19, 16),
  );
  expect([same.charges, same.simulated]).toEqual([inDays.length, inDays.length]);
  const netFen = inDays.reduce(
    (sum, order) => sum + order.electricityFen! + order.serviceFen! - order.discountFen!,
    0,
  );
  // A bill rounds its two discounts, and each period is rounded.
  expect(Math.abs(same.total.revenueFen - netFen)).toBeLessThanOrEqual(inDays.length + 4);
  expect(same.total.newRevenueFen).toBe(same.total.revenueFen);
  expect(same.total.energyWh).toBe(inDays.reduce((sum, { energyWh }) => sum + energyWh!, 0));
  const dearer = (await ask(adminAnalysisSimulation, { ...input, peak: 1_000 }, owner)).output();
  expect(dearer.periods.valley).toEqual(same.periods.valley);
  expect(dearer.periods.peak.newRevenueFen).toBeGreaterThan(same.periods.peak.revenueFen);
  const maintenance = await asStaff(history.operatorId, "maintenance");
  expect((await ask(adminAnalysisSimulation, input, maintenance)).code).toBe("forbidden");
  const foreign = await ask(adminAnalysisSimulation, { ...input, stationId: "other" }, owner);
  expect(foreign.code).toBe("station_not_found");
});
