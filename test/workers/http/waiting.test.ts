// Waiting over HTTP: what drivers are answered, what is written, and what is refused with the reason.
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deleteAccount } from "../../../core/contract/account.ts";
import { listMessages } from "../../../core/contract/messages.ts";
import { joinWaiting, leaveWaiting, listWaitings } from "../../../core/contract/waiting.ts";
import { limits } from "../../../core/limits.ts";
import { waitings } from "../../../worker/db/tables/waitings.ts";
import { deleteExpiredWaitings } from "../../../worker/db/waitings.ts";
import { moneyOf } from "../../../worker/payments/money.ts";
import { applyFacts } from "../../../worker/records/applyFacts.ts";
import { leaveWhereCharging } from "../../../worker/waiting/chargesThere.ts";
import { listsOf } from "../../../worker/waiting/lists.ts";
import { aDriver, anOrder, aTariff } from "../../support/builders.ts";
import { aLivingPlace } from "../live/charger.ts";
import { boardOf } from "../live/support.ts";
import { aBinding, asDriver, ask, db, env, migrate, type Headers } from "./support.ts";

beforeAll(migrate);
beforeEach(async () => {
  await db.delete(waitings);
});

async function aFullPlace(piles = 1) {
  const place = await aLivingPlace(piles);
  for (const charger of place.chargers) await charger.says("Charging");
  const isTaken = async (): Promise<boolean> =>
    (await boardOf(place.stationId)).every((pile) =>
      pile.connectors.every(({ state }) => state === "occupied"),
    );
  while (!(await isTaken()));
  return place;
}

async function aCaller(): Promise<{ readonly driverId: string; readonly headers: Headers }> {
  const { driverId } = await aDriver(db);
  return { driverId, headers: await asDriver(driverId) };
}

const waitingsOf = async (headers: Headers) =>
  (await ask(listWaitings, {}, headers)).output().items;

describe("a driver who waits for a connector", () => {
  test("sees his place, then the connector that is kept for him, by name", async () => {
    const { stationId, chargers } = await aFullPlace();
    const [first, second] = [await aCaller(), await aCaller()];
    await ask(joinWaiting, { stationId }, first.headers);
    const joined = (await ask(joinWaiting, { stationId }, second.headers)).output();
    expect(joined).toMatchObject({ stationId, place: 2, offer: null, currentType: null });
    await chargers[0]!.says("Available");
    for (;;) {
      const [waiting] = await waitingsOf(first.headers);
      if (waiting?.offer == null) continue;
      const { pileId } = chargers[0]!;
      expect(waiting.offer).toMatchObject({ pileId, connectorId: 1 });
      expect(waiting.offer.pileName).not.toBe(pileId);
      break;
    }
    expect(await waitingsOf(second.headers)).toMatchObject([{ place: 1, offer: null }]);
  });

  test("leaves as often as he likes, and is then nowhere", async () => {
    const { stationId } = await aFullPlace();
    const { headers } = await aCaller();
    await ask(joinWaiting, { stationId }, headers);
    for (let times = 0; times < 2; times += 1) {
      expect((await ask(leaveWaiting, { stationId }, headers)).output()).toEqual({ left: true });
    }
    expect(await waitingsOf(headers)).toEqual([]);
    expect(await db.select().from(waitings)).toEqual([]);
  });

  test("is refused with the reason, and leaves no row", async () => {
    const { headers } = await aCaller();
    const codeOf = async (stationId: string, more: object = {}) =>
      (await ask(joinWaiting, { stationId, ...more }, headers)).code;
    expect(await codeOf("nowhere")).toBe("station_not_found");
    const full = await aFullPlace();
    expect(await codeOf(full.stationId, { currentType: "AC" })).toBe("waiting_kind_not_here");
    await full.chargers[0]!.says("Available");
    while ((await boardOf(full.stationId))[0]!.connectors[0]!.state !== "available");
    expect(await codeOf(full.stationId)).toBe("connector_is_free");
    expect(await db.select().from(waitings)).toEqual([]);
  });

  test("waits at a few stations at a time", async () => {
    const { headers } = await aCaller();
    for (let at = 0; at < limits.waitingsPerDriver.most; at += 1) {
      const { stationId } = await aFullPlace();
      expect((await ask(joinWaiting, { stationId }, headers)).code).toBeNull();
    }
    const { stationId } = await aFullPlace();
    expect((await ask(joinWaiting, { stationId }, headers)).code).toBe("waiting_at_too_many");
    const [first] = await waitingsOf(headers);
    // Again at one of them is no further one.
    const again = await ask(joinWaiting, { stationId: first!.stationId }, headers);
    expect(again.code).toBeNull();
  });

  test("waits nowhere once his account is gone: the next has his place at once", async () => {
    const { stationId } = await aFullPlace();
    const [first, second] = [await aCaller(), await aCaller()];
    for (const { headers } of [first, second]) await ask(joinWaiting, { stationId }, headers);
    expect(await waitingsOf(second.headers)).toMatchObject([{ place: 2 }]);
    expect((await ask(deleteAccount, {}, first.headers)).status).toBe(200);
    expect(await waitingsOf(second.headers)).toMatchObject([{ place: 1 }]);
  });

  test("can delete his account while the station is out of reach", async () => {
    const { stationId } = await aFullPlace();
    const { headers } = await aCaller();
    await ask(joinWaiting, { stationId }, headers);
    const STATION = aBinding<typeof env.STATION>({
      idFromName: (name: string) => name,
      get: () => ({ leaveWaiting: () => Promise.reject(new Error("overloaded")) }),
    });
    expect((await ask(deleteAccount, {}, headers, { STATION })).status).toBe(200);
    expect(await db.select().from(waitings)).toEqual([]);
  });

  test("is told that the station is out of reach, and is not taken to have left", async () => {
    const { stationId } = await aFullPlace();
    const { headers } = await aCaller();
    await ask(joinWaiting, { stationId }, headers);
    const STATION = aBinding<typeof env.STATION>({
      idFromName: (name: string) => name,
      get: () => ({
        waitingOf: () => Promise.reject(new Error("overloaded")),
        leaveWaiting: () => Promise.reject(new Error("overloaded")),
      }),
    });
    expect((await ask(listWaitings, {}, headers, { STATION })).code).toBe("unavailable");
    expect((await ask(leaveWaiting, { stationId }, headers, { STATION })).code).toBe("unavailable");
    expect(await waitingsOf(headers)).toHaveLength(1);
  });
});

