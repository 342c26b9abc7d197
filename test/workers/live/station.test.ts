// A Station by itself: what it makes of the records, of its piles' words and of its drivers' screens.
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { ConnectorState } from "../../../core/contract/stations.ts";
import { limits } from "../../../core/limits.ts";
import { makeDriverToken } from "../../../durable-objects/auth/driverToken.ts";
import { stationRecordsChanged } from "../../../durable-objects/live/objects.ts";
import { geohash } from "../../../worker/db/geohash.ts";
import { connectors, piles, stations } from "../../../worker/db/tables/stations.ts";
import { aPile } from "../../support/builders.ts";
import {
  aPlace,
  area,
  areaStub,
  aSummary,
  boardOf,
  countRows,
  countsOf,
  db,
  env,
  migrate,
  refusalOf,
  station,
  stationStub,
  watch,
} from "./support.ts";

beforeAll(migrate);

const tokenOf = async (driverId: string) =>
  (await makeDriverToken({ driverId, identity: "demo" }, env.TOKEN_SECRETS, Date.now())).token;

const say = async (stationId: string, summary: ReturnType<typeof aSummary>): Promise<number> => {
  const answer = await station(stationId).pileChanged(summary);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.knownSeq;
};

describe("A station", () => {
  test("that was never used makes itself from the records", async () => {
    const { stationId, pileIds } = await aPlace(2);
    expect((await boardOf(stationId)).map(({ pileId }) => pileId)).toEqual(pileIds);
  });

  test("that the records do not know has no screen and stores nothing", async () => {
    expect(await refusalOf(station("nowhere"))).toBe(404);
    await runInDurableObject(stationStub("nowhere"), (_, { storage }) => {
      expect(storage.sql.exec("SELECT name FROM sqlite_master").toArray()).toEqual([]);
    });
  });

  test("tells its drivers and its area what a pile said, for one row in each", async () => {
    const { stationId, pileIds, cell } = await aPlace(2);
    const driver = await watch(station(stationId));
    const map = await watch(area(cell));
    for (const pileId of pileIds) await say(stationId, aSummary({ pileId, seq: 10 }));
    const inStation = await countRows(stationStub(stationId));
    const inArea = await countRows(areaStub(cell));
    const occupied = aSummary({
      pileId: pileIds[0]!,
      seq: 20,
      connectors: [{ state: "occupied" }],
    });
    expect(await say(stationId, occupied)).toBe(20);
    await map.until(({ board }) => board.kind === "area" && board.area.stations[0]?.dc.busy === 1);
    await driver.until(({ heard }) => heard.length === 4);
    expect([inStation, inArea]).toEqual([
      { written: 1, alarms: 0 },
      { written: 1, alarms: 0 },
    ]);
    expect([driver.gaps, map.gaps]).toEqual([0, 0]);
  });

  test("writes nothing for a word that it knows, and says which one it knows", async () => {
    const { stationId, pileIds, cell } = await aPlace(1);
    const pileId = pileIds[0]!;
    await say(stationId, aSummary({ pileId, seq: 20, connectors: [{ state: "occupied" }] }));
    await countsOf(cell);
    const inStation = await countRows(stationStub(stationId));
    const inArea = await countRows(areaStub(cell));
    expect(await say(stationId, aSummary({ pileId, seq: 20 }))).toBe(20);
    expect(await say(stationId, aSummary({ pileId, seq: 5 }))).toBe(20);
    expect(await countsOf(cell)).toMatchObject({ [stationId]: { busy: 1 } });
    expect(inStation.written + inArea.written).toBe(0);
  });

  test("does not trouble its area with what the map does not show", async () => {
    const { stationId, pileIds, cell } = await aPlace(1);
    const pileId = pileIds[0]!;
    await say(stationId, aSummary({ pileId, seq: 20, connectors: [{ state: "plugged" }] }));
    await countsOf(cell);
    const inStation = await countRows(stationStub(stationId));
    const inArea = await countRows(areaStub(cell));
    await say(stationId, aSummary({ pileId, seq: 21, connectors: [{ state: "occupied" }] }));
    expect([inStation.written, inArea.written]).toEqual([1, 0]);
  });

  test("joins a burst: fewer rows and messages than words, and no word is lost", async () => {
    const { stationId, pileIds } = await aPlace(60);
    const driver = await watch(station(stationId));
    const inStation = await countRows(stationStub(stationId));
    await Promise.all(pileIds.map((pileId) => say(stationId, aSummary({ pileId, seq: 10 }))));
    const late = await watch(station(stationId));
    await driver.until(({ board }) => JSON.stringify(board) === JSON.stringify(late.board));
    const messages = driver.heard.length - 1;
    expect(messages).toBeLessThan(60);
    expect(inStation.written).toBe(messages);
    expect((await boardOf(stationId)).every(({ online }) => online)).toBe(true);
  });
});

test("200 drivers watch 400 changes, and everybody ends with the board of the station", async () => {
  const { stationId, pileIds } = await aPlace(20);
  const drivers = await Promise.all(Array.from({ length: 200 }, () => watch(station(stationId))));
  const states: readonly ConnectorState[] = ["available", "occupied", "faulted", "plugged"];
  const words = Array.from({ length: 400 }, (_, at) =>
    aSummary({
      pileId: pileIds[(at * 7) % pileIds.length]!,
      seq: 100 + at,
      connectors: [{ state: states[at % states.length]! }],
    }),
  );
  // In tens at once, each ten back to front: the newest word of a pile wins, whenever it arrives.
  for (let from = 0; from < words.length; from += 10) {
    const ten = words.slice(from, from + 10).toReversed();
    await Promise.all(ten.map((word) => say(stationId, word)));
    if (from === 200) await evictDurableObject(stationStub(stationId));
  }
  const late = await watch(station(stationId));
  for (const driver of drivers) {
    await driver.until(
      ({ board }) =>
        board.kind === "station" && late.board.kind === "station" && board.seq === late.board.seq,
    );
    expect(driver.board).toEqual(late.board);
    expect(driver.gaps).toBe(0);
  }
  const last = new Map(words.map((word) => [word.pileId, word.connectors[0]!.state]));
  const shown = (await boardOf(stationId)).map((pile) => [pile.pileId, pile.connectors[0]!.state]);
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(last));
});

