// The waiting list with real objects and real chargers, through sleeps, losses and the alarm.
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { LiveWaiting } from "../../../core/contract/live.ts";
import { limits } from "../../../core/limits.ts";
import { aHold } from "../../../core/charging/support/builders.ts";
import { makeDriverToken } from "../../../durable-objects/auth/driverToken.ts";
import { pileOf } from "../../../worker/pileOf.ts";
import { aLivingPlace } from "./charger.ts";
import {
  boardOf,
  env,
  migrate,
  pileStub,
  station,
  stationStub,
  watch,
  type Screen,
} from "./support.ts";

beforeAll(migrate);
afterEach(() => {
  vi.useRealTimers();
});

const wish = (driverId: string) => ({ driverId, currentType: null, idTags: [`${driverId}-card`] });

/** Every connector is taken, and these wait. */
async function aFullPlace(piles: number, drivers: readonly string[]) {
  const place = await aLivingPlace(piles);
  for (const charger of place.chargers) await charger.says("Charging");
  await untilAll(place.stationId, "occupied");
  const stub = stationStub(place.stationId);
  for (const driverId of drivers) {
    expect(await stub.joinWaiting(wish(driverId))).toMatchObject({ ok: true });
  }
  return { ...place, stub };
}

/** The piles' words have come. */
async function untilAll(stationId: string, state: string): Promise<void> {
  for (;;) {
    const connectors = (await boardOf(stationId)).flatMap((pile) => pile.connectors);
    if (connectors.every((one) => one.state === state)) return;
  }
}

async function waitingOf(stub: ReturnType<typeof stationStub>, driverId: string) {
  const asked = await stub.waitingOf(driverId);
  if (!asked.ok) throw new Error(asked.error.code);
  return asked.value;
}

/** Looks until it is as wanted: the station asks the piles after it has answered them. */
async function until(
  stub: ReturnType<typeof stationStub>,
  driverId: string,
  isSo: (waiting: LiveWaiting | null) => boolean,
): Promise<LiveWaiting | null> {
  for (;;) {
    const waiting = await waitingOf(stub, driverId);
    if (isSo(waiting)) return waiting;
  }
}

const hasOffer = (waiting: LiveWaiting | null): boolean => waiting?.offer != null;
const isGone = (waiting: LiveWaiting | null): boolean => waiting === null;

async function hello(screen: Screen, driverId: string): Promise<void> {
  const { token } = await makeDriverToken(
    { driverId, identity: "demo" },
    env.TOKEN_SECRETS,
    Date.now(),
  );
  screen.say({ kind: "hello", token });
}

const told = (screen: Screen): LiveWaiting[] =>
  screen.heard.flatMap((message) => (message.kind === "waiting" ? [message.waiting] : []));