describe("what a Pile tells the records of an offer", () => {
  test("is in its driver's inbox once, with the place by name", async () => {
    const { stationId, pileIds } = await aFullPlace();
    const { driverId, headers } = await aCaller();
    const pileId = pileIds[0]!;
    const nowMs = Date.now();
    const offer = { offerId: "o", driverId, connectorId: 1, untilMs: nowMs + 300_000 };
    const facts = [{ kind: "connectorOffered", ...offer, atMs: nowMs } as const];
    for (let times = 0; times < 2; times += 1) {
      await applyFacts(moneyOf(env, { waitUntil: () => undefined }), { pileId, facts, nowMs });
    }
    const { items, unread } = (await ask(listMessages, {}, headers)).output();
    const { untilMs, connectorId } = offer;
    expect(items.map(({ content }) => content)).toMatchObject([
      { kind: "placeOffered", stationId, pileId, connectorId, untilMs },
    ]);
    expect(unread).toBe(1);
  });
});

const row = (driverId: string, stationId: string, joinedAtMs = Date.now()) =>
  db
    .insert(waitings)
    .values({ driverId, stationId, joinedAtMs, expiresAtMs: joinedAtMs + 3_600_000 });

test("who charges at the station, on whatever connector, waits there no longer", async () => {
  const { stationId, operatorId, pileIds } = await aFullPlace();
  const [{ driverId, headers }, other] = [await aCaller(), await aCaller()];
  for (const who of [headers, other.headers]) await ask(joinWaiting, { stationId }, who);
  const { tariffId } = await aTariff(db, { operatorId });
  const place = { operatorId, stationId, pileId: pileIds[0]!, tariffId };
  const { orderId } = await anOrder(db, { ...place, driverId });
  const started = { kind: "sessionStarted", orderId, startedAtMs: 1 } as const;
  await leaveWhereCharging(listsOf(env), [started], Date.now() + 1);
  expect(await waitingsOf(headers)).toEqual([]);
  expect(await waitingsOf(other.headers)).toMatchObject([{ place: 1 }]);
});

describe("the rows that tell where a driver waits", () => {
  const later = Date.now() + 3_600_000;
  const ended = (driverId: string, end: "used" | "no_show" | "connector_failed", atMs = later) =>
    ({ kind: "offerEnded", offerId: "o", driverId, end, atMs }) as const;

  test("go when the Pile tells that the offer was used or not, and stay when it failed", async () => {
    const { stationId, pileIds } = await aFullPlace();
    const apply = (fact: ReturnType<typeof ended>) =>
      applyFacts(moneyOf(env, { waitUntil: () => undefined }), {
        pileId: pileIds[0]!,
        facts: [fact],
        nowMs: later,
      });
    const { driverId } = await aDriver(db);
    await row(driverId, stationId);
    await apply(ended(driverId, "connector_failed"));
    expect(await db.select().from(waitings)).toHaveLength(1);
    // A late word of a waiting before this one.
    await apply(ended(driverId, "used", 1));
    expect(await db.select().from(waitings)).toHaveLength(1);
    await apply(ended(driverId, "no_show"));
    expect(await db.select().from(waitings)).toEqual([]);
  });

  test("go when they are read and the Station knows nothing of them, or when their time is over", async () => {
    const { stationId } = await aFullPlace();
    const { driverId, headers } = await aCaller();
    await row(driverId, stationId);
    expect(await waitingsOf(headers)).toEqual([]);
    expect(await db.select().from(waitings)).toEqual([]);
    await row(driverId, stationId, 1);
    await deleteExpiredWaitings(db, Date.now());
    expect(await db.select().from(waitings)).toEqual([]);
  });
});
