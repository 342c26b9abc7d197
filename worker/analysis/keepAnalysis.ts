// The minute's part of the analysis: days that are over are counted, days that changed are counted
// anew, today is counted up to its last full hour, and what follows from them is made. It may be cut
// off and run again at any point.
import { datePlus } from "../../core/analysis/civilHours.ts";
import { datesOfSlots } from "../../core/analysis/slots.ts";
import { limits } from "../../core/limits.ts";
import { civilTime, type CivilDate } from "../../core/pricing/zonedTime.ts";
import type { Database } from "../db/database.ts";
import {
  deleteDue,
  dueQuery,
  insertDue,
  letGoOfLease,
  stationsToCountQuery,
  stationToCountQuery,
  takeLease,
  type Due,
  type StationInRound,
  type StationToCount,
} from "../db/analysis/due.ts";
import { positionOf, setPosition } from "../db/jobCursors.ts";
import { runBatch } from "../db/statements.ts";
import { countDays, countOn, daysAtOnce } from "./countStation.ts";
import { countToday, isBehindToday } from "./countToday.ts";
import { derive } from "./derive.ts";
import { makeReports, type TellPeople } from "./makeReports.ts";

const JOB = "analysis";
const MINUTE_MS = 60_000;
const LEASE_MS = 10 * MINUTE_MS;
/** Looked at in a minute, two rows each: a round through 200,000 takes some hours. */
const STATIONS_LOOKED_AT = 1_000;
const DERIVED_AT_A_TIME = 120;
/** Each reads an operator's orders of a month, so they are made once an hour. */
const DRIVER_MONTHS_AT_A_TIME = 10;
const DRIVERS_MINUTE = 20;

const minuteOfHour = (atMs: number): number => Math.floor(atMs / MINUTE_MS) % 60;

/** Where there is nobody to tell, as in a seed. */
const nobody: TellPeople = async () => {};

/**
 * True when there was nothing left to do; `isWhole` makes what usually waits for its minute, too.
 * `tell` is told of each report that is made.
 */
export async function keepAnalysis(
  db: Database,
  nowMs: number,
  {
    isWhole = minuteOfHour(nowMs) === DRIVERS_MINUTE,
    tell = nobody,
  }: { readonly isWhole?: boolean; readonly tell?: TellPeople } = {},
): Promise<boolean> {
  const stations = await stationsToLookAt(db);
  const isBehind = (station: StationInRound) =>
    firstDayToCount(station, nowMs) <= yesterdayOf(station, nowMs) || isBehindToday(station, nowMs);
  if (!isWhole && !stations.some(isBehind) && !(await isSomethingDue(db))) return true;
  const untilMs = nowMs + LEASE_MS;
  if (!(await takeLease(db, { nowMs, untilMs }))) return false;
  try {
    const budget: Budget = { stations: limits.rollupStations.most };
    await countAgain(db, budget);
    await countNewDays(db, { nowMs, stations }, budget);
    // What follows is made once for all stations, so it waits for the last of them.
    if (budget.stations === 0) return false;
    const isTodayDone = await countOnToday(db, { nowMs, stations }, budget);
    const isDone = await deriveAll(db, isWhole);
    if (isDone && isWhole) await makeReports(db, nowMs, tell);
    return isDone && isTodayDone;
  } finally {
    await letGoOfLease(db, untilMs);
  }
}

async function isSomethingDue(db: Database): Promise<boolean> {
  const due = await db.batch([
    dueQuery(db, { kind: "station", limit: 1 }),
    dueQuery(db, { kind: "claimed", limit: 1 }),
    dueQuery(db, { kind: "operatorToday", limit: 1 }),
    dueQuery(db, { kind: "operatorDay", limit: 1 }),
    dueQuery(db, { kind: "stationMonth", limit: 1 }),
  ]);
  return due.some((rows) => rows.length > 0);
}

async function stationsToLookAt(db: Database): Promise<StationInRound[]> {
  const after = await positionOf(db, JOB);
  return stationsToCountQuery(db, { after, limit: STATIONS_LOOKED_AT });
}

type Budget = { stations: number };

/**
 * What is due is claimed before it is read: what changes meanwhile is due again, and what a crash
 * leaves claimed is counted again.
 */
