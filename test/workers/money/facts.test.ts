// What a Pile tells the records: applied in order, once, for the fewest rows; what cannot be true is
// kept for a person and blocks nothing.
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Fact } from "../../../core/charging/facts.ts";
import { connectors, faults, piles, tariffs } from "../../../worker/db/tables/stations.ts";
import { reservations, sessions } from "../../../worker/db/tables/orders.ts";
import { applyFacts } from "../../../worker/records/applyFacts.ts";
import { aTwoPriceTariffContent, MORNING_MS } from "../../support/builders.ts";
import { closedBooks, everythingOf, findingsOf, noDifferences, orderRow } from "./support/books.ts";
import { as } from "./support/as.ts";
import { rowsWrittenDuring } from "./support/rows.ts";
import { aWorld, db, migrate, type World } from "./support/world.ts";

beforeAll(migrate);

const tell = (world: World, ...facts: Fact[]) =>
  applyFacts(world.money, { pileId: world.place.pileId, facts, nowMs: world.nowMs });

const connectorOf = ({ place }: World) =>
  db
    .select()
    .from(connectors)
    .where(and(eq(connectors.pileId, place.pileId), eq(connectors.connectorId, 1)))
    .get();

const changed = (given: Partial<Extract<Fact, { kind: "connectorChanged" }>> = {}): Fact => ({
  kind: "connectorChanged",
  connectorId: 1,
  state: "occupied",
  sinceMs: MORNING_MS + 1_000,
  errorCode: null,
  ...given,
});

const opened = (atMs: number, errorCode: string): Fact => ({
  kind: "faultOpened",
  connectorId: 1,
  errorCode,
  vendorErrorCode: null,
  info: null,
  atMs,
});

const reservation = (state: "active" | "used" | "expired"): Fact => ({
  kind: "reservationChanged",
  reservationId: 7,
  connectorId: 1,
  idTag: "CARD-UNKNOWN",
  fromMs: MORNING_MS,
  untilMs: MORNING_MS + 900_000,
  state,
});

async function aChargingOrder(given: Parameters<typeof aWorld>[0] = {}) {
  const world = await aWorld(given);
  const orderId = await world.orderId();
  world.wechatpay.pay(orderId, world.nowMs);
  await world.notify(orderId);
  await world.deliver();
  return { world, orderId };
}

describe("what a pile says of itself", () => {
  it("is written where it changes something, and costs no row where it does not", async () => {
    const world = await aWorld();
    expect(await rowsWrittenDuring(world, () => tell(world, changed()))).toBe(1);
    expect(await connectorOf(world)).toMatchObject({ state: "occupied", errorCode: null });
    expect(await rowsWrittenDuring(world, () => tell(world, changed()))).toBe(0);
    const online: Fact = { kind: "onlineChanged", online: true, atMs: MORNING_MS + 1 };
    expect(await rowsWrittenDuring(world, () => tell(world, online))).toBe(0);
    const identified: Fact = {
      kind: "identified",
      vendor: "V",
      model: "M",
      serialNumber: null,
      firmwareVersion: "1.0",
      atMs: MORNING_MS,
    };
    // The pile's row, and that of the index by which its kind is found.
    expect(await rowsWrittenDuring(world, () => tell(world, identified))).toBe(2);
    expect(await rowsWrittenDuring(world, () => tell(world, identified, identified))).toBe(0);
  });

  it("is not undone by an older fact that comes late", async () => {
    const world = await aWorld();
    await tell(
      world,
      changed({ state: "faulted", errorCode: "GroundFailure", sinceMs: MORNING_MS + 9_000 }),
    );
    await tell(world, changed());
    expect(await connectorOf(world)).toMatchObject({
      state: "faulted",
      errorCode: "GroundFailure",
    });
    const off: Fact = { kind: "onlineChanged", online: false, atMs: MORNING_MS + 5_000 };
    await tell(world, off);
    await tell(world, { kind: "onlineChanged", online: true, atMs: MORNING_MS + 4_000 });
    const pile = await db.select().from(piles).where(eq(piles.pileId, world.place.pileId)).get();
    expect(pile).toMatchObject({ online: false, lastSeenMs: MORNING_MS + 5_000 });
  });

  it("writes only the last of several states in one list", async () => {
    const world = await aWorld();
    const states = (["plugged", "occupied", "plugged", "available"] as const).map((state, at) =>
      changed({ state, sinceMs: MORNING_MS + 1_000 + at }),
    );
    expect(await rowsWrittenDuring(world, () => tell(world, ...states))).toBe(1);
    expect(await connectorOf(world)).toMatchObject({ state: "available" });
  });

  it("opens a fault once and closes every fault opened before", async () => {
    const world = await aWorld();
    const closed: Fact = { kind: "faultClosed", connectorId: 1, atMs: MORNING_MS + 50 };
    const facts = [
      opened(MORNING_MS, "GroundFailure"),
      opened(MORNING_MS + 20, "OverVoltage"),
      closed,
      opened(MORNING_MS + 90, "EVCommunicationError"),
    ];
    await tell(world, ...facts);
    await tell(world, ...facts);
    const rows = await db.select().from(faults).where(eq(faults.pileId, world.place.pileId));
    expect(rows.map(({ errorCode, closedAtMs }) => [errorCode, closedAtMs])).toEqual([
      ["GroundFailure", MORNING_MS + 50],
      ["OverVoltage", MORNING_MS + 50],
      ["EVCommunicationError", null],
    ]);
  });

  it("ends a reservation once", async () => {
    const world = await aWorld();
    await tell(world, reservation("active"), reservation("used"), reservation("expired"));
    await tell(world, reservation("active"));
    const row = await db
      .select()
      .from(reservations)
      .where(eq(reservations.reservationId, `${world.place.pileId}:7`))
      .get();
    expect(row).toMatchObject({ state: "used", driverId: null });
  });
});

