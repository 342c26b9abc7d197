// One charge from order to refund, and each way it may come to nothing.
import { beforeAll, describe, expect, it } from "vitest";
import { applyFacts } from "../../../worker/records/applyFacts.ts";
import * as cancelling from "../../../worker/orders/cancelOrder.ts";
import { aTariffContent } from "../../support/builders.ts";
import {
  accountsOf,
  closedBooks,
  everythingOf,
  noDifferences,
  orderRow,
  paymentRow,
  refundRow,
  walletOf,
  wholeLedger,
} from "./support/books.ts";
import { aWorld, migrate } from "./support/world.ts";

beforeAll(migrate);

describe("a charge paid in advance", () => {
  it("is settled by the meter, and what it did not use goes back through the gateway", async () => {
    const world = await aWorld();
    const orderId = await world.orderId();
    expect(await orderRow(orderId)).toMatchObject({ state: "paying", open: 1, prepaidFen: 5_000 });
    world.wechatpay.pay(orderId, world.nowMs);
    expect(await world.notify(orderId)).toBe("applied");
    expect(await orderRow(orderId)).toMatchObject({ state: "paid" });
    await world.deliver();
    expect(await orderRow(orderId)).toMatchObject({ state: "charging" });
    world.pile.finish(orderId, 30_000);
    const consequences = await applyFacts(world.money, {
      pileId: world.place.pileId,
      facts: world.pile.facts,
      nowMs: world.nowMs,
    });
    // 30 kWh at 1.20 yuan.
    expect(consequences).toEqual([
      { kind: "settled", orderId, totalFen: 3_600, refundFen: 1_400, shortfallFen: 0 },
    ]);
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({
      state: "settled",
      open: null,
      energyWh: 30_000,
      electricityFen: 2_400,
      serviceFen: 1_200,
      totalFen: 3_600,
      stopReason: "Remote",
    });
    expect(await refundRow(orderId)).toMatchObject({
      refundId: `${orderId}R1`,
      amountFen: 1_400,
      totalFen: 5_000,
      reason: "rest",
      state: "succeeded",
      nextAttemptMs: null,
    });
    const { operatorId } = world.place;
    expect(await accountsOf(orderId)).toEqual({
      "gateway:wechatpay:clearing": 3_600,
      [`operator:${operatorId}:revenue:electricity`]: -2_400,
      [`operator:${operatorId}:revenue:service`]: -1_200,
    });
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
    expect(await wholeLedger()).toEqual({ sumFen: 0, wrongWallets: [] });
  });

  it("changes nothing when everything is said a second time", async () => {
    const world = await aWorld();
    const orderId = await world.orderId();
    world.wechatpay.pay(orderId, world.nowMs);
    await world.notify(orderId);
    world.pile.finish(orderId, 30_000);
    await world.deliver();
    await world.settleDown();
    const before = await everythingOf(orderId);
    world.later(5_000);
    await world.notify(orderId);
    world.pile.confirmed = 0;
    await world.deliver();
    for (const fact of world.pile.facts) {
      const { pileId } = world.place;
      await applyFacts(world.money, { pileId, facts: [fact], nowMs: world.nowMs });
    }
    await world.sweep();
    await world.settleDown();
    expect(await everythingOf(orderId)).toEqual(before);
    expect(world.wechatpay.calls.filter((call) => call === "refund")).toHaveLength(1);
  });

  it("leaves the driver owing what the meter counted beyond the prepayment", async () => {
    const world = await aWorld();
    const orderId = await world.orderId({ limit: { kind: "amount", amountFen: 1_000 } });
    world.wechatpay.pay(orderId, world.nowMs);
    await world.notify(orderId);
    world.pile.finish(orderId, 10_000);
    await world.deliver();
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({ totalFen: 1_200, shortfallFen: 200 });
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 200 });
    expect(await refundRow(orderId)).toBeUndefined();
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
  });

  it("is settled at nought when no energy flowed, and all goes back", async () => {
    const world = await aWorld({ tariff: aTariffContent({ startFeeFen: 100 }) });
    const orderId = await world.orderId();
    world.wechatpay.pay(orderId, world.nowMs);
    await world.notify(orderId);
    world.pile.finish(orderId, 0);
    await world.deliver();
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({ state: "settled", totalFen: 0 });
    expect(await refundRow(orderId)).toMatchObject({ amountFen: 5_000, state: "succeeded" });
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
  });
});

