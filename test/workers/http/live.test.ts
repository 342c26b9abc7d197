import { beforeAll, describe, expect, test } from "vitest";
import { adminGetLive, adminGetPower } from "../../../core/contract/admin/live.ts";
import { adminOverview } from "../../../core/contract/admin/stations.ts";
import type { PileApi } from "../../../core/charging/pileApi.ts";
import { err, ok } from "../../../core/result.ts";
import { encodeTime } from "ulid";
import type { Env } from "../../../worker/env.ts";
import { aDriver, anOperator, anOrder, aPile, aStation } from "../../support/builders.ts";
import { countedReads } from "../../support/countedReads.ts";
import { aBinding, asStaff, ask, db, env, migrate } from "./support.ts";

beforeAll(migrate);

/** Areas that are out of reach: the records speak for them. */
const AREA = aBinding<Env["AREA"]>({
  idFromName: (name: string) => name,
  get: () => ({ summaries: async () => err({ code: "unavailable" }) }),
});

async function aNetwork() {
  const { operatorId } = await anOperator(db);
  const [stations, piles]: [string[], string[]] = [[], []];
  for (const states of [["available"], ["faulted", "available"], ["occupied"]] as const) {
    const { stationId } = await aStation(db, {
      operatorId,
      connectorKinds: [["DC", "GBT_DC", 120_000, states.length]],
    });
    const connectors = states.map((state) => ({ state }));
    const { pileId } = await aPile(db, { operatorId, stationId, online: true, connectors });
    piles.push(pileId);
    stations.push(stationId);
  }
  const staff = await asStaff(operatorId, "readOnly");
  return { operatorId, stations, piles, staff };
}

describe("the live overview", () => {
  test("adds the stations up, and puts those with faults first", async () => {
    const { stations, staff } = await aNetwork();
    await aNetwork();
    const answer = (await ask(adminGetLive, {}, staff, { AREA })).output();
    expect(answer.counts).toEqual({ total: 4, available: 2, busy: 1, faulted: 1, offline: 0 });
    expect(answer.stations.map(({ stationId }) => stationId)).toEqual([
      stations[1],
      stations[0],
      stations[2],
    ]);
    expect(answer.stations.every(({ isKnown }) => isKnown)).toBe(true);
  });

  test("reads a row a station where the map's objects answer", async () => {
    const { staff } = await aNetwork();
    const live = aBinding<Env["AREA"]>({
      idFromName: (name: string) => name,
      get: () => ({ summaries: async () => ok([]) }),
    });
    const counted = countedReads(env.DB);
    const first = await ask(adminGetLive, {}, staff, { AREA: live, DB: counted.db });
    expect(first.status).toBe(200);
    expect(counted.reads.rows).toBeLessThan(30);
  });

  test("adds up the power of the piles in use, and says what is left out", async () => {
    const { staff } = await aNetwork();
    const asked: string[] = [];
    const pileThat = (snapshot: PileApi["snapshot"]) =>
      aBinding<Env["PILE"]>({
        idFromName: (name: string) => name,
        get: (name: string) => {
          asked.push(name);
          return { snapshot };
        },
      });
    const charging = aBinding<Awaited<ReturnType<PileApi["snapshot"]>>>(
      ok({ sessions: [{ powerW: 60_000 }, { powerW: null }] }),
    );
    const PILE = pileThat(async () => charging);
    const told = (await ask(adminGetPower, {}, staff, { PILE })).output();
    expect(told).toMatchObject({
      powerW: 60_000,
      sessions: 1,
      sessionsUntold: 1,
      pilesUntold: 0,
      isCut: false,
    });
    expect(asked).toHaveLength(1);
    const silent = pileThat(async () => err({ code: "pile_not_found" }));
    const untold = (await ask(adminGetPower, {}, staff, { PILE: silent })).output();
    expect(untold).toMatchObject({ powerW: 0, sessions: 0, pilesUntold: 1 });
  });

  test("compares today with the same weekday up to the same time", async () => {
    const { operatorId, stations, piles, staff } = await aNetwork();
    const { driverId } = await aDriver(db);
    const nowMs = Date.now();
    const WEEK_MS = 7 * 86_400_000;
    const at = async (atMs: number, totalFen: number, mark: string) =>
      anOrder(db, {
        operatorId,
        driverId,
        stationId: stations[0]!,
        pileId: piles[0]!,
        tariffId: "t",
        orderId: `${encodeTime(atMs, 10)}${mark.repeat(16)}`,
        state: "settled",
        open: null,
        energyWh: 1_000,
        totalFen,
      });
    await at(nowMs, 500, "A");
    await at(nowMs - WEEK_MS - 1_000, 300, "B");
    await at(nowMs - WEEK_MS + 60_000, 9_000, "C");
    const { today, weekAgo } = (await ask(adminOverview, {}, staff)).output();
    expect(today).toMatchObject({ orders: 1, revenueFen: 500, energyWh: 1_000 });
    expect(weekAgo).toEqual({ orders: 1, revenueFen: 300, energyWh: 1_000 });
  });
});
