// An operator's piles in numbers: found by what they are, registered by lists, and watched.
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { adminCheckPiles, adminImportPiles } from "../../../core/contract/admin/pileImport.ts";
import {
  adminGetPile,
  adminListPileKinds,
  adminListPiles,
  adminListSessions,
  adminPublishStation,
} from "../../../core/contract/admin/piles.ts";
import { adminReadTrace, adminStartTrace } from "../../../core/contract/admin/trace.ts";
import { limits } from "../../../core/limits.ts";
import { audit } from "../../../worker/db/tables/operators.ts";
import { sessions } from "../../../worker/db/tables/orders.ts";
import { piles } from "../../../worker/db/tables/stations.ts";
import { aPile, aStation, MORNING_MS } from "../../support/builders.ts";
import { aBusiness } from "./aBusiness.ts";
import { ask, asStaff, db, migrate, ORIGIN, send, type Headers } from "./support.ts";

beforeAll(migrate);

const connectors = [{ currentType: "DC", standard: "GBT_DC", maxPowerW: 60_000 }];

async function found(owner: Headers, filter: object): Promise<readonly string[]> {
  const answer = await ask(adminListPiles, { ...filter, limit: 100 }, owner);
  return answer.output().items.map(({ pileId }) => pileId);
}

describe("an operator's piles", () => {
  test("are found by all that tells them apart", async () => {
    const { operatorId, stationId, pileId, owner } = await aBusiness();
    const kinds = [
      { vendor: "Hongfa", model: "HF-60", firmwareVersion: "1.0", serialNumber: "SN-778" },
      { vendor: "Hongfa", model: "HF-60", firmwareVersion: "2.0", serialNumber: "SN-779" },
      { vendor: "Other", model: "X", firmwareVersion: "2.0", serialNumber: "A_1%" },
    ];
    const ids: string[] = [];
    for (const [at, kind] of kinds.entries()) {
      const seen = at === 0 ? { online: true, lastSeenMs: MORNING_MS } : {};
      const made = await aPile(db, { operatorId, stationId, online: false, lastSeenMs: null });
      await db
        .update(piles)
        .set({ ...kind, ...seen })
        .where(eq(piles.pileId, made.pileId));
      ids.push(made.pileId);
    }
    const [one = "", two = "", three = ""] = ids;
    expect(await found(owner, { search: "SN-778" })).toEqual([one]);
    expect(await found(owner, { search: "hongfa" })).toEqual([one, two].toSorted());
    expect(await found(owner, { search: "_1%" })).toEqual([three]);
    expect(await found(owner, { vendor: "Hongfa", model: "HF-60" })).toHaveLength(2);
    expect(await found(owner, { firmware: "2.0" })).toEqual([two, three].toSorted());
    expect(await found(owner, { vendor: "Hongfa", firmware: "2.0", stationId })).toEqual([two]);
    expect(await found(owner, { state: "neverSeen" })).toEqual(
      expect.arrayContaining([two, three]),
    );
    expect(await found(owner, { state: "online" })).toEqual(expect.arrayContaining([one, pileId]));
    expect(await found(owner, { state: "online" })).not.toContain(two);
    const { kinds: counted } = (await ask(adminListPileKinds, {}, owner)).output();
    expect(counted).toContainEqual({
      vendor: "Hongfa",
      model: "HF-60",
      firmwareVersion: "2.0",
      piles: 1,
    });
    expect(counted.reduce((sum, kind) => sum + kind.piles, 0)).toBe(4);
  });

  test("show what they metered, the latest first, page by page", async () => {
    const { pileId, orderId, owner } = await aBusiness();
    for (const transactionId of [101, 102, 103]) {
      await db.insert(sessions).values({
        sessionId: `${pileId}:${transactionId}`,
        orderId: transactionId === 102 ? orderId : null,
        pileId,
        connectorId: 1,
        transactionId,
        idTag: "T",
        startedAtMs: MORNING_MS,
        endedAtMs: MORNING_MS + 1,
        meterStartWh: 0,
        meterStopWh: 5_000,
        stopReason: "Local",
        readings: [],
        anomalies: [],
      });
    }
    const first = (await ask(adminListSessions, { pileId, limit: 2 }, owner)).output();
    expect(first.items.map((one) => [one.transactionId, one.orderId])).toEqual([
      [103, null],
      [102, orderId],
    ]);
    const rest = await ask(adminListSessions, { pileId, cursor: first.nextCursor }, owner);
    expect(rest.output().items.map(({ transactionId }) => transactionId)).toEqual([101]);
  });
});

