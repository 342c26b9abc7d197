import { beforeAll, describe, expect, test } from "vitest";
import { listClusters } from "../../../core/contract/places.ts";
import { listStations } from "../../../core/contract/stations.ts";
import { rebuildSearch } from "../../../worker/db/searchUpkeep.ts";
import { insertCity, makeCity, type CityPlan } from "../../support/aCity.ts";
import { countedReads } from "../../support/countedReads.ts";
import { areasOf } from "./liveCity.ts";
import { ask, db, env, migrate } from "./support.ts";

const MOST_ROWS = 300;
const centre = { latitude: 31.2304, longitude: 121.4737 };

/** Denser than any city: more than a hundred stations in each square kilometre of its centre. */
const plan: CityPlan = {
  stations: 5_000,
  operators: 40,
  tariffs: 120,
  centres: [{ ...centre, spreadM: 2_500, share: 1 }],
};
const city = makeCity(plan, 3);
const AREA = areasOf(city);

beforeAll(async () => {
  await migrate();
  await insertCity(env.DB, plan, city);
  await rebuildSearch(db);
});

async function rowsOf(input: Readonly<Record<string, unknown>>) {
  const counted = countedReads(env.DB);
  const page = (await ask(listStations, input, {}, { AREA, DB: counted.db })).output();
  return { page, ...counted.reads };
}

const box = { south: 31.2, west: 121.44, north: 31.26, east: 121.51 };

describe("a search in a dense city reads few rows", () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["nearby", { ...centre }],
    ["nearby, the largest page", { ...centre, limit: 100 }],
    ["nearby, as far as it goes", { ...centre, radiusM: 50_000 }],
    ["what is free now", { ...centre, availableOnly: "true" }],
    [
      "a rare connector that is free now",
      { ...centre, availableOnly: "true", standard: "CHADEMO" },
    ],
    [
      "much at once",
      {
        ...centre,
        currentType: "DC",
        minPowerW: 100_000,
        parking: "free",
        openNow: "true",
        facilities: "toilet,shop,lounge,canopy",
        operatorId: "city-op-7",
      },
    ],
    ["the cheapest", { ...centre, sort: "price" }],
    ["the cheapest, the largest page", { ...centre, sort: "price", limit: 100 }],
    ["the cheapest within 50 km", { ...centre, sort: "price", radiusM: 50_000 }],
    ["the most powerful", { ...centre, sort: "power" }],
    ["not above a price", { ...centre, maxPrice: 8_000 }],
    ["the map's box", box],
    ["the map's box, by price", { ...box, sort: "price", availableOnly: "true" }],
    ["a word that all have", { ...centre, text: "充电" }],
    ["a word that some have", { ...centre, text: "人民广场" }],
    ["initials", { ...centre, text: "rmgc", limit: 100 }],
    ["a word that nobody has", { ...centre, text: "机场航站楼" }],
  ])("%s", async (_, input) => {
    const { page, rows } = await rowsOf(input);
    expect(rows).toBeLessThanOrEqual(MOST_ROWS);
    if (page.nextCursor === null) return;
    const next = await rowsOf({ ...input, cursor: page.nextCursor });
    expect(next.rows).toBeLessThanOrEqual(MOST_ROWS);
  });

  test.each([3, 7, 10, 13, 16])("clusters at zoom %i", async (zoom) => {
    const counted = countedReads(env.DB);
    const input = { south: 30.9, west: 121.1, north: 31.6, east: 121.9, zoom };
    const { items } = (await ask(listClusters, input, {}, { DB: counted.db })).output();
    expect(counted.reads.rows).toBeLessThanOrEqual(MOST_ROWS);
    expect(items.length).toBeGreaterThan(0);
  });

  test("counts from the records, where no Area answers, stay within it as well", async () => {
    const counted = countedReads(env.DB);
    const nobody = areasOf([]);
    const page = (
      await ask(listStations, { ...centre, sort: "price" }, {}, { AREA: nobody, DB: counted.db })
    ).output();
    expect(counted.reads.rows).toBeLessThanOrEqual(MOST_ROWS);
    expect(new Set(page.items.map(({ countsFrom }) => countsFrom))).toEqual(
      new Set(["records", "unknown"]),
    );
  });
});
