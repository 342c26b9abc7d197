import { beforeAll, describe, expect, test, vi } from "vitest";
import { getPile, getStation } from "../../../core/contract/stations.ts";
import { ok } from "../../../core/result.ts";
import type { Env } from "../../../worker/env.ts";
import {
  midnightBefore,
  pricesFromNow,
  pricesOfTwoDays,
} from "../../../worker/http/stations/prices.ts";
import {
  anOperator,
  aPile,
  aStation,
  aTariff,
  aTwoPriceTariffContent,
  MORNING_MS,
} from "../../support/builders.ts";
import { aBinding, ask, db, migrate } from "./support.ts";

beforeAll(migrate);

const HOUR_MS = 3_600_000;

async function aPlace() {
  const { operatorId, name: operatorName } = await anOperator(db);
  const { tariffId } = await aTariff(db, { operatorId, content: aTwoPriceTariffContent() });
  const station = await aStation(db, { operatorId, tariffId });
  const pile = await aPile(db, {
    operatorId,
    stationId: station.stationId,
    connectors: [
      { state: "occupied" },
      { currentType: "AC", standard: "GBT_AC", maxPowerW: 7_000 },
    ],
  });
  return { operatorName, station, pile };
}

/** Piles that all say the same of themselves. */
const pilesThatAnswer = (snapshot: () => Promise<unknown>): Partial<Env> => ({
  PILE: aBinding<Env["PILE"]>({ idFromName: () => ({}), get: () => ({ snapshot }) }),
});

describe("a station", () => {
  test("shows its piles, what is free, and the prices of two days without a gap", async () => {
    const { station, pile, operatorName } = await aPlace();
    const { stationId } = station;
    const shown = (await ask(getStation, { stationId })).output();
    expect(shown).toMatchObject({
      stationId,
      name: station.name,
      operatorName,
      position: { latitude: station.latitude, longitude: station.longitude },
      distanceM: 0,
      maxPowerW: 120_000,
      dc: { total: 1, available: 0, busy: 1, faulted: 0, offline: 0 },
      ac: { total: 1, available: 1, busy: 0, faulted: 0, offline: 0 },
      piles: [{ pileId: pile.pileId, name: pile.name, stationName: station.name, online: true }],
      startFeeFen: 0,
      idleFee: null,
    });
    expect([7_000, 16_000]).toContain(shown.priceNow);
    for (const [at, span] of shown.prices.entries()) {
      expect(span.fromMs).toBe(shown.prices[at - 1]?.toMs ?? span.fromMs);
    }
    expect(shown.prices.at(-1)!.toMs - shown.prices[0]!.fromMs).toBe(48 * HOUR_MS);
  });

  test("without a tariff has no price, and one that nobody knows is not found", async () => {
    const { operatorId } = await anOperator(db);
    const { stationId } = await aStation(db, { operatorId });
    const shown = (await ask(getStation, { stationId })).output();
    expect([shown.priceNow, shown.periodNow, shown.prices]).toEqual([null, null, []]);
    expect((await ask(getStation, { stationId: "nowhere" })).code).toBe("station_not_found");
  });

  test("takes the newest version of its tariff that is valid already", async () => {
    const { operatorId } = await anOperator(db);
    const { tariffId } = await aTariff(db, { operatorId });
    const { stationId } = await aStation(db, { operatorId, tariffId });
    const later = { operatorId, tariffId, content: aTwoPriceTariffContent() };
    await aTariff(db, { ...later, version: 2, validFromMs: Date.now() + 24 * HOUR_MS });
    expect((await ask(getStation, { stationId })).output().priceNow).toBe(12_000);
    await aTariff(db, { ...later, version: 3, validFromMs: Date.now() - 1 });
    expect((await ask(getStation, { stationId })).output().priceNow).not.toBe(12_000);
  });
});

describe("a pile", () => {
  test("is shown as its object knows it this second, with the names of the records", async () => {
    const { station, pile, operatorName } = await aPlace();
    const { pileId } = pile;
    const live = {
      pileId,
      online: true,
      connectors: [
        { connectorId: 1, state: "available", stateSinceMs: 5, errorCode: null },
        { connectorId: 2, state: "faulted", stateSinceMs: 6, errorCode: "GroundFailure" },
      ],
    } as const;
    const answer = ok({ live });
    const changed = pilesThatAnswer(() => Promise.resolve(answer));
    const shown = (await ask(getPile, { pileId }, {}, changed)).output();
    expect(shown).toMatchObject({
      pileId,
      name: pile.name,
      stationId: station.stationId,
      stationName: station.name,
      operatorName,
      online: true,
      connectors: [
        { connectorId: 1, state: "available", stateSinceMs: 5 },
        { connectorId: 2, state: "faulted", stateSinceMs: 6 },
      ],
    });
    expect(shown.prices[0]!.fromMs).toBeLessThanOrEqual(Date.now());
  });

  test("that was never published is offline, and one out of reach is said to be", async () => {
    const { pile } = await aPlace();
    const { pileId } = pile;
    const shown = (await ask(getPile, { pileId })).output();
    expect([shown.online, shown.connectors.map(({ state }) => state)]).toEqual([
      false,
      ["offline", "offline"],
    ]);
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const changed = pilesThatAnswer(() => Promise.reject(new Error("overloaded")));
    const answer = await ask(getPile, { pileId }, {}, changed);
    expect([answer.status, answer.code]).toEqual([503, "unavailable"]);
    expect(String(logged.mock.calls[0])).toContain("overloaded");
    logged.mockRestore();
    expect((await ask(getPile, { pileId: "NO-SUCH-PILE" })).code).toBe("pile_not_found");
  });
});

describe("prices", () => {
  const inForce = {
    tariffId: "two",
    version: 1,
    name: "x",
    nameEn: "x",
    content: aTwoPriceTariffContent(),
    validFromMs: 0,
  };
  const versions = [inForce];

  test("of two days begin and end at the station's own midnights", () => {
    const spans = pricesOfTwoDays(versions, MORNING_MS, "Asia/Shanghai");
    expect(spans.map(({ period }) => period)).toEqual(["valley", "peak", "valley", "peak"]);
    expect(spans[0]!.fromMs).toBe(MORNING_MS - 10 * HOUR_MS);
    expect(spans.at(-1)!.toMs).toBe(MORNING_MS + 38 * HOUR_MS);
  });

  test("from now begin with the one that holds now", () => {
    const [first] = pricesFromNow(versions, MORNING_MS, "Asia/Shanghai");
    expect(first).toMatchObject({
      fromMs: MORNING_MS,
      toMs: MORNING_MS + 14 * HOUR_MS,
      period: "peak",
    });
  });

  test("of a day on which the clock changes cover 23 and 25 hours", () => {
    const zone = "Europe/Berlin";
    const spring = Date.parse("2026-03-29T12:00:00+02:00");
    const autumn = Date.parse("2026-10-25T12:00:00+01:00");
    expect(spring - midnightBefore(spring, zone)).toBe(11 * HOUR_MS);
    expect(autumn - midnightBefore(autumn, zone)).toBe(13 * HOUR_MS);
    const spans = pricesOfTwoDays(versions, spring, zone);
    expect(spans.at(-1)!.toMs - spans[0]!.fromMs).toBe(47 * HOUR_MS);
  });

  test("at midnight itself are those of the day that begins", () => {
    const midnight = MORNING_MS - 10 * HOUR_MS;
    expect(midnightBefore(midnight, "Asia/Shanghai")).toBe(midnight);
    expect(midnightBefore(midnight - 1, "Asia/Shanghai")).toBe(midnight - 24 * HOUR_MS);
  });
});
