// Money in the balance: held, given back, put in; never more spent than there is.
import { asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { orderSettled } from "../../../core/money/orderEntries.ts";
import { insertEntry } from "../../../worker/db/ledger.ts";
import { orders } from "../../../worker/db/tables/orders.ts";
import { ledgerEntries } from "../../../worker/db/tables/payments.ts";
import * as cancelling from "../../../worker/orders/cancelOrder.ts";
import { topUp } from "../../../worker/payments/topUps.ts";
import { openCardOrder } from "../../../worker/records/cards.ts";
import { aCard, anOrder, aPile } from "../../support/builders.ts";
import {
  closedBooks,
  findingsOf,
  noDifferences,
  orderRow,
  paymentRow,
  walletOf,
  wholeLedger,
} from "./support/books.ts";
import { unreachableGateway } from "./support/fakeGateway.ts";
import { aWorld, db, migrate, type World } from "./support/world.ts";

beforeAll(migrate);

const fromBalance = { paymentWay: "balance" } as const;

/** Leaves the driver owing so much, as an order with a shortfall does. */
async function owe({ driverId, place, nowMs }: World, amountFen: number): Promise<void> {
  const { operatorId, stationId, pileId, tariffId } = place;
  const { orderId } = await anOrder(db, {
    operatorId,
    stationId,
    pileId,
    tariffId,
    driverId,
    state: "settled",
    open: null,
    prepaidFen: 0,
    totalFen: amountFen,
    shortfallFen: amountFen,
  });
  await insertEntry(
    db,
    orderSettled({
      orderId,
      operatorId,
      driverId,
      prepaidFen: 0,
      revenue: { service: amountFen },
      coupon: null,
      rest: { kind: "refund" },
      atMs: nowMs,
    }),
  );
}

describe("an order paid from the balance", () => {
  it("takes the prepayment at once, starts, and gives the rest back with the bill", async () => {
    const world = await aWorld();
    await world.topUp(6_000);
    const created = await world.order(fromBalance);
    expect(created).toMatchObject({ ok: true, value: { pay: { kind: "done" } } });
    const orderId = created.ok ? created.value.orderId : "";
    expect(await walletOf(world)).toEqual({ balanceFen: 1_000, receivableFen: 0 });
    expect(world.pile.orders.get(orderId)?.kind).toBe("charging");
    world.pile.finish(orderId, 30_000);
    await world.deliver();
    expect(await orderRow(orderId)).toMatchObject({ state: "settled", totalFen: 3_600 });
    expect(await walletOf(world)).toEqual({ balanceFen: 2_400, receivableFen: 0 });
    expect(world.wechatpay.calls).toEqual([]);
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
  });

  it("is refused when the balance is too low, and the connector is free again", async () => {
    const world = await aWorld();
    await world.topUp(4_999);
    expect(await world.order(fromBalance)).toEqual({
      ok: false,
      error: { code: "balance_too_low" },
    });
    expect(world.pile.holder).toBeNull();
    expect(await walletOf(world)).toEqual({ balanceFen: 4_999, receivableFen: 0 });
    expect(await db.select().from(orders).where(eq(orders.driverId, world.driverId))).toEqual([]);
  });

  it("gives the balance back when the charger does not start", async () => {
    const world = await aWorld();
    await world.topUp(5_000);
    world.pile.refuseStart = { code: "pile_offline" };
    const orderId = await world.orderId(fromBalance);
    expect(await orderRow(orderId)).toMatchObject({
      state: "start_failed",
      failure: "pile_offline",
    });
    expect(await walletOf(world)).toEqual({ balanceFen: 5_000, receivableFen: 0 });
    expect(world.pile.holder).toBeNull();
  });

  it("gives the balance back once, however often it is cancelled at the same time", async () => {
    const world = await aWorld();
    await world.topUp(5_000);
    world.pile.start = async () => ({ ok: true, value: null });
    const orderId = await world.orderId(fromBalance);
    const input = { orderId, nowMs: world.nowMs };
    const cancelled = await Promise.all(
      [1, 2, 3].map(() => cancelling.cancelOrder(world.money, input)),
    );
    expect(cancelled.every(({ ok }) => ok)).toBe(true);
    expect(await walletOf(world)).toEqual({ balanceFen: 5_000, receivableFen: 0 });
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
  });
});

describe("a balance that many want at once", () => {
  it("is never overdrawn by charges that a card begins at several piles", async () => {
    const world = await aWorld();
    await world.topUp(25_000);
    const { idTag } = await aCard(db, { driverId: world.driverId });
    const { operatorId, stationId } = world.place;
    const piles = await Promise.all(
      [1, 2, 3, 4, 5].map(() => aPile(db, { operatorId, stationId })),
    );
    const opened = await Promise.all(
      piles.map(({ pileId }, at) =>
        openCardOrder(db, {
          pileId,
          connectorId: 1,
          idTag,
          startedAtMs: world.nowMs + at,
          meterStartWh: 0,
          nowMs: world.nowMs,
        }),
      ),
    );
    const heldFen = opened.map((one) => (one.status === "Accepted" ? one.order.prepaidFen : 0));
    const { balanceFen } = await walletOf(world);
    expect(balanceFen).toBeGreaterThanOrEqual(0);
    expect(balanceFen + heldFen.reduce((sum, fen) => sum + fen, 0)).toBe(25_000);
    expect(heldFen.filter((fen) => fen > 0).length).toBeGreaterThan(0);
    expect(opened.filter(({ status }) => status === "Blocked").length).toBeGreaterThan(0);
    expect(await wholeLedger()).toEqual({ sumFen: 0, wrongWallets: [] });
  });

  it("pays for one order when the app asks for two at once", async () => {
    const world = await aWorld();
    await world.topUp(50_000);
    const { operatorId, stationId } = world.place;
    const { pileId } = await aPile(db, { operatorId, stationId });
    const held: string[] = [];
    world.pile.hold = async ({ orderId }) => {
      held.push(orderId);
      world.pile.orders.set(orderId, { kind: "held" });
      return { ok: true, value: { orderId, repeated: false } };
    };
    const answers = await Promise.all([
      world.order(fromBalance),
      world.order({ ...fromBalance, pileId }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, error: { code: "driver_busy" } });
    expect(await walletOf(world)).toEqual({ balanceFen: 45_000, receivableFen: 0 });
  });
});

const input = (world: World, given = {}) => ({
  driverId: world.driverId,
  amountFen: 3_000,
  paymentWay: "wechatpay" as const,
  idempotencyKey: "top-up-1",
  language: "en" as const,
  nowMs: world.nowMs,
  scene: "browser" as const,
  clientIp: "203.0.113.7",
  ...given,
});

async function begin(world: World, given = {}): Promise<string> {
  const begun = await topUp(world.money, input(world, given));
  if (!begun.ok) throw new Error(begun.error.code);
  return begun.value.paymentId;
}

describe("a top-up", () => {
  it("raises the balance once, however often its notification comes", async () => {
    const world = await aWorld();
    const paymentId = await begin(world);
    world.wechatpay.pay(paymentId, world.nowMs);
    await Promise.all([world.notify(paymentId), world.notify(paymentId)]);
    world.later(61_000);
    await world.sweep();
    expect(await walletOf(world)).toEqual({ balanceFen: 3_000, receivableFen: 0 });
    expect(await paymentRow(paymentId)).toMatchObject({ state: "paid", pending: null });
  });

  it("with the same key goes on with the first payment, and refuses another amount", async () => {
    const world = await aWorld();
    const paymentId = await begin(world);
    expect(await begin(world)).toBe(paymentId);
    expect(await topUp(world.money, input(world, { amountFen: 4_000 }))).toEqual({
      ok: false,
      error: { code: "idempotency_conflict" },
    });
    world.wechatpay.pay(paymentId, world.nowMs);
    await world.notify(paymentId);
    const again = await topUp(world.money, input(world));
    expect(again).toEqual({ ok: true, value: { paymentId, pay: { kind: "done" } } });
    const other = await aWorld();
    expect(await begin(other)).not.toBe(paymentId);
  });

  it("pays first what the driver owes", async () => {
    const world = await aWorld();
    await owe(world, 1_000);
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 1_000 });
    const paymentId = await begin(world);
    world.wechatpay.pay(paymentId, world.nowMs);
    await world.notify(paymentId);
    await world.notify(paymentId);
    expect(await walletOf(world)).toEqual({ balanceFen: 2_000, receivableFen: 0 });
    const entries = await db
      .select({ kind: ledgerEntries.kind })
      .from(ledgerEntries)
      .where(eq(ledgerEntries.driverId, world.driverId))
      .orderBy(asc(ledgerEntries.source));
    expect(entries.map(({ kind }) => kind)).toEqual([
      "orderSettled",
      "walletToppedUp",
      "receivableRepaid",
    ]);
    expect(await wholeLedger()).toEqual({ sumFen: 0, wrongWallets: [] });
  });

  it("pays what it can of a debt that is larger", async () => {
    const world = await aWorld();
    await owe(world, 5_000);
    const paymentId = await begin(world);
    world.wechatpay.pay(paymentId, world.nowMs);
    await world.notify(paymentId);
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 2_000 });
  });

  it("says so when its gateway does not answer, and the sweep closes it", async () => {
    const world = await aWorld();
    world.wechatpay.refusals.prepay = [unreachableGateway];
    expect(await topUp(world.money, input(world))).toEqual({
      ok: false,
      error: { code: "payment_gateway_failed" },
    });
    world.later(16 * 60_000);
    await world.sweep();
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 0 });
  });

  it("of a wrong amount changes nothing", async () => {
    const world = await aWorld();
    const paymentId = await begin(world);
    world.wechatpay.pay(paymentId, world.nowMs);
    expect(await world.notify(paymentId, { amountFen: 300_000 })).toBe("refused");
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 0 });
    expect(await findingsOf(paymentId)).toMatchObject([{ kind: "payment_amount_differs" }]);
  });
});
