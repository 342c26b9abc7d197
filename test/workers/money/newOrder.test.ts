// What a driver is offered over HTTP, and how his order is made.
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import * as contract from "../../../core/contract/orders.ts";
import { limits } from "../../../core/limits.ts";
import { orders } from "../../../worker/db/tables/orders.ts";
import { aDriver, aTariffContent } from "../../support/builders.ts";
import { ask, create, created, orderIn, wanted } from "./support/asking.ts";
import { paymentRow } from "./support/books.ts";
import { refusingGateway, unreachableGateway } from "./support/fakeGateway.ts";
import { aWorld, db, migrate, type World } from "./support/world.ts";

beforeAll(migrate);

const estimate = async (world: World, limit: contract.ChargeLimit) =>
  (await ask(world, contract.estimateOrder, { ...wanted(world), limit })).body;

describe("an estimate", () => {
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
    const order = orderIn(body);
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
    const ids = [first, second, third].map(({ body }) => orderIn(body).orderId);
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
    const prepay = world.alipay.prepay.bind(world.alipay);
    world.alipay.prepay = async (input) => {
      scenes.push(input.scene);
      return prepay(input);
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
