// A driver's orders over HTTP: what is offered, held, paid, seen, stopped and cancelled.
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { requestOf } from "../../../core/contract/client.ts";
import type { Endpoint } from "../../../core/contract/endpoint.ts";
import * as contract from "../../../core/contract/orders.ts";
import { getWallet, topUpWallet } from "../../../core/contract/wallet.ts";
import { limits } from "../../../core/limits.ts";
import { makeDriverToken } from "../../../durable-objects/auth/driverToken.ts";
import { makeApp } from "../../../worker/http/app.ts";
import { orderRoutes } from "../../../worker/http/routes/orders.ts";
import { walletRoutes } from "../../../worker/http/routes/wallet.ts";
import { orders } from "../../../worker/db/tables/orders.ts";
import { aDriver, aTariffContent, MORNING_MS } from "../../support/builders.ts";
import { orderRow, paymentRow, walletOf } from "./support/books.ts";
import { refusingGateway, unreachableGateway } from "./support/fakeGateway.ts";
import { aWorld, db, env, migrate, type World } from "./support/world.ts";

beforeAll(migrate);

const context = {
  waitUntil: () => {},
  passThroughOnException: () => {},
  props: {},
} as unknown as ExecutionContext;

type Answer = { readonly status: number; readonly body: Record<string, unknown> };

/** Asks as the world's driver, or as another; the clock is the machine's. */
async function ask(
  world: World,
  endpoint: Endpoint,
  input: Readonly<Record<string, unknown>>,
  { key, as = world.driverId }: { readonly key?: string; readonly as?: string } = {},
): Promise<Answer> {
  const { url, body } = requestOf(endpoint, input);
  const identity = "wechat" as const;
  const { token } = await makeDriverToken(
    { driverId: as, identity },
    env.TOKEN_SECRETS,
    Date.now(),
  );
  const app = makeApp([
    (app) => orderRoutes(app, () => world.money),
    (app) => walletRoutes(app, () => world.money),
  ]);
  const request = new Request(new URL(url, "https://charging.test"), {
    method: endpoint.method,
    headers: {
      authorization: `Bearer ${token}`,
      "cf-connecting-ip": "203.0.113.7",
      ...(body !== null && { "content-type": "application/json" }),
      ...(key !== undefined && { "idempotency-key": key }),
    },
    ...(body !== null && { body }),
  });
  const response = await app.fetch(request, env, context);
  return { status: response.status, body: await response.json() };
}

const wanted = ({ place }: World, given = {}) => ({
  pileId: place.pileId,
  connectorId: 1,
  limit: { kind: "amount", amountFen: 5_000 },
  paymentWay: "wechatpay",
  scene: "miniProgram",
  ...given,
});

const create = (world: World, given = {}, how = {}) =>
  ask(world, contract.createOrder, wanted(world, given), how);

async function created(world: World, given = {}): Promise<contract.Order> {
  const { status, body } = await create(world, given);
  expect([status, body]).toMatchObject([200, {}]);
  return body["order"] as contract.Order;
}

describe("an estimate", () => {
  const estimate = async (world: World, limit: contract.ChargeLimit) =>
    (await ask(world, contract.estimateOrder, { ...wanted(world), limit })).body;

  it("says what a limit costs about, and takes a little more in advance", async () => {
    const world = await aWorld();
    expect(await estimate(world, { kind: "amount", amountFen: 6_000 })).toMatchObject({
      energyWh: 50_006,
      totalFen: 6_000,
      minutes: 26,
      prepaidFen: 6_000,
    });
    expect(await estimate(world, { kind: "energy", energyWh: 20_000 })).toEqual({
      energyWh: 20_000,
      totalFen: 2_400,
      minutes: 10,
      prepaidFen: 2_500,
    });
    expect(await estimate(world, { kind: "minutes", minutes: 30 })).toEqual({
      energyWh: 60_000,
      totalFen: 7_200,
      minutes: 30,
      prepaidFen: 7_300,
    });
  });

  it("leaves open what the limit does not say, and takes a round sum", async () => {
    const world = await aWorld();
    const open = { energyWh: null, totalFen: null, minutes: null };
    expect(await estimate(world, { kind: "full" })).toEqual({ ...open, prepaidFen: 10_000 });
    expect(await estimate(world, { kind: "soc", percent: 60 })).toEqual({
      ...open,
      prepaidFen: 5_000,
    });
  });

  it("never takes more than an order may cost", async () => {
    const world = await aWorld();
    const { prepaidFen } = await estimate(world, { kind: "minutes", minutes: 1_440 });
    expect(prepaidFen).toBe(limits.orderAmountFen.most);
  });

  it("is refused for a place that is not there", async () => {
    const world = await aWorld();
    const nowhere = { ...wanted(world), pileId: "NOWHERE", limit: { kind: "full" } };
    const problem = async (input: object) =>
      (await ask(world, contract.estimateOrder, { ...input })).body["code"];
    expect(await problem(nowhere)).toBe("pile_not_found");
    expect(await problem({ ...wanted(world), connectorId: 2 })).toBe("connector_not_found");
  });
});

