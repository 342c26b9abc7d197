import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { OrderId, PileId, StationId } from "../../core/contract/common.ts";
import { PictureId } from "../../core/contract/pictures.ts";
import { ReviewId } from "../../core/contract/reviews.ts";
import { trialBalance } from "../../core/money/trialBalance.ts";
import { bill } from "../../core/pricing/bill.ts";
import { checkTariff } from "../../core/pricing/checkTariff.ts";
import { cleanPicture } from "../../core/pictures/picture.ts";
import { distanceM } from "../../worker/db/geohash.ts";
import { hashPassword, passwordMatches } from "../../worker/http/auth/password.ts";
import { cityPiles } from "./city.ts";
import { demoOperators, demoStaff, STAFF_PASSWORD } from "./city/operators.ts";
import { credentialHashOf } from "./city/piles.ts";
import { demoStations } from "./city/stations.ts";
import { demoTariffs } from "./city/tariffs.ts";
import { makeFeedback } from "./feedback/feedback.ts";
import { makeHistory } from "./history/history.ts";
import { namedDrivers } from "./history/people.ts";
import { makeAlbum } from "./pictures/album.ts";

/** 2026-11-22 14:00 in Shanghai. */
const NOW_MS = Date.UTC(2026, 10, 22, 6);
/** The cost is in the hash, and a test need not pay the usual one. */
const CHEAP = { N: 1024, r: 8, p: 1 };
const history = makeHistory({ nowMs: NOW_MS, piles: cityPiles, tariffs: demoTariffs });
const settled = history.orders.filter(({ state }) => state === "settled");

test("the city has at least 60 stations and 400 piles, with ids the contract takes", () => {
  expect(demoStations.length).toBeGreaterThanOrEqual(60);
  expect(cityPiles.length).toBeGreaterThanOrEqual(400);
  for (const { stationId } of demoStations)
    expect(StationId.safeParse(stationId).success).toBe(true);
  for (const { pileId } of cityPiles) expect(PileId.safeParse(pileId).success).toBe(true);
  expect(new Set(cityPiles.map(({ pileId }) => pileId)).size).toBe(cityPiles.length);
});

test("every station stands in Shanghai, under its own name, apart from the others", () => {
  const outside = demoStations.filter(
    ({ latitude, longitude }) =>
      !(latitude > 30.67 && latitude < 31.88 && longitude > 120.85 && longitude < 122),
  );
  expect(outside).toEqual([]);
  expect(new Set(demoStations.map(({ name }) => name)).size).toBe(demoStations.length);
  const tooNear = demoStations.flatMap((one, at) =>
    demoStations.slice(at + 1).filter((other) => distanceM(one, other) < 400),
  );
  expect(tooNear).toEqual([]);
});

test("every tariff may be published, and every station has one of its own operator", () => {
  for (const { content } of demoTariffs)
    expect(checkTariff(content)).toEqual({ ok: true, value: content });
  const owners = new Map(demoTariffs.map(({ content, operatorId }) => [content.id, operatorId]));
  for (const { tariffId, operatorId } of demoStations)
    expect(owners.get(tariffId)).toBe(operatorId);
});

test("each operator has an account for each role, and the documented password opens it", async () => {
  for (const { operatorId } of demoOperators) {
    const roles = demoStaff.filter((member) => member.operatorId === operatorId);
    expect(roles.map(({ role }) => role).toSorted()).toEqual([
      "finance",
      "maintenance",
      "operations",
      "owner",
      "readOnly",
    ]);
  }
  expect(demoStaff.map(({ email }) => email)).toContain("owner@pujiang.example");
  for (const { email } of demoStaff) expect(email).toBe(email.toLowerCase());
  expect(await passwordMatches("zhuang-demo-2026", await hashPassword(STAFF_PASSWORD, CHEAP))).toBe(
    true,
  );
});

test("a pile's documented password fits its stored hash and OCPP's length", () => {
  for (const { pileId, password } of cityPiles) {
    expect(password).toBe(`demo-pass-${pileId}`);
    const [salt = "", hash = ""] = credentialHashOf(pileId, password).split("$");
    const sum = createHash("sha256").update(Buffer.from(salt, "base64url")).update(password);
    expect(sum.digest("base64url")).toBe(hash);
    expect(password.length).toBeGreaterThanOrEqual(16);
    expect(password.length).toBeLessThanOrEqual(20);
  }
});

test("the history is some thousands of orders over weeks, all in the past, the same again", () => {
  expect(settled.length).toBeGreaterThan(2_500);
  expect(NOW_MS - history.fromMs).toBeGreaterThan(60 * 86_400_000);
  expect(history.orders.filter(({ createdAtMs }) => createdAtMs >= NOW_MS)).toEqual([]);
  expect(history.entries.filter(({ atMs }) => atMs >= NOW_MS)).toEqual([]);
  expect(history.orders.filter(({ orderId }) => !OrderId.safeParse(orderId).success)).toEqual([]);
  const short = { nowMs: NOW_MS, piles: cityPiles, tariffs: demoTariffs, days: 4 };
  expect(makeHistory(short)).toEqual(makeHistory(short));
});

