// The overview and the wall in a browser, with live chargers: a fault comes to the top without a
// reload, a lost network is told and overcome; and what the keyboard finds.
import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import { desksInTheCity } from "../support/desks.ts";

/** The column of faulty connectors: after the name, those that are free and those in use. */
const FAULTED = 3;

const { city, signedIn } = desksInTheCity();

const faultsOf = async (row: Locator): Promise<number> =>
  Number(await row.getByRole("cell").nth(FAULTED).innerText());

describe("the overview", () => {
  it("puts a station first when one of its connectors breaks, without a reload", async () => {
    const app = await signedIn();
    const { overview } = app.text.pages;
    const stations = app.main.getByRole("region", { name: overview.stations });
    await stations.getByRole("row").nth(1).waitFor();
    await app.main.getByRole("region", { name: overview.map }).first().waitFor();
    await app.see("overview");
    const row = stations.getByRole("row").filter({ hasText: city().station.name });
    const before = await faultsOf(row);
    const charger = city().charger("SH001-03");
    charger.fault(1, "GroundFailure");
    await expect.poll(() => faultsOf(row), { timeout: 30_000 }).toBe(before + 1);
    const all = await stations
      .getByRole("row")
      .filter({ has: app.page.getByRole("link") })
      .all();
    const faults = await Promise.all(all.map(faultsOf));
    expect(faults).toEqual(faults.toSorted((one, other) => other - one));
    await app.row("SH001-03").first().waitFor();
    charger.clearFault(1);
    await app.close();
  });
});

describe("the wall", () => {
  it("shows the figures in large, says when they are old, and goes on by itself", async () => {
    const app = await signedIn();
    const { pages } = app.text;
    await app.to("/wall");
    await app.page.getByRole("region", { name: pages.overview.now }).waitFor();
    await app.page.getByText(pages.overview.charging).waitFor();
    await app.page.getByRole("region", { name: pages.overview.map }).waitFor();
    await app.see("wall");
    await app.window.line.cut();
    await app.page.getByRole("alert").waitFor();
    await app.window.line.mend();
    await app.page.getByRole("alert").waitFor({ state: "detached" });
    expect(await app.page.getByText(pages.overview.charging).count()).toBe(1);
    await app.close();
  });
});

describe("the keyboard", () => {
  it("goes to a page, a station and a pile by a few letters", async () => {
    const app = await signedIn({ language: "en", size: "narrow" });
    const { shell } = app.text;
    const { page } = app;
    const find = async (letters: string): Promise<void> => {
      await page.keyboard.press("Control+k");
      await page.getByRole("textbox", { name: shell.finder.title }).fill(letters);
    };
    await find("audit");
    await page.getByRole("dialog").getByText(shell.nav.audit).waitFor();
    await app.see("finder");
    await page.keyboard.press("Enter");
    await app.title(shell.nav.audit).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
    await find("sh001-0");
    await page.getByRole("dialog").getByText("SH001-03").click();
    await app.title(/SH001-03/).waitFor();
    await find(city().station.nameEn);
    // Its piles are found by its words as well, and begin with their own numbers.
    const station = new RegExp(`^${city().station.nameEn}`);
    await page.getByRole("dialog").getByRole("button", { name: station }).click();
    await app.title(city().station.nameEn).waitFor();
    await page.keyboard.press("Shift+?");
    await page.getByRole("dialog", { name: shell.keys.title }).waitFor();
    await page.keyboard.press("Escape");
    await app.to("/nowhere");
    await app.title(shell.state.notFoundTitle).waitFor();
    expect(await page.title()).toContain(shell.state.notFoundTitle);
    await app.to("/audit?action=adminReset");
    await page.getByRole("button", { name: app.text.people.views.title }).click();
    await page.getByRole("menuitem", { name: app.text.people.views.saveThese }).click();
    await app.dialog.getByLabel(app.text.people.views.name).fill("Resets");
    await app.dialog.getByRole("button", { name: app.text.people.views.save, exact: true }).click();
    await app.to("/audit");
    await page.getByRole("button", { name: app.text.people.views.title }).click();
    await page.getByRole("menuitem", { name: "Resets" }).click();
    await page.waitForURL(/action=adminReset/);
    await app.main.getByText(app.text.people.audit.nothingFound).waitFor();
    await app.close();
  });
});