async function countAgain(db: Database, budget: Budget): Promise<void> {
  const limit = budget.stations * 4;
  const due = await dueQuery(db, { kind: "station", limit });
  if (due.length > 0) {
    const claimed = due.map((one): Due => ({ ...one, kind: "claimed" }));
    await runBatch(db, [insertDue(db, claimed), deleteDue(db, due)]);
  }
  const claimed = await dueQuery(db, { kind: "claimed", limit: limit * 2 });
  for (const [stationId, ofStation] of Map.groupBy(claimed, ({ subjectId }) => subjectId)) {
    if (budget.stations === 0) return;
    budget.stations -= 1;
    const station = await stationToCountQuery(db, stationId).get();
    if (station !== undefined) await recount(db, station, ofStation);
    await runBatch(db, [deleteDue(db, ofStation)]);
  }
}

async function recount(db: Database, station: StationToCount, due: readonly Due[]): Promise<void> {
  const dates = due.flatMap(({ fromNumber: fromSlot, toNumber: toSlot }) =>
    datesOfSlots({ fromSlot, toSlot }, station.timeZone),
  );
  const counted = [...new Set(dates)]
    .filter((date) => date <= (station.throughDay ?? ""))
    .toSorted();
  const most = daysAtOnce(station);
  for (const run of runsOf(counted, most)) await countDays(db, station, { dates: run });
}

/** Consecutive dates, some at a time. */
function runsOf(dates: readonly CivilDate[], most: number): CivilDate[][] {
  const runs: CivilDate[][] = [];
  for (const date of dates) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run === undefined || last === undefined || run.length >= most || datePlus(last, 1) !== date)
      runs.push([date]);
    else run.push(date);
  }
  return runs;
}

const yesterdayOf = ({ timeZone }: StationToCount, nowMs: number): CivilDate =>
  datePlus(civilTime(nowMs, timeZone).date, -1);

async function countNewDays(
  db: Database,
  { nowMs, stations }: { readonly nowMs: number; readonly stations: readonly StationToCount[] },
  budget: Budget,
): Promise<void> {
  for (const station of stations) {
    const yesterday = yesterdayOf(station, nowMs);
    let fromDay = firstDayToCount(station, nowMs);
    while (fromDay <= yesterday) {
      // The round goes on with this station.
      if (budget.stations === 0) return;
      budget.stations -= 1;
      const most = datePlus(fromDay, daysAtOnce(station) - 1);
      const throughDay = most < yesterday ? most : yesterday;
      await countOn(db, station, { fromDay, throughDay });
      fromDay = datePlus(throughDay, 1);
    }
  }
  const isRound = stations.length < STATIONS_LOOKED_AT;
  const position = isRound ? "" : (stations.at(-1)?.stationId ?? "");
  await setPosition(db, JOB, { from: await positionOf(db, JOB), to: position });
}

/** Half of the minute's stations at most, after all that is over: what is whole comes first. */
async function countOnToday(
  db: Database,
  { nowMs, stations }: { readonly nowMs: number; readonly stations: readonly StationInRound[] },
  budget: Budget,
): Promise<boolean> {
  const behind = stations.filter((station) => isBehindToday(station, nowMs));
  const most = Math.min(budget.stations, Math.ceil(limits.rollupStations.most / 2));
  for (const station of behind.slice(0, most)) await countToday(db, station, nowMs);
  return behind.length <= most;
}

function firstDayToCount(station: StationToCount, nowMs: number): CivilDate {
  const { throughDay, timeZone, createdAtMs } = station;
  if (throughDay !== null && throughDay !== "") return datePlus(throughDay, 1);
  const created = civilTime(createdAtMs, timeZone).date;
  const earliest = datePlus(civilTime(nowMs, timeZone).date, -limits.rollupBackfillDays.most);
  return created < earliest ? earliest : created;
}

/** True when nothing is left that follows from what was counted. */
async function deriveAll(db: Database, isWhole: boolean): Promise<boolean> {
  const kinds = [
    ["operatorToday", DERIVED_AT_A_TIME],
    ["operatorDay", DERIVED_AT_A_TIME],
    ["stationMonth", DERIVED_AT_A_TIME],
    ["driverMonth", isWhole ? DRIVER_MONTHS_AT_A_TIME : 0],
  ] as const;
  for (const [kind, limit] of kinds) {
    if (limit === 0) continue;
    const due = await dueQuery(db, { kind, limit });
    await derive(
      db,
      due.map((one) => ({ ...one, kind })),
    );
    if (due.length === limit) return false;
  }
  return true;
}
