import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { adminFind } from "../../../core/contract/admin/find.ts";
import { limits } from "../../../core/limits.ts";
import { dbOf } from "../../../worker/db/database.ts";
import { foundPilesByPartQuery } from "../../../worker/db/find.ts";
import { connectors, piles } from "../../../worker/db/tables/stations.ts";
import { rebuildSearch } from "../../../worker/db/searchUpkeep.ts";
import { aDriver, anOperator, anOrder, aPile, aStation } from "../../support/builders.ts";
import { countedReads } from "../../support/countedReads.ts";
import { asStaff, ask, db, env, migrate } from "./support.ts";

/** So many numbers from 100 on. */
const hundred = (most: number): number[] => Array.from({ length: most }, (_, at) => 100 + at);

const ORDER = "01KB000000000000000000ABCD";

async function aNetwork(prefix: string) {
  const { operatorId } = await anOperator(db);
  const station = { operatorId, name: `${prefix}虹桥枢纽站`, nameEn: `${prefix} Hongqiao Hub` };
  const { stationId } = await aStation(db, station);
  for (let pile = 1; pile <= 8; pile += 1) {
    const [name, pileId] = [`${pile}`.repeat(2), `${prefix}-0${pile}`];
    await aPile(db, { operatorId, stationId, pileId, name });
  }
  const staff = await asStaff(operatorId, "readOnly");
  const find = async (text: string) => (await ask(adminFind, { text }, staff)).output();
  return { operatorId, stationId, staff, find };
}

let mine: Awaited<ReturnType<typeof aNetwork>>;

beforeAll(async () => {
  await migrate();
  mine = await aNetwork("HQ");
  await aNetwork("HQX");
  const { driverId } = await aDriver(db);
  const { operatorId, stationId } = mine;
  const order = { operatorId, stationId, pileId: "HQ-01", driverId, tariffId: "t" };
  await anOrder(db, { ...order, orderId: ORDER, state: "settled", open: null });
  await rebuildSearch(db);
});

describe("finding from anywhere", () => {
  test("finds one's own station by any part of its name, and no other's", async () => {
    for (const text of ["虹桥", "hongqiao hub", "hqsnz"]) {
      const { stations } = await mine.find(text);
      expect(stations.map(({ stationId }) => stationId)).toEqual([mine.stationId]);
    }
  });

  test("finds piles by how their number begins, in small letters too, as many as are shown", async () => {
    const { piles } = await mine.find("hq-");
    expect(piles).toHaveLength(limits.foundOfAKind.most);
    expect(piles[0]).toMatchObject({ pileId: "HQ-01", stationName: "HQ虹桥枢纽站" });
    expect((await mine.find("HQ-08")).piles).toHaveLength(1);
    expect((await mine.find("HQX-0")).piles).toEqual([]);
  });

  test("finds the piles of a station by any part of its name, and no other's", async () => {
    const { piles } = await mine.find("虹桥");
    expect(piles).toHaveLength(limits.foundOfAKind.most);
    for (const { pileId, stationName } of piles) {
      expect(pileId).toMatch(/^HQ-0/);
      expect(stationName).toBe("HQ虹桥枢纽站");
    }
  });

  test("finds one's own piles by any part of their number, serial number or name, and no other's", async () => {
    const { operatorId, stationId } = mine;
    const own = { operatorId, stationId, name: "东侧快充" };
    await aPile(db, { ...own, pileId: "LOT-Q7-41", serialNumber: "SN8842-AA" });
    for (const text of ["q7-41", "Q7 41", "41", "8842", "n8842-aa", "侧快", "lot-q7-41"]) {
      expect((await mine.find(text)).piles.map(({ pileId }) => pileId)).toEqual(["LOT-Q7-41"]);
    }
    const { piles: last } = await mine.find("03");
    expect(last.map(({ pileId }) => pileId)).toEqual(["HQ-03"]);
    expect((await mine.find("hqx-03")).piles).toEqual([]);
  });

  test("follows a pile that tells another serial number, and one that is removed", async () => {
    const { operatorId, stationId } = mine;
    const pileId = "GONE-55";
    await aPile(db, { operatorId, stationId, pileId, serialNumber: "OLDSN1", connectors: [{}] });
    await db.update(piles).set({ serialNumber: "NEWSN2" }).where(eq(piles.pileId, pileId));
    const ids = async (text: string) => (await mine.find(text)).piles.map((pile) => pile.pileId);
    expect(await ids("ldsn1")).toEqual([]);
    expect(await ids("ewsn2")).toEqual([pileId]);
    await db.delete(connectors).where(eq(connectors.pileId, pileId));
    await db.delete(piles).where(eq(piles.pileId, pileId));
    expect(await ids("ewsn2")).toEqual([]);
  });

  test("reads few rows among some thousand piles", async () => {
    const { operatorId } = await anOperator(db);
    const { stationId } = await aStation(db, { operatorId });
    await db.run(sql`insert into piles
      (pile_id, operator_id, station_id, name, credential_hash, created_at_ms, online)
      select 'BIG-' || a.value || '-' || b.value, ${operatorId}, ${stationId}, b.value || '号桩',
        'x', 0, 0
      from json_each(${JSON.stringify(hundred(10))}) as a
      cross join json_each(${JSON.stringify(hundred(200))}) as b`);
    // By itself: what the stations' index reads depends on the stations of other tests.
    for (const text of ["17", "big-103-150", "号桩", "03-199"]) {
      const counted = countedReads(env.DB);
      const wanted = { operatorId, text, most: limits.foundOfAKind.most };
      const found = (await foundPilesByPartQuery(dbOf({ DB: counted.db }), wanted)) ?? [];
      expect(found.length).toBeGreaterThan(0);
      expect([text, counted.reads.rows < 60]).toEqual([text, true]);
    }
  });

  test("finds an order by its number or a beginning of it", async () => {
    for (const text of [ORDER, ORDER.toLowerCase(), ORDER.slice(0, 12)]) {
      const { orders } = await mine.find(text);
      expect(orders).toMatchObject([{ orderId: ORDER, state: "settled", pileId: "HQ-01" }]);
    }
  });

  test("of marks alone finds nothing, and does not fail", async () => {
    for (const text of ["%", '"', "***", "'; --"]) {
      expect(await mine.find(text)).toEqual({ stations: [], piles: [], orders: [] });
    }
  });

  test.each(["hq-0", "虹桥"])("reads few rows for %s", async (text) => {
    const counted = countedReads(env.DB);
    const answer = await ask(adminFind, { text }, mine.staff, { DB: counted.db });
    expect(answer.output().piles).toHaveLength(limits.foundOfAKind.most);
    expect(counted.reads.rows).toBeLessThan(60);
  });
});
