// The ways in which a charge comes to nothing, or is paid otherwise than in advance at a gateway:
// every one of them gives back what was not used.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { getMe } from "../../core/contract/drivers.ts";
import { cancelOrder, createOrder, listOrders } from "../../core/contract/orders.ts";
import { topUpWallet } from "../../core/contract/wallet.ts";
import { eventually } from "../support/eventually.ts";
import { Platform, type TestStation } from "../support/platform.ts";
import { expectBalancedLedger, expectRefundedInFull } from "./support/books.ts";
import {
  aScene,
  chargeAndStop,
  clearFaults,
  fault,
  order,
  orderIn,
  pay,
  prepaidFen,
  sendSamples,
  signIn,
  startTransaction,
  stopTransaction,
  type Scene,
  type SignedIn,
} from "./support/journey.ts";
import { hourlyTariff } from "./support/world.ts";

let platform: Platform;
let station: TestStation;
let scene: Scene;
let scenes = 0;

beforeAll(async () => {
  platform = await Platform.start();
  station = await platform.aStation({ tariff: hourlyTariff() });
});
afterAll(() => platform?.close());
afterEach(async () => {
  await scene.charger.close();
  await clearFaults(platform);
  await expectBalancedLedger(platform);
});

async function setTheScene(way: "wechatpay" | "alipay"): Promise<Scene> {
  scenes += 1;
  scene = await aScene(platform, station, { name: `ending${scenes}`, way });
  return scene;
}

const balanceOf = async ({ api }: SignedIn): Promise<number> =>
  (await api.call(getMe, {})).balanceFen;

async function topUp({ api }: SignedIn, amountFen: number): Promise<void> {
  const scene = "miniProgram" as const;
  const input = { amountFen, paymentWay: "wechatpay" as const, scene };
  const { paymentId } = await api.call(topUpWallet, input, {
    idempotencyKey: crypto.randomUUID(),
  });
  await pay(platform, "wechatpay", paymentId);
  await eventually(
    () => api.call(getMe, {}),
    ({ balanceFen }) => balanceFen === amountFen,
  );
}

const wanted = (pileId: string, paymentWay: "wechatpay" | "alipay" | "balance") => ({
  pileId,
  connectorId: 1,
  limit: { kind: "amount" as const, amountFen: prepaidFen },
  paymentWay,
  scene: "miniProgram" as const,
});

describe.each(["wechatpay", "alipay"] as const)("an order paid by %s", (way) => {
  it("whose start the charger rejects is refunded in full, and frees the connector", async () => {
    const { charger, driver, pile } = await setTheScene(way);
    charger.answers("RemoteStartTransaction", { status: "Rejected" });
    const { orderId } = (await order(driver, pile, way)).order;
    await pay(platform, way, orderId);
    const failed = await orderIn(driver, orderId, "start_failed");
    expect(failed.failure).toBe("start_rejected");
    await expectRefundedInFull({ platform, station, orderId }, { prepaidFen });
    const { connectors } = await platform.pile(station, pile.pileId);
    expect(connectors).toMatchObject([{ state: "available" }]);
  });

  it("that the driver cancels before he pays cannot be paid any more", async () => {
    const { driver, pile } = await setTheScene(way);
    const { orderId } = (await order(driver, pile, way)).order;
    expect(await driver.api.call(cancelOrder, { orderId })).toMatchObject({ state: "cancelled" });
    await platform.gateway.until(({ trades }) =>
      trades.some(({ outTradeNo, state }) => outTradeNo === orderId && state.kind === "closed"),
    );
    await expect(pay(platform, way, orderId)).rejects.toThrow("409");
    // The connector is free again, for him as for others.
    expect((await order(driver, pile, way)).order.state).toBe("paying");
  });

  it("that he pays in the moment in which he cancels is refunded in full", async () => {
    const { driver, pile, charger } = await setTheScene(way);
    const { orderId } = (await order(driver, pile, way)).order;
    // The gateway fails to close the trade, so that the payment still goes through.
    await fault(platform, "httpError", { provider: way });
    await driver.api.call(cancelOrder, { orderId });
    await platform.gateway.until(({ faults }) => faults.length === 0);
    await pay(platform, way, orderId);
    await expectRefundedInFull({ platform, station, orderId }, { prepaidFen });
    expect(await orderIn(driver, orderId, "cancelled")).toMatchObject({
      failure: "cancelled_by_driver",
    });
    expect(charger.commands.map(({ action }) => action)).not.toContain("RemoteStartTransaction");
    expect(charger.violations).toEqual([]);
  });
});

