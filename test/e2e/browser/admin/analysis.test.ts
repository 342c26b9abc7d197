// The operators' analysis against the built platform with the demonstration's months: figures, charts,
// tables, files, advice, a simulation and a report, at both sizes and in both languages and looks.
import { describe, expect, it } from "vitest";
import { desksInTheCity } from "../support/desks.ts";

const { signedIn } = desksInTheCity();

const parts = ["usage", "revenue", "drivers", "reservations", "faults"] as const;

describe("every part of the analysis", () => {
  it.each([
    ["wide", "zh", "light"],
    ["narrow", "en", "dark"],
  ] as const)("shows figures and charts, %s %s %s", async (size, language, colorScheme) => {
    const app = await signedIn({ size, language, colorScheme });
    const { analysis } = app.text;
    for (const part of parts) {
      await app.to(`/analysis/${part}?preset=days30`);
      await app.title(analysis.tabs[part]).waitFor();
      await app.main.getByRole("img").first().waitFor();
      await app.main.getByText(analysis.now, { exact: true }).first().waitFor();
      expect(await app.main.getByRole("img").count()).toBeGreaterThan(1);
      await app.see(`analysis-${part}`);
    }
    await app.close();
  });
});

describe("a chart", () => {
  it("is a table and a file of the same numbers, for the station and days of the address", async () => {
    const app = await signedIn();
    const { analysis, shell } = app.text;
    await app.to("/analysis/usage?preset=days7&station=SH001");
    const panel = app.main.getByRole("region", { name: analysis.usage.daily });
    await panel.getByText(analysis.asTable, { exact: true }).click();
    const rows = panel.getByRole("row");
    await expect.poll(() => rows.count()).toBe(1 + 7);
    const cells = await rows.nth(1).getByRole("cell").allInnerTexts();
    const file = await app.download(async () => {
      await panel.getByRole("button", { name: shell.export.label }).click();
      await app.page.getByRole("menuitem", { name: shell.export.csv }).click();
    });
    const lines = file.bytes.toString().trim().split(/\r?\n/);
    expect(lines).toHaveLength(1 + 7);
    const [day = "", sessions = ""] = lines[1]?.split(",") ?? [];
    expect([day, sessions]).toEqual(cells.slice(0, 2).map((cell) => cell.replaceAll(",", "")));
    await app.close();
  });
});

describe("advice", () => {
  it("says its reasons, leads to what it speaks of, and bills past charges at other prices", async () => {
    const app = await signedIn();
    const { analysis, words } = app.text;
    await app.to("/analysis/advice?preset=days30&station=SH001");
    await app.main.getByRole("listitem").getByRole("link").first().waitFor();
    await app.page.getByLabel(analysis.simulation.change(words.period.peak)).fill("0.1");
    await app.button(analysis.simulation.run).click();
    const result = app.main.getByRole("region", { name: analysis.simulation.result });
    await result.getByText(analysis.asTable, { exact: true }).click();
    const total = result.getByRole("row").filter({ hasText: analysis.simulation.total });
    await total.waitFor();
    const [, before = 0, after = 0] = (await total.getByRole("cell").allInnerTexts()).map((cell) =>
      Number(cell.replaceAll(",", "")),
    );
    expect(before).toBeGreaterThan(0);
    expect(after).toBeGreaterThan(before);
    await app.see("analysis-advice");
    await app.main.getByRole("listitem").getByRole("link").first().click();
    await app.page.waitForURL(/\/(?:piles|stations)\//);
    await app.close();
  });
});

describe("a report", () => {
  it("is listed when its week is over, opens to be printed, and stays as it was made", async () => {
    const app = await signedIn();
    const { reports, usage } = app.text.analysis;
    await app.to("/analysis/reports");
    await app.see("analysis-reports");
    await app.main.getByRole("link").filter({ hasText: reports.kind.month }).first().click();
    await app.button(reports.print).waitFor();
    await app.main.getByRole("img", { name: usage.dailyLabel }).waitFor();
    expect(await app.main.getByRole("heading", { level: 2 }).count()).toBeGreaterThan(5);
    await app.see("analysis-report");
    await app.close();
  });
});
