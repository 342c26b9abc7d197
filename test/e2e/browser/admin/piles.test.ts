// The operators' pile pages, against the built platform with real chargers on sockets: found by what
// they are, put into service, imported by lists, and watched message by message.
import { afterAll, describe, expect, it } from "vitest";
import { SimulatedCharger } from "../../../../dev/charger/chargePoint.ts";
import { firmwareImage } from "../../../../dev/charger/maintenance.ts";
import type { AdminApp } from "../support/adminApp.ts";
import { desksInTheCity } from "../support/desks.ts";

const chargers: SimulatedCharger[] = [];

afterAll(async () => {
  for (const charger of chargers) charger.close();
});

const { city, signedIn } = desksInTheCity();

function aCharger(pileId: string, password: string, connectors: number): SimulatedCharger {
  const charger = new SimulatedCharger({
    url: `${city().platform.url.replace("http", "ws")}/ocpp`,
    pileId,
    password,
    vendor: "Hongfa",
    model: "HF-120D",
    firmware: "1.4.2",
    connectors: Array.from({ length: connectors }, (_, at) => ({
      id: at + 1,
      type: "DC" as const,
      maxPowerW: 120_000,
    })),
  });
  chargers.push(charger);
  return charger;
}

describe("the list of piles", () => {
  it("is narrowed by state and by words, and its address says how", async () => {
    const app = await signedIn();
    const { piles, pileTools } = app.text;
    await app.to("/piles");
    await app.row("SH001-03").first().waitFor();
    await app.see("piles");
    await app.page.getByLabel(piles.searchLabel).fill("SH001-03");
    await app.page.waitForURL(/search=SH001-03/);
    await expect.poll(() => app.main.getByRole("row").count()).toBe(2);
    await app.to("/piles?state=neverSeen&search=SH001");
    await app.main.getByText(piles.nothingFound).waitFor();
    await app.to("/piles?state=online&station=SH001");
    await app.row("SH001-03").waitFor();
    expect(pileTools.list.online).toBe(
      await app.page.getByLabel(piles.stateFilter).first().inputValue(),
    );
    await app.close();
  });
});

const connectorsOf = async (pileId: string) =>
  (await city().platform.pile(city().station, pileId)).connectors;

describe("a pile's connectors", () => {
  it("are mended under its identity", async () => {
    const app = await signedIn({ language: "en", size: "narrow" });
    const words = app.text.piles.connectorEditing;
    const before = await connectorsOf("SH001-03");
    await app.to("/piles/SH001-03?tab=identity");
    await app.main.getByRole("button", { name: words.edit }).waitFor();
    await app.see("pile-identity");
    await app.main.getByRole("button", { name: words.edit }).click();
    await app.dialog
      .getByRole("button", { name: app.text.piles.registerForm.addConnector })
      .click();
    await app.dialog.getByText(words.whatChanges).waitFor();
    await app.see("pile-connectors");
    await app.dialog.getByRole("button", { name: words.save }).click();
    await app.dialog.waitFor({ state: "detached" });
    await app.page.getByRole("button", { name: words.edit }).waitFor();
    expect(await connectorsOf("SH001-03")).toHaveLength(before.length + 1);
    await app.close();
  });
});

describe("commissioning", () => {
  it("goes from the form to the printed code, and sees the first boot by itself", async () => {
    const app = await signedIn();
    const { piles, pileTools } = app.text;
    const words = pileTools.commission;
    await app.to("/commissioning?station=SH001");
    await app.page.getByLabel(piles.registerForm.pileId).fill("NEW-1");
    await app.page.getByLabel(piles.registerForm.name).fill("新一号桩");
    await app.see("commission-register");
    await app.button(piles.registerForm.submit).click();
    await app.main.getByText(piles.shownOnce).waitFor();
    await app.see("commission-connect");
    const password = await app.main.getByRole("status").first().innerText();
    await app.button(words.next).click();
    await app.main.getByText(words.waiting).waitFor();
    await app.see("commission-waiting");
    await aCharger("NEW-1", password.trim(), 2).start();
    await app.main.getByText(words.booted).waitFor();
    await app.main.getByText("HF-120D").waitFor();
    // It was registered with one connector, and the charger speaks of two.
    await app.main.getByText(words.extra("2")).waitFor();
    await app.see("commission-booted");
    await app.button(words.toCode).click();
    const drawing = await app.download(() => app.button(pileTools.label.svg).click());
    const drawn = drawing.bytes.toString();
    expect(drawing.name).toBe("code-NEW-1.svg");
    for (const text of ["NEW-1", "新一号桩", pileTools.label.scanOther])
      expect(drawn).toContain(text);
    const print = await app.download(() => app.button(pileTools.label.pdf).click());
    expect([print.name, print.bytes.subarray(0, 5).toString()]).toEqual([
      "code-NEW-1.pdf",
      "%PDF-",
    ]);
    await app.see("commission-code");
    await app
      .button(words.done)
      .or(app.page.getByRole("link", { name: words.done }))
      .click();
    await app.title(/NEW-1/).waitFor();
    await app.close();
  });
});

const file = (text: string) => ({
  name: "piles.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(text),
});
const choose = (app: AdminApp, text: string) =>
  app.page.locator("input[type=file]").setInputFiles(file(text));

