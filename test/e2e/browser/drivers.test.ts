// What else drivers do in the browser and what goes wrong for them: paying from the balance, a payment
// refused, a connector taken meanwhile, a network lost; and a look at every page in every look.
import { describe, expect, it } from "vitest";
import { createOrder, listOrders } from "../../../core/contract/orders.ts";
import { signInAsDemo } from "../../../core/contract/drivers.ts";
import { getWallet } from "../../../core/contract/wallet.ts";
import { policyVersion } from "../../../miniapp/src/service/policy.ts";
import { eventually } from "../../support/eventually.ts";
import { waitsForTheCable } from "./support/city.ts";
import { DriverApp, energyRises } from "./support/driverApp.ts";
import { furnish, lookAtPages } from "./support/gallery.ts";
import { look } from "./support/look.ts";
import { patience, phonesInTheCity, small } from "./support/phones.ts";
import { pace } from "./support/pictures.ts";

const phones = phonesInTheCity();

const aCar = {
  batteryWh: 95_000,
  maxDcW: 250_000,
  packVoltageV: 780,
  socPercent: 12,
  targetSocPercent: 100,
};

describe("a driver with a balance", () => {
  it(
    "tops it up, charges from it through a lost network, and has the rest back",
    patience,
    async () => {
      const { platform, charger, station } = phones.city();
      const window = await phones.open({ locale: "zh-CN" });
      const app = new DriverApp(window.page, "zh");
      const api = await app.openAs(platform, "saver");
      await app.toAddress("wallet/index");
      await app.topUp(100);
      await app.failAtGateway(platform.url);
      await app.main.getByText(app.text.wallet.checking).waitFor();
      await app.topUp(100);
      await app.payTopUpAtGateway(platform.url);
      await app.main.getByText(app.text.wallet.arrived).waitFor();
      expect(await balanceOf(api)).toBe(10_000);
      await look(window, "a balance topped up");

      const pileId = "SH001-03";
      await waitsForTheCable(phones.city(), pileId);
      await app.toAddress(`pile/index?pileId=${pileId}`);
      await app.order({ pileId, stationName: station.name, amountYuan: 50, way: "balance" });
      await app.isStarting();
      await charger(pileId).waitFor(() => charger(pileId).connector(1).status === "Preparing");
      charger(pileId).plugIn(1, aCar);
      await app.orderIs("charging");
      await energyRises(app, pace.energyKwh);
      await window.line.cut();
      await app.main.getByText(app.text.errors.offline).waitFor();
      await app.main.getByText(app.text.charging.connectionNone.slice(0, 9)).first().waitFor();
      await look(window, "a charge without a network");
      await window.line.mend();
      await app.main.getByText(app.text.errors.offline).waitFor({ state: "hidden" });
      await energyRises(app, pace.energyKwh);
      await app.stop();
      await charger(pileId).waitFor(() => charger(pileId).connector(1).status === "Finishing");
      charger(pileId).unplug(1);
      const { totalFen, refundFen } = await app.bill();
      expect(refundFen).toBe(5_000 - totalFen);
      await eventually(
        () => balanceOf(api),
        (fen) => fen === 10_000 - totalFen,
      );
    },
  );

  it("is told that the balance is too low before anything is ordered", patience, async () => {
    const { platform } = phones.city();
    const window = await phones.open({ locale: "en-US", size: small });
    const app = new DriverApp(window.page, "en");
    const api = await app.openAs(platform, "penniless");
    await app.toAddress("pile/index?pileId=SH001-05");
    await app.main.getByRole("radio", { name: app.text.pile.ways.balance }).click();
    await app.page.getByRole("button", { name: app.text.pile.topUpFirst }).waitFor();
    await look(window, "a balance too low");
    expect((await api.call(listOrders, { limit: 10 })).items).toEqual([]);
  });
});

type Api = Awaited<ReturnType<DriverApp["openAs"]>>;
const balanceOf = async (api: Api): Promise<number> =>
  (await api.call(getWallet, { limit: 1 })).balanceFen;

describe("a driver out of luck", () => {
  it("is refused by the bank, pays again, and thinks better of it", patience, async () => {
    const { platform, station } = phones.city();
    const window = await phones.open({ locale: "en-US" });
    const app = new DriverApp(window.page, "en");
    await app.openAs(platform, "refused");
    const pileId = "SH001-04";
    await waitsForTheCable(phones.city(), pileId);
    await app.toAddress(`pile/index?pileId=${pileId}`);
    const wish = { pileId, stationName: station.nameEn, amountYuan: 50, way: "wechatpay" } as const;
    await app.order(wish);
    await app.page.waitForURL(`${platform.gateway.url}/**`);
    await app.failAtGateway(platform.url);
    await app.orderIs("paying");
    await look(window, "a payment that was refused");
    await app.payAgain();
    await app.page.waitForURL(`${platform.gateway.url}/**`);
    await app.payAtGateway(platform.url);
    await app.isStarting();
    await app.cancel();
    await app.orderIs("cancelled");
    await app.main.getByText(app.text.bill.refundState.succeeded, { exact: true }).waitFor();
    expect(await app.refundFen()).toBe(5_000);
  });

  it("comes second to a connector, and is told so before he pays", patience, async () => {
    const { platform, station } = phones.city();
    const window = await phones.open({ locale: "zh-CN", size: small });
    const app = new DriverApp(window.page, "zh");
    const api = await app.openAs(platform, "second");
    const pileId = "SH001-06";
    await app.toAddress(`pile/index?pileId=${pileId}`);
    const wish = { pileId, stationName: station.name, amountYuan: 50, way: "alipay" } as const;
    await app.choose(wish);
    const { token } = await platform.api.call(signInAsDemo, {
      name: "first",
      policyVersion,
    });
    await app.page.route("**/api/v1/orders", async (route) => {
      // Between his tap and its arrival somebody else is faster.
      await platform.api.withToken(token).call(
        createOrder,
        {
          pileId,
          connectorId: 1,
          limit: { kind: "amount", amountFen: 5_000 },
          paymentWay: "alipay",
          scene: "browser",
        },
        { idempotencyKey: crypto.randomUUID() },
      );
      await route.continue();
    });
    await app.order(wish);
    const sheet = app.page.getByRole("dialog", { name: app.text.refused.title });
    await sheet.getByText(app.text.refused.reasons.connector_taken.what).waitFor();
    await look(window, "a connector that was taken");
    expect((await api.call(listOrders, { limit: 10 })).items).toEqual([]);
  });
});

describe("every page", () => {
  it.each([
    { locale: "zh-CN", language: "zh", size: { width: 375, height: 812 } },
    { locale: "en-US", language: "en", size: small },
  ] as const)(
    "is usable by everybody in $language",
    { timeout: pace.patienceMs * 10 },
    async (given) => {
      const { locale, language, size } = given;
      const { platform, station } = phones.city();
      const window = await phones.open({ locale, size });
      const app = new DriverApp(window.page, language);
      const api = await app.openAs(platform, "saver");
      const { items } = await api.call(listOrders, { limit: 20 });
      const settled = items.find(({ state }) => state === "settled");
      const shown = {
        stationId: station.stationId,
        pileId: "SH001-02",
        orderId: settled?.orderId ?? "",
      };
      await furnish(api, shown);
      const looked = await lookAtPages(window, app, shown);
      expect(looked).toBeGreaterThan(40);
    },
  );
});
