// The cron's sweep: what fell between two steps is found and carried on.
import { beforeAll, describe, expect, it } from "vitest";
import {
  closedBooks,
  findingsOf,
  noDifferences,
  orderRow,
  paymentRow,
  refundRow,
} from "./support/books.ts";
import { refusingGateway, unreachableGateway } from "./support/fakeGateway.ts";
import { aWorld, migrate, type World } from "./support/world.ts";

beforeAll(migrate);

async function aSettledOrder(prepare: (world: World) => void = () => {}) {
  const world = await aWorld();
  const orderId = await world.orderId();
  world.wechatpay.pay(orderId, world.nowMs);
  await world.notify(orderId);
  world.pile.finish(orderId, 30_000);
  prepare(world);
  await world.deliver();
  return { world, orderId };
}

describe("a pending payment", () => {
  it("is left alone while its notification may still come", async () => {
    const world = await aWorld();
    await world.orderId();
    world.later(59_000);
    await world.sweep();
    expect(world.wechatpay.calls).toEqual(["prepay"]);
  });

  it("is asked for when no notification came, and starts the charge if it was paid", async () => {
    const world = await aWorld();
    const orderId = await world.orderId();
    world.wechatpay.pay(orderId, world.nowMs);
    world.later(60_000);
    await world.sweep();
    expect(await orderRow(orderId)).toMatchObject({ state: "paid" });
    expect(world.pile.orders.get(orderId)?.kind).toBe("charging");
    // The notification that comes after all changes nothing.
    await world.notify(orderId);
    expect(world.pile.facts).toHaveLength(1);
  });

  it("is closed when its time is over, and its order and its hold go with it", async () => {
    const world = await aWorld();
    const orderId = await world.orderId();
    world.later(170_000);
    await world.sweep();
    expect(world.wechatpay.trades.get(orderId)?.state).toBe("closed");
    expect(await paymentRow(orderId)).toMatchObject({ state: "closed", pending: null });
    expect(await orderRow(orderId)).toMatchObject({
      state: "cancelled",
      failure: "payment_expired",
    });
    expect(world.pile.orders.get(orderId)).toEqual({ kind: "over", failure: "payment_expired" });
  });

  it("that is paid between the question and the closing is not lost", async () => {
    const world = await aWorld();
    const orderId = await world.orderId();
    world.later(170_000);
    const close = world.wechatpay.close.bind(world.wechatpay);
    world.wechatpay.close = async (input) => {
      world.wechatpay.pay(orderId, world.nowMs);
      return close(input);
    };
    await world.sweep();
    expect(await orderRow(orderId)).toMatchObject({ state: "paid" });
    expect(world.pile.orders.get(orderId)?.kind).toBe("charging");
  });

  it("stays pending while its gateway cannot be reached", async () => {
    const world = await aWorld();
    const orderId = await world.orderId();
    world.wechatpay.refusals.query = [unreachableGateway];
    world.later(170_000);
    await world.sweep();
    expect(await paymentRow(orderId)).toMatchObject({ state: "pending" });
    await world.sweep();
    expect(await paymentRow(orderId)).toMatchObject({ state: "closed" });
  });

  it("is given up, and shown, when its gateway has refused to speak of it for a day", async () => {
    const world = await aWorld();
    const orderId = await world.orderId();
    world.later(3_600_000);
    world.wechatpay.refusals.query = [refusingGateway("NO_AUTH"), refusingGateway("NO_AUTH")];
    await world.sweep();
    expect(await paymentRow(orderId)).toMatchObject({ state: "pending" });
    world.later(86_400_000);
    await world.sweep();
    expect(await paymentRow(orderId)).toMatchObject({ state: "failed" });
    expect(await orderRow(orderId)).toMatchObject({ state: "cancelled" });
    expect(await findingsOf(orderId)).toMatchObject([{ kind: "payment_unanswered" }]);
  });
});

/** Paid, while its Pile was out of reach. */
async function aPaidOrder() {
  const world = await aWorld();
  const orderId = await world.orderId();
  world.wechatpay.pay(orderId, world.nowMs);
  const start = world.pile.start.bind(world.pile);
  world.pile.start = () => Promise.reject(new Error("out of reach"));
  await world.notify(orderId);
  world.pile.start = start;
  expect(await orderRow(orderId)).toMatchObject({ state: "paid" });
  return { world, orderId };
}