describe("an import", () => {
  it("names every bad line, then registers the corrected file once", async () => {
    const app = await signedIn({ size: "narrow", language: "en", colorScheme: "dark" });
    const words = app.text.pileTools.import;
    await app.to("/pile-import");
    const head = "pile_id,station_id,name,connectors\n";
    await choose(
      app,
      `${head}x,SH001,a,GBT_DC 120\nIMP-1,NOWHERE,b,GBT_DC 120\nIMP-2,SH001,c,PLUG 7\n`,
    );
    await app.main.getByText(words.bad(3, 3)).waitFor();
    const { problems } = words;
    await app.row(problems.pile_id_invalid).filter({ hasText: "2" }).waitFor();
    await app.row(problems.station_not_found).filter({ hasText: "NOWHERE" }).waitFor();
    await app.row(problems.connector_standard_unknown).waitFor();
    await app.see("import-problems");
    const lines = Array.from({ length: 45 }, (_, at) => `IMP-${at},SH001,Pile ${at},GBT_DC 120 x2`);
    const good = `${head}${lines.join("\n")}\n`;
    await choose(app, good);
    await app.button(words.begin(45)).click();
    await app.main.getByText(words.done(45)).waitFor();
    await app.see("import-done");
    const taken = await app.download(() => app.button(words.credentials).click());
    const rows = taken.bytes.toString().trim().split(/\r?\n/);
    expect(rows).toHaveLength(46);
    const [pileId = "", , password = ""] = rows[7]?.split(",") ?? [];
    await aCharger(pileId, password, 2).start();
    await choose(app, good);
    await app.main.getByText(words.nothing).waitFor();
    await app.close();
  });
});

describe("the trace", () => {
  it("streams what charger and platform say, without a reload, and is taken away", async () => {
    const app = await signedIn({ size: "narrow" });
    const { pileTools, piles, commands } = app.text;
    const words = pileTools.trace;
    await app.to("/piles/SH001-03?tab=trace");
    await app.main.getByText(words.never).waitFor();
    await app.button(words.start).click();
    await app.main.getByText(words.quiet).waitFor();
    city().charger("SH001-03").fault(1, "HighTemperature");
    const frames = app.main.getByRole("list", { name: words.title });
    await frames.getByText("StatusNotification", { exact: true }).first().waitFor();
    await frames.getByText(words.answer("StatusNotification")).first().waitFor();
    expect(await frames.getByText("HighTemperature").count()).toBeGreaterThan(0);
    city().charger("SH001-03").clearFault(0);
    await app.see("trace");
    const taken = await app.download(() => app.button(words.jsonl).click());
    const [first] = taken.bytes.toString().trim().split("\n");
    expect(JSON.parse(first ?? "")).toMatchObject({ seq: 1, direction: "in" });
    await app.button(words.stop).click();
    await app.button(words.start).waitFor();
    await app.page.getByRole("tab", { name: piles.tabs.live }).click();
    await app.main.getByText(commands.title).waitFor();
    await app.close();
  });
});

describe("firmware", () => {
  it("is uploaded, brought to a pile, and seen to run there", async () => {
    const app = await signedIn();
    const words = app.text.firmware;
    await app.to("/firmware");
    await app.main.getByText(words.noImages).waitFor();
    await app.button(words.add).click();
    await app.dialog.getByLabel(words.version).fill("2.0.0");
    await app.dialog.locator("input[type=file]").setInputFiles({
      name: "hd 120d.bin",
      mimeType: "application/octet-stream",
      buffer: firmwareImage("2.0.0", 300_000),
    });
    await app.dialog.getByRole("button", { name: words.submit, exact: true }).click();
    await app.row("hd_120d.bin").waitFor();
    await app.see("firmware");
    await app.row("hd_120d.bin").getByRole("button", { name: words.update }).click();
    await app.dialog.getByLabel(words.plan.search).fill("SH001-06");
    await app.dialog.getByText(words.plan.found(1)).waitFor();
    await app.see("firmware-plan");
    await app.dialog.getByRole("button", { name: words.plan.start }).click();
    await app.main.getByText(words.stage(1)).waitFor();
    const isDone = async (): Promise<boolean> => {
      await city().platform.sweep();
      return app.page.getByText(words.state.done).isVisible();
    };
    await expect.poll(isDone, { timeout: 60_000 }).toBe(true);
    await app.row("SH001-06").getByText("2.0.0").waitFor();
    await app.see("firmware-campaign");
    await app.to("/piles/SH001-06?tab=service");
    await app.button(words.tab.fetch).click();
    await app.main.getByText(words.word.Uploaded).waitFor();
    await app.see("pile-service");
    await app.close();
  });
});

describe("a configuration template", () => {
  it("shows where a pile differs, and sets it right", async () => {
    const app = await signedIn({ size: "narrow", language: "en" });
    const words = app.text.templates;
    await app.to("/templates");
    await app.button(words.add).click();
    await app.dialog.getByLabel(words.content).fill("HeartbeatInterval=120\nNumberOfConnectors=9");
    await app.dialog.getByRole("button", { name: words.save, exact: true }).click();
    await app.row(words.all).waitFor();
    await app.see("templates");
    await app.to("/piles/SH001-02?tab=configuration");
    await app.button(app.text.piles.configuration.read).click();
    await app.main.getByText(words.difference.some(2)).waitFor();
    await app.see("template-difference");
    await app.button(words.difference.set(1)).click();
    await app.main.getByText(words.difference.result(1, 1)).waitFor();
    await app.main.getByText(words.difference.some(1)).waitFor();
    expect(await app.main.getByText(words.difference.some(2)).count()).toBe(0);
    await app.close();
  });
});
