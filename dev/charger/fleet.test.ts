import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RunningTimeline } from "./clock.ts";
import { startControl, type Control } from "./control/server.ts";
import { WORDS } from "./control/words.ts";
import { startFleet, type Fleet, type FleetPile } from "./fleet.ts";
import { saveRegisters, withSavedRegisters } from "./registerBook.ts";
import { TestCentralSystem } from "./testCentralSystem.ts";

let centralSystem: TestCentralSystem;
let fleet: Fleet;

const piles = (count: number): FleetPile[] =>
  Array.from({ length: count }, (_, index) => ({
    pileId: `P-${index + 1}`,
    password: `password-${index + 1}`,
    connectors: [{ id: 1, type: "DC", maxPowerW: 120_000, registerWh: 1_000 * index }],
    vendor: "Zhuang",
    model: "Fleet",
  }));

beforeEach(async () => {
  centralSystem = new TestCentralSystem();
  await centralSystem.listen();
});

afterEach(async () => {
  fleet.close();
  await centralSystem.close();
});

describe("a fleet", () => {
  test("connects each charger once, one after the other, with its own password", async () => {
    fleet = startFleet({ url: centralSystem.url, chargers: piles(20) });
    await fleet.ready;
    expect(centralSystem.passwords).toEqual(piles(20).map(({ password }) => password));
    expect(centralSystem.of("BootNotification")).toHaveLength(20);
  });

  test("lives: cars come, charge with the cards given and leave, and quiet piles stay quiet", async () => {
    fleet = startFleet({
      url: centralSystem.url,
      chargers: piles(4),
      speed: 4_000,
      habits: {
        cards: ["CARD-A", "CARD-B"],
        livelyShare: 1,
        quietPiles: ["P-1"],
        arrivalsPerHour: 4,
        faultsPerDay: 0,
      },
    });
    await fleet.ready;
    const lively = ["P-2", "P-3", "P-4"].map((id) => fleet.chargers.get(id)!);
    await Promise.race(lively.map((charger) => charger.next("closed")));
    for (const start of centralSystem.of("StartTransaction")) {
      expect(["CARD-A", "CARD-B"]).toContain(start["idTag"]);
    }
    expect(fleet.chargers.get("P-1")!.connector(1)).toMatchObject({
      isPlugged: false,
      registerWh: 0,
    });
  });

  test("keeps its registers over a restart of the process", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fleet-"));
    const file = join(folder, "registers.json");
    fleet = startFleet({ url: centralSystem.url, chargers: withSavedRegisters(piles(2), file) });
    await fleet.ready;
    const charger = fleet.chargers.get("P-2")!;
    expect(charger.connector(1).registerWh).toBe(1_000);
    saveRegisters(fleet, file);
    const fresh = piles(2).map((pile) => ({
      ...pile,
      connectors: pile.connectors.map((connector) => ({ ...connector, registerWh: 5 })),
    }));
    const again = withSavedRegisters(fresh, file);
    expect(again.map((pile) => pile.connectors[0]!.registerWh)).toEqual([0, 1_000]);
    rmSync(folder, { recursive: true });
  });
});

describe("the control server", () => {
  let control: Control;

  beforeEach(async () => {
    const timeline = new RunningTimeline(100);
    fleet = startFleet({ url: centralSystem.url, chargers: piles(2), timeline });
    control = await startControl(fleet, 0);
    await fleet.ready;
  });

  afterEach(() => control.close());

  const post = async (path: string, body: object = {}) => {
    const response = await fetch(new URL(path, control.url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };

  test("lists the piles and serves the page with its words", async () => {
    const listed = await (await fetch(new URL("/piles", control.url))).json();
    expect(listed).toMatchObject([
      { pileId: "P-1", isOnline: true, connectors: [{ id: 1, status: "Available" }] },
      { pileId: "P-2" },
    ]);
    const page = await (await fetch(control.url)).text();
    expect(page).toContain(WORDS.zh.emergencyStop);
    for (const file of ["/control.js", "/control.css"]) {
      expect((await fetch(new URL(file, control.url))).status).toBe(200);
    }
  });

  test("does to a connector what a person would", async () => {
    const at = "/piles/P-1/connectors/1";
    expect(await post(`${at}/plug`, { socPercent: 30 })).toMatchObject({
      body: { outcome: "done", pile: { connectors: [{ status: "Preparing", socPercent: 30 }] } },
    });
    expect((await post(`${at}/plug`)).body).toMatchObject({ outcome: "AlreadyPlugged" });
    expect((await post(`${at}/card`, { idTag: "CARD-1" })).body).toMatchObject({
      outcome: "accepted",
      pile: { connectors: [{ status: "Charging", idTag: "CARD-1" }] },
    });
    expect((await post(`${at}/stop`)).body).toMatchObject({
      pile: { connectors: [{ status: "Finishing" }] },
    });
    expect((await post(`${at}/fault`, { errorCode: "GroundFailure" })).body).toMatchObject({
      pile: { connectors: [{ status: "Faulted", errorCode: "GroundFailure" }] },
    });
    await post(`${at}/clear`);
    expect((await post(`${at}/unplug`)).body).toMatchObject({
      pile: { connectors: [{ status: "Available" }] },
    });
  });

  test("does to a pile what power and network can", async () => {
    expect((await post("/piles/P-1/power-off")).body).toMatchObject({ pile: { isPowered: false } });
    expect((await post("/piles/P-2/disconnect")).body).toMatchObject({
      pile: { isOnline: false, isPowered: true },
    });
    const both = [...fleet.chargers.values()];
    await post("/piles/P-1/power-on");
    await post("/piles/P-2/reconnect");
    await Promise.all(both.map((charger) => charger.waitFor(() => charger.isOnline)));
    expect((await post("/piles/P-1/emergency-stop")).body).toMatchObject({
      pile: { connectors: [{ status: "Faulted" }] },
    });
    expect((await post("/piles/P-1/clear")).body).toMatchObject({
      pile: { connectors: [{ status: "Available" }] },
    });
  });

  test("refuses what it does not know, what is malformed, and other sites", async () => {
    for (const path of ["/piles/P-9/power-off", "/piles/P-1/explode", "/piles/P-1/constructor"]) {
      expect((await post(path)).status).toBe(404);
    }
    expect((await post("/piles/P-1/connectors/9/plug")).status).toBe(404);
    expect((await post("/piles/P-1/connectors/1/card", { idTag: "" })).status).toBe(400);
    const foreign = await fetch(new URL("/piles/P-1/power-off", control.url), {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: "{}",
    });
    expect(foreign.status).toBe(403);
    expect(fleet.chargers.get("P-1")!.isPowered).toBe(true);
  });
});

test("the page's languages have the same words", () => {
  const keysOf = (value: object, path = ""): string[] =>
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === "object" && inner !== null
        ? keysOf(inner, `${path}${key}.`)
        : [`${path}${key}`],
    );
  fleet = startFleet({ url: centralSystem.url, chargers: [] });
  expect(keysOf(WORDS.en)).toEqual(keysOf(WORDS.zh));
});