describe("a paid order that did not start", () => {
  it("is started when its Pile had been out of reach", async () => {
    const { world, orderId } = await aPaidOrder();
    world.later(90_000);
    await world.sweep();
    expect(world.pile.orders.get(orderId)?.kind).toBe("charging");
    await world.deliver();
    expect(await orderRow(orderId)).toMatchObject({ state: "charging" });
  });

  it("is paid back when its Pile has never heard of it", async () => {
    const { world, orderId } = await aPaidOrder();
    world.pile.orders.clear();
    world.later(90_000);
    await world.sweep();
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({ state: "cancelled", failure: "paid_too_late" });
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
    expect(world.wechatpay.heldFen(orderId)).toBe(0);
  });

  it("is paid back when its Pile gave it up and the record of that was lost", async () => {
    const { world, orderId } = await aPaidOrder();
    world.pile.orders.set(orderId, { kind: "over", failure: "cancelled_by_driver" });
    world.later(90_000);
    await world.sweep();
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({ failure: "cancelled_by_driver" });
    expect(world.wechatpay.heldFen(orderId)).toBe(0);
  });

  it("is not paid back when it has charged and the Pile's facts are still on their way", async () => {
    const { world, orderId } = await aPaidOrder();
    await world.pile.start(orderId);
    world.pile.finish(orderId, 30_000);
    world.later(90_000);
    await world.sweep();
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({ state: "paid", open: 1 });
    await world.deliver();
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({ state: "settled", totalFen: 3_600 });
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
  });
});

describe("a refund", () => {
  it("is carried out by the sweep when the process died before it", async () => {
    const { world, orderId } = await aSettledOrder();
    world.begun.length = 0;
    await world.sweep();
    expect(world.wechatpay.calls).not.toContain("refund");
    world.later(60_000);
    await world.sweep();
    expect(await refundRow(orderId)).toMatchObject({ state: "succeeded" });
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
  });

  it("is tried again with longer and longer waits while its gateway is out of reach", async () => {
    const { world, orderId } = await aSettledOrder((w) => {
      w.wechatpay.refusals.refund = [unreachableGateway, unreachableGateway, unreachableGateway];
    });
    await world.settleDown();
    const waits: number[] = [];
    for (let tries = 0; tries < 3; tries += 1) {
      const refund = (await refundRow(orderId))!;
      waits.push(refund.nextAttemptMs! - world.nowMs);
      expect(refund).toMatchObject({ state: "due", lastError: "gateway_unreachable" });
      world.later(waits.at(-1)! - 1);
      const calls = world.wechatpay.calls.length;
      await world.sweep();
      expect(world.wechatpay.calls).toHaveLength(calls);
      world.later(1);
      await world.sweep();
    }
    expect(waits).toEqual([60_000, 120_000, 240_000]);
    expect(await refundRow(orderId)).toMatchObject({ state: "succeeded", attempts: 3 });
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
  });

  it("fails for good, and is shown, when its gateway refuses it", async () => {
    const { world, orderId } = await aSettledOrder((w) => {
      w.wechatpay.refusals.refund = [refusingGateway("NOT_ENOUGH")];
    });
    await world.settleDown();
    expect(await refundRow(orderId)).toMatchObject({
      state: "failed",
      lastError: "NOT_ENOUGH",
      nextAttemptMs: null,
    });
    expect(await findingsOf(`${orderId}R1`)).toMatchObject([{ kind: "refund_failed" }]);
    const calls = world.wechatpay.calls.length;
    world.later(86_400_000);
    await world.sweep();
    expect(world.wechatpay.calls).toHaveLength(calls);
  });

  it("under way is asked for, and asked again under its own number when it is not known", async () => {
    const { world, orderId } = await aSettledOrder((w) => {
      w.wechatpay.refundsSucceedAtOnce = false;
    });
    await world.settleDown();
    expect(await refundRow(orderId)).toMatchObject({ state: "processing" });
    world.wechatpay.refunds.clear();
    world.wechatpay.refundsSucceedAtOnce = true;
    world.later(60_000);
    await world.sweep();
    expect(world.wechatpay.calls.slice(-2)).toEqual(["queryRefund", "refund"]);
    expect(await refundRow(orderId)).toMatchObject({ state: "succeeded" });
    expect(world.wechatpay.refundedFen(orderId)).toBe(1_400);
  });
});

/** The next minute in which the hourly check runs. */
const untilCheck = (nowMs: number): number => (67 - (Math.floor(nowMs / 60_000) % 60)) * 60_000;

describe("a charge of many hours", () => {
  it("that its Pile does not know is shown to a person and not closed", async () => {
    const world = await aWorld();
    const orderId = await world.orderId();
    world.wechatpay.pay(orderId, world.nowMs);
    await world.notify(orderId);
    await world.deliver();
    world.later(5 * 3_600_000);
    world.later(untilCheck(world.nowMs));
    await world.sweep();
    expect(await findingsOf(orderId)).toEqual([]);
    world.pile.orders.clear();
    await world.sweep();
    world.later(3_600_000);
    await world.sweep();
    expect(await findingsOf(orderId)).toMatchObject([{ kind: "charge_unknown_to_pile" }]);
    expect(await orderRow(orderId)).toMatchObject({ state: "charging", open: 1 });
  });
});
