// Today in the analysis: up to its last full hour, by itself, and gone into a whole day at midnight.
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import * as contract from "../../../core/contract/admin/analysis.ts";
import { adminListAnalysisReports } from "../../../core/contract/admin/analysisReports.ts";
import { keepAnalysis } from "../../../worker/analysis/keepAnalysis.ts";
import { countToday } from "../../../worker/analysis/countToday.ts";
import { stationsToCountQuery } from "../../../worker/db/analysis/due.ts";
import { dbOf } from "../../../worker/db/database.ts";
import { rollupToday } from "../../../worker/db/tables/analysis.ts";
import { orders, sessions } from "../../../worker/db/tables/orders.ts";
import { stations } from "../../../worker/db/tables/stations.ts";
import { aStation } from "../../support/builders.ts";
import { countedReads } from "../../support/countedReads.ts";
import { ask, asStaff, db, env, migrate, type Headers } from "../http/support.ts";
import { DAY_MS, makeHistory, type History } from "./aHistory.ts";
import { byHand } from "./byHand.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** 2026-09-13 00:00 in Shanghai. */
const FROM_MS = Date.UTC(2026, 8, 12, 16);
/** 15:40 there, 09:40 in Berlin, of the 15th. */
const NOW_MS = FROM_MS + 2 * DAY_MS + 15 * HOUR_MS + 40 * MINUTE_MS;
const UNTIL_MS = NOW_MS - 40 * MINUTE_MS;
const day = "2026-09-15";
const today = { from: day, to: day };

let history: History;
let owner: Headers;
let stranger: Headers;

const keep = async (nowMs = NOW_MS): Promise<void> => {
  while (!(await keepAnalysis(db, nowMs, { isWhole: true })));
};

const rows = () =>
  db.select().from(rollupToday).orderBy(rollupToday.scope, rollupToday.subjectId).all();

const usage = async (input: object) =>
  (await ask(contract.adminAnalysisUsage, { ...today, ...input }, owner)).output();

/** As it was to be known at an instant: what had ended, and how long the others had taken. */
function known(atMs: number): History {
  const isOver = (endedAtMs: number): boolean => endedAtMs < atMs;
  const kept = history.orders.filter((one) =>
    isOver(Math.max(one.createdAtMs, one.endedAtMs ?? one.createdAtMs)),
  );
  const ids = new Set(kept.map(({ orderId }) => orderId));
  return {
    ...history,
    orders: kept,
    lines: history.lines.filter(({ orderId }) => ids.has(orderId)),
    sessions: history.sessions
      .filter((one) => one.startedAtMs < atMs && (one.orderId !== null || isOver(one.endedAtMs)))
      .map((one) => ({
        ...one,
        endedAtMs: Math.min(one.endedAtMs, atMs),
        leftAtMs: one.leftAtMs == null ? null : Math.min(one.leftAtMs, atMs),
      })),
    reservations: history.reservations.filter(({ fromMs }) => fromMs < atMs),
    faults: history.faults
      .filter(({ openedAtMs }) => openedAtMs < atMs)
      .map((one) => ({ ...one, closedAtMs: Math.min(one.closedAtMs ?? atMs, atMs) })),
    demand: history.demand.filter(({ hourMs }) => hourMs < atMs),
  };
}

beforeAll(async () => {
  await migrate();
  history = await makeHistory(FROM_MS, 3, 60);
  owner = await asStaff(history.operatorId);
  stranger = await asStaff((await makeHistory(FROM_MS, 1, 1)).operatorId);
  await keep();
}, 120_000);

