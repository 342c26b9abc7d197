// What people do with the platform in a browser, against the built platform with its gateway and
// chargers: a driver's charge from the map to the bill, his bad luck, and the operator who sees it all.
import { describe, expect, it } from "vitest";
import { adminListFaults } from "../../../core/contract/admin/stations.ts";
import { eventually } from "../../support/eventually.ts";
import { expectRefundedInFull, expectSettledOnce } from "../support/books.ts";
import { AdminConsole, adminText } from "./support/adminConsole.ts";
import { waitsForTheCable } from "./support/city.ts";
import { DriverApp, energyRises, type Wish } from "./support/driverApp.ts";
import { look } from "./support/look.ts";
import { patience, phonesInTheCity } from "./support/phones.ts";
import { pace, picture } from "./support/pictures.ts";
import type { Window } from "./support/window.ts";

const { city, open } = phonesInTheCity();

/** Takes a while to fill, and longer than any test looks at it. */
const aCar = {
  batteryWh: 95_000,
  maxDcW: 250_000,
  packVoltageV: 780,
  socPercent: 12,
  targetSocPercent: 100,
};

/** Until the browser is at the gateway's page, with the order made. */
async function orderAt(app: DriverApp, wish: Wish, driver: string): Promise<void> {
  const { platform } = city();
  await app.open(platform.url);
  await app.toStation(wish.stationName);
  await app.toPile(wish.pileId);
  await app.choose(wish);
  const sheet = await app.orderAsGuest(wish);
  await app.signIn(sheet, driver, platform.gateway.url);
}

type Charged = { readonly orderId: string; readonly totalFen: number; readonly refundFen: number };

const wish = {
  pileId: "SH001-03",
  amountYuan: 200,
  way: "wechatpay",
} as const satisfies Partial<Wish>;
const prepaidFen = wish.amountYuan * 100;

async function chargeByPhone(): Promise<Charged> {
  const { platform, station } = city();
  const window = await open({ locale: "zh-CN" });
  const app = new DriverApp(window.page, "zh");
  await app.open(platform.url);
  await look(window, "stations nearby");
  await picture(window.page, "app-nearby");
  await app.toStation(station.name);
  await look(window, "a station");
  await picture(window.page, "app-station");
  await app.toPile(wish.pileId);
  await app.choose({ ...wish, stationName: station.name });
  await look(window, "a pile");
  await picture(window.page, "app-pile");
  await waitsForTheCable(city(), wish.pileId);
  const sheet = await app.orderAsGuest({ ...wish, stationName: station.name });
  await look(window, "the sign-in");
  await app.signIn(sheet, "driver-1", platform.gateway.url);
  await look(window, "the gateway's page");
  await picture(window.page, "cashier");
  const orderId = await app.payAtGateway(platform.url);
  await app.isStarting();
  const { energyKwh } = await chargeAtPile(window, app);
  const charged = { orderId, ...(await app.bill()) };
  expect(energyKwh).toBeGreaterThan(0);
  await look(window, "the bill");
  await picture(window.page, "app-bill");
  for (const root of ["stations", "orders", "me", "wallet"] as const) {
    await app.toRoot(root);
    await look(window, root);
  }
  return charged;
}

async function chargeAtPile(window: Window, app: DriverApp): Promise<{ energyKwh: number }> {
  const charger = city().charger(wish.pileId);
  await charger.waitFor(() => charger.connector(1).status === "Preparing");
  charger.plugIn(1, aCar);
  await app.orderIs("charging");
  const energyKwh = await energyRises(app, pace.energyKwh);
  expect(await app.costFen()).toBeGreaterThan(0);
  await look(window, "a charge");
  await picture(window.page, "app-charging");
  await app.stop();
  await charger.waitFor(() => charger.connector(1).status === "Finishing");
  charger.unplug(1);
  await app.orderIs("settled");
  return { energyKwh };
}

/** Made once, by whichever test comes first. */
let charge: Promise<Charged> | undefined;
const aCharge = (): Promise<Charged> => (charge ??= chargeByPhone());

describe("a driver with a phone", () => {
  it("finds a pile, pays, charges, stops, and gets back what was not used", patience, async () => {
    const { orderId, totalFen, refundFen } = await aCharge();
    expect(totalFen).toBeGreaterThan(0);
    expect(refundFen).toBe(prepaidFen - totalFen);
    const { platform, station } = city();
    await expectSettledOnce({ platform, station, orderId }, { prepaidFen, totalFen });
  });

  it("is told when a pile is gone, and that the money comes back", patience, async () => {
    const { platform, station, charger } = city();
    const window = await open({ locale: "zh-CN" });
    const app = new DriverApp(window.page, "zh");
    const pileId = "SH001-04";
    const paid = { ...wish, pileId, amountYuan: 50, stationName: station.name };
    await orderAt(app, paid, "driver-2");
    charger(pileId).disconnectNetwork();
    await eventually(
      () => platform.pile(station, pileId),
      ({ online }) => !online,
    );
    const orderId = await app.payAtGateway(platform.url);
    await app.orderIs("start_failed");
    const told = app.text.failure.pile_offline;
    await app.main.getByRole("heading", { name: told.what }).waitFor();
    const { failureMoney, bill } = app.text;
    await app.main.getByText(failureMoney.back("¥50.00", bill.refundTo.wechatpay)).waitFor();
    await app.main.getByText(app.text.bill.refundState.succeeded, { exact: true }).waitFor();
    expect(await app.refundFen()).toBe(5_000);
    await look(window, "an order that came to nothing");
    await expectRefundedInFull({ platform, station, orderId }, { prepaidFen: 5_000 });
  });

  it("pays by Alipay in English, and cancels before the cable is in", patience, async () => {
    const { platform, station } = city();
    const window = await open({ locale: "en-US" });
    const app = new DriverApp(window.page, "en");
    const paid = { pileId: "SH001-05", amountYuan: 50, way: "alipay" } as const;
    await waitsForTheCable(city(), paid.pileId);
    await orderAt(app, { ...paid, stationName: station.nameEn }, "driver-3");
    const orderId = await app.payAtGateway(platform.url);
    await app.isStarting();
    await look(window, "the steps in English");
    await app.cancel();
    await app.orderIs("cancelled");
    await app.main.getByText(app.text.bill.refundState.succeeded, { exact: true }).waitFor();
    expect(await app.refundFen()).toBe(5_000);
    await look(window, "a cancelled order in English");
    await expectRefundedInFull({ platform, station, orderId }, { prepaidFen: 5_000 });
  });
});

