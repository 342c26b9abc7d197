// A driver's orders and wallet over HTTP: what he sees of them, and what he may do.
import { beforeAll, describe, expect, it } from "vitest";
import * as contract from "../../../core/contract/orders.ts";
import { getWallet, topUpWallet } from "../../../core/contract/wallet.ts";
import { aDriver, MORNING_MS } from "../../support/builders.ts";
import { as } from "./support/as.ts";
import { ask, created } from "./support/asking.ts";
import { orderRow, walletOf } from "./support/books.ts";
import { unreachableGateway } from "./support/fakeGateway.ts";
import { aWorld, db, migrate } from "./support/world.ts";

beforeAll(migrate);

async function aChargingOrder() {
  const world = await aWorld();
  const { orderId } = await created(world);
  world.wechatpay.pay(orderId, Date.now());
  await world.notify(orderId);
  return { world, orderId };
}

describe("an order under way", () => {
  it("shows what the pile says of the charge before the records know", async () => {
    const { world, orderId } = await aChargingOrder();
    const { body } = await ask(world, contract.getOrder, { orderId });
    expect(body).toMatchObject({
      state: "charging",
      energyWh: 4_200,
      startedAtMs: MORNING_MS,
    });
    world.pile.liveOrder = () => Promise.reject(new Error("overloaded"));
    const alone = await ask(world, contract.getOrder, { orderId });
    expect(alone.body).toMatchObject({ state: "paid", energyWh: 0 });
  });

  it("is nobody else's to see, stop or cancel", async () => {
    const { world, orderId } = await aChargingOrder();
    const { driverId: as } = await aDriver(db);
    for (const endpoint of [
      contract.getOrder,
      contract.getOrderCurve,
      contract.stopOrder,
      contract.cancelOrder,
      contract.refreshPayment,
    ]) {
      const { status, body } = await ask(world, endpoint, { orderId }, { as });
      expect([status, body["code"]]).toEqual([404, "order_not_found"]);
    }
    expect(world.pile.holder).toBe(orderId);
  });

  it("is stopped, and not cancelled", async () => {
    const { world, orderId } = await aChargingOrder();
    expect((await ask(world, contract.stopOrder, { orderId })).status).toBe(200);
    const { body } = await ask(world, contract.cancelOrder, { orderId });
    expect(body["code"]).toBe("order_not_cancellable");
  });

  it("shows its curve, in the end from what was billed", async () => {
    const { world, orderId } = await aChargingOrder();
    world.pile.finish(orderId, 30_000);
    await world.deliver();
    const points = async () =>
      (await ask(world, contract.getOrderCurve, { orderId })).body["points"];
    expect(await points()).toHaveLength(1);
    world.pile.curve = async () => [];
    expect(await points()).toEqual([
      { atMs: MORNING_MS, energyWh: 0, powerW: null, socPercent: null },
      { atMs: MORNING_MS + 3_600_000, energyWh: 30_000, powerW: null, socPercent: null },
    ]);
  });

  it("is cancelled before it is paid, which closes the payment", async () => {
    const world = await aWorld();
    const { orderId } = await created(world);
    const { body } = await ask(world, contract.cancelOrder, { orderId });
    expect(body).toMatchObject({ state: "cancelled", failure: "cancelled_by_driver" });
    await world.settleDown();
    expect(world.wechatpay.trades.get(orderId)?.state).toBe("closed");
    expect((await ask(world, contract.cancelOrder, { orderId })).status).toBe(200);
    expect((await ask(world, contract.stopOrder, { orderId })).body["code"]).toBe(
      "order_not_stoppable",
    );
  });

  it("asks the gateway when the driver is back from paying", async () => {
    const world = await aWorld();
    const { orderId } = await created(world);
    const refresh = () => ask(world, contract.refreshPayment, { orderId });
    expect((await refresh()).body).toMatchObject({ state: "paying" });
    world.wechatpay.refusals.query = [unreachableGateway];
    expect((await refresh()).body["code"]).toBe("payment_gateway_failed");
    world.wechatpay.pay(orderId, Date.now());
    expect((await refresh()).body).toMatchObject({ state: "charging", prepaidFen: 5_000 });
    expect(await orderRow(orderId)).toMatchObject({ state: "paid" });
  });

  it("is listed newest first, a page at a time", async () => {
    const world = await aWorld();
    const ids: string[] = [];
    for (let made = 0; made < 3; made += 1) {
      const { orderId } = await created(world);
      await ask(world, contract.cancelOrder, { orderId });
      ids.unshift(orderId);
    }
    const first = await ask(world, contract.listOrders, { limit: 2 });
    const page = as<{ items: contract.Order[]; nextCursor: string }>(first.body);
    expect(page.items.map(({ orderId }) => orderId)).toEqual(
      ids.toSorted().toReversed().slice(0, 2),
    );
    const { body } = await ask(world, contract.listOrders, { limit: 2, cursor: page.nextCursor });
    expect(body).toMatchObject({ nextCursor: null });
    expect(as<contract.Order[]>(body["items"]).map(({ orderId }) => orderId)).toEqual(
      ids.toSorted().slice(0, 1),
    );
  });
});

describe("the wallet", () => {
  it("shows the balance and what moved it, newest first, a page at a time", async () => {
    const world = await aWorld();
    await world.topUp(9_000);
    const { orderId } = await created(world, { paymentWay: "balance" });
    world.pile.finish(orderId, 30_000);
    world.later(Date.now() - world.nowMs + 1_000);
    await world.deliver();
    const { body } = await ask(world, getWallet, { limit: 2 });
    expect(body).toMatchObject({
      balanceFen: 5_400,
      items: [
        { kind: "orderSettled", amountFen: 1_400, orderId },
        { kind: "walletHeld", amountFen: -5_000, orderId },
      ],
    });
    const next = await ask(world, getWallet, { limit: 2, cursor: body["nextCursor"] });
    expect(next.body).toMatchObject({
      items: [{ kind: "walletToppedUp", amountFen: 9_000, orderId: null }],
      nextCursor: null,
    });
  });

  it("is topped up through a gateway", async () => {
    const world = await aWorld();
    const input = { amountFen: 3_000, paymentWay: "wechatpay", scene: "browser" };
    const { status, body } = await ask(world, topUpWallet, input, { key: "t1" });
    expect(status).toBe(200);
    const paymentId = String(body["paymentId"]);
    world.wechatpay.pay(paymentId, Date.now());
    await world.notify(paymentId);
    expect(await walletOf(world)).toMatchObject({ balanceFen: 3_000 });
  });
});
