import { beforeAll, expect, test } from "vitest";
import * as contract from "../../../core/contract/admin/analysis.ts";
import { datesFrom, lastDayOf, monthsFrom } from "../../../core/analysis/civilHours.ts";
import { noFigures, packed, type Figures } from "../../../core/analysis/figures.ts";
import { packedConnectors, packedDay } from "../../../core/analysis/stationMonth.ts";
import type { Endpoint } from "../../../core/contract/endpoint.ts";
import { insertRows } from "../../../dev/seed/insert.ts";
import {
  rollupDays,
  rollupDriverMonths,
  rollupStationMonths,
  rollupToday,
} from "../../../worker/db/tables/analysis.ts";
import { connectors, piles } from "../../../worker/db/tables/stations.ts";
import { countedReads } from "../../support/countedReads.ts";
import { anOperator, aStation } from "../../support/builders.ts";
import { ask, asStaff, db, env, migrate, type Headers } from "../http/support.ts";

const MOST_ROWS = 5_000;
const STATIONS = 100;
const PILES = 10;
const FIRST_MONTH = "2025-11";
const LAST_MONTH = "2026-11";
const today = "2026-12-01";
const year = { from: "2025-11-28", to: "2026-11-27" };

let owner: Headers;
let stationId = "";

/** A day of a station as busy as they come. */
function aDay(station: string, date: string): Figures {
  const figures = noFigures();
  const seed = Number(date.slice(8)) + station.length;
  for (const hours of Object.values(figures.hours)) hours.fill(3_000 + seed);
  figures.periods.peak.energyWh = 70_000 + seed;
  figures.outcomes["settled"] = 60;
  figures.reservations["used"] = 3;
  figures.devices["甲|DC-120|1.0"] = { faults: 1, faultMs: 60_000, pileMs: 86_400_000 };
  figures.faultCodes["GroundFailure"] = 1;
  for (let pile = 0; pile < PILES; pile += 1) {
    figures.connectors[`${station}-${pile}:1`] = {
      sessions: 6,
      takenMs: 20_000_000 + seed,
      serviceMs: 86_400_000,
      energyWh: 180_000,
      revenueFen: 21_000,
      faultMs: 0,
    };
  }
  return figures;
}

/** A thousand piles' year, packed as the job packs it. */
beforeAll(async () => {
  await migrate();
  const database: Parameters<typeof insertRows>[0] = Object(env.DB);
  const { operatorId } = await anOperator(db);
  owner = await asStaff(operatorId);
  const dates = datesFrom(`${FIRST_MONTH}-01`, lastDayOf(LAST_MONTH));
  const months = monthsFrom(FIRST_MONTH, LAST_MONTH);
  const stationIds: string[] = [];
  for (let at = 0; at < STATIONS; at += 1) {
    const station = await aStation(db, { operatorId });
    stationId = station.stationId;
    stationIds.push(stationId);
    const byDate = new Map(dates.map((date) => [date, aDay(stationId, date)] as const));
    const numbers = Array.from({ length: PILES }, (_, pile) => `${station.stationId}-${pile}`);
    await database.batch([
      ...insertRows(
        database,
        piles,
        numbers.map((pileId) => ({
          pileId,
          operatorId,
          stationId: station.stationId,
          name: pileId,
          credentialHash: "x",
          createdAtMs: 0,
        })),
      ),
      ...insertRows(
        database,
        connectors,
        numbers.map((pileId) => ({
          pileId,
          connectorId: 1,
          currentType: "DC" as const,
          standard: "GBT_DC" as const,
          maxPowerW: 120_000,
          state: "available" as const,
          stateSinceMs: 0,
        })),
      ),
      ...insertRows(
        database,
        rollupStationMonths,
        months.map((month) => {
          const inMonth = dates.filter((date) => date.startsWith(month));
          return {
            stationId: station.stationId,
            month,
            days: inMonth.map((date) => packedDay(byDate.get(date)!)),
            revenueByHourFen: Array.from({ length: 24 }, () => 9_000),
            connectors: packedConnectors(
              inMonth.map((date) => ({ day: Number(date.slice(8)), figures: byDate.get(date)! })),
            ),
          };
        }),
      ),
    ]);
  }
  await database.batch(
    insertRows(
      database,
      rollupToday,
      [
        ["operator", operatorId] as const,
        ...stationIds.map((subjectId) => ["station", subjectId] as const),
      ].map(([scope, subjectId]) => ({
        scope,
        subjectId,
        day: today,
        untilMs: Date.parse(`${today}T04:00:00Z`),
        figures: packed(aDay(subjectId, today)),
      })),
    ),
  );
  const dayRows = dates.map((day) => packed(aDay(stationId, day)));
  await database.batch([
    ...insertRows(
      database,
      rollupDays,
      (["operator", "station"] as const).flatMap((scope) =>
        dates.map((day, at) => ({
          scope,
          subjectId: scope === "operator" ? operatorId : stationId,
          day,
          figures: dayRows[at]!,
        })),
      ),
    ),
    ...insertRows(
      database,
      rollupDriverMonths,
      months.map((month) => ({
        operatorId,
        month,
        figures: {
          drivers: 40_000,
          newDrivers: 9_000,
          charges: 150_000,
          energyWh: 4_000_000_000,
          frequency: [1, 2, 3, 4, 5, 6],
          cohorts: Object.fromEntries(months.map((first) => [first, 100])),
          isCut: false,
        },
      })),
    ),
  ]);
}, 120_000);

async function rowsOf(endpoint: Endpoint, input: Readonly<Record<string, unknown>>) {
  const counted = countedReads(env.DB);
  const answer = await ask(endpoint, input, owner, { DB: counted.db });
  expect(answer.status).toBe(200);
  return { rows: counted.reads.rows, body: answer.body };
}

const endpoints = Object.entries<Endpoint>(contract).filter(([name]) => name.startsWith("admin"));

test.each(endpoints)("%s answers a year of a thousand piles with few rows", async (_, endpoint) => {
  const whole = await rowsOf(endpoint, year);
  expect(whole.rows).toBeGreaterThan(0);
  expect(whole.rows).toBeLessThanOrEqual(MOST_ROWS);
  const ofOne = await rowsOf(endpoint, { ...year, stationId });
  expect(ofOne.rows).toBeLessThanOrEqual(MOST_ROWS);
});

test.each(endpoints)(
  "%s answers today, alone and beside a year, with few rows",
  async (_, endpoint) => {
    for (const from of [today, year.from]) {
      const { rows, body } = await rowsOf(endpoint, { from, to: today });
      expect(rows).toBeLessThanOrEqual(MOST_ROWS);
      expect(Object.keys(Object(body))).toContain("today");
    }
  },
);

test("and the year is all there", async () => {
  const { days } = (await ask(contract.adminAnalysisUsage, year, owner)).output();
  expect(days).toHaveLength(365);
  const { items, isCut } = (await ask(contract.adminAnalysisConnectors, year, owner)).output();
  expect([items.length, isCut]).toEqual([STATIONS * PILES, false]);
  expect(items[0]).toMatchObject({ sessions: 6 * 365 });
  const stations = (await ask(contract.adminAnalysisStations, year, owner)).output();
  expect(stations.items).toHaveLength(STATIONS);
  expect(stations.items[0]?.settled).toBe(60 * 365);
});