describe("a session", () => {
  it("is billed by the order's own tariff version across a change of price", async () => {
    const { world, orderId } = await aChargingOrder({ tariff: aTwoPriceTariffContent() });
    // 07:00 to 09:00 in Shanghai: valley until 08:00, then peak.
    const startedAtMs = Date.UTC(2026, 10, 20, 23, 0, 0);
    const { tariffId } = world.place;
    await db.insert(tariffs).values({
      ...(await db.select().from(tariffs).where(eq(tariffs.tariffId, tariffId)).get())!,
      version: 2,
      content: aTwoPriceTariffContent({ id: tariffId, version: 2, startFeeFen: 9_999 }),
      validFromMs: MORNING_MS,
    });
    const fact = world.pile.ended(orderId, 20_000, {
      startedAtMs,
      endedAtMs: startedAtMs + 7_200_000,
      readings: [
        [startedAtMs, 1_000],
        [startedAtMs + 7_200_000, 21_000],
      ],
    });
    await tell(world, fact);
    await world.settleDown();
    const { order, lines, session } = await everythingOf(orderId);
    // 10 kWh at 0.70 and 10 kWh at 1.60 yuan.
    expect(order).toMatchObject({ totalFen: 700 + 1_600, state: "settled" });
    expect(lines.map(({ line, period, energyWh }) => [line, period, energyWh])).toEqual([
      [1, "valley", 10_000],
      [2, "peak", 10_000],
    ]);
    expect(session).toMatchObject([{ orderId, readings: fact.readings, anomalies: [] }]);
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
  });

  it("without an order is kept for a person, once", async () => {
    const world = await aWorld();
    const fact = world.pile.ended(null, 5_000);
    expect(await tell(world, fact)).toEqual([]);
    await tell(world, fact);
    const sessionId = `${world.place.pileId}:${fact.transactionId}`;
    const row = await db.select().from(sessions).where(eq(sessions.sessionId, sessionId)).get();
    expect(row).toMatchObject({ orderId: null, meterStopWh: 6_000 });
    expect(await findingsOf(sessionId)).toMatchObject([
      { kind: "session_without_order", operatorId: world.place.operatorId },
    ]);
  });

  it("of an order that is not ours, or is over, is kept without it and blocks nothing behind it", async () => {
    const world = await aWorld();
    const orderId = await world.orderId();
    world.pile.expire(orderId);
    await world.deliver();
    const unknown = world.pile.ended("01KA000000000000000000ZZZZ", 4_000);
    const late = world.pile.ended(orderId, 3_000);
    await tell(world, unknown, late, changed());
    const rows = await db.select().from(sessions).where(eq(sessions.pileId, world.place.pileId));
    expect(rows.map((row) => row.orderId)).toEqual([null, null]);
    expect(await orderRow(orderId)).toMatchObject({ state: "cancelled", totalFen: null });
    expect(await connectorOf(world)).toMatchObject({ state: "occupied" });
  });

  it("that is a second one of its order is kept without it, and the bill stays", async () => {
    const { world, orderId } = await aChargingOrder();
    const first = world.pile.ended(orderId, 10_000);
    const second = world.pile.ended(orderId, 7_000);
    await tell(world, first, second);
    expect(await orderRow(orderId)).toMatchObject({ totalFen: 1_200, energyWh: 10_000 });
    const sessionId = `${world.place.pileId}:${second.transactionId}`;
    expect(await findingsOf(sessionId)).toHaveLength(1);
  });

  it("that no tariff can be found for waits for a person, and nothing is paid back meanwhile", async () => {
    const { world, orderId } = await aChargingOrder();
    await db.delete(tariffs).where(eq(tariffs.tariffId, world.place.tariffId));
    await tell(world, world.pile.ended(orderId, 10_000));
    world.pile.orders.clear();
    world.later(3_600_000);
    await world.sweep();
    expect(await orderRow(orderId)).toMatchObject({ state: "finishing", open: 1 });
    expect(world.wechatpay.heldFen(orderId)).toBe(5_000);
  });

  it("is told as finishing until its bill can be made", async () => {
    const { world, orderId } = await aChargingOrder();
    await tell(world, {
      kind: "sessionFinishing",
      orderId,
      endedAtMs: world.nowMs,
      reason: "EVDisconnected",
    });
    expect(await orderRow(orderId)).toMatchObject({
      state: "finishing",
      stopReason: "EVDisconnected",
    });
    // An older fact that comes again does not lead back.
    await tell(world, { kind: "sessionStarted", orderId, startedAtMs: world.nowMs });
    expect(await orderRow(orderId)).toMatchObject({ state: "finishing" });
  });
});

