import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { listStations } from "../../../core/contract/stations.ts";
import { distanceM } from "../../../worker/db/geohash.ts";
import { rebuildSearch } from "../../../worker/db/searchUpkeep.ts";
import { insertCity, makeCity, type CityPlan } from "../../support/aCity.ts";
import { anOperator, aStation } from "../../support/builders.ts";
import { areasOf } from "./liveCity.ts";
import { ask, db, env, migrate } from "./support.ts";

const here = { latitude: 31.2304, longitude: 121.4737 };
const plan: CityPlan = {
  stations: 900,
  operators: 3,
  tariffs: 6,
  centres: [
    { ...here, spreadM: 6_000, share: 90 },
    { latitude: 39.9, longitude: 116.4, spreadM: 9_000, share: 10 },
  ],
};
const city = makeCity(plan, 23);
const AREA = areasOf(city);

const search = async (input: Readonly<Record<string, unknown>>) =>
  (await ask(listStations, { limit: 40, ...input }, {}, { AREA })).output();
const namesOf = async (text: string, input: Readonly<Record<string, unknown>> = here) =>
  (await search({ ...input, text })).items.map(({ name }) => name);

beforeAll(async () => {
  await migrate();
  await insertCity(env.DB, plan, city);
  const { operatorId } = await anOperator(db);
  const station = (name: string, nameEn: string, address: string, at = 22.5) =>
    aStation(db, {
      operatorId,
      name,
      nameEn,
      address,
      addressEn: "",
      latitude: at,
      longitude: 114,
    });
  await station("长宁来福士广场 B2 充电站", "Raffles City Changning", "长宁路 1191 号");
  await station("重庆北站超充站", "Chongqing North Supercharging", "昆仑大道 51 号");
  await station("绿地缤纷城", "Greenland Binfen City", "龙耀路 333 弄", 22.6);
  await station("Ｔ２ 航站楼", "Airport T2", "虹桥国际机场", 22.7);
  await rebuildSearch(db);
});

const south = { latitude: 22.5, longitude: 114 };

describe("text", () => {
  test.each([
    ["a part of a name", "来福士", "长宁来福士广场 B2 充电站"],
    ["two characters in the middle", "宁来", "长宁来福士广场 B2 充电站"],
    ["one character, the last of a name", "城", "绿地缤纷城"],
    ["a part of an address", "昆仑大道", "重庆北站超充站"],
    ["full pinyin", "laifushi", "长宁来福士广场 B2 充电站"],
    ["the beginning of pinyin, in capitals", "LAIFUSH", "长宁来福士广场 B2 充电站"],
    ["pinyin by words", "chong qing bei", "重庆北站超充站"],
    ["pinyin from a later syllable on", "beizhan", "重庆北站超充站"],
    ["the ü that keyboards write as v", "lvdi", "绿地缤纷城"],
    ["initials", "lfsgc", "长宁来福士广场 B2 充电站"],
    ["an English word", "greenland", "绿地缤纷城"],
    ["the beginning of an English word", "raff", "长宁来福士广场 B2 充电站"],
    ["several kinds at once", "长宁 raffles b2", "长宁来福士广场 B2 充电站"],
    ["Chinese and figures", "长宁路1191", "长宁来福士广场 B2 充电站"],
    ["wide letters as narrow ones", "t2", "Ｔ２ 航站楼"],
  ])("finds by %s", async (_, text, name) => {
    expect(await namesOf(text, south)).toContain(name);
  });

  test.each([
    ["characters in another order", "士福来"],
    ["characters that stand apart", "长广场"],
    ["a word that only one of two has", "来福士 greenland"],
    ["the end of a name and the beginning of its address", "充电站长宁"],
    ["FTS5's own signs", '" OR han : *'],
  ])("does not find by %s", async (_, text) => {
    expect(await namesOf(text, south)).toEqual([]);
  });

  test("without a radius it reaches everywhere, with one as far as that", async () => {
    expect(await namesOf("绿地缤纷")).toEqual(["绿地缤纷城"]);
    expect(await namesOf("绿地缤纷", { ...here, radiusM: 50_000 })).toEqual([]);
    expect(await namesOf("绿地缤纷", { south: 22, west: 113, north: 23, east: 115 })).toHaveLength(
      1,
    );
    expect(await namesOf("绿地缤纷", { south: 31, west: 121, north: 32, east: 122 })).toEqual([]);
  });

  test("goes with filters and orders", async () => {
    const cheap = await search({ ...here, text: "人民广场", sort: "price", currentType: "DC" });
    expect(cheap.items.length).toBeGreaterThan(1);
    const prices = cheap.items.map(({ priceNow }) => priceNow!);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    for (const { name, connectorKinds } of cheap.items) {
      expect(name).toContain("人民广场");
      expect(connectorKinds.some(({ currentType }) => currentType === "DC")).toBe(true);
    }
  });
});

describe("of 900 stations, any part of any name or address", () => {
  const parts = fc
    .tuple(fc.constantFrom(...city), fc.boolean(), fc.nat(), fc.integer({ min: 2, max: 6 }))
    .map(([station, isName, at, length]) => {
      const text = isName ? station.name : station.address.split(" ")[0]!;
      const from = at % (text.length - 1);
      return text.slice(from, from + length);
    });

  test("finds all that have it, nearest first, or thirty that have it", async () => {
    await fc.assert(
      fc.asyncProperty(parts, fc.integer({ min: 500, max: 50_000 }), async (text, radiusM) => {
        const having = city
          .filter(({ name, address }) => name.includes(text) || address.includes(text))
          .map((station) => ({
            id: station.stationId,
            mm: Math.round(distanceM(here, station) * 1000),
          }))
          .toSorted((a, b) => a.mm - b.mm || (a.id < b.id ? -1 : 1));
        const fitting = having.filter(({ mm }) => mm <= radiusM * 1000).map(({ id }) => id);
        // What is read are whole cells, which reach beyond the circle by some of its radius.
        const around = having.filter(({ mm }) => mm <= radiusM * 5_000).length;
        const { items, complete } = await search({ ...here, text, radiusM });
        const found = items.map(({ stationId }) => stationId);
        expect(found).toEqual(complete ? fitting : fitting.filter((id) => found.includes(id)));
        expect(complete || around >= 30).toBe(true);
        expect(found.length > 0 || fitting.length === 0).toBe(true);
      }),
      {
        numRuns: 60,
        examples: [
          ["体育", 3_337],
          ["园超", 24_905],
        ],
      },
    );
  });

  test("a common word is found close by", async () => {
    const { items, complete } = await search({ ...here, text: "充电" });
    expect(complete).toBe(false);
    const nearest = Math.min(
      ...city
        .filter(({ name }) => name.includes("充电"))
        .map((station) => distanceM(here, station)),
    );
    expect(items[0]!.distanceM).toBe(Math.round(nearest));
    expect(items.at(-1)!.distanceM).toBeLessThan(4_000);
  });
});