describe("today", () => {
  test("is what was known at its last full hour, of all stations and of each", async () => {
    for (const stationId of [undefined, ...history.stations.map((one) => one.stationId)]) {
      const input = stationId === undefined ? {} : { stationId };
      const hand = byHand(known(UNTIL_MS), { ...today, ...input });
      const counted = await usage(input);
      expect(counted.today).toEqual({ day, untilMs: UNTIL_MS });
      for (const measure of [
        "sessions",
        "takenMs",
        "faultMs",
        "energyWh",
        "settled",
        "ended",
        "joined",
        "waitedMs",
        "refused",
      ] as const)
        expect([measure, counted.totals[measure]]).toEqual([measure, hand.total(measure)]);
      const revenue = await ask(contract.adminAnalysisRevenue, { ...today, ...input }, owner);
      expect(revenue.output().parts.electricity).toBe(hand.total("electricity"));
    }
    expect((await usage({})).totals.sessions).toBeGreaterThan(20);
  });

  test("has connectors in service up to that hour, of each zone by its own clock", async () => {
    const [shanghai, , berlin] = history.stations;
    const connectors = 3;
    const there = await usage({ stationId: shanghai!.stationId });
    expect(there.totals.serviceMs).toBe(connectors * 15 * HOUR_MS);
    const away = await usage({ stationId: berlin!.stationId });
    expect(away.totals.serviceMs).toBe(connectors * 9 * HOUR_MS);
  });

  test("is told by connector, by station, by driver and by fault, too", async () => {
    const { totals } = await usage({});
    const { items } = (await ask(contract.adminAnalysisConnectors, today, owner)).output();
    const sum = (of: (item: (typeof items)[number]) => number) =>
      items.reduce((all, item) => all + of(item), 0);
    expect([sum((one) => one.sessions), sum((one) => one.takenMs)]).toEqual([
      totals.sessions,
      totals.takenMs,
    ]);
    const lines = (await ask(contract.adminAnalysisStations, today, owner)).output();
    expect(lines.today).toEqual({ day, untilMs: UNTIL_MS });
    expect(lines.items.reduce((all, one) => all + one.energyWh, 0)).toBe(totals.energyWh);
    const habits = (await ask(contract.adminAnalysisDrivers, today, owner)).output();
    expect(habits.arrivals.reduce((all, one) => all + one, 0)).toBe(totals.sessions);
    const faults = (await ask(contract.adminAnalysisFaults, today, owner)).output();
    expect(faults.days[0]?.faultMs).toBe(totals.faultMs);
    const [ofOne] = history.stations;
    const own = { ...today, stationId: ofOne!.stationId };
    const cut = (await ask(contract.adminAnalysisConnectors, own, owner)).output();
    expect(new Set(cut.items.map(({ stationId }) => stationId))).toEqual(new Set([own.stationId]));
  });

  test("stands in the days of a longer period, and in none of its sums", async () => {
    const whole = await usage({ from: "2026-09-13", to: "2026-09-14" });
    const longer = await usage({ from: "2026-09-13" });
    expect(longer.totals).toEqual(whole.totals);
    expect(longer.week).toEqual(whole.week);
    expect(whole.today).toBeNull();
    expect(longer.days.map((one) => one.day)).toEqual(["2026-09-13", "2026-09-14", day]);
    expect(longer.days.at(-1)).toMatchObject((await usage({})).totals);
    const connectors = await ask(
      contract.adminAnalysisConnectors,
      { from: "2026-09-13", to: day },
      owner,
    );
    expect(connectors.output().today).toBeNull();
  });

  test("is another operator's own", async () => {
    const theirs = (await ask(contract.adminAnalysisUsage, today, stranger)).output();
    expect(theirs.totals).toMatchObject({ sessions: 0, energyWh: 0, takenMs: 0 });
    const lines = (await ask(contract.adminAnalysisStations, today, stranger)).output();
    expect(lines.items.every(({ sessions: none }) => none === 0)).toBe(true);
    const [station] = history.stations;
    const input = { ...today, stationId: station!.stationId };
    const answer = await ask(contract.adminAnalysisUsage, input, stranger);
    expect(answer.code).toBe("station_not_found");
  });
});