describe("The records change", () => {
  test("a pile that was just registered appears at its first word", async () => {
    const { stationId, operatorId, cell } = await aPlace(1);
    const driver = await watch(station(stationId));
    const { pileId } = await aPile(db, { operatorId, stationId });
    await say(stationId, aSummary({ pileId, seq: 10 }));
    await driver.until(({ board }) => board.kind === "station" && board.station.piles.length === 2);
    expect(await countsOf(cell)).toMatchObject({ [stationId]: { total: 2, available: 1 } });
  });

  test("a pile that stands elsewhere is not taken, and need not say it again", async () => {
    const { stationId } = await aPlace(1);
    const elsewhere = await aPlace(1);
    const word = aSummary({ pileId: elsewhere.pileIds[0]!, seq: 10 });
    expect(await station(stationId).pileChanged(word)).toEqual({
      ok: false,
      error: { code: "not_member" },
    });
  });

  test("a pile that is removed leaves the screen and the counts", async () => {
    const { stationId, pileIds, cell } = await aPlace(2);
    const driver = await watch(station(stationId));
    const pileId = pileIds[0]!;
    await db.delete(connectors).where(eq(connectors.pileId, pileId));
    await db.delete(piles).where(eq(piles.pileId, pileId));
    expect(await stationRecordsChanged(env, stationId)).toEqual({ ok: true, value: null });
    await driver.until(({ board }) => board.kind === "station" && board.station.piles.length === 1);
    expect(await countsOf(cell)).toMatchObject({ [stationId]: { total: 1 } });
  });

  test("a station that moves leaves one cell for the other", async () => {
    const { stationId, cell } = await aPlace(1);
    await boardOf(stationId);
    const before = await watch(area(cell));
    const position = { latitude: -33.9, longitude: 18.4 + Math.abs(stationId.length) / 10 };
    const newCell = geohash(position, 5);
    const after = await watch(area(newCell));
    const place = { ...position, cell: geohash(position) };
    await db.update(stations).set(place).where(eq(stations.stationId, stationId));
    await stationRecordsChanged(env, stationId);
    await before.until(({ board }) => board.kind === "area" && board.area.stations.length === 0);
    await after.until(({ board }) => board.kind === "area" && board.area.stations.length === 1);
    expect([before.gaps, after.gaps]).toEqual([0, 0]);
  });

  test("a station that is removed leaves the map, lets its drivers go and keeps nothing", async () => {
    const { stationId, pileIds, cell } = await aPlace(1);
    const driver = await watch(station(stationId));
    const map = await watch(area(cell));
    await db.delete(connectors).where(eq(connectors.pileId, pileIds[0]!));
    await db.delete(piles).where(eq(piles.stationId, stationId));
    await db.delete(stations).where(eq(stations.stationId, stationId));
    await stationRecordsChanged(env, stationId);
    await map.until(({ board }) => board.kind === "area" && board.area.stations.length === 0);
    await driver.until(({ closed }) => closed === 4004);
    expect(await refusalOf(station(stationId))).toBe(404);
    await runInDurableObject(stationStub(stationId), (_, { storage }) => {
      expect(storage.sql.exec("SELECT name FROM sqlite_master").toArray()).toEqual([]);
    });
  });
});

describe("A driver's socket", () => {
  test("is answered a ping without waking the station", async () => {
    const { stationId } = await aPlace(1);
    const driver = await watch(station(stationId));
    await evictDurableObject(stationStub(stationId));
    driver.say("ping");
    await driver.until(({ pongs }) => pongs === 1);
    expect(driver.heard).toHaveLength(1);
  });

  test("is told when its token is not taken, and when it speaks nonsense", async () => {
    const { stationId } = await aPlace(1);
    const driver = await watch(station(stationId));
    driver.say({ kind: "hello", token: "a.b.c" });
    driver.say("{");
    driver.say({ kind: "hello", token: "x".repeat(5_000) });
    await driver.until(({ heard }) => heard.length === 4);
    expect(driver.heard.slice(1)).toEqual([
      { kind: "refused", code: "unauthorized" },
      { kind: "refused", code: "bad_request" },
      { kind: "refused", code: "bad_request" },
    ]);
  });

  test("gives way to the same driver's newer ones", async () => {
    const { stationId } = await aPlace(1);
    const hello = { kind: "hello", token: await tokenOf("driver-1") };
    const screens = [];
    for (let at = 0; at <= limits.socketsPerDriver.most; at += 1) {
      const screen = await watch(station(stationId));
      screen.say(hello);
      screens.push(screen);
    }
    await screens[0]!.until(({ closed }) => closed === 1008);
    expect(screens.slice(1).map(({ closed }) => closed)).toEqual(screens.slice(1).map(() => null));
  });

  test("that talks on and on is let go", async () => {
    const { stationId } = await aPlace(1);
    const driver = await watch(station(stationId));
    for (let at = 0; at <= limits.messagesPerLiveSocket.most; at += 1) driver.say("{");
    await driver.until(({ closed }) => closed === 1008);
    expect(driver.heard).toHaveLength(1 + limits.messagesPerLiveSocket.most);
  });
});
