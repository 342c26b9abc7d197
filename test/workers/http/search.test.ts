import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { listStations } from "../../../core/contract/stations.ts";
import { rebuildSearch } from "../../../worker/db/searchUpkeep.ts";
import {
  insertCity,
  makeCity,
  priceOfTariff,
  type CityPlan,
  type CityStation,
} from "../../support/aCity.ts";
import { areasOf, liveOf } from "./liveCity.ts";
import { byForce, priceOf, type Wanted, type Where } from "./searchByForce.ts";
import { anOperator } from "../../support/builders.ts";
import { ask, db, env, migrate } from "./support.ts";

const plan: CityPlan = {
  stations: 600,
  operators: 6,
  tariffs: 14,
  centres: [
    { latitude: 31.2304, longitude: 121.4737, spreadM: 4_000, share: 70 },
    { latitude: 31.3, longitude: 120.6, spreadM: 9_000, share: 25 },
    // Where GCJ-02 is WGS-84, and where the date changes.
    { latitude: -17.8, longitude: 179.995, spreadM: 3_000, share: 5 },
  ],
};
const city = makeCity(plan, 11).map((station) => ({
  ...station,
  longitude: station.longitude > 180 ? station.longitude - 360 : station.longitude,
}));
// Two stations at one place share a distance: the id decides their order.
const twins = [0, 1].map((at) => ({ ...city[at]!, stationId: `C9${String(at).padStart(5, "0")}` }));
const all: readonly CityStation[] = [...city, ...twins];
const AREA = areasOf(all);

beforeAll(async () => {
  await migrate();
  await insertCity(env.DB, plan, all);
  await rebuildSearch(db);
});

/** Every page to the last. */
async function pagesOf(input: Readonly<Record<string, unknown>>): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const asked: Readonly<Record<string, unknown>> = { ...input, ...(cursor && { cursor }) };
    const answer = await ask(listStations, asked, {}, { AREA });
    const { items, nextCursor } = answer.output();
    expect(items.length).toBeLessThanOrEqual(40);
    found.push(...items.map(({ stationId }) => stationId));
    cursor = nextCursor;
  } while (cursor !== null);
  return found;
}

const aPlace = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      latitude: fc.double({ min: 31.1, max: 31.35, noNaN: true }),
      longitude: fc.double({ min: 121.3, max: 121.6, noNaN: true }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      latitude: fc.double({ min: 31.1, max: 31.5, noNaN: true }),
      longitude: fc.double({ min: 120.3, max: 120.9, noNaN: true }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      latitude: fc.double({ min: -17.9, max: -17.7, noNaN: true }),
      longitude: fc.constantFrom(179.97, 179.999, -179.99),
    }),
  },
);
const coordinates = fc.constantFrom("wgs84" as const, "gcj02" as const);

const wrapped = (longitude: number): number => ((((longitude + 180) % 360) + 360) % 360) - 180;

const aCircle: fc.Arbitrary<Where> = fc
  .tuple(aPlace, fc.integer({ min: 100, max: 50_000 }), coordinates)
  .map(([place, radiusM, coordinates]) => ({ ...place, radiusM, coordinates }));

const aBox: fc.Arbitrary<Where> = fc
  .tuple(
    aPlace,
    fc.double({ min: 0.001, max: 0.4, noNaN: true }),
    fc.double({ min: 0.001, max: 0.4, noNaN: true }),
    coordinates,
  )
  .map(([{ latitude, longitude }, high, wide, coordinates]) => ({
    latitude,
    longitude,
    south: latitude - high,
    north: latitude + high / 2,
    west: wrapped(longitude - wide),
    east: wrapped(longitude + wide / 2),
    coordinates,
  }));

const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: of });

const aWish: fc.Arbitrary<Wanted> = fc.record({
  currentType: maybe(fc.constantFrom("AC" as const, "DC" as const)),
  minPowerW: maybe(fc.constantFrom(11_000, 60_000, 100_000, 250_000)),
  standard: maybe(fc.constantFrom("GBT_AC", "GBT_DC", "IEC_62196_T2", "CHADEMO")),
  availableOnly: maybe(fc.constantFrom("true" as const, "false" as const)),
  maxPrice: maybe(fc.integer({ min: 5_000, max: 18_000 })),
  operatorId: maybe(fc.constantFrom("city-op-0", "city-op-3", "nobody")),
  parking: maybe(fc.constantFrom("free" as const, "paid" as const)),
  openNow: maybe(fc.constantFrom("true" as const, "false" as const)),
  facilities: maybe(fc.constantFrom("toilet", "shop,lounge", "wifi")),
  sort: maybe(fc.constantFrom("distance" as const, "price" as const, "power" as const)),
});

