// The main job over real sockets: a driver pays, a charger of a third party charges, the bill is
// settled and the rest goes back, and that for both gateways.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Platform, type TestStation } from "../support/platform.ts";
import { expectSettledOnce } from "./support/books.ts";
import {
  order,
  orderIn,
  pay,
  prepaidFen,
  remotelyStarted,
  sendSamples,
  signIn,
  stopByDriver,
} from "./support/journey.ts";
import { LiveScreen } from "./support/liveScreen.ts";
import { OcppCharger } from "./support/ocppCharger.ts";
import { aSessionAcrossPrices, hourlyTariff } from "./support/world.ts";

let platform: Platform;
let station: TestStation;
let charger: OcppCharger | undefined;

beforeAll(async () => {
  platform = await Platform.start();
  station = await platform.aStation({ tariff: hourlyTariff() });
});
afterAll(() => platform?.close());
afterEach(() => charger?.close());

describe.each(["wechatpay", "alipay"] as const)("a charge paid by %s", (way) => {
  it("runs from sign-in to the refund of what was not used, to the fen", async () => {
    const pile = await platform.aPile(station, `MAIN-${way}`);
    charger = await OcppCharger.connected(pile);
    await charger.boot();
    const driver = await signIn(platform, way, "lin");
    const screen = await LiveScreen.open(platform.url, pile.pileId, driver.token);
    expect((await screen.told("pile")).pile).toMatchObject({ online: true });

    const { order: created, pay: parameters } = await order(driver, pile, way);
    const { orderId } = created;
    expect(created).toMatchObject({ state: "paying", prepaidFen });
    expect(parameters.kind).toBe(way === "wechatpay" ? "wechatJsapi" : "alipayTrade");
    await pay(platform, way, orderId);

    const session = aSessionAcrossPrices(Date.now());
    const transactionId = await remotelyStarted(charger, session.startedAtMs);
    await orderIn(driver, orderId, "charging");
    await sendSamples(charger, transactionId, session.readings);
    const lastReading = session.readings.at(-1)!;
    const live = await screen.told("order", ({ order }) => order.sampledAtMs === lastReading.atMs);
    expect(live.order).toMatchObject({
      orderId,
      state: "charging",
      energyWh: 12_001,
      socPercent: 47,
    });
    expect(live.order.totalFen).toBeGreaterThan(0);
    expect(live.order.totalFen).toBeLessThanOrEqual(session.totalFen);

    await stopByDriver(driver, charger, { orderId, transactionId, stop: session.stop });
    await screen.told("orderEnded", (ended) => ended.orderId === orderId);
    const settled = await orderIn(driver, orderId, "settled");
    expect(settled.bill).toMatchObject({
      energyWh: 12_301,
      totalFen: session.totalFen,
      lines: session.lines,
    });
    expect(settled.energyWh).toBe(12_301);
    const refundFen = prepaidFen - session.totalFen;
    expect(settled.refund).toMatchObject({ amountFen: refundFen, toWay: way });
    expect(settled.shortfallFen).toBe(0);
    await expectSettledOnce(
      { platform, station, orderId },
      { prepaidFen, totalFen: session.totalFen },
    );
    expect(charger.violations).toEqual([]);
    screen.close();
  });
});