test("every bill, computed again from the stored readings, is what was stored", () => {
  const orders = new Map(history.orders.map((order) => [order.orderId, order]));
  const sessions = new Map(history.sessions.map((session) => [session.orderId, session]));
  const lines = Map.groupBy(history.billLines, ({ orderId }) => orderId);
  expect(history.billed.length).toBe(settled.length);
  const different = history.billed.filter(({ orderId, input }) => {
    const [order, session] = [orders.get(orderId)!, sessions.get(orderId)!];
    const meter = session.readings.map(([atMs, registerWh]) => ({ atMs, registerWh }));
    const again = bill({ ...input, meter });
    const stored = lines.get(orderId) ?? [];
    return !(
      amounts.every((name) => order[name] === again[name]) &&
      again.energyWh === session.meterStopWh - session.meterStartWh &&
      again.anomalies.length === 0 &&
      again.lines.length === stored.length &&
      again.lines.every((line, at) => line.energyWh === stored[at]?.energyWh)
    );
  });
  expect(different).toEqual([]);
});
const amounts = [
  "energyWh",
  "electricityFen",
  "serviceFen",
  "idleFen",
  "startFen",
  "discountFen",
  "totalFen",
] as const;

test("the books balance: nothing waits in a prepayment or a refund, and revenue is what was billed", () => {
  const { balances, sumFen } = trialBalance(history.entries);
  expect(sumFen).toBe(0);
  let revenueFen = 0;
  for (const [account, fen] of balances) {
    expect(account).not.toMatch(/^order:|^refunds:/);
    if (account.startsWith("operator:")) revenueFen -= fen;
  }
  const billedFen = settled.reduce((sum, { totalFen }) => sum + (totalFen ?? 0), 0);
  const reservedFen = history.reservations.reduce((sum, one) => sum + (one.chargedFen ?? 0), 0);
  expect(reservedFen).toBeGreaterThan(0);
  expect(revenueFen).toBe(billedFen + reservedFen);
});

test("no balance is ever below nought, entry by entry, and the named drivers have what is promised", () => {
  const balances = new Map<string, number>();
  const overdrawn: string[] = [];
  for (const { driverId, postings, source } of history.entries) {
    for (const { account, amountFen } of postings) {
      if (driverId === null || account !== `driver:${driverId}:wallet`) continue;
      const balanceFen = (balances.get(driverId) ?? 0) - amountFen;
      if (balanceFen < 0) overdrawn.push(source);
      balances.set(driverId, balanceFen);
    }
  }
  expect(overdrawn).toEqual([]);
  for (const { name, topUpsFen } of namedDrivers) {
    const driver = history.drivers.find(({ subject }) => subject === name)!;
    const promisedFen = topUpsFen.reduce<number>((sum, fen) => sum + fen, 0);
    expect(balances.get(driver.driverId) ?? 0).toBe(promisedFen);
  }
});

test("nobody charges at two places at once, and no connector has two cars", () => {
  const orders = new Map(history.orders.map((order) => [order.orderId, order]));
  const busyUntil = new Map<string, number>();
  const overlapping: string[] = [];
  for (const session of history.sessions.toSorted((a, b) => a.startedAtMs - b.startedAtMs)) {
    const driverId = orders.get(session.orderId ?? "")?.driverId;
    for (const key of [`${session.pileId}:${session.connectorId}`, `driver ${driverId}`]) {
      if ((busyUntil.get(key) ?? 0) > session.startedAtMs) overlapping.push(session.sessionId);
      busyUntil.set(key, session.endedAtMs);
    }
  }
  expect(overlapping).toEqual([]);
});

describe("What drivers say", () => {
  const feedback = makeFeedback(history, { nowMs: NOW_MS, piles: cityPiles });
  const album = makeAlbum(demoStations.slice(0, 2), feedback.reportedPictures, history.fromMs);

  test("is some hundred reviews, one a driver and station, each after a charge there", () => {
    expect(feedback.reviews.length).toBeGreaterThan(100);
    const keys = feedback.reviews.map(({ driverId, stationId }) => `${driverId} ${stationId}`);
    expect(new Set(keys).size).toBe(keys.length);
    const orders = new Map(settled.map((order) => [order.orderId, order]));
    for (const { orderId, driverId, stationId, createdAtMs, ...review } of feedback.reviews) {
      const order = orders.get(orderId);
      expect(order).toMatchObject({ driverId, stationId });
      expect(createdAtMs).toBeGreaterThan(order?.endedAtMs ?? Infinity);
      expect(createdAtMs).toBeLessThan(NOW_MS);
      expect(ReviewId.safeParse(review.reviewId).success).toBe(true);
    }
    expect(feedback.reviews.filter(({ hiddenAtMs }) => hiddenAtMs != null)).toHaveLength(1);
  });

  test("is a few reports in each state, and favourites of stations that are there", () => {
    const states = new Set(feedback.reports.map(({ state }) => state));
    expect([...states].toSorted()).toEqual(["confirmed", "open", "resolved"]);
    const known = new Set(demoStations.map(({ stationId }) => stationId));
    for (const { stationId } of feedback.favourites) expect(known.has(stationId)).toBe(true);
    const keys = feedback.favourites.map(({ driverId, stationId }) => `${driverId} ${stationId}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("has pictures that the platform itself would take, the same again each time", () => {
    const { pictures } = album;
    expect(pictures.length).toBeGreaterThan(feedback.reportedPictures.length);
    for (const { row, bytes } of pictures) {
      const clean = cleanPicture(bytes);
      expect(clean.ok && [clean.value.type, clean.value.width]).toEqual(["image/png", 600]);
      expect(clean.ok && Buffer.from(clean.value.bytes).equals(bytes)).toBe(true);
      expect(PictureId.safeParse(row.pictureId).success).toBe(true);
      expect(bytes.length).toBeLessThan(60_000);
    }
    const again = makeAlbum(demoStations.slice(0, 1), [], history.fromMs).pictures;
    expect(again).toEqual(pictures.slice(0, again.length));
  });

  test("is the same again for the same history", () => {
    expect(makeFeedback(history, { nowMs: NOW_MS, piles: cityPiles })).toEqual(feedback);
  });
});
