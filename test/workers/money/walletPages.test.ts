// What the wallet's pages ask for: a top-up's state, refunds, withdrawals; each driver his own.
import { beforeAll, describe, expect, it } from "vitest";
import * as contract from "../../../core/contract/wallet.ts";
import { cancelOrder } from "../../../core/contract/orders.ts";
import { aDriver } from "../../support/builders.ts";
import { as } from "./support/as.ts";
import { ask, created } from "./support/asking.ts";
import { aWorld, db, migrate, type World } from "./support/world.ts";

beforeAll(migrate);

const wish = { amountFen: 3_000, paymentWay: "wechatpay", scene: "browser" };

async function begun(world: World, key: string): Promise<string> {
  const { body } = await ask(world, contract.topUpWallet, wish, { key });
  return String(body["paymentId"]);
}

async function paidIn(world: World, key: string): Promise<string> {
  const paymentId = await begun(world, key);
  world.wechatpay.pay(paymentId, Date.now());
  await world.notify(paymentId);
  return paymentId;
}

const stranger = async () => ({ as: (await aDriver(db)).driverId });

describe("a top-up", () => {
  it("tells its state, and asks the gateway when it is told to", async () => {
    const world = await aWorld();
    const paymentId = await begun(world, "t");
    const before = await ask(world, contract.getTopUp, { paymentId });
    expect(before.body).toMatchObject({ paymentId, amountFen: 3_000, state: "pending" });
    const asked = await ask(world, contract.refreshTopUp, { paymentId });
    expect(asked.body).toMatchObject({ state: "pending" });
    world.wechatpay.pay(paymentId, Date.now());
    const after = await ask(world, contract.refreshTopUp, { paymentId });
    expect(after.body).toMatchObject({ state: "paid" });
    const wallet = await ask(world, contract.getWallet, {});
    expect(wallet.body).toMatchObject({
      balanceFen: 3_000,
      receivableFen: 0,
      items: [{ kind: "walletToppedUp", amountFen: 3_000, paymentId, orderId: null }],
    });
  });

  it("of another driver is not found, nor a payment that is none", async () => {
    const world = await aWorld();
    const paymentId = await begun(world, "t");
    const { orderId } = await created(world);
    for (const endpoint of [contract.getTopUp, contract.refreshTopUp]) {
      const other = await ask(world, endpoint, { paymentId }, await stranger());
      expect([other.status, other.body["code"]]).toEqual([404, "top_up_not_found"]);
      const order = await ask(world, endpoint, { paymentId: orderId });
      expect(order.body["code"]).toBe("top_up_not_found");
    }
  });
});

describe("a withdrawal", () => {
  it("says what can be withdrawn, is begun, listed, and shown in the movements", async () => {
    const world = await aWorld();
    const paymentId = await paidIn(world, "t");
    const can = await ask(world, contract.getWithdrawable, {});
    expect(can.body).toEqual({
      balanceFen: 3_000,
      withdrawableFen: 3_000,
      refusedFen: 0,
      refusal: null,
      byWay: [{ way: "wechatpay", withdrawableFen: 3_000 }],
    });
    const input = { amountFen: 1_000 };
    const first = await ask(world, contract.withdraw, input, { key: "w" });
    const again = await ask(world, contract.withdraw, input, { key: "w" });
    const withdrawalId = String(first.body["withdrawalId"]);
    expect(again.body["withdrawalId"]).toBe(withdrawalId);
    await world.settleDown();
    const one = await ask(world, contract.getWithdrawal, { withdrawalId });
    expect(one.body).toMatchObject({
      state: "succeeded",
      parts: [{ refundId: `${paymentId}R${withdrawalId}`, toWay: "wechatpay", isReturned: false }],
    });
    const moved = await ask(world, contract.getWallet, { limit: 1 });
    expect(moved.body["items"]).toMatchObject([
      { kind: "walletWithdrawn", amountFen: -1_000, withdrawalId },
    ]);
  });

  it("is listed newest first, a page at a time, to its own driver alone", async () => {
    const world = await aWorld();
    await paidIn(world, "t");
    for (const key of ["1", "2", "3"]) {
      await ask(world, contract.withdraw, { amountFen: 100 }, { key });
    }
    const all = as<{ items: contract.Withdrawal[] }>(
      (await ask(world, contract.listWithdrawals, {})).body,
    ).items.map(({ withdrawalId }) => withdrawalId);
    expect(all).toHaveLength(3);
    const page = await ask(world, contract.listWithdrawals, { limit: 2 });
    const cursor = page.body["nextCursor"];
    const rest = await ask(world, contract.listWithdrawals, { limit: 2, cursor });
    expect(rest.body).toMatchObject({ items: [{ withdrawalId: all[2] }], nextCursor: null });
    const other = await stranger();
    expect((await ask(world, contract.listWithdrawals, {}, other)).body["items"]).toEqual([]);
    const foreign = await ask(world, contract.getWithdrawal, { withdrawalId: all[0]! }, other);
    expect([foreign.status, foreign.body["code"]]).toEqual([404, "withdrawal_not_found"]);
  });
});

describe("refunds of orders", () => {
  it("are listed with their state, a page at a time, to their own driver alone", async () => {
    const world = await aWorld();
    const ids: string[] = [];
    for (let made = 0; made < 3; made += 1) {
      const { orderId } = await created(world);
      world.wechatpay.pay(orderId, Date.now());
      world.pile.refuseStart = { code: "pile_offline" };
      await world.notify(orderId);
      await world.settleDown();
      await ask(world, cancelOrder, { orderId });
      ids.unshift(orderId);
    }
    const sorted = ids.toSorted().toReversed();
    const first = await ask(world, contract.listRefunds, { limit: 2 });
    expect(first.body["items"]).toMatchObject([
      { orderId: sorted[0], state: "succeeded", reason: "given_up", amountFen: 5_000 },
      { orderId: sorted[1] },
    ]);
    const cursor = first.body["nextCursor"];
    const next = await ask(world, contract.listRefunds, { limit: 2, cursor });
    expect(next.body).toMatchObject({ items: [{ orderId: sorted[2] }], nextCursor: null });
    const other = await ask(world, contract.listRefunds, {}, await stranger());
    expect(other.body["items"]).toEqual([]);
  });
});
