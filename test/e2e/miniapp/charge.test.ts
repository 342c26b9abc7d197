// The compiled mini-programs on phones of their vendors, against the running platform: signing in, the
// stations nearby, paying, charging, and what happens when something goes wrong.
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { zh } from "../../../miniapp/src/text/zh.ts";
import { eventually } from "../../support/eventually.ts";
import { repositoryRoot } from "../../support/builtWorker.ts";
import { startCity, waitsForTheCable, type City } from "../browser/support/city.ts";
import { expectSettledOnce } from "../support/books.ts";
import { pay } from "../support/journey.ts";
import { Phone, type PaymentOutcome } from "./host/phone.ts";

let city: City;
const phones: Phone[] = [];

beforeAll(async () => {
  city = await startCity(inject("cityData"));
}, 600_000);
afterAll(() => city?.close());
afterEach(() => {
  for (const phone of phones.splice(0)) {
    phone.close();
    expectQuiet(phone);
  }
});

/** Nothing was thrown, logged as an error, or asked that the vendor's typings do not have. */
function expectQuiet({ complaints }: Phone): void {
  expect(complaints).toEqual([]);
}

/** As the build takes it where nothing else is said. */
const builtOrigin = process.env["ZHUANG_ORIGIN"] ?? "http://localhost:8787";

/** Before the city's middle, in the coordinates of its maps. */
const here = { latitude: 31.2285, longitude: 121.478 };

const vendors = [
  {
    vendor: "weapp",
    identity: "wechat",
    way: "wechatpay",
    first: "SH001-03",
    second: "SH001-04",
  },
  { vendor: "alipay", identity: "alipay", way: "alipay", first: "SH001-05", second: "SH001-06" },
] as const;

type Given = (typeof vendors)[number] & { readonly outcomes: readonly PaymentOutcome[] };

/** Somebody who does in the payment's window what the test says, one after another. */
function aPhone({ vendor, way, outcomes }: Given, owner: string): Phone {
  const left = [...outcomes];
  const phone = new Phone({
    vendor,
    root: join(repositoryRoot, "miniapp/dist", vendor),
    builtOrigin,
    platformUrl: city.platform.url,
    owner,
    position: here,
    payment: async (handle) => {
      const { trades } = city.platform.gateway.state();
      const trade = trades.find(({ prepayId, tradeNo }) => [prepayId, tradeNo].includes(handle));
      if (trade === undefined) throw new Error(`the gateway knows no ${handle}`);
      const outcome = left.shift() ?? "paid";
      if (outcome === "paid") await pay(city.platform, way, trade.outTradeNo);
      return outcome;
    },
  });
  phones.push(phone);
  return phone;
}

/** By the code on the pile, from the list of what is nearby. */
async function toPile(phone: Phone, pileId: string): Promise<void> {
  await waitsForTheCable(city, pileId);
  phone.start();
  // WeChat holds back the position until the policy is agreed to; Alipay has no such guide.
  if (phone.vendor === "weapp") await phone.tap(zh.consent.agree);
  await phone.sees(city.station.name);
  phone.scanned = `${builtOrigin}/app/#/pages/pile/index?pileId=${pileId}&connector=1`;
  await phone.tap(zh.stations.scan);
  await phone.sees(pileId, zh.pile.howMuch);
}

const prepaidFen = 5_000;
const payButton = zh.pile.pay("¥50.00");

async function order(phone: Phone): Promise<void> {
  await phone.tap(zh.pile.limits.amount);
  await phone.tap("¥50");
  await phone.sees(payButton);
  await phone.doubleTap(payButton);
  if (phone.vendor === "alipay") await phone.doubleTap(zh.consent.agree);
}

async function charge(phone: Phone, pileId: string): Promise<string> {
  await phone.sees(zh.order.titles.starting);
  const charger = city.charger(pileId);
  await charger.waitFor(() => charger.connector(1).status === "Preparing");
  charger.plugIn(1, aCar);
  await phone.sees(zh.order.titles.charging, someEnergy);
  return phone.sees(zh.charging.stop);
}

/** Takes a while to fill, and longer than any test looks at it. */
const aCar = {
  batteryWh: 95_000,
  maxDcW: 250_000,
  packVoltageV: 780,
  socPercent: 12,
  targetSocPercent: 100,
};

const someEnergy = new RegExp(`${zh.charging.energy}\\n(?!0\\.00)\\d+\\.\\d+`);

async function stop(phone: Phone, pileId: string): Promise<string> {
  await phone.tap(zh.charging.stop);
  await phone.sees(zh.charging.stopSure);
  await phone.tap(zh.charging.stopYes);
  const charger = city.charger(pileId);
  await charger.waitFor(() => charger.connector(1).status === "Finishing");
  charger.unplug(1);
  return phone.sees(zh.order.titles.settled, zh.bill.refundState.succeeded);
}