describe("an operator at a desk", () => {
  it("is told that a password is wrong, and let in with the right one", patience, async () => {
    const window = await open({ kind: "desktop", locale: "zh-CN" });
    const admin = new AdminConsole(window.page);
    await admin.open(city().platform.url);
    await look(window, "the sign-in of staff");
    await admin.signIn({ ...city().owner, password: "not the password" });
    const refusal = window.page.getByRole("alert").getByText(adminText.shell.signIn.refused);
    await refusal.waitFor();
    expect(await admin.title(adminText.shell.signIn.title).isVisible()).toBe(true);
    await look(window, "a refused sign-in");
    await admin.signIn(city().owner);
    await admin.title(adminText.pages.overview.title).waitFor();
    await admin.main.getByRole("link", { name: adminText.pages.overview.openFaults }).waitFor();
    await look(window, "the overview");
    await picture(window.page, "admin-overview");
    await admin.signOut("浦江快充负责人");
  });

  it("sends commands to a pile and sees them answered", patience, async () => {
    const { window, admin } = await signedIn();
    await admin.to("stations");
    await look(window, "the stations");
    await admin.row(city().station.name).getByRole("link").first().click();
    await admin.title(city().station.name).waitFor();
    await admin.row("SH001-06").getByRole("link").first().waitFor();
    await look(window, "a station in the admin");
    await admin.row("SH001-06").getByRole("link").first().click();
    await admin.title(/SH001-06/).waitFor();
    await look(window, "a pile in the admin");
    await admin.command("setAvailability");
    await look(window, "the form of a command");
    await admin.dialog.getByRole("radio", { name: /^2 号枪/ }).check();
    await admin.dialog.getByText(adminText.commands.form.inoperative, { exact: true }).click();
    await expectAccepted(admin);
    await admin.closeDialog();
    await admin.connector(2).getByText(adminText.words.connectorState.unavailable).waitFor();
    expect(city().charger("SH001-06").connector(2).status).toBe("Unavailable");
    await admin.command("trigger");
    await expectAccepted(admin);
    await look(window, "a command with its answer");
    await picture(window.page, "admin-pile");
    await admin.closeDialog();
    await admin.command("reset");
    await expectAccepted(admin);
    await admin.closeDialog();
  });

  it("finds the driver's order with its bill, its money and its ledger", patience, async () => {
    const { orderId, totalFen, refundFen } = await aCharge();
    const { window, admin } = await signedIn();
    await admin.to("orders");
    await look(window, "the orders");
    await admin.row(orderId).getByRole("link").first().click();
    await admin.title(new RegExp(orderId)).waitFor();
    const { orders } = adminText;
    const part = (label: string) => admin.main.getByRole("group", { name: label, exact: true });
    await admin.main.getByText(orders.balanced, { exact: true }).waitFor();
    expect(await part(orders.bill).innerText()).toContain(yuan(totalFen));
    expect(await part(orders.payments).innerText()).toContain(yuan(prepaidFen));
    expect(await part(orders.refunds).innerText()).toContain(yuan(refundFen));
    await look(window, "an order in the admin");
    await picture(window.page, "admin-order");
  });

  it("sees the fault that a charger has reported", patience, async () => {
    const pileId = "SH001-02";
    city().charger(pileId).fault(2, "GroundFailure");
    await eventually(
      () => city().station.staff.call(adminListFaults, { pileId, open: "true" }),
      ({ items }) => items.length === 1,
    );
    const { window, admin } = await signedIn();
    await admin.to("faults");
    await admin.row(pileId).waitFor();
    const { GroundFailure } = adminText.words.errorCode;
    expect(await admin.row(pileId).innerText()).toContain(GroundFailure);
    await look(window, "the faults");
    await admin.signOut("浦江快充负责人");
  });
});

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

async function signedIn(): Promise<{ readonly window: Window; readonly admin: AdminConsole }> {
  const window = await open({ kind: "desktop", locale: "zh-CN" });
  const admin = new AdminConsole(window.page);
  await admin.open(city().platform.url);
  await admin.signIn(city().owner);
  await admin.title(adminText.pages.overview.title).waitFor();
  return { window, admin };
}

async function expectAccepted(admin: AdminConsole): Promise<void> {
  const { steps, answer } = await admin.sendUntilAnswered();
  const { waiting, sent, answered } = adminText.commands.state;
  expect(steps).toEqual([waiting, sent, answered]);
  expect(answer).toContain(adminText.commands.status.Accepted);
}
