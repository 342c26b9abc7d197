import { beforeAll, describe, expect, test } from "vitest";
import {
  addFavourite,
  getMyStation,
  listFavourites,
  removeFavourite,
} from "../../../core/contract/favourites.ts";
import { getStation } from "../../../core/contract/stations.ts";
import { limits } from "../../../core/limits.ts";
import { eraseFavourites, favouritesOfDriver } from "../../../worker/db/favourites.ts";
import { favourites } from "../../../worker/db/tables/feedback.ts";
import { aDriver, anOperator, aPile, aStation, aTariff } from "../../support/builders.ts";
import { asDriver, ask, db, migrate } from "../http/support.ts";

beforeAll(migrate);

async function aSignedInDriver() {
  const { driverId } = await aDriver(db);
  return { driverId, driver: await asDriver(driverId) };
}

async function someStations(count: number): Promise<string[]> {
  const { operatorId } = await anOperator(db);
  const { tariffId } = await aTariff(db, { operatorId });
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const { stationId } = await aStation(db, { operatorId, tariffId });
    await aPile(db, { operatorId, stationId });
    ids.push(stationId);
  }
  return ids;
}

describe("A favourite", () => {
  test("is added once however often it is asked for, and removed as often", async () => {
    const { driver } = await aSignedInDriver();
    const [stationId] = await someStations(1);
    for (const _ of [1, 2]) {
      const added = await ask(addFavourite, { stationId }, driver);
      expect(added.output()).toEqual({ stationId, isFavourite: true });
    }
    expect((await ask(getMyStation, { stationId }, driver)).output().isFavourite).toBe(true);
    expect((await ask(listFavourites, {}, driver)).output().items).toHaveLength(1);
    for (const _ of [1, 2]) {
      const removed = await ask(removeFavourite, { stationId }, driver);
      expect(removed.output()).toEqual({ stationId, isFavourite: false });
    }
    expect((await ask(getMyStation, { stationId }, driver)).output().isFavourite).toBe(false);
  });

  test("is refused for a station that is not there", async () => {
    const { driver } = await aSignedInDriver();
    const added = await ask(addFavourite, { stationId: "nowhere" }, driver);
    expect([added.status, added.code]).toEqual([404, "station_not_found"]);
  });

  test("is a driver's own", async () => {
    const [first, second] = [await aSignedInDriver(), await aSignedInDriver()];
    const [stationId] = await someStations(1);
    await ask(addFavourite, { stationId }, first.driver);
    expect((await ask(listFavourites, {}, second.driver)).output().items).toEqual([]);
  });

  test("has its limit", async () => {
    const { driverId, driver } = await aSignedInDriver();
    const { operatorId } = await anOperator(db);
    const ids = [];
    for (let made = 0; made <= limits.favourites.most; made += 1) {
      ids.push((await aStation(db, { operatorId })).stationId);
    }
    const [last, ...others] = ids;
    for (const stationId of others) {
      await db.insert(favourites).values({ driverId, stationId, createdAtMs: 1 });
    }
    const refused = await ask(addFavourite, { stationId: last }, driver);
    expect([refused.status, refused.code]).toEqual([409, "favourites_full"]);
    const known = await ask(addFavourite, { stationId: others[0] }, driver);
    expect(known.status).toBe(200);
  });
});

describe("The list of favourites", () => {
  test("shows the last added first, page by page, as a station is shown", async () => {
    const { driverId, driver } = await aSignedInDriver();
    const ids = await someStations(5);
    for (const [at, stationId] of ids.entries()) {
      // Two of one moment are told apart by their ids.
      await db.insert(favourites).values({ driverId, stationId, createdAtMs: Math.floor(at / 2) });
    }
    const expected = [ids[4], ids[3], ids[2], ids[1], ids[0]];
    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const page = (await ask(listFavourites, { limit: 2, cursor }, driver)).output();
      listed.push(...page.items.map(({ stationId }) => stationId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(listed).toEqual(expected);
  });

  test("says what is free, what it costs and how far it is", async () => {
    const { driver } = await aSignedInDriver();
    const [stationId] = await someStations(1);
    await ask(addFavourite, { stationId }, driver);
    const here = { latitude: 31.2394, longitude: 121.4737 };
    const [item] = (await ask(listFavourites, here, driver)).output().items;
    const station = (await ask(getStation, { stationId, ...here })).output();
    expect(item).toMatchObject({
      stationId,
      distanceM: station.distanceM,
      priceNow: station.priceNow,
      dc: { total: 1, available: 1 },
      operatorName: station.operatorName,
      rating: { count: 0, averageStars: null },
    });
    expect(item?.distanceM).toBeGreaterThan(900);
  });
});

test("A driver's favourites can be told to him, and be erased", async () => {
  const { driverId, driver } = await aSignedInDriver();
  const other = await aSignedInDriver();
  const [stationId] = await someStations(1);
  await ask(addFavourite, { stationId }, driver);
  await ask(addFavourite, { stationId }, other.driver);
  expect(await favouritesOfDriver(db, driverId)).toMatchObject([{ stationId }]);
  await db.batch(eraseFavourites(db, driverId));
  expect(await favouritesOfDriver(db, driverId)).toEqual([]);
  expect(await favouritesOfDriver(db, other.driverId)).toHaveLength(1);
});
