// The records over RPC, by the binding that the Piles call them by.
import { beforeAll, expect, it } from "vitest";
import { orderRow, walletOf } from "./support/books.ts";
import { aCard, MORNING_MS } from "../../support/builders.ts";
import { aWorld, db, env, migrate } from "./support/world.ts";

beforeAll(migrate);

it("judges a card, makes its order and settles it", async () => {
  const world = await aWorld();
  await world.topUp(9_000);
  const { pileId } = world.place;
  const { idTag } = await aCard(db, { driverId: world.driverId });
  const nowMs = MORNING_MS;
  const card = await env.RECORDS.authorizeCard({ pileId, idTag, nowMs });
  expect(card).toEqual({ status: "Accepted", driverId: world.driverId, expiresAtMs: null });
  const opened = await env.RECORDS.openCardOrder({
    pileId,
    connectorId: 1,
    idTag,
    startedAtMs: nowMs,
    meterStartWh: 1_000,
    nowMs,
  });
  if (opened.status !== "Accepted") throw new Error(opened.status);
  const { orderId, prepaidFen } = opened.order;
  expect(prepaidFen).toBe(9_000);
  const ended = world.pile.ended(orderId, 20_000, { idTag });
  const settled = { kind: "settled", orderId, totalFen: 2_400, refundFen: 6_600, shortfallFen: 0 };
  expect(await env.RECORDS.apply(pileId, [ended])).toEqual([settled]);
  expect(await env.RECORDS.apply(pileId, [ended])).toEqual([settled]);
  expect(await orderRow(orderId)).toMatchObject({ state: "settled" });
  expect(await walletOf(world)).toEqual({ balanceFen: 6_600, receivableFen: 0 });
});

it("says nothing of a pile that it does not know, and blocks nothing by it", async () => {
  const fact = { kind: "onlineChanged", online: true, atMs: MORNING_MS } as const;
  expect(await env.RECORDS.apply("NOWHERE", [fact])).toEqual([]);
});