describe("an order that comes to nothing", () => {
  it("is cancelled when nobody pays, and its payment is closed at the gateway", async () => {
    const world = await aWorld();
    const orderId = await world.orderId();
    world.later(180_000);
    world.pile.expire(orderId);
    await world.deliver();
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({
      state: "cancelled",
      failure: "payment_expired",
      open: null,
    });
    expect(await paymentRow(orderId)).toMatchObject({ state: "closed", pending: null });
    expect(world.wechatpay.trades.get(orderId)?.state).toBe("closed");
    expect(await accountsOf(orderId)).toEqual({});
  });

  it("gives everything back when the charger refuses the start", async () => {
    const world = await aWorld();
    const orderId = await world.orderId();
    world.wechatpay.pay(orderId, world.nowMs);
    world.pile.refuseStart = { code: "order_over", failure: "start_rejected" };
    await world.notify(orderId);
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({
      state: "start_failed",
      failure: "start_rejected",
    });
    expect(await refundRow(orderId)).toMatchObject({
      amountFen: 5_000,
      reason: "given_up",
      state: "succeeded",
    });
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
  });

  it("gives everything back when the pile says later that the start failed", async () => {
    const world = await aWorld();
    const orderId = await world.orderId({ paymentWay: "alipay", scene: "browser" });
    world.alipay.pay(orderId, world.nowMs);
    world.later(61_000);
    await world.sweep();
    world.pile.facts.length = 0;
    world.pile.fail(orderId, "start_timed_out");
    await world.deliver();
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({
      state: "start_failed",
      failure: "start_timed_out",
    });
    expect(world.alipay.refundedFen(orderId)).toBe(5_000);
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
  });

  it("gives a payment back that comes after the driver has cancelled", async () => {
    const world = await aWorld();
    const orderId = await world.orderId();
    const cancelled = await cancelling.cancelOrder(world.money, { orderId, nowMs: world.nowMs });
    expect(cancelled.ok).toBe(true);
    world.wechatpay.pay(orderId, world.nowMs);
    expect(await world.notify(orderId)).toBe("applied");
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({ state: "cancelled", paidAtMs: null });
    expect(await refundRow(orderId)).toMatchObject({
      amountFen: 5_000,
      reason: "paid_too_late",
      state: "succeeded",
    });
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
    expect(world.pile.facts).toEqual([]);
  });

  it("gives a paid order back when the driver cancels before the charge", async () => {
    const world = await aWorld();
    const orderId = await world.orderId();
    world.wechatpay.pay(orderId, world.nowMs);
    world.pile.start = async () => ({ ok: true, value: null });
    await world.notify(orderId);
    await cancelling.cancelOrder(world.money, { orderId, nowMs: world.nowMs });
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({
      state: "cancelled",
      failure: "cancelled_by_driver",
    });
    expect(world.wechatpay.heldFen(orderId)).toBe(0);
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
  });

  it("cannot be cancelled once it charges", async () => {
    const world = await aWorld();
    const orderId = await world.orderId();
    world.wechatpay.pay(orderId, world.nowMs);
    await world.notify(orderId);
    const cancelled = await cancelling.cancelOrder(world.money, { orderId, nowMs: world.nowMs });
    expect(cancelled).toEqual({ ok: false, error: { code: "order_not_cancellable" } });
    expect(await orderRow(orderId)).toMatchObject({ state: "paid", open: 1 });
  });
});