describe("a station whose drivers wait", () => {
  test("offers what becomes free to the first, whom alone the pile lets in", async () => {
    const { stub, chargers } = await aFullPlace(2, ["ann", "ben"]);
    const { pileId } = chargers[1]!;
    await chargers[1]!.says("Available");
    const waiting = await until(stub, "ann", hasOffer);
    expect(waiting).toMatchObject({ place: 1, offer: { pileId, connectorId: 1 } });
    expect(await waitingOf(stub, "ben")).toMatchObject({ place: 1, offer: null });
    const pile = pileOf(env, pileId);
    const untilMs = Date.now() + 60_000;
    expect(await pile.hold(aHold({ driverId: "ben", untilMs }))).toMatchObject({
      error: { code: "connector_reserved" },
    });
    expect(await pile.hold(aHold({ driverId: "ann", untilMs }))).toMatchObject({ ok: true });
  });

  test("gives it to the next when the first declines", async () => {
    const { stub, chargers } = await aFullPlace(1, ["ann", "ben"]);
    await chargers[0]!.says("Available");
    await until(stub, "ann", hasOffer);
    expect(await stub.leaveWaiting("ann")).toMatchObject({ ok: true });
    expect(await until(stub, "ben", hasOffer)).toMatchObject({ place: 1 });
    expect(await waitingOf(stub, "ann")).toBeNull();
  });

  test("knows the list and the offer after a sleep of everybody", async () => {
    const { stub, chargers, stationId } = await aFullPlace(1, ["ann", "ben"]);
    await evictDurableObject(stub);
    await chargers[0]!.says("Available");
    const before = await until(stub, "ann", hasOffer);
    await evictDurableObject(stub);
    await evictDurableObject(pileStub(chargers[0]!.pileId));
    expect(await waitingOf(stationStub(stationId), "ann")).toEqual(before);
    expect(await waitingOf(stationStub(stationId), "ben")).toMatchObject({ place: 1 });
    await stub.leaveWaiting("ann");
    await until(stub, "ben", hasOffer);
  });

  test("goes on to the next by the pile's alarm when the first does not come", async () => {
    const { stub, chargers } = await aFullPlace(1, ["ann", "ben"]);
    await chargers[0]!.says("Available");
    await until(stub, "ann", hasOffer);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + limits.offerMs.most });
    await runDurableObjectAlarm(pileStub(chargers[0]!.pileId));
    expect(await until(stub, "ann", isGone)).toBeNull();
    expect(await until(stub, "ben", hasOffer)).toMatchObject({ place: 1 });
  });

  test("asks the same again after a crash, and the pile keeps one connector, not two", async () => {
    const { stub, chargers } = await aFullPlace(2, ["ann"]);
    for (const charger of chargers) await charger.says("Available");
    const before = await until(stub, "ann", hasOffer);
    // As it was stored when the question had been written and its answer had not come.
    await runInDurableObject(stub, (_, { storage }) => {
      storage.sql.exec(`UPDATE state SET document = replace(document, '"kept"', '"asked"')`);
    });
    await evictDurableObject(stub);
    expect((await waitingOf(stub, "ann"))?.offer).toBeNull();
    expect(await until(stub, "ann", hasOffer)).toEqual(before);
    const summaries = await Promise.all(chargers.map(({ pileId }) => pileStub(pileId).summary()));
    const offers = summaries.flatMap((summary) => (summary.ok ? summary.value.offers : []));
    expect(offers.map(({ offerId }) => offerId)).toEqual([before?.offer?.offerId]);
  });

  test("tells each driver his own waiting on the station's socket, and nobody else's", async () => {
    const { stub, chargers, stationId } = await aFullPlace(1, ["ann", "ben"]);
    const [ann, ben, nobody] = [
      await watch(station(stationId)),
      await watch(station(stationId)),
      await watch(station(stationId)),
    ];
    await hello(ann, "ann");
    await hello(ben, "ben");
    await ann.until((screen) => told(screen).length > 0);
    await ben.until((screen) => told(screen).length > 0);
    expect(told(ben)).toMatchObject([{ place: 2, offer: null, end: null }]);
    await chargers[0]!.says("Available");
    await ann.until((screen) => told(screen).some(({ offer }) => offer !== null));
    await stub.leaveWaiting("ann");
    await ann.until((screen) => told(screen).at(-1)?.end === "left");
    await ben.until((screen) => told(screen).at(-1)?.offer !== null);
    expect(told(nobody)).toEqual([]);
    expect(told(ben).every(({ place }) => place <= 2)).toBe(true);
  });

  test("takes nobody who need not wait, and knows no station that the records do not know", async () => {
    const place = await aLivingPlace(1);
    await untilAll(place.stationId, "available");
    const stub = stationStub(place.stationId);
    expect(await stub.joinWaiting(wish("ann"))).toMatchObject({
      error: { code: "connector_is_free" },
    });
    expect(await stationStub("nowhere").joinWaiting(wish("ann"))).toMatchObject({
      error: { code: "station_not_found" },
    });
  });
});