describe("among 600 stations of two cities and an island, a search finds what a look at each finds", () => {
  test.each([
    ["around a point", aCircle],
    ["in the map's box", aBox],
  ])("%s: all of it, in order, nothing twice, page by page", async (_, places) => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        places,
        aWish,
        fc.integer({ min: 1, max: 100 }),
        async (where, wish, limit) => {
          // Small pages are many requests, so they walk through what few stations fit.
          const expected = byForce(all, where, wish);
          found += expected.length;
          const pages = Math.max(limit, Math.ceil(expected.length / 8));
          expect(await pagesOf({ ...where, ...wish, limit: Math.min(100, pages) })).toEqual(
            expected,
          );
        },
      ),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(50);
  });
});

const here = { latitude: 31.2304, longitude: 121.4737 };

describe("a search", () => {
  test("that is wrong is refused, and says where", async () => {
    const box = { south: 31, west: 121, north: 31.1, east: 121.1 };
    const wrongs: [string, Readonly<Record<string, unknown>>][] = [
      ["cursor", { ...here, cursor: "x'--" }],
      ["latitude", { longitude: 121 }],
      ["latitude", { south: 31, west: 121, north: 31.1 }],
      ["south", { ...box, south: 32 }],
      ["north", { ...box, south: 20 }],
      ["facilities", { ...here, facilities: "toilet,pool" }],
      ["text", { ...here, text: "!?%" }],
      ["radiusM", { ...here, radiusM: 1 }],
    ];
    for (const [path, input] of wrongs) {
      const answer = await ask(listStations, input);
      expect([path, answer.status, answer.code]).toEqual([path, 400, "bad_request"]);
      expect(JSON.stringify(answer.body)).toContain(`"path":"${path}"`);
    }
  });

  test("shows what the records and the Areas say of a station", async () => {
    const [first] = (await ask(listStations, { ...here, limit: 1 }, {}, { AREA })).output().items;
    const station = all.find(({ stationId }) => stationId === first!.stationId)!;
    const live = liveOf(station);
    expect(first).toMatchObject({
      name: station.name,
      operatorId: station.operatorId,
      operatorName: station.operatorId.replace("city-op-", "运营商"),
      position: { latitude: station.latitude, longitude: station.longitude },
      priceNow: priceOf(station),
      periodNow: "flat",
      parkingKind: station.parkingKind,
      facilities: station.facilities,
      countsFrom: "live",
      dc: { total: live.dc.total, available: live.dc.available, busy: live.dc.busy },
      ac: { total: live.ac.total, available: live.ac.available, busy: live.ac.busy },
      maxPowerW: Math.max(...station.kinds.map(([, , powerW]) => powerW)),
      connectorKinds: station.kinds.map(([currentType, standard, maxPowerW, count]) => ({
        currentType,
        standard,
        maxPowerW,
        count,
      })),
    });
  });

  test("asks each Area once, and those of its own page alone", async () => {
    const asked: string[] = [];
    const counted = areasOf(all, asked);
    await ask(listStations, { ...here, limit: 30, availableOnly: "true" }, {}, { AREA: counted });
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.every((cell) => cell.startsWith("wtw"))).toBe(true);
    expect(asked.length).toBeLessThanOrEqual(24);
  });

  test("goes on where prices to be read end, and says when the cheapest may be farther", async () => {
    const many: CityPlan = {
      ...plan,
      stations: 120,
      tariffs: 120,
      operators: 1,
      centres: [{ latitude: 40, longitude: 100, spreadM: 1_500, share: 1 }],
    };
    const far = makeCity(many, 5).map((station) => ({
      ...station,
      stationId: `F${station.stationId}`,
      operatorId: "far",
      tariffId: `far-${station.stationId}`,
    }));
    await anOperator(db, { operatorId: "far" });
    await env.DB.prepare(
      `insert into tariffs select value ->> 0, 1, 'far', '', '', (select content from tariffs
       where tariff_id = 'city-tariff-' || (value ->> 1)), 0, 0 from json_each(?)`,
    )
      .bind(JSON.stringify(far.map(({ tariffId }, at) => [tariffId, at % plan.tariffs])))
      .run();
    await insertCity(env.DB, { ...many, operators: 0, tariffs: 0 }, far);
    await rebuildSearch(db);
    const middle = { latitude: 40, longitude: 100, radiusM: 20_000 };
    const cheap = far.filter((_, at) => priceOfTariff(at % plan.tariffs) <= 9_000);
    const found = await pagesOf({ ...middle, maxPrice: 9_000 });
    expect(found.toSorted()).toEqual(cheap.map(({ stationId }) => stationId).toSorted());
    const page = (await ask(listStations, { ...middle, sort: "price" }, {}, { AREA })).output();
    expect(page.complete).toBe(false);
    const near = (await ask(listStations, { ...here, sort: "price" }, {}, { AREA })).output();
    expect(near.complete).toBe(true);
  });
});
