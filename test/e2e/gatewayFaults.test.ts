// What gateways do to their merchants: notifications that come twice, late, out of order, forged or
// not at all. A charge starts once, and is paid for once.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { adminListSecurityEvents } from "../../core/contract/admin/orders.ts";
import { getOrder } from "../../core/contract/orders.ts";
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
  type GatewayWay,
  type Scene,
} from "./support/journey.ts";
import { hourlyTariff } from "./support/world.ts";

let platform: Platform;
let station: TestStation;
const open: Scene[] = [];
let scenes = 0;

beforeAll(async () => {
  platform = await Platform.start();
  station = await platform.aStation({ tariff: hourlyTariff() });
});
afterAll(() => platform?.close());
afterEach(async () => {
  for (const { charger } of open.splice(0)) {
    await charger.close();
  }
  await clearFaults(platform);
});

async function anOrder(way: GatewayWay): Promise<{ scene: Scene; orderId: string }> {
  scenes += 1;
  const scene = await aScene(platform, station, { name: `fault${scenes}`, way });
  open.push(scene);
  return { scene, orderId: (await order(scene.driver, scene.pile, way)).order.orderId };
}

/** Charges, and looks at the bill, the refund and the books; gives how often the charge was started. */
async function startsOf(scene: Scene, orderId: string): Promise<number> {
  await chargeAndStop(scene, orderId);
  await expectBilledAsAlways(scene, orderId);
  expect(scene.charger.violations).toEqual([]);
  return scene.charger.commands.filter(({ action }) => action === "RemoteStartTransaction").length;
}

const attemptsOf = (orderId: string) =>
  platform.gateway
    .state()
    .notifications.filter(({ outTradeNo }) => outTradeNo === orderId)
    .flatMap(({ attempts }) => attempts);

describe.each(["wechatpay", "alipay"] as const)("a notification of %s", (way) => {
  it("that comes twice at the same time starts one charge", async () => {
    const { scene, orderId } = await anOrder(way);
    await fault(platform, "duplicate", { provider: way });
    await pay(platform, way, orderId);
    expect(await startsOf(scene, orderId)).toBe(1);
    expect(attemptsOf(orderId).filter((attempt) => attempt.fault === "duplicate")).toHaveLength(2);
  });

  it("that comes late still starts the charge", async () => {
    const { scene, orderId } = await anOrder(way);
    await fault(platform, "late", { provider: way });
    await pay(platform, way, orderId);
    expect(await startsOf(scene, orderId)).toBe(1);
  });

  it("that comes behind a later one starts its own charge", async () => {
    const first = await anOrder(way);
    const second = await anOrder(way);
    await fault(platform, "reordered", { provider: way });
    await pay(platform, way, first.orderId);
    await pay(platform, way, second.orderId);
    expect(await startsOf(second.scene, second.orderId)).toBe(1);
    expect(await startsOf(first.scene, first.orderId)).toBe(1);
  });

  it.each([
    ["wrongSignature", "notification_bad_signature"],
    ["staleTimestamp", "notification_stale"],
  ])(
    "that is spoilt (%s) is refused and written down; the true one counts",
    async (kind, refusal) => {
      const { scene, orderId } = await anOrder(way);
      await fault(platform, kind, { provider: way });
      await pay(platform, way, orderId);
      expect(await startsOf(scene, orderId)).toBe(1);
      const spoilt = attemptsOf(orderId).filter((attempt) => attempt.fault === kind);
      expect(spoilt).toMatchObject([{ accepted: false }]);
      const { items } = await station.staff.call(adminListSecurityEvents, { limit: 100 });
      const written = items.filter(({ subject }) => subject === way).map(({ kind: what }) => what);
      expect(written).toContain(refusal);
    },
  );

  it("that speaks of another amount starts nothing and is written down; then the truth is asked for", async () => {
    const { scene, orderId } = await anOrder(way);
    await fault(platform, "alteredAmount", { provider: way });
    await pay(platform, way, orderId);
    const seen = await eventually(
      () => station.staff.call(adminListSecurityEvents, {}),
      ({ items }) => items.some(({ subject }) => subject === orderId),
    );
    const said = seen.items.filter(({ subject }) => subject === orderId);
    expect(said).toMatchObject([{ kind: "payment_amount_differs" }]);
    expect(await scene.driver.api.call(getOrder, { orderId })).toMatchObject({ state: "paying" });
    await platform.recordsAge(2 * 60_000);
    await platform.sweep();
    expect(await startsOf(scene, orderId)).toBe(1);
  });

  it("that never comes is asked for", async () => {
    const { scene, orderId } = await anOrder(way);
    await fault(platform, "lost", { provider: way });
    await pay(platform, way, orderId);
    await platform.sweep();
    // The platform gives the gateway a minute before it asks.
    expect(await scene.driver.api.call(getOrder, { orderId })).toMatchObject({ state: "paying" });
    await platform.recordsAge(2 * 60_000);
    await platform.sweep();
    await orderIn(scene.driver, orderId, "starting", "paid");
    expect(await startsOf(scene, orderId)).toBe(1);
    expect(attemptsOf(orderId).filter((attempt) => attempt.fault === "lost")).toEqual([]);
  });
});
