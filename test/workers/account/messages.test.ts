// The inbox: what happens is told once, in the batch of the fact, to its driver alone.
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  listMessages,
  markMessagesRead,
  type MessageContent,
} from "../../../core/contract/messages.ts";
import { limits } from "../../../core/limits.ts";
import { insertMessage } from "../../../worker/db/messages.ts";
import { insertReservation } from "../../../worker/db/reservations.ts";
import { messages } from "../../../worker/db/tables/personal.ts";
import { drivers } from "../../../worker/db/tables/drivers.ts";
import { keepRetention } from "../../../worker/privacy/retention.ts";
import { endStatements } from "../../../worker/reservations/endReservation.ts";
import { remindOfReservations } from "../../../worker/reservations/remind.ts";
import { runBatch } from "../../../worker/db/statements.ts";
import { applyFacts } from "../../../worker/records/applyFacts.ts";
import { aDriver } from "../../support/builders.ts";
import { ask, asDriver } from "../http/support.ts";
import { refusingGateway } from "../money/support/fakeGateway.ts";
import { aWorld, db, migrate, type World } from "../money/support/world.ts";

beforeAll(migrate);

const told = async ({ driverId }: Pick<World, "driverId">) =>
  (await db.select().from(messages).where(eq(messages.driverId, driverId))).map(
    ({ content }) => content,
  );

async function paid(world: World): Promise<string> {
  const orderId = await world.orderId();
  world.wechatpay.pay(orderId, world.nowMs);
  await world.notify(orderId);
  await world.settleDown();
  return orderId;
}

describe("a charge", () => {
  test("is told once when it has ended, with its bill and its place", async () => {
    const world = await aWorld();
    const orderId = await paid(world);
    await world.deliver();
    world.pile.finish(orderId, 30_000);
    await world.deliver();
    await world.settleDown();
    world.pile.confirmed = 0;
    await world.deliver();
    expect(await told(world)).toEqual([
      {
        kind: "chargeEnded",
        orderId,
        energyWh: 30_000,
        totalFen: 3_600,
        refundFen: 1_400,
        toWay: "wechatpay",
        shortfallFen: 0,
        stationId: world.place.stationId,
        stationName: expect.any(String),
        stationNameEn: expect.any(String),
        timeZone: "Asia/Shanghai",
        pileName: expect.any(String),
        pileId: world.place.pileId,
      },
    ]);
  });

  test("that did not begin is told with what goes back; one that he cancelled is not", async () => {
    const world = await aWorld();
    world.pile.refuseStart = { code: "pile_offline" };
    const orderId = await paid(world);
    world.later(120_000);
    await world.sweep();
    expect(await told(world)).toMatchObject([
      { kind: "chargeFailed", orderId, failure: "pile_offline", refundFen: 5_000 },
    ]);
    const other = await aWorld();
    const given = await other.orderId();
    other.pile.fail(given, "cancelled_by_driver");
    await other.deliver();
    expect(await told(other)).toEqual([]);
  });

  test("during which its connector has a fault is told of it", async () => {
    const world = await aWorld();
    const orderId = await paid(world);
    await world.deliver();
    const fault = {
      kind: "faultOpened",
      connectorId: 1,
      errorCode: "OverCurrentFailure",
      vendorErrorCode: null,
      info: null,
      atMs: world.nowMs,
    } as const;
    const facts = [fault, { ...fault, duringOrder: orderId }];
    const { pileId } = world.place;
    for (const _ of [1, 2]) await applyFacts(world.money, { pileId, facts, nowMs: world.nowMs });
    expect(await told(world)).toMatchObject([
      { kind: "chargeFault", orderId, connectorId: 1, errorCode: "OverCurrentFailure" },
    ]);
  });

  test("whose refund fails is told of that", async () => {
    const world = await aWorld();
    world.wechatpay.refusals.refund = [refusingGateway("USER_ACCOUNT_ABNORMAL")];
    world.pile.refuseStart = { code: "pile_offline" };
    const orderId = await paid(world);
    const both = (await told(world)).toSorted((one, other) => one.kind.localeCompare(other.kind));
    expect(both).toMatchObject([
      { kind: "chargeFailed" },
      { kind: "refundFailed", orderId, amountFen: 5_000, isReturned: false },
    ]);
  });
});

/** A reservation of the world's driver, as the records keep it. */
async function aReservation(world: World, fromMs: number): Promise<string> {
  const { operatorId, stationId, pileId } = world.place;
  const reservationId = `01KC${world.driverId.slice(-4).padStart(22, "0")}`;
  await insertReservation(db, {
    reservationId,
    pileId,
    connectorId: 1,
    driverId: world.driverId,
    idTag: "",
    fromMs,
    untilMs: fromMs + 3_600_000,
    operatorId,
    stationId,
    heldFromMs: fromMs,
    comeByMs: fromMs + 900_000,
    feeFen: 0,
    noShowFeeFen: 0,
    createdAtMs: world.nowMs,
  });
  return reservationId;
}

