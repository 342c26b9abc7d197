import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { listClusters } from "../../../core/contract/places.ts";
import { adminRegisterPile } from "../../../core/contract/admin/piles.ts";
import { getStation, listStations } from "../../../core/contract/stations.ts";
import { stationCellStatements } from "../../../worker/db/stationCells.ts";
import { hoursOfWeek } from "../../../worker/db/stationHours.ts";
import { keepSearch, rebuildSearch } from "../../../worker/db/searchUpkeep.ts";
import { geohash } from "../../../worker/db/geohash.ts";
import { sessions } from "../../../worker/db/tables/orders.ts";
import { stationCells, stationHours } from "../../../worker/db/tables/search.ts";
import { connectors, piles, stations } from "../../../worker/db/tables/stations.ts";
import { anOperator, aPile, aStation } from "../../support/builders.ts";
import { ask, asStaff, db, env, migrate } from "./support.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** 2026-11-20 00:00 in Shanghai, a Friday. */
const FRIDAY_MS = Date.UTC(2026, 10, 19, 16);
const south = { latitude: 22.5, longitude: 114 };

const namesOf = async (input: Readonly<Record<string, unknown>>) =>
  (await ask(listStations, { ...south, ...input })).output().items.map(({ name }) => name);

/** More parts than there are stations for. */
async function aRound(nowMs: number): Promise<void> {
  for (let part = 0; part < 3; part += 1) await keepSearch(db, nowMs);
}

const cellsNow = () =>
  db.select().from(stationCells).orderBy(stationCells.level, stationCells.cell);

let operatorId = "";
beforeAll(async () => {
  await migrate();
  ({ operatorId } = await anOperator(db));
});

test("a registered pile is searched for at once, and a station's last pile is gone at once", async () => {
  const owner = await asStaff(operatorId);
  const { stationId } = await aStation(db, { operatorId, name: "新站", ...south });
  await rebuildSearch(db);
  expect(await namesOf({ standard: "CHADEMO" })).toEqual([]);
  const connector = { currentType: "DC", standard: "CHADEMO", maxPowerW: 50_000 };
  const registered = await ask(
    adminRegisterPile,
    { pileId: "NEW-1", stationId, name: "1", connectors: [connector, connector] },
    owner,
  );
  expect(registered.status).toBe(200);
  expect(await namesOf({ standard: "CHADEMO" })).toEqual(["新站"]);
  const items = (await ask(listStations, south)).output().items;
  expect(items[0]).toMatchObject({
    connectorKinds: [{ ...connector, count: 2 }],
    maxPowerW: 50_000,
  });
  const cluster = (
    await ask(listClusters, { south: 22, west: 113, north: 23, east: 115, zoom: 10 })
  ).output();
  expect(cluster.items).toMatchObject([{ stations: 1, connectors: 2, position: south }]);
  await db.batch([
    db.delete(connectors).where(eq(connectors.pileId, "NEW-1")),
    db.delete(piles).where(eq(piles.pileId, "NEW-1")),
    ...stationCellStatements(db, { stationIds: [stationId], cells: [geohash(south)] }),
  ]);
  expect(await namesOf({ standard: "CHADEMO" })).toEqual([]);
  expect(await namesOf({})).toEqual(["新站"]);
});

test("counts of a real Area are live, and of piles that were never published offline", async () => {
  const place = { latitude: 24.5, longitude: 118.1 };
  const { stationId } = await aStation(db, { operatorId, name: "厦门站", ...place });
  await aPile(db, { operatorId, stationId, connectors: [{}, {}] });
  await rebuildSearch(db);
  const [station] = (await ask(listStations, place)).output().items;
  expect(station).toMatchObject({
    countsFrom: "live",
    dc: { total: 2, available: 0, offline: 2 },
    ac: { total: 0 },
  });
  expect((await ask(listStations, { ...place, availableOnly: "true" })).output().items).toEqual([]);
});

describe("the cells", () => {
  test("made one by one are those that are made all at once", async () => {
    const places = Array.from({ length: 12 }, (_, at) => ({
      latitude: 36 + (at % 4) * 0.3,
      longitude: 103 + (at % 5) * 0.4,
    }));
    for (const place of places) {
      const { stationId } = await aStation(db, { operatorId, ...place });
      await aPile(db, {
        operatorId,
        stationId,
        connectors: [{}, { currentType: "AC", standard: "GBT_AC" }],
      });
      const changed = { stationIds: [stationId], cells: [geohash(place)] };
      await db.batch([...stationCellStatements(db, changed)]);
    }
    const grown = await cellsNow();
    await rebuildSearch(db);
    const rounded = (rows: typeof grown) =>
      rows.map((row) => ({
        ...row,
        latitude: row.latitude.toFixed(9),
        longitude: row.longitude.toFixed(9),
      }));
    expect(rounded(grown)).toEqual(rounded(await cellsNow()));
    const world = grown.filter(({ level }) => level === 2);
    const counted = world.reduce((sum, row) => sum + row.stations, 0);
    expect(counted).toBe((await db.select().from(stations)).length);
    expect(grown.filter(({ level, packed }) => level >= 4 && packed === null)).toEqual([]);
  });

  test("of a station that moved away are taken off, with all that held only it", async () => {
    const before = { latitude: -33, longitude: 18 };
    const after = { latitude: -33, longitude: 28 };
    const { stationId } = await aStation(db, { operatorId, ...before });
    const move = { stationIds: [stationId], cells: [geohash(before), geohash(after)] };
    await db.batch([...stationCellStatements(db, move)]);
    await db
      .update(stations)
      .set({ ...after, cell: geohash(after) })
      .where(eq(stations.stationId, stationId));
    await db.batch([...stationCellStatements(db, move)]);
    const left = (await cellsNow()).filter(({ cell }) => geohash(before).startsWith(cell));
    expect(left).toEqual([]);
    const moved = (await cellsNow()).filter(({ cell }) => geohash(after).startsWith(cell));
    expect(moved.map(({ level, stations }) => [level, stations])).toEqual([
      [2, 1],
      [3, 1],
      [4, 1],
      [5, 1],
      [6, 1],
    ]);
  });

  test("that hold too many stations for a row leave them to the cells within", async () => {
    const place = { latitude: 36, longitude: 103 };
    const within = { ...place, radiusM: 50_000, sort: "power" };
    const before = await namesOf(within);
    expect(before.length).toBeGreaterThan(2);
    await db
      .update(stationCells)
      .set({ packed: null })
      .where(sql`level in (4, 5)`);
    expect(await namesOf(within)).toEqual(before);
    await rebuildSearch(db);
  });
});

