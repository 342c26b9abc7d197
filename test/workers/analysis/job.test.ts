import { eq, sql } from "drizzle-orm";
import { ulid } from "ulid";
import { beforeAll, describe, expect, test } from "vitest";
import { adminAnalysisRevenue, adminAnalysisUsage } from "../../../core/contract/admin/analysis.ts";
import {
  adminGetAnalysisReport,
  adminListAnalysisReports,
} from "../../../core/contract/admin/analysisReports.ts";
import type { Notice } from "../../../core/contract/admin/maintenance/notices.ts";
import { keepAnalysis } from "../../../worker/analysis/keepAnalysis.ts";
import { countRefused } from "../../../worker/db/unmetDemand.ts";
import { deleteWaiting, upsertWaiting } from "../../../worker/db/waitings.ts";
import {
  analysisReports,
  rollupDue,
  rollupStations,
  unmetDemand,
} from "../../../worker/db/tables/analysis.ts";
import { orders, sessions } from "../../../worker/db/tables/orders.ts";
import { faults } from "../../../worker/db/tables/stations.ts";
import { chanceOf } from "../../support/aCity.ts";
import { ask, asStaff, db, env, migrate, type Headers } from "../http/support.ts";
import { addCharge, DAY_MS, insertHistory, makeHistory, type History } from "./aHistory.ts";
import { byHand } from "./byHand.ts";

const FROM_MS = Date.UTC(2026, 8, 12, 16);
const DAYS = 40;
const HOUR_MS = 3_600_000;
const NOW_MS = FROM_MS + (DAYS + 1) * DAY_MS + 10 * HOUR_MS;
const all = { from: "2026-09-13", to: "2026-10-23" };

let history: History;
let owner: Headers;

const slot = (atMs: number): number => Math.floor(atMs / (4 * HOUR_MS));

const done = async (nowMs = NOW_MS): Promise<void> => {
  while (!(await keepAnalysis(db, nowMs, { isWhole: true })));
};

const tables = ["rollup_days", "rollup_station_months", "rollup_driver_months", "rollup_stations"];
/** Every row of the analysis, byte by byte. */
async function everything(): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (const table of tables) {
    rows.push((await env.DB.prepare(`select * from ${table} order by 1, 2, 3`).all()).results);
  }
  return rows;
}

const usage = async (input: object = all) =>
  (await ask(adminAnalysisUsage, { ...all, ...input }, owner)).output();

/** What is counted otherwise than by hand. */
async function untruths(): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const stationId of [undefined, ...history.stations.map((one) => one.stationId)]) {
    const input = { ...all, ...(stationId !== undefined && { stationId }) };
    const hand = byHand(history, input);
    const { totals } = await usage(input);
    for (const measure of ["sessions", "takenMs", "faultMs", "energyWh", "ended"] as const)
      if (totals[measure] !== hand.total(measure))
        found.push([stationId, measure, totals[measure], hand.total(measure)]);
    const revenue = (await ask(adminAnalysisRevenue, input, owner)).output();
    if (revenue.parts.electricity !== hand.total("electricity")) found.push([stationId, revenue]);
  }
  return found;
}

beforeAll(async () => {
  await migrate();
  history = await makeHistory(FROM_MS, DAYS, 12);
  owner = await asStaff(history.operatorId);
  await done();
}, 120_000);

describe("the job", () => {
  test("counts every day up to yesterday of each station, and nothing of today", async () => {
    const counted = await db.select().from(rollupStations);
    expect(counted.map(({ throughDay }) => throughDay)).toEqual(Array(3).fill("2026-10-23"));
    expect((await usage()).countedThrough).toBe("2026-10-23");
    expect(await untruths()).toEqual([]);
  });

  test("run again over every day, or from nothing, leaves the same bytes", async () => {
    const before = await everything();
    for (const { stationId } of history.stations) {
      await db.insert(rollupDue).values({
        kind: "station",
        subjectId: stationId,
        fromNumber: slot(FROM_MS),
        toNumber: slot(NOW_MS),
      });
    }
    await done();
    expect(await everything()).toEqual(before);
    for (const table of tables) await env.DB.prepare(`delete from ${table}`).run();
    await done();
    expect(await everything()).toEqual(before);
    expect(await db.select().from(rollupDue)).toEqual([]);
  });

  test("has nothing to do when nothing changed, and reads no session for it", async () => {
    const before = await everything();
    expect(await keepAnalysis(db, NOW_MS, { isWhole: false })).toBe(true);
    expect(await everything()).toEqual(before);
  });

  test("what was claimed by a run that died is counted by the next one", async () => {
    const [station] = history.stations;
    await env.DB.prepare("update rollup_days set figures = '{}' where subject_id = ?")
      .bind(station!.stationId)
      .run();
    await db.insert(rollupDue).values({
      kind: "claimed",
      subjectId: station!.stationId,
      fromNumber: slot(FROM_MS),
      toNumber: slot(NOW_MS),
    });
    await done();
    expect(await untruths()).toEqual([]);
  });

  test("two at once: the second leaves it to the first", async () => {
    const late = slot(FROM_MS + 3 * DAY_MS);
    const due = { fromNumber: late, toNumber: late, subjectId: history.stations[0]!.stationId };
    await db.insert(rollupDue).values({ kind: "station", ...due });
    const both = await Promise.all([keepAnalysis(db, NOW_MS), keepAnalysis(db, NOW_MS)]);
    expect(both.filter((isDone) => isDone).length).toBeLessThanOrEqual(1);
    await done();
    expect(await untruths()).toEqual([]);
  });
});