describe("a reservation", () => {
  test("is told of a quarter of an hour before it begins, once", async () => {
    const world = await aWorld();
    const fromMs = world.nowMs + 3_600_000;
    const reservationId = await aReservation(world, fromMs);
    await remindOfReservations(db, fromMs - limits.reservationReminderMs.most - 1);
    expect(await told(world)).toEqual([]);
    for (const late of [0, 60_000, 120_000]) {
      await remindOfReservations(db, fromMs - limits.reservationReminderMs.most + late);
    }
    expect(await told(world)).toMatchObject([
      { kind: "reservationSoon", reservationId, fromMs, connectorId: 1 },
    ]);
  });

  test("that was made at the last moment needs no reminder", async () => {
    const world = await aWorld();
    const fromMs = world.nowMs + 600_000;
    await aReservation(world, fromMs);
    await remindOfReservations(db, world.nowMs);
    expect(await told(world)).toEqual([]);
  });

  test("that moves, and ends without its driver, is told, once each", async () => {
    const world = await aWorld();
    const reservationId = await aReservation(world, world.nowMs + 3_600_000);
    const { pileId } = world.place;
    const atMs = world.nowMs;
    const facts = [
      { kind: "bookingMoved", bookingId: reservationId, connectorId: 2, atMs },
      { kind: "bookingEnded", bookingId: reservationId, end: "no_show", usedBy: null, atMs },
    ] as const;
    for (const _ of [1, 2]) await applyFacts(world.money, { pileId, facts, nowMs: atMs });
    const kinds = (await told(world)).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["reservationEnded", "reservationMoved"]);
  });

  test("that its driver cancels is no news", async () => {
    const world = await aWorld();
    const reservationId = await aReservation(world, world.nowMs + 3_600_000);
    const key = {
      reservationId,
      pileId: world.place.pileId,
      driverId: world.driverId,
      operatorId: world.place.operatorId,
      feeFen: 0,
      noShowFeeFen: 0,
      endedBy: null,
      fromMs: 0,
    };
    await runBatch(db, endStatements(db, key, { end: "cancelled", orderId: null, atMs: 1 }));
    expect(await told(world)).toEqual([]);
  });
});

const aTopUp = (amountFen: number): MessageContent => ({
  kind: "topUpSucceeded",
  paymentId: "p",
  amountFen,
  way: "alipay",
});

describe("the inbox", () => {
  test("is shown newest first, a page at a time, counted and marked, to its driver alone", async () => {
    const { driverId } = await aDriver(db);
    const { driverId: other } = await aDriver(db);
    const headers = await asDriver(driverId);
    for (const atMs of [1_000, 2_000, 3_000]) {
      const message = { driverId, subject: "p", atMs, content: aTopUp(atMs) };
      await runBatch(db, [insertMessage(db, message), insertMessage(db, message)]);
    }
    const first = (await ask(listMessages, { limit: 2 }, headers)).output();
    expect(first).toMatchObject({
      unread: 3,
      items: [
        { atMs: 3_000, isRead: false },
        { atMs: 2_000, content: aTopUp(2_000) },
      ],
    });
    const rest = await ask(listMessages, { limit: 2, cursor: first.nextCursor }, headers);
    expect(rest.output()).toMatchObject({ items: [{ atMs: 1_000 }], nextCursor: null });
    const messageIds = first.items.map(({ messageId }) => messageId);
    const foreign = await asDriver(other);
    await ask(markMessagesRead, { messageIds }, foreign);
    expect((await ask(listMessages, {}, foreign)).output()).toMatchObject({ items: [], unread: 0 });
    const marked = await ask(markMessagesRead, { messageIds: [messageIds[0]] }, headers);
    expect(marked.output()).toEqual({ unread: 2 });
    expect((await ask(markMessagesRead, { messageIds: "all" }, headers)).output().unread).toBe(0);
  });

  test("tells nothing to an account that is closed", async () => {
    const { driverId } = await aDriver(db, { closedAtMs: 1 });
    await insertMessage(db, { driverId, subject: "p", atMs: 1, content: aTopUp(1) });
    expect(await told({ driverId })).toEqual([]);
  });

  test("forgets what is half a year old, in rounds through all drivers", async () => {
    const { driverId } = await aDriver(db);
    const nowMs = Date.UTC(2027, 0, 1);
    const lifeMs = limits.messageLifeMs.most;
    for (const atMs of [nowMs - lifeMs - 1, nowMs - lifeMs]) {
      await insertMessage(db, { driverId, subject: "p", atMs, content: aTopUp(atMs) });
    }
    await keepRetention(db, { sealer: null, nowMs });
    expect(await told({ driverId })).toEqual([aTopUp(nowMs - lifeMs)]);
    expect((await db.select().from(drivers)).length).toBeGreaterThan(1);
  });
});
