import { beforeAll, describe, expect, test } from "vitest";
import { adminFind } from "../../../core/contract/admin/find.ts";
import { limits } from "../../../core/limits.ts";
import { rebuildSearch } from "../../../worker/db/searchUpkeep.ts";
import { aDriver, anOperator, anOrder, aPile, aStation } from "../../support/builders.ts";
import { countedReads } from "../../support/countedReads.ts";
import { asStaff, ask, db, env, migrate } from "./support.ts";

const ORDER = "01KB000000000000000000ABCD";

async function aNetwork(prefix: string) {
  const { operatorId } = await anOperator(db);
  const station = { operatorId, name: `${prefix}虹桥枢纽站`, nameEn: `${prefix} Hongqiao Hub` };
  const { stationId } = await aStation(db, station);
  for (let pile = 1; pile <= 8; pile += 1) {
    await aPile(db, { operatorId, stationId, pileId: `${prefix}-0${pile}` });
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
    expect(counted.reads.rows).toBeLessThan(40);
  });
});
