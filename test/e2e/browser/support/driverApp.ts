// The drivers' app as a driver handles it: what is tapped and read on its pages, in either language.
import type { Locator, Page } from "playwright-core";
import type { PaymentWay } from "../../../../core/contract/common.ts";
import { signInAsDemo } from "../../../../core/contract/drivers.ts";
import { policyVersion } from "../../../../miniapp/src/service/policy.ts";
import { en } from "../../../../miniapp/src/text/en.ts";
import { zh, type Catalogue } from "../../../../miniapp/src/text/zh.ts";
import type { ApiClient } from "../../../support/apiClient.ts";
import { eventually } from "../../../support/eventually.ts";

export const catalogues = { zh, en } as const;

export type Wish = {
  readonly stationName: string;
  readonly pileId: string;
  readonly amountYuan: number;
  readonly way: PaymentWay;
};

/** 12.34 of "¥12.34", in fen. */
export const fenIn = (text: string): number =>
  Math.round(Number(/-?[\d.]+/.exec(text.replace("¥", ""))?.[0]) * 100);

export const demoSession = (api: ApiClient, name: string) =>
  api.call(signInAsDemo, { name, policyVersion });

export class DriverApp {
  readonly page: Page;
  readonly language: keyof typeof catalogues;
  readonly text: Catalogue;

  constructor(page: Page, language: keyof typeof catalogues) {
    this.page = page;
    this.language = language;
    this.text = catalogues[language];
  }

  /** The page on screen; those it came from are kept hidden. */
  get main(): Locator {
    return this.page.getByRole("main");
  }