test("a station's hour reads the week's orders and the day's rows, and writes few", async () => {
  const [station] = history.stations;
  const ofStation = history.orders.filter(({ stationId }) => stationId === station!.stationId);
  const before = await rows();
  const round = await stationsToCountQuery(db, { after: "", limit: 100 });
  const counted = countedReads(env.DB);
  await countToday(
    dbOf({ DB: counted.db }),
    round.find(({ stationId }) => stationId === station!.stationId)!,
    NOW_MS,
  );
  await keep();
  expect(await rows()).toEqual(before);
  expect(counted.reads.rows).toBeGreaterThan(ofStation.length);
  expect(counted.reads.rows).toBeLessThan(12 * ofStation.length);
});

describe("counted again", () => {
  test("in the same hour, or from nothing, it is the same to the byte", async () => {
    const before = await rows();
    expect(await keepAnalysis(db, NOW_MS + 19 * MINUTE_MS, { isWhole: false })).toBe(true);
    expect(await rows()).toEqual(before);
    await db.delete(rollupToday);
    await keep(NOW_MS + 19 * MINUTE_MS);
    expect(await rows()).toEqual(before);
  });

  test("a charge that runs has taken its connector, and brings its energy when it has ended", async () => {
    const before = await rows();
    const session = history.sessions.find(
      (one) => one.orderId !== null && one.startedAtMs < UNTIL_MS && one.endedAtMs >= UNTIL_MS,
    )!;
    const order = await db.select().from(orders).where(eq(orders.orderId, session.orderId!)).get();
    await db.delete(sessions).where(eq(sessions.sessionId, session.sessionId));
    await db
      .update(orders)
      .set({ state: "charging", open: 1, endedAtMs: null, energyWh: 0, totalFen: null })
      .where(eq(orders.orderId, session.orderId!));
    await db.delete(rollupToday);
    await keep();
    expect(await rows()).toEqual(before);
    await db.update(orders).set(order!).where(eq(orders.orderId, session.orderId!));
    await db.insert(sessions).values(session);
  });

  test("the next hour takes the place of the one before, in one row a station", async () => {
    const before = await rows();
    await keep(NOW_MS + HOUR_MS);
    const after = await rows();
    expect(after).toHaveLength(before.length);
    expect((await usage({})).today?.untilMs).toBe(UNTIL_MS + HOUR_MS);
    const hand = byHand(known(UNTIL_MS + HOUR_MS), today);
    expect((await usage({})).totals.takenMs).toBe(hand.total("takenMs"));
  });

  test("when it is over it is a whole day like others, and no report takes it for one before", async () => {
    expect((await ask(adminListAnalysisReports, {}, owner)).output().items).toEqual([]);
    await keep(NOW_MS + DAY_MS);
    const counted = await usage({});
    expect(counted.today).toBeNull();
    expect(counted.totals.energyWh).toBe(byHand(history, today).total("energyWh"));
    expect((await usage({ to: "2026-09-16" })).today?.day).toBe("2026-09-16");
  });
});

test("however many stations there are, a minute counts today of few of them", async () => {
  const { operatorId } = history;
  for (let at = 0; at < 22; at += 1) await aStation(db, { operatorId, createdAtMs: NOW_MS });
  const nowMs = NOW_MS + DAY_MS + 5 * HOUR_MS;
  const isCurrent = and(eq(rollupToday.scope, "station"), eq(rollupToday.day, "2026-09-16"));
  await db.delete(rollupToday);
  while (!(await keepAnalysis(db, nowMs - HOUR_MS, { isWhole: false })));
  await db.delete(rollupToday);
  expect(await keepAnalysis(db, nowMs, { isWhole: false })).toBe(false);
  expect(await db.$count(rollupToday, isCurrent)).toBe(20);
  while (!(await keepAnalysis(db, nowMs, { isWhole: false })));
  expect(await db.$count(rollupToday, isCurrent)).toBe(await db.$count(stations));
});