describe("the round of upkeep", () => {
  test("finds new names, forgets old ones, and writes nothing where nothing changed", async () => {
    const { stationId } = await aStation(db, { operatorId, name: "琥珀山庄", ...south });
    expect(await namesOf({ text: "琥珀" })).toEqual([]);
    await aRound(FRIDAY_MS);
    expect(await namesOf({ text: "琥珀" })).toEqual(["琥珀山庄"]);
    await db.update(stations).set({ name: "翡翠湖" }).where(eq(stations.stationId, stationId));
    await aRound(FRIDAY_MS);
    expect(await namesOf({ text: "琥珀" })).toEqual([]);
    expect(await namesOf({ text: "feicui" })).toEqual(["翡翠湖"]);
    const written: number[] = [];
    for (const statement of stationCellStatements(db, {
      stationIds: [stationId],
      cells: [geohash(south)],
    })) {
      const { sql: text, params } = statement.toSQL();
      written.push(
        (
          await env.DB.prepare(text)
            .bind(...params)
            .run()
        ).meta.rows_written,
      );
    }
    expect(written.reduce((sum, rows) => sum + rows, 0)).toBe(0);
  });

  test("counts the hours in which a station was busy, whole each time", async () => {
    const { stationId } = await aStation(db, {
      operatorId,
      ...south,
      createdAtMs: FRIDAY_MS - 21 * DAY_MS,
    });
    const { pileId } = await aPile(db, { operatorId, stationId, connectors: [{}, {}] });
    const session = (transactionId: number, startedAtMs: number, hours: number) => ({
      sessionId: `${pileId}:${transactionId}`,
      orderId: null,
      pileId,
      connectorId: 1,
      transactionId,
      idTag: "TAG",
      startedAtMs,
      endedAtMs: startedAtMs + hours * HOUR_MS,
      meterStartWh: 0,
      meterStopWh: 1,
      stopReason: "Local",
      readings: [],
      anomalies: [],
    });
    // Thursdays from 08:30 to 10:00, in two of the three weeks, and one before them.
    const thursday = FRIDAY_MS - DAY_MS + 8.5 * HOUR_MS;
    await db.insert(sessions).values([session(1, thursday, 1.5)]);
    await db.insert(sessions).values([session(2, thursday - 7 * DAY_MS, 1.5)]);
    await db.insert(sessions).values([session(3, thursday - 28 * DAY_MS, 1.5)]);
    await aRound(FRIDAY_MS);
    const row = () =>
      db.select().from(stationHours).where(eq(stationHours.stationId, stationId)).get();
    const first = await row();
    expect(first).toMatchObject({ weeks: 3, connectors: 2, throughMs: FRIDAY_MS });
    const hour = 4 * 24 + 8;
    expect(first!.sessions.slice(hour, hour + 3)).toEqual([2, 0, 0]);
    expect(first!.takenMinutes.slice(hour, hour + 3)).toEqual([60, 120, 0]);
    await aRound(FRIDAY_MS + DAY_MS / 2);
    expect(await row()).toEqual(first);
    const shown = (await ask(getStation, { stationId })).output();
    // Of three weeks' 2 connectors × 60 minutes.
    expect(shown.usuallyBusy![4]!.slice(7, 11)).toEqual([0, 17, 33, 0]);
    expect(shown.usuallyBusy!.map((hours) => hours.length)).toEqual([24, 24, 24, 24, 24, 24, 24]);
  });
});

test("a session's minutes add up, over midnight, from the window's edge and to the day's end", () => {
  const timeZone = "Asia/Shanghai";
  const taken = [
    { startedAtMs: FRIDAY_MS - 90 * 60_000, endedAtMs: FRIDAY_MS + 90 * 60_000 },
    { startedAtMs: FRIDAY_MS + 5 * HOUR_MS, endedAtMs: FRIDAY_MS + 50 * HOUR_MS },
  ];
  const window = { fromMs: FRIDAY_MS - HOUR_MS, toMs: FRIDAY_MS + 40 * HOUR_MS, timeZone };
  const { sessions: began, takenMinutes } = hoursOfWeek(taken, window);
  expect(began.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(began[5 * 24 + 5]).toBe(1);
  expect(takenMinutes[4 * 24 + 23]).toBe(60);
  expect(takenMinutes[5 * 24 + 1]).toBe(30);
  // A car that stays longer than a day is not charging: its day ends at Saturday's 05:00.
  expect(takenMinutes.reduce((sum, minutes) => sum + minutes, 0)).toBe(150 + 24 * 60);
});
