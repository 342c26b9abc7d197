// The operators' stations and tariffs, against the built platform with a year of history.
import { describe, expect, it } from "vitest";
import { desksInTheCity } from "../support/desks.ts";

const { signedIn } = desksInTheCity();

describe("a station", () => {
  it("is opened on the map with its hours, then changed and closed for drivers", async () => {
    const app = await signedIn();
    const words = app.text.stationEditing;
    await app.to("/stations/new");
    await app.page.getByLabel(words.stationId).fill("NEW-STATION");
    await app.page.getByLabel(words.name).fill("新开的站");
    await app.page.getByLabel(words.address, { exact: false }).first().fill("世纪大道 1 号");
    const map = app.page.getByRole("region", { name: words.mapLabel });
    const before = await app.page.getByLabel(words.latitude).inputValue();
    await map.click({ position: { x: 200, y: 90 } });
    await expect.poll(() => app.page.getByLabel(words.latitude).inputValue()).not.toBe(before);
    await app.page.getByText(words.hoursKinds.week, { exact: true }).click();
    await app.see("station-editor");
    await app.button(words.save).click();
    await app.title("新开的站").waitFor();
    await app.page.getByRole("link", { name: words.edit, exact: true }).click();
    await app.page.getByLabel(words.isOpen).uncheck();
    await app.button(words.save).click();
    await app.main.getByText(words.closedNow).waitFor();
    await app.close();
  });
});

describe("a tariff", () => {
  it("gets a version that begins later; the editor says what changes and what an example costs", async () => {
    const app = await signedIn({ size: "narrow", language: "en", colorScheme: "dark" });
    const words = app.text.tariffs;
    await app.to("/tariffs");
    await app.main.getByRole("row").nth(1).waitFor();
    await app.see("tariffs");
    await app.main.getByRole("row").nth(1).getByRole("link").click();
    await app.page.getByRole("link", { name: words.newVersion }).click();
    await app.page.getByText(words.startLater, { exact: true }).click();
    await app.page.getByLabel(words.electricity).first().fill("3.21");
    await app.main.getByText(words.previewLead).waitFor();
    await app.see("tariff-editor");
    await app.page.getByLabel(words.electricity).first().fill("99");
    await app.page.getByRole("alert").first().waitFor();
    await app.page.getByLabel(words.electricity).first().fill("3.21");
    await app.button(words.publish).click();
    await app.dialog.getByText(/3\.21/).first().waitFor();
    await app.dialog.getByRole("button", { name: words.publish }).click();
    await app.main.getByText(words.planned).waitFor();
    await app.see("tariff-versions");
    await app.button(words.withdraw).click();
    await app.dialog.getByRole("button", { name: words.withdraw }).click();
    await expect.poll(() => app.main.getByText(words.planned).count()).toBe(0);
    await app.close();
  });
});