describe("a new order", () => {
  it("holds the connector and opens the payment of what is taken in advance", async () => {
    const world = await aWorld();
    const { status, body } = await create(world);
    expect(status).toBe(200);
    const order = body["order"] as contract.Order;
    expect(body["pay"]).toEqual({ kind: "alipayTrade", tradeNo: `42${order.orderId}` });
    expect(order).toMatchObject({ state: "paying", prepaidFen: 5_000, bill: null, origin: "app" });
    expect(world.pile.holder).toBe(order.orderId);
    expect(await paymentRow(order.orderId)).toMatchObject({
      paymentId: order.orderId,
      purpose: "order",
      provider: "wechatpay",
      amountFen: 5_000,
      state: "pending",
    });
  });

  it("is made once for one key, and its payment may be opened again", async () => {
    const world = await aWorld();
    const [first, second] = await Promise.all([
      create(world, {}, { key: "k1" }),
      create(world, {}, { key: "k1" }),
    ]);
    const third = await create(world, {}, { key: "k1" });
    const ids = [first, second, third].map(({ body }) => (body["order"] as contract.Order).orderId);
    expect(new Set(ids).size).toBe(1);
    expect(third.body["pay"]).toEqual(first.body["pay"]);
    const rows = await db.select().from(orders).where(eq(orders.driverId, world.driverId));
    expect(rows).toHaveLength(1);
    world.wechatpay.pay(ids[0]!, Date.now());
    await world.notify(ids[0]!);
    const paid = await create(world, {}, { key: "k1" });
    expect(paid.body["pay"]).toEqual({ kind: "done" });
  });

  it("is refused when its key was used for something else", async () => {
    const world = await aWorld();
    await create(world, {}, { key: "k1" });
    const other = { limit: { kind: "amount", amountFen: 9_000 } };
    expect((await create(world, other, { key: "k1" })).body["code"]).toBe("idempotency_conflict");
  });

  it("is refused to a driver who has one, and to another at the same connector", async () => {
    const world = await aWorld();
    const { orderId } = await created(world);
    expect((await create(world)).body["code"]).toBe("driver_busy");
    expect((await create(world, {}, { key: "k2" })).body["code"]).toBe("driver_busy");
    const { driverId } = await aDriver(db);
    expect((await create(world, {}, { as: driverId })).body["code"]).toBe("connector_taken");
    expect(world.pile.holder).toBe(orderId);
  });

  it("comes to nothing, and frees the connector, when the gateway does not open the payment", async () => {
    for (const refusal of [unreachableGateway, refusingGateway("NO_AUTH")]) {
      const world = await aWorld();
      world.wechatpay.refusals.prepay = [refusal];
      const { status, body } = await create(world);
      expect([status, body["code"]]).toEqual([502, "payment_gateway_failed"]);
      await world.settleDown();
      const row = await db.select().from(orders).where(eq(orders.driverId, world.driverId)).get();
      expect(row).toMatchObject({ state: "cancelled", failure: "payment_failed", open: null });
      expect(await paymentRow(row!.orderId)).toMatchObject({ state: "closed" });
      expect(world.pile.holder).toBeNull();
      expect((await create(world)).status).toBe(200);
    }
  });

  it("in a mini-program is paid only by the identity that the platform gave", async () => {
    const world = await aWorld();
    const alipay = await create(world, { paymentWay: "alipay" });
    expect(alipay.body["code"]).toBe("payment_way_unavailable");
    const scenes: unknown[] = [];
    const { prepay } = world.alipay;
    world.alipay.prepay = async (input) => {
      scenes.push(input.scene);
      return prepay.call(world.alipay, input);
    };
    const returnPath = "/app/#/orders";
    await created(world, { paymentWay: "alipay", scene: "browser", returnPath });
    expect(scenes).toEqual([
      {
        kind: "browser",
        clientIp: "203.0.113.7",
        returnUrl: "https://charging.test/app/#/orders",
      },
    ]);
  });

  it("is refused for a sum that buys nothing after the fees", async () => {
    const world = await aWorld({ tariff: aTariffContent({ startFeeFen: 500 }) });
    const limit = { kind: "amount", amountFen: 500 };
    expect((await create(world, { limit })).body["code"]).toBe("limit_out_of_range");
    expect(world.pile.holder).toBeNull();
  });

  it("tells the pile's refusal in the contract's words", async () => {
    for (const code of ["pile_offline", "connector_reserved", "connector_faulted"] as const) {
      const world = await aWorld();
      world.pile.hold = async () => ({ ok: false, error: { code } });
      expect((await create(world)).body["code"]).toBe(code);
    }
    const world = await aWorld();
    world.pile.hold = () => Promise.reject(new Error("overloaded"));
    expect((await create(world)).body["code"]).toBe("unavailable");
  });
});

describe("an order under way", () => {
  async function aChargingOrder() {
    const world = await aWorld();
    const { orderId } = await created(world);
    world.wechatpay.pay(orderId, Date.now());
    await world.notify(orderId);
    return { world, orderId };
  }

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
    const page = first.body as { items: contract.Order[]; nextCursor: string };
    expect(page.items.map(({ orderId }) => orderId)).toEqual(
      ids.toSorted().toReversed().slice(0, 2),
    );
    const { body } = await ask(world, contract.listOrders, { limit: 2, cursor: page.nextCursor });
    expect(body).toMatchObject({ nextCursor: null });
    expect((body["items"] as contract.Order[]).map(({ orderId }) => orderId)).toEqual(
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
    const paymentId = body["paymentId"] as string;
    world.wechatpay.pay(paymentId, Date.now());
    await world.notify(paymentId);
    expect(await walletOf(world)).toMatchObject({ balanceFen: 3_000 });
  });
});
