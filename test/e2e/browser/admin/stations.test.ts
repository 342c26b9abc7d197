// The operators' stations, tariffs and money, against the built platform with a year of history.
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

describe("money", () => {
  it("is corrected with a reason; the order tells it, and the books still agree", async () => {
    const app = await signedIn();
    const { books, orders } = app.text;
    await app.to("/orders?state=settled");
    await app.main.getByRole("row").nth(1).waitFor();
    await app.see("orders");
    await app.main.getByRole("row").nth(1).getByRole("link").first().click();
    await app.button(books.correct).click();
    await app.dialog.getByLabel(books.amount).fill("0.01");
    await app.dialog.getByRole("button", { name: books.correctSend }).click();
    await app.dialog.getByText(books.reasonNeeded).waitFor();
    await app.dialog.getByLabel(books.reason).fill("桩计量偏高");
    await app.dialog.getByRole("button", { name: books.correctSend }).click();
    await app.main.getByText(/桩计量偏高/).waitFor();
    await app.main.getByText(orders.balanced).waitFor();
    await app.see("order-timeline");
    await app.to("/books");
    await app.main.getByText(books.book.balanced).waitFor();
    await app.see("books");
    expect(await app.main.getByText(books.book.unbalanced).count()).toBe(0);
    await app.close();
  });

  it("has a list for each thing, in both languages, and files to take away", async () => {
    const app = await signedIn({ size: "narrow", language: "en" });
    const { books, shell } = app.text;
    for (const [path, title] of [
      ["/refunds", books.refunds.title],
      ["/approvals", books.approvals.title],
      ["/findings", books.findings.title],
      ["/payments", books.payments.title],
    ] as const) {
      await app.to(path);
      await app.title(title).waitFor();
      await expect.poll(() => app.main.locator("[aria-busy=true]").count()).toBe(0);
      await app.see(path.slice(1));
    }
    await app.button(shell.export.label).click();
    const taken = await app.download(() =>
      app.page.getByRole("menuitem", { name: shell.export.csv }).click(),
    );
    expect(taken.name).toBe("payments.csv");
    expect(taken.bytes.toString()).toContain(books.payments.tradeNo);
    await app.close();
  });
});