  #button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name });
  }

  button(name: string): Locator {
    return this.main.getByRole("button", { name, exact: true });
  }

  /** Says that he has understood, and leaves for good. */
  async leave(): Promise<void> {
    const { deleteGo, deleteSure, understood } = this.text.privacy;
    await this.button(deleteGo).click();
    const dialog = this.page.getByRole("dialog", { name: deleteSure });
    await dialog.getByRole("switch", { name: understood }).click();
    await dialog.getByRole("button", { name: deleteGo, exact: true }).click();
  }

  async open(platformUrl: string): Promise<void> {
    await this.page.goto(`${platformUrl}/app/`);
    await this.main.getByText(this.text.stations.yourPosition).waitFor();
    await this.#button(this.text.units.perKwh).first().waitFor();
  }

  /** As somebody who agreed to the policy and signed in on this phone before. */
  async openAs(platform: { readonly url: string; readonly api: ApiClient }, name: string) {
    const session = await demoSession(platform.api, name);
    const kept = { "zhuang.session": JSON.stringify(session), "zhuang.consent": policyVersion };
    await this.page.addInitScript((items) => {
      for (const [key, value] of Object.entries(items))
        if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
    }, kept);
    await this.open(platform.url);
    return platform.api.withToken(session.token);
  }

  /** By its address, as a scanned code or a link leads there. */
  async toAddress(path: string): Promise<void> {
    await this.page.evaluate((hash) => location.assign(hash), `#/pages/${path}`);
  }

  /** From the list: the map's mark has the same name. */
  async toStation(name: string): Promise<void> {
    const listed = this.main.getByRole("listitem").filter({ hasText: name });
    await listed.getByRole("button").click();
    const title = { level: 1, name: this.text.station.title, exact: true } as const;
    await this.page.getByRole("heading", title).waitFor();
    await this.main.getByRole("heading", { level: 2, name }).waitFor();
  }

  async toPile(pileId: string): Promise<void> {
    const card = this.main.getByRole("listitem").filter({ hasText: pileId });
    await card.getByRole("button", { name: this.text.station.connector(1) }).click();
    await this.main.getByRole("heading", { name: this.text.pile.howMuch }).waitFor();
  }

  /** Up to where the button names the sum that is taken in advance. */
  async choose({ amountYuan, way }: Wish): Promise<void> {
    const { pile } = this.text;
    await this.main.getByRole("radio", { name: pile.limits.amount, exact: true }).click();
    await this.main.getByRole("radio", { name: `¥${amountYuan}`, exact: true }).click();
    await this.main.getByRole("radio", { name: pile.ways[way] }).click();
    await this.#payButton(amountYuan).waitFor();
  }

  /** Without signing in first: he is. */
  async order(wish: Wish): Promise<void> {
    await this.choose(wish);
    await this.#payButton(wish.amountYuan).click();
  }

  #payButton(amountYuan: number): Locator {
    return this.#button(this.text.pile.pay(`¥${amountYuan.toFixed(2)}`));
  }

  /** Asked for only now; the order follows by itself. */
  async orderAsGuest({ amountYuan }: Wish): Promise<Locator> {
    await this.#payButton(amountYuan).click();
    const { consent, signIn } = this.text;
    const policy = this.page.getByRole("dialog", { name: consent.title });
    await policy.getByRole("button", { name: consent.agree }).click();
    const sheet = this.page.getByRole("dialog", { name: signIn.title });
    await sheet.waitFor();
    return sheet;
  }

  /** Signs in, and is taken to the gateway's own page. */
  async signIn(sheet: Locator, name: string, gatewayUrl: string): Promise<void> {
    await sheet.getByLabel(this.text.signIn.demoLabel).fill(name);
    await sheet.getByRole("button", { name: this.text.signIn.demoGo }).click();
    await this.page.waitForURL(`${gatewayUrl}/**`);
  }

  /** The payment does not go through, and the browser comes back to what was to be paid. */
  async failAtGateway(platformUrl: string): Promise<void> {
    await this.page.locator("button[value=fail]").click();
    await this.page.waitForURL(`${platformUrl}/app/**`);
  }

  /** A tap on the gateway's page, which sends the browser back to the order. */
  async payAtGateway(platformUrl: string): Promise<string> {
    await this.page.locator("button[value=pay]").click();
    await this.page.waitForURL(`${platformUrl}/app/#/pages/order/**`);
    const orderId = /orderId=(\w+)/.exec(this.page.url())?.[1];
    if (orderId === undefined) throw new Error(`no order in ${this.page.url()}`);
    return orderId;
  }

  async payTopUpAtGateway(platformUrl: string): Promise<void> {
    await this.page.locator("button[value=pay]").click();
    await this.page.waitForURL(`${platformUrl}/app/#/pages/wallet/**`);
  }

  /** From the wallet's page to where it is paid. */
  async topUp(yuan: number): Promise<void> {
    await this.main.getByRole("radio", { name: `¥${yuan}`, exact: true }).click();
    await this.#button(this.text.wallet.topUpGo(`¥${yuan.toFixed(2)}`)).click();
  }

  async payAgain(): Promise<void> {
    await this.#button(this.text.order.payAgain).click();
  }

  /** Waits for the order's own heading, which says how it stands. */
  async orderIs(state: keyof Catalogue["order"]["titles"]): Promise<void> {
    const name = this.text.order.titles[state];
    await this.main.getByRole("heading", { name, exact: true }).waitFor();
  }

  /** Paid, and the steps up to the first current are shown. */
  async isStarting(): Promise<void> {
    await this.orderIs("starting");
    await this.main.getByText(this.text.order.steps.pile, { exact: true }).waitFor();
  }

  /** What stands beside a label. */
  beside(label: string): Promise<string> {
    const value = this.main.getByText(label, { exact: true }).first();
    return value.locator("xpath=following-sibling::*[1]").innerText();
  }

  /** What the charging screen shows now. */
  async energyKwh(): Promise<number> {
    return Number.parseFloat(await this.beside(this.text.charging.energy));
  }

  async costFen(): Promise<number> {
    return fenIn(await this.beside(this.text.charging.cost));
  }

  /** Asks, then stops. */
  async stop(): Promise<void> {
    const { stop, stopSure, stopYes } = this.text.charging;
    await this.#button(stop).click();
    await this.page
      .getByRole("dialog", { name: stopSure })
      .getByText(stopYes, { exact: true })
      .click();
  }

  async cancel(): Promise<void> {
    const { cancel, cancelSure, cancelYes } = this.text.order;
    await this.#button(cancel).click();
    const dialog = this.page.getByRole("dialog", { name: cancelSure });
    await dialog.getByRole("button", { name: cancelYes }).click();
  }

  /** The bill's sum and what went back, once it has gone. */
  async bill(): Promise<{ readonly totalFen: number; readonly refundFen: number }> {
    await this.main.getByText(this.text.bill.refundState.succeeded, { exact: true }).waitFor();
    return {
      totalFen: fenIn(await this.beside(this.text.bill.total)),
      refundFen: await this.refundFen(),
    };
  }

  async refundFen(): Promise<number> {
    return fenIn(await this.beside(this.text.bill.refund));
  }

  /** One of the three pages at the foot, from wherever there is none: by its address. */
  async toRoot(root: "stations" | "orders" | "me" | "wallet"): Promise<void> {
    await this.page.evaluate((hash) => location.assign(hash), `#/pages/${root}/index`);
    const { stations, orders, me, wallet } = this.text;
    const name = { stations, orders, me, wallet }[root].title;
    await this.page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  }
}

/** Resolves when the screen has shown more than it did, and at least so much. */
export async function energyRises(app: DriverApp, leastKwh: number): Promise<number> {
  const first = await app.energyKwh();
  await app.page.waitForFunction(
    ([label, least]) => {
      const labels = Array.from(document.querySelectorAll("div"));
      const found = labels.find((div) => div.textContent === label && div.checkVisibility());
      return Number.parseFloat(found?.nextElementSibling?.textContent ?? "") > least;
    },
    [app.text.charging.energy, Math.max(first, leastKwh)] as const,
  );
  return eventually(
    () => app.energyKwh(),
    (kwh) => kwh > first,
  );
}