describe("what is told late", () => {
  test("a charge of a counted day, over midnight, is counted in both of its days", async () => {
    const raw = { orders: [], sessions: [], lines: [], reservations: [], faults: [], demand: [] };
    const [station] = history.stations;
    const atMs = FROM_MS + 10 * DAY_MS - 900_000;
    const where = { station: station!, pile: station!.piles[0]!, connectorId: 1, atMs };
    addCharge(raw, history, where, chanceOf(5));
    await insertHistory(raw);
    history.orders.push(...raw.orders);
    history.sessions.push(...raw.sessions);
    history.lines.push(...raw.lines);
    const due = await db.select().from(rollupDue);
    expect(due.map(({ kind, subjectId }) => [kind, subjectId])).toContainEqual([
      "station",
      station!.stationId,
    ]);
    await done();
    expect(await untruths()).toEqual([]);
  });

  test("a bill that is corrected changes the day of its charge", async () => {
    const order = history.orders.findLast(({ totalFen }) => totalFen != null)!;
    const before = (await ask(adminAnalysisRevenue, all, owner)).output();
    await db
      .update(orders)
      .set({ totalFen: order.totalFen! - 123 })
      .where(eq(orders.orderId, order.orderId));
    order.totalFen = order.totalFen! - 123;
    await done();
    const after = (await ask(adminAnalysisRevenue, all, owner)).output();
    expect(after.revenueFen).toBe(before.revenueFen - 123);
    expect(after.parts.correction).toBe(before.parts.correction - 123);
  });

  test("a session that gets its order later is no longer unbilled", async () => {
    const unowned = history.sessions.find(({ orderId }) => orderId === null)!;
    const before = (await ask(adminAnalysisRevenue, all, owner)).output().unbilled.sessions;
    const given = history.orders.find(({ pileId }) => pileId === unowned.pileId)!;
    const order = {
      ...given,
      orderId: ulid(unowned.startedAtMs - 1_000),
      state: "disputed" as const,
      createdAtMs: unowned.startedAtMs - 1_000,
      totalFen: null,
    };
    await db.insert(orders).values(order);
    await db
      .update(sessions)
      .set({ orderId: order.orderId })
      .where(eq(sessions.sessionId, unowned.sessionId));
    history.orders.push(order);
    unowned.orderId = order.orderId;
    await done();
    const after = (await ask(adminAnalysisRevenue, all, owner)).output().unbilled.sessions;
    expect(after).toBe(before - 1);
  });

  test("a fault's end shortens the days after it", async () => {
    const [station] = history.stations;
    const fault = {
      faultId: "late-fault",
      operatorId: history.operatorId,
      pileId: station!.piles[1]!.pileId,
      connectorId: 1,
      errorCode: "GroundFailure",
      ...station!.piles[1]!.device,
      openedAtMs: FROM_MS + 5 * DAY_MS,
      closedAtMs: null as number | null,
    };
    await db.insert(faults).values(fault);
    history.faults.push(fault);
    await done();
    expect(await untruths()).toEqual([]);
    const closedAtMs = FROM_MS + 8 * DAY_MS + HOUR_MS;
    await db.update(faults).set({ closedAtMs }).where(eq(faults.faultId, "late-fault"));
    fault.closedAtMs = closedAtMs;
    await done();
    expect(await untruths()).toEqual([]);
  });

  test("a charge of today makes nothing due: the day is counted when it is over", async () => {
    const raw = { orders: [], sessions: [], lines: [], reservations: [], faults: [], demand: [] };
    const [station] = history.stations;
    const atMs = FROM_MS + (DAYS + 1) * DAY_MS + HOUR_MS;
    const where = { station: station!, pile: station!.piles[0]!, connectorId: 1, atMs };
    addCharge(raw, history, where, chanceOf(6));
    await insertHistory(raw);
    history.orders.push(...raw.orders);
    history.sessions.push(...raw.sessions);
    history.lines.push(...raw.lines);
    expect(await db.select().from(rollupDue)).toEqual([]);
    await done(NOW_MS + DAY_MS);
    const input = { from: "2026-09-13", to: "2026-10-24", stationId: station!.stationId };
    const { totals } = await usage(input);
    expect(totals.energyWh).toBe(byHand(history, input).total("energyWh"));
  });
});