describe("a fact that cannot be true", () => {
  it("is kept once and changes nothing", async () => {
    const { world, orderId } = await aChargingOrder();
    const before = await everythingOf(orderId);
    const failed: Fact = {
      kind: "startFailed",
      orderId,
      failure: "start_timed_out",
      atMs: world.nowMs,
    };
    expect(await tell(world, failed)).toEqual([]);
    await tell(world, failed);
    expect(await everythingOf(orderId)).toEqual(before);
    expect(await findingsOf(orderId)).toMatchObject([{ kind: "startFailed_impossible" }]);
    const unknown = "01KA000000000000000000YYYY";
    await tell(world, { kind: "sessionStarted", orderId: unknown, startedAtMs: world.nowMs });
    expect(await findingsOf(unknown)).toMatchObject([{ kind: "sessionStarted_impossible" }]);
  });

  it("that no row can hold does not keep the others from being written", async () => {
    const world = await aWorld();
    const broken = as<Fact>({ ...changed(), sinceMs: MORNING_MS + 5, state: null });
    const offline = { kind: "onlineChanged", online: false, atMs: MORNING_MS + 10 } as const;
    const unplaced = as<Fact>({ ...world.pile.ended(null, 100), connectorId: null });
    await tell(world, offline, broken, unplaced);
    const pile = await db.select().from(piles).where(eq(piles.pileId, world.place.pileId)).get();
    expect(pile).toMatchObject({ online: false });
    expect(await findingsOf(world.place.pileId)).not.toEqual([]);
  });

  it("of a hold that ran out before its order was written is nothing to look at", async () => {
    const world = await aWorld();
    const orderId = "01KA000000000000000000XXXX";
    await tell(world, { kind: "startFailed", orderId, failure: "payment_expired", atMs: 1 });
    expect(await findingsOf(orderId)).toEqual([]);
  });
});

describe("the price of an order in rows", () => {
  it("is what it has to be for a charge that is settled and paid back in part", async () => {
    const world = await aWorld();
    let made = "";
    const creating = await rowsWrittenDuring(world, async () => {
      made = await world.orderId();
    });
    // The order with its five indexes (driver's, operator's, station's, open, one open per driver), and the
    // payment with that of the pending ones.
    expect(creating).toBe(6 + 2);
    world.wechatpay.pay(made, world.nowMs);
    const paying = await rowsWrittenDuring(world, () => world.notify(made));
    // The event; the entry; the order; the payment, whose leaving an index is not billed.
    expect(paying).toBe(1 + 1 + 1 + 1);
    const starting = await rowsWrittenDuring(world, () => world.deliver());
    // The order begins to charge.
    expect(starting).toBe(1);
    world.pile.finish(made, 30_000);
    const settling = await rowsWrittenDuring(world, () => world.deliver());
    // The session with its order's index, one line, the entry, the refund with that of the open
    // ones, the order, and the driver's message.
    expect(settling).toBe(2 + 1 + 1 + 2 + 1 + 1);
    const refunding = await rowsWrittenDuring(world, () => world.settleDown());
    // The refund, and the entry.
    expect(refunding).toBe(1 + 1);
    expect(await orderRow(made)).toMatchObject({ state: "settled" });
    // Of the 40 rows that a session may cost over object and database together.
    expect(creating + paying + starting + settling + refunding).toBe(23);
  });
});
