// Charges that a driver begins at the pile with his card.
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { drivers } from "../../../worker/db/tables/drivers.ts";
import { tariffs } from "../../../worker/db/tables/stations.ts";
import { authorizeCard, openCardOrder } from "../../../worker/records/cards.ts";
import { aCard, aTariffContent } from "../../support/builders.ts";
import { closedBooks, noDifferences, orderRow, walletOf } from "./support/books.ts";
import { aWorld, db, migrate, type World } from "./support/world.ts";

beforeAll(migrate);

async function aCardHolder(balanceFen: number) {
  const world = await aWorld();
  if (balanceFen > 0) await world.topUp(balanceFen);
  const { idTag } = await aCard(db, { driverId: world.driverId });
  return { world, idTag };
}

const startOf = ({ place, nowMs }: World, idTag: string, given = {}) => ({
  pileId: place.pileId,
  connectorId: 1,
  idTag,
  startedAtMs: nowMs,
  meterStartWh: 1_000,
  nowMs,
  ...given,
});

const asked = (world: World, idTag: string) =>
  authorizeCard(db, { pileId: world.place.pileId, idTag, nowMs: world.nowMs });

describe("a card", () => {
  it("may charge, whatever the balance", async () => {
    const { world, idTag } = await aCardHolder(0);
    expect(await asked(world, idTag)).toEqual({
      status: "Accepted",
      driverId: world.driverId,
      expiresAtMs: null,
    });
  });

  it("is refused by the word that says why", async () => {
    const { world } = await aCardHolder(0);
    const { driverId, nowMs } = world;
    const blocked = await aCard(db, { driverId, blockedAtMs: nowMs });
    const expired = await aCard(db, { driverId, expiresAtMs: nowMs });
    expect((await asked(world, blocked.idTag)).status).toBe("Blocked");
    expect((await asked(world, expired.idTag)).status).toBe("Expired");
    expect(await asked(world, "NOBODYS")).toEqual({
      status: "Invalid",
      driverId: null,
      expiresAtMs: null,
    });
  });

  it("of a closed account is blocked, and no card is good at an unknown pile", async () => {
    const { world, idTag } = await aCardHolder(0);
    const elsewhere = { pileId: "NOWHERE", idTag, nowMs: world.nowMs };
    expect((await authorizeCard(db, elsewhere)).status).toBe("Invalid");
    await db
      .update(drivers)
      .set({ closedAtMs: world.nowMs })
      .where(eq(drivers.driverId, world.driverId));
    expect((await asked(world, idTag)).status).toBe("Blocked");
  });
});

describe("a charge that a card begins", () => {
  it("becomes an order that is paid from the balance and settled like any other", async () => {
    const { world, idTag } = await aCardHolder(9_000);
    const opened = await openCardOrder(db, startOf(world, idTag));
    if (opened.status !== "Accepted") throw new Error(opened.status);
    const { orderId } = opened.order;
    expect(opened.order).toMatchObject({ driverId: world.driverId, prepaidFen: 9_000 });
    expect(opened.order.terms).toMatchObject({ timeZone: "Asia/Shanghai", membership: null });
    expect(orderId).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(await orderRow(orderId)).toMatchObject({
      origin: "card",
      state: "charging",
      paymentWay: "balance",
      startedAtMs: world.nowMs,
    });
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 0 });
    world.pile.facts.push(world.pile.ended(orderId, 20_000, { idTag }));
    await world.deliver();
    expect(await orderRow(orderId)).toMatchObject({ state: "settled", totalFen: 2_400 });
    expect(await walletOf(world)).toEqual({ balanceFen: 6_600, receivableFen: 0 });
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
  });

  it("holds no more of the balance than a card charge may take", async () => {
    const { world, idTag } = await aCardHolder(30_000);
    const opened = await openCardOrder(db, startOf(world, idTag));
    expect(opened).toMatchObject({ status: "Accepted", order: { prepaidFen: 20_000 } });
    expect(await walletOf(world)).toEqual({ balanceFen: 10_000, receivableFen: 0 });
  });

  it("is the same order when it is told again, at once or after it was settled", async () => {
    const { world, idTag } = await aCardHolder(9_000);
    const start = startOf(world, idTag);
    const [first, second] = await Promise.all([openCardOrder(db, start), openCardOrder(db, start)]);
    expect(second).toEqual(first);
    const orderId = first.status === "Accepted" ? first.order.orderId : "";
    world.pile.facts.push(world.pile.ended(orderId, 20_000));
    await world.deliver();
    expect(await openCardOrder(db, { ...start, nowMs: world.nowMs + 60_000 })).toEqual(first);
    const { balanceFen } = await walletOf(world);
    expect(balanceFen).toBe(6_600);
    const next = await openCardOrder(db, { ...start, meterStartWh: 21_000 });
    expect(next.status === "Accepted" && next.order.orderId).not.toBe(orderId);
  });

  it("is refused when the balance is too low, or the driver owes", async () => {
    const poor = await aCardHolder(499);
    expect(await openCardOrder(db, startOf(poor.world, poor.idTag))).toEqual({ status: "Blocked" });
    expect(await walletOf(poor.world)).toEqual({ balanceFen: 499, receivableFen: 0 });

    const { world, idTag } = await aCardHolder(500);
    const opened = await openCardOrder(db, startOf(world, idTag));
    if (opened.status !== "Accepted") throw new Error(opened.status);
    world.pile.facts.push(world.pile.ended(opened.order.orderId, 10_000));
    await world.deliver();
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 700 });
    await world.topUp(5_000);
    const later = startOf(world, idTag, { startedAtMs: world.nowMs + 1 });
    expect(await openCardOrder(db, later)).toEqual({ status: "Blocked" });
  });

  it("is refused where no tariff is in force", async () => {
    const { world, idTag } = await aCardHolder(5_000);
    const { tariffId } = world.place;
    await db
      .update(tariffs)
      .set({ validFromMs: world.nowMs + 1 })
      .where(eq(tariffs.tariffId, tariffId));
    expect(await openCardOrder(db, startOf(world, idTag))).toEqual({ status: "Blocked" });
  });

  it("that was told late is priced by the tariff of its time", async () => {
    const { world, idTag } = await aCardHolder(9_000);
    const { tariffId, operatorId } = world.place;
    await db.insert(tariffs).values({
      tariffId,
      version: 2,
      operatorId,
      name: "新价",
      nameEn: "New",
      content: aTariffContent({ id: tariffId, version: 2, startFeeFen: 500 }),
      validFromMs: world.nowMs,
      createdAtMs: world.nowMs,
    });
    const offline = startOf(world, idTag, { startedAtMs: world.nowMs - 3_600_000 });
    const opened = await openCardOrder(db, offline);
    expect(opened).toMatchObject({ order: { terms: { tariff: { version: 1 } } } });
    const now = await openCardOrder(db, startOf((await aCardHolder(0)).world, idTag));
    expect(now.status).toBe("Blocked");
  });
});
