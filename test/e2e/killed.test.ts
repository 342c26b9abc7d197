// The platform is killed with SIGKILL at the moments that hurt most, and started again on what it
// had stored: nothing may be lost, and nothing may happen twice.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { Platform, type TestStation } from "../support/platform.ts";
import { expectBilledAsAlways } from "./support/books.ts";
import {
  aScene,
  chargeAndStop,
  clearFaults,
  fault,
  order,
  orderIn,
  pay,
  remotelyStarted,
  sendSamples,
  stopByDriver,
  type GatewayWay,
  type Scene,
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
});

/** A driver has ordered and stands before the payment. */
async function anOrder(way: GatewayWay): Promise<string> {
  scenes += 1;
  scene = await aScene(platform, station, { name: `killed${scenes}`, way });
  return (await order(scene.driver, scene.pile, way)).order.orderId;
}

async function killAndRestart(): Promise<void> {
  await platform.kill();
  await platform.restart();
  await scene.charger.online();
}

/** Paid, begun, and the first samples of the charge sent. */
async function chargeUntil(way: GatewayWay, orderId: string, samples: number): Promise<number> {
  const { charger, session, driver } = scene;
  await pay(platform, way, orderId);
  const transactionId = await remotelyStarted(charger, session.startedAtMs);
  await sendSamples(charger, transactionId, session.readings.slice(0, samples));
  await orderIn(driver, orderId, "charging");
  return transactionId;
}

describe.each(["wechatpay", "alipay"] as const)("the platform killed, paid by %s", (way) => {
  it("when the driver has paid and the notification finds nobody", async () => {
    const orderId = await anOrder(way);
    await platform.kill();
    await pay(platform, way, orderId);
    await platform.gateway.until(({ notifications }) =>
      notifications.some(
        ({ outTradeNo, attempts }) =>
          outTradeNo === orderId && attempts.some(({ outcome }) => outcome.kind === "unreachable"),
      ),
    );
    await platform.restart();
    await chargeAndStop(scene, orderId);
    await expectBilledAsAlways(scene, orderId);
    expect(scene.charger.violations).toEqual([]);
  });

  it("while the notification is being answered", async () => {
    const orderId = await anOrder(way);
    await pay(platform, way, orderId);
    await killAndRestart();
    await chargeAndStop(scene, orderId);
    await expectBilledAsAlways(scene, orderId);
    expect(scene.charger.violations).toEqual([]);
  });

  it("in mid-charge", async () => {
    const orderId = await anOrder(way);
    const { driver, charger, session } = scene;
    const transactionId = await chargeUntil(way, orderId, 25);
    await killAndRestart();
    await sendSamples(charger, transactionId, session.readings.slice(25));
    await stopByDriver(driver, charger, { orderId, transactionId, stop: session.stop });
    await expectBilledAsAlways(scene, orderId);
    expect(scene.charger.violations).toEqual([]);
  });

  it.each([
    ["has carried it out, and its answer was lost", "timeout"],
    ["refused to carry it out", "httpError"],
  ])("before the refund, when the gateway %s", async (_, kind) => {
    const orderId = await anOrder(way);
    const { driver, charger, session } = scene;
    const transactionId = await chargeUntil(way, orderId, session.readings.length);
    await fault(platform, kind, { provider: way });
    await stopByDriver(driver, charger, { orderId, transactionId, stop: session.stop });
    await orderIn(driver, orderId, "settled");
    // The fault is used up when the platform has asked for the refund.
    await platform.gateway.until(({ faults }) => faults.length === 0);
    await killAndRestart();
    await platform.recordsAge(10 * 60_000);
    await eventually(
      () => platform.sweep(),
      () => platform.gateway.state().refunds.some((refund) => refund.outTradeNo === orderId),
    );
    await expectBilledAsAlways(scene, orderId);
    expect(scene.charger.violations).toEqual([]);
  });
});