describe("who found nothing free", () => {
  test("is counted when he waits, when he has waited, and when he is refused", async () => {
    const [station] = history.stations;
    const { stationId } = station!;
    const driverId = history.drivers[3]!;
    const joinedAtMs = Date.now() - 20 * 60_000;
    const key = { driverId, stationId };
    await upsertWaiting(db, { ...key, joinedAtMs, expiresAtMs: joinedAtMs + 4 * HOUR_MS });
    await deleteWaiting(db, { ...key, untilMs: Date.now() });
    await countRefused(db, { stationId, atMs: joinedAtMs });
    await countRefused(db, { stationId, atMs: joinedAtMs });
    const hourMs = joinedAtMs - (joinedAtMs % HOUR_MS);
    const [row] = await db
      .select()
      .from(unmetDemand)
      .where(sql`${unmetDemand.stationId} = ${stationId} and ${unmetDemand.hourMs} = ${hourMs}`);
    expect([row?.joined, row?.refused]).toEqual([1, 2]);
    expect(row?.waitedMs).toBeGreaterThanOrEqual(20 * 60_000);
    expect(row?.waitedMs).toBeLessThan(25 * 60_000);
  });
});

describe("reports", () => {
  test("of the last week and month are made once their days are counted, once", async () => {
    const { items } = (await ask(adminListAnalysisReports, {}, owner)).output();
    expect(items.map(({ kind, fromDay, toDay }) => [kind, fromDay, toDay])).toEqual([
      ["week", "2026-10-12", "2026-10-18"],
    ]);
    const key = { kind: "week", fromDay: "2026-10-12" };
    const answer = (await ask(adminGetAnalysisReport, key, owner)).output();
    const week = { from: "2026-10-12", to: "2026-10-18" };
    const revenue = (await ask(adminAnalysisRevenue, week, owner)).output();
    expect(answer.report.now.revenueFen).toBe(revenue.revenueFen);
    expect(answer.report.now.usage).toEqual((await usage(week)).totals);
    const before = await usage({ from: "2026-10-05", to: "2026-10-11" });
    expect(answer.report.before.usage).toEqual(before.totals);
    expect(answer.report.stations).toHaveLength(3);
    await done(NOW_MS + DAY_MS);
    expect((await ask(adminListAnalysisReports, {}, owner)).output().items).toEqual(items);
    const stranger = await asStaff((await makeHistory(FROM_MS, 1, 1)).operatorId);
    expect((await ask(adminGetAnalysisReport, key, stranger)).code).toBe("not_found");
  });

  test("are told of as they are made, each as one notice however often it is made", async () => {
    const told: Notice[] = [];
    const tell = async (operatorId: string, notice: Notice) => {
      if (operatorId === history.operatorId) told.push(notice);
    };
    await db.delete(analysisReports).where(eq(analysisReports.operatorId, history.operatorId));
    while (!(await keepAnalysis(db, NOW_MS, { isWhole: true, tell })));
    await db.delete(analysisReports).where(eq(analysisReports.operatorId, history.operatorId));
    while (!(await keepAnalysis(db, NOW_MS, { isWhole: true, tell })));
    const { now } = (
      await ask(adminGetAnalysisReport, { kind: "week", fromDay: "2026-10-12" }, owner)
    ).output().report;
    expect(told).toHaveLength(2);
    expect(told[1]).toEqual(told[0]);
    expect(told[0]).toMatchObject({
      topic: "reports",
      path: "/analysis/reports/week/2026-10-12",
      data: { sessions: now.usage.sessions, revenueFen: now.revenueFen },
    });
    expect(told[0]?.zh.text).toContain((now.revenueFen / 100).toFixed(2));
  });
});