/** 12.34 of "¥12.34" below the label, in fen. */
function fenBelow(label: string, text: string): number {
  const found = new RegExp(`^${label}\\n+¥(\\d+\\.\\d\\d)`, "m").exec(text)?.[1];
  if (found === undefined) throw new Error(`no ${label} in ${text}`);
  return Math.round(Number(found) * 100);
}

const orderOf = (phone: Phone): string => {
  const asked = phone.network.requests.map((one) => /\/orders\/(\w{26})/.exec(one)?.[1]);
  return asked.find((orderId) => orderId !== undefined) ?? "";
};

const ordersAt = (pileId: string) =>
  city.platform.rows("SELECT order_id FROM orders WHERE pile_id = ? AND open = 1", pileId);

describe.each(vendors)("the mini-program in $vendor", (given) => {
  it("signs in, pays once for two taps, charges, stops and shows the bill", async () => {
    const phone = aPhone({ ...given, outcomes: ["paid"] }, `${given.vendor}-1`);
    await toPile(phone, given.first);
    await order(phone);
    await charge(phone, given.first);
    const bill = await stop(phone, given.first);
    const totalFen = fenBelow(zh.bill.total, bill);
    expect(totalFen).toBeGreaterThan(0);
    expect(phone.asked("POST", "/api/v1/orders")).toBe(1);
    expect(phone.asked("POST", `/api/v1/sessions/${given.identity}`)).toBe(1);
    const { platform, station } = city;
    const place = { platform, station, orderId: orderOf(phone) };
    await expectSettledOnce(place, { prepaidFen, totalFen });
  });

  it("orders once although the answer was lost, pays again, charges without a network", async () => {
    const phone = aPhone({ ...given, outcomes: ["cancelled", "paid"] }, `${given.vendor}-2`);
    await toPile(phone, given.second);
    phone.network.loses = "POST /api/v1/orders";
    await order(phone);
    await phone.sees(zh.refused.unknownTitle, zh.refused.moneyUnknown);
    await phone.doubleTap(zh.common.retry);
    await phone.sees(zh.order.payCancelled);
    expect(await ordersAt(given.second)).toHaveLength(1);
    await phone.doubleTap(new RegExp(zh.order.payAgain));
    await charge(phone, given.second);
    phone.network.turn(false);
    await phone.sees(zh.errors.offline, zh.charging.connectionNone.slice(0, 9));
    phone.network.turn(true);
    phone.background();
    phone.foreground();
    await phone.misses(zh.errors.offline, zh.charging.connectionNone.slice(0, 9));
    // The one that was lost takes its time to be gone.
    await eventually(
      () => Promise.resolve(phone.network.openSockets),
      (open) => open === 1,
    );
    const totalFen = fenBelow(zh.bill.total, await stop(phone, given.second));
    const { platform, station } = city;
    const place = { platform, station, orderId: orderOf(phone) };
    await expectSettledOnce(place, { prepaidFen, totalFen });
  });

  it("shows the city to who gives no position, and says how to give it", async () => {
    const phone = aPhone({ ...given, outcomes: [] }, `${given.vendor}-3`);
    phone.position = null;
    phone.start();
    if (given.vendor === "weapp") await phone.tap(zh.consent.disagree);
    const text = await phone.sees(city.station.name, zh.stations.refused("上海"));
    expect(text).not.toContain(zh.stations.yourPosition);
  });

  it("shows the station whose mark is tapped on the map, and opens it", async () => {
    const phone = aPhone({ ...given, outcomes: [] }, `${given.vendor}-5`);
    phone.start();
    if (given.vendor === "weapp") await phone.tap(zh.consent.agree);
    await phone.tapMark(new RegExp(`^${city.station.name}`));
    expect(await phone.sees(zh.find.details, zh.station.go)).toContain(city.station.name);
    await phone.tap(zh.find.details);
    expect(await phone.sees(zh.station.piles, given.first)).toContain(city.station.name);
  });

  it("says that there is no network when it is started without one, and loads once there is", async () => {
    const phone = aPhone({ ...given, outcomes: [] }, `${given.vendor}-4`);
    phone.network.turn(false);
    phone.start();
    await phone.sees(zh.errors.offline, zh.errors.title);
    phone.network.turn(true);
    await phone.tap(zh.common.retry);
    if (given.vendor === "weapp") await phone.tap(zh.consent.agree);
    expect(await phone.sees(city.station.name)).not.toContain(zh.errors.offline);
  });
});