describe("the balance", () => {
  it("pays for an order, and gets back what was not used", async () => {
    const { driver, pile, session } = await setTheScene("wechatpay");
    await topUp(driver, 20_000);
    const { order: created, pay: parameters } = await order(driver, pile, "balance");
    expect(parameters).toEqual({ kind: "done" });
    expect(await balanceOf(driver)).toBe(20_000 - prepaidFen);
    await chargeAndStop(scene, created.orderId);
    const settled = await orderIn(driver, created.orderId, "settled");
    expect(settled.bill).toMatchObject({ totalFen: session.totalFen, lines: session.lines });
    expect(await balanceOf(driver)).toBe(20_000 - session.totalFen);
  });

  it("that does not suffice buys nothing, and holds no connector", async () => {
    const { driver, pile } = await setTheScene("wechatpay");
    await topUp(driver, prepaidFen - 1);
    const refusal = await driver.api.refusal(createOrder, wanted(pile.pileId, "balance"));
    expect(refusal).toBe("balance_too_low");
    expect(await balanceOf(driver)).toBe(prepaidFen - 1);
    const { connectors } = await platform.pile(station, pile.pileId);
    expect(connectors).toMatchObject([{ state: "available" }]);
  });
});

describe("a card at the pile", () => {
  it("begins a charge that becomes an order paid from its driver's balance", async () => {
    const { driver, charger, session } = await setTheScene("wechatpay");
    await topUp(driver, 20_000);
    await platform.aCard(station, "CARD-OF-LIN", driver.driverId);
    const { idTagInfo } = await charger.call("Authorize", { idTag: "CARD-OF-LIN" });
    expect(idTagInfo).toMatchObject({ status: "Accepted" });
    const transactionId = await startTransaction(charger, session.startedAtMs, "CARD-OF-LIN");
    await sendSamples(charger, transactionId, session.readings);
    await stopTransaction(charger, transactionId, session.stop);
    const { items } = await eventually(
      () => driver.api.call(listOrders, {}),
      ({ items }) => items.some(({ state }) => state === "settled"),
    );
    expect(items).toMatchObject([
      { origin: "card", paymentWay: "balance", bill: { totalFen: session.totalFen } },
    ]);
    expect(await balanceOf(driver)).toBe(20_000 - session.totalFen);
  });

  it("that nobody knows is refused, and nothing is owed by anybody", async () => {
    const { charger } = await setTheScene("wechatpay");
    const { idTagInfo } = await charger.call("Authorize", { idTag: "NOBODYS" });
    expect(idTagInfo).toMatchObject({ status: "Invalid" });
  });
});

describe("two drivers who want one connector", () => {
  it("at the same moment: one gets it, the other is told that it is taken", async () => {
    const { driver, pile } = await setTheScene("wechatpay");
    const rival = await signIn(platform, "alipay", "rival");
    const refusals = await Promise.all([
      driver.api.refusal(createOrder, wanted(pile.pileId, "wechatpay")),
      rival.api.refusal(createOrder, wanted(pile.pileId, "alipay")),
    ]);
    expect(refusals).toHaveLength(2);
    expect(new Set(refusals)).toEqual(new Set([null, "connector_taken"]));
  });
});