describe("a list of piles", () => {
  test("is told which of its lines cannot be, and which are there already", async () => {
    const [mine, other] = [await aBusiness(), await aBusiness()];
    const second = await aStation(db, { operatorId: mine.operatorId });
    const checked = await ask(
      adminCheckPiles,
      {
        piles: [
          { pileId: "IMP-NEW", stationId: mine.stationId },
          { pileId: mine.pileId, stationId: mine.stationId },
          { pileId: mine.pileId, stationId: second.stationId },
          { pileId: other.pileId, stationId: mine.stationId },
          { pileId: "IMP-LOST", stationId: other.stationId },
        ],
      },
      mine.owner,
    );
    expect(checked.output()).toEqual({
      problems: [
        { pileId: mine.pileId, code: "pile_elsewhere" },
        { pileId: other.pileId, code: "pile_exists" },
        { pileId: "IMP-LOST", code: "station_not_found" },
      ],
      present: [mine.pileId],
    });
  });

  test("is registered once, however often it is sent", async () => {
    const { stationId, operatorId, owner } = await aBusiness();
    const list = [1, 2, 3].map((at) => {
      return { pileId: `IMP-${at}`, stationId, name: `桩 ${at}`, connectors };
    });
    const first = (await ask(adminImportPiles, { piles: list }, owner)).output();
    expect(first.piles.map(({ outcome }) => outcome)).toEqual(Array(3).fill("registered"));
    const passwords = first.piles.flatMap((one) =>
      one.outcome === "registered" ? [one.password] : [],
    );
    expect(new Set(passwords).size).toBe(3);
    const again = (await ask(adminImportPiles, { piles: list }, owner)).output();
    expect(again.piles).toEqual(list.map(({ pileId }) => ({ outcome: "present", pileId })));
    const detail = await ask(adminGetPile, { pileId: "IMP-2" }, owner);
    expect(detail.body).toMatchObject({ name: "桩 2", device: { bootedAtMs: null }, trace: null });
    const authorization = `Basic ${btoa(`IMP-2:${passwords[1]}`)}`;
    const upgrade = await send("/ocpp/IMP-2", {
      headers: { upgrade: "websocket", "sec-websocket-protocol": "ocpp1.6", authorization },
    });
    expect(upgrade.status).toBe(101);
    upgrade.webSocket?.accept();
    upgrade.webSocket?.close();
    const written = await db.select().from(audit).where(eq(audit.operatorId, operatorId));
    expect(written.map(({ action, subject }) => `${action} ${subject}`).toSorted()).toEqual([
      "adminImportPiles IMP-1",
      "adminImportPiles IMP-2",
      "adminImportPiles IMP-3",
    ]);
    expect(JSON.stringify(written)).not.toContain(passwords[0]);
  });

  test("may be only so long at a time", async () => {
    const { stationId, owner } = await aBusiness();
    const list = Array.from({ length: limits.importedAtOnce.most + 1 }, (_, at) => {
      return { pileId: `LONG-${at}`, stationId, name: "x", connectors };
    });
    expect((await ask(adminImportPiles, { piles: list }, owner)).code).toBe("bad_request");
  });
});

const open = (pileId: string, headers: Headers) =>
  send(`/live/traces/${pileId}`, { headers: { upgrade: "websocket", ...headers } });

describe("the socket of a trace", () => {
  test("is for staff of the pile's operator whose role may read it, from the admin's own page", async () => {
    const [mine, other] = [await aBusiness(), await aBusiness()];
    const { pileId, stationId, owner } = mine;
    await ask(adminPublishStation, { stationId }, owner);
    expect((await ask(adminReadTrace, { pileId }, owner)).body).toEqual({
      trace: null,
      frames: [],
    });
    const started = await ask(adminStartTrace, { pileId, minutes: 5 }, owner);
    expect(started.status).toBe(200);
    const cookieAlone = { cookie: owner["cookie"] ?? "" };
    expect((await open(pileId, cookieAlone)).status).toBe(403);
    expect((await open(pileId, { ...cookieAlone, origin: "https://evil.test" })).status).toBe(403);
    expect((await open(pileId, { origin: ORIGIN })).status).toBe(401);
    expect((await open(pileId, await asStaff(mine.operatorId, "readOnly"))).status).toBe(403);
    expect((await open(pileId, other.owner)).status).toBe(404);
    const watched = await open(pileId, owner);
    expect(watched.status).toBe(101);
    watched.webSocket?.accept();
    watched.webSocket?.close();
    const [written] = await db.select().from(audit).where(eq(audit.subject, pileId));
    expect(written).toMatchObject({ action: "adminStartTrace", detail: { minutes: 5 } });
  });
});
