// Firmware and logs with simulated chargers that really fetch, install, restart and send: a campaign
// in stages that meets a failing pile, one that waits for a charge to end, and the logs of a pile.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminCommands } from "../../core/contract/admin/commands.ts";
import * as contract from "../../core/contract/admin/firmware.ts";
import { adminGetPile } from "../../core/contract/admin/piles.ts";
import type { OutputOf } from "../../core/contract/endpoint.ts";
import { SimulatedCharger } from "../../dev/charger/chargePoint.ts";
import { firmwareImage } from "../../dev/charger/maintenance.ts";
import { eventually } from "../support/eventually.ts";
import { Platform, type TestStation } from "../support/platform.ts";
import { hourlyTariff } from "./support/world.ts";

let platform: Platform;
let station: TestStation;
const chargers = new Map<string, SimulatedCharger>();

const vendor = "Hongfa";

async function aCharger(pileId: string, model: string): Promise<SimulatedCharger> {
  const { password, ocppUrl } = await platform.aPile(station, pileId);
  const charger = new SimulatedCharger({
    url: ocppUrl,
    pileId,
    password,
    vendor,
    model,
    firmware: "1.0",
    speed: 20,
    timestamps: "wall",
    connectors: [{ id: 1, type: "DC", maxPowerW: 120_000 }],
  });
  chargers.set(pileId, charger);
  await charger.start();
  await eventually(
    () => station.staff.call(adminGetPile, { pileId }),
    (pile) => pile.model === model,
  );
  return charger;
}

async function anImage(model: string, file: Uint8Array): Promise<string> {
  const about = { vendor, model, version: "2.0", fileName: "hf.bin" };
  const { firmwareId } = await station.staff.call(contract.adminAddFirmware, about);
  const path = `/api/v1/admin/firmware/${firmwareId}/file`;
  await station.staff.raw(path, { method: "PUT", body: new Uint8Array(file) });
  return firmwareId;
}

type Campaign = OutputOf<typeof contract.adminGetCampaign>;

const start = (firmwareId: string, plan: { first: number; mostFailures: number }) =>
  station.staff.call(contract.adminStartCampaign, {
    firmwareId,
    name: "2.0",
    sharePercent: 100,
    ...plan,
  });

/** The minute's job runs until the campaign looks as it should. */
const carriedOn = (campaignId: string, isThere: (campaign: Campaign) => boolean) =>
  eventually(async () => {
    await platform.sweep();
    return station.staff.call(contract.adminGetCampaign, { campaignId });
  }, isThere);

const statesOf = ({ piles }: Campaign) =>
  Object.fromEntries(piles.map(({ pileId, state }) => [pileId, state]));

beforeAll(async () => {
  platform = await Platform.start();
  station = await platform.aStation({ tariff: hourlyTariff() });
});
afterAll(async () => {
  for (const charger of chargers.values()) charger.close();
  await platform?.close();
});

describe("a campaign", () => {
  it("brings piles to the new version stage by stage, each seen to boot with it", async () => {
    for (const pileId of ["GOOD-1", "GOOD-2", "GOOD-3"]) await aCharger(pileId, "GOOD");
    const firmwareId = await anImage("GOOD", firmwareImage("2.0", 200_000));
    const { campaignId } = await start(firmwareId, { first: 1, mostFailures: 0 });
    const seen = new Set<string>();
    const done = await carriedOn(campaignId, (campaign) => {
      const inFlight = campaign.piles.filter(({ state }) => /asked|loading|installed/.test(state));
      seen.add(inFlight.map(({ stage }) => stage).join());
      return campaign.campaign.state === "done";
    });
    expect(statesOf(done)).toEqual({ "GOOD-1": "done", "GOOD-2": "done", "GOOD-3": "done" });
    expect([...seen].every((stages) => !(stages.includes("0") && stages.includes("1")))).toBe(true);
    for (const { firmwareVersion } of done.piles) expect(firmwareVersion).toBe("2.0");
  });

  it("stops at a pile that fails, and leaves those after it as they were", async () => {
    const bad = await aCharger("BAD-1", "BAD");
    await aCharger("BAD-2", "BAD");
    bad.maintenanceTrouble("installation");
    const firmwareId = await anImage("BAD", firmwareImage("2.0"));
    const { campaignId } = await start(firmwareId, { first: 1, mostFailures: 0 });
    const ended = await carriedOn(campaignId, ({ campaign }) => campaign.state === "stopped");
    expect(ended.piles).toMatchObject([
      { pileId: "BAD-1", state: "failed", failure: "installation_failed" },
      { pileId: "BAD-2", state: "skipped", firmwareVersion: "1.0", attempts: 0 },
    ]);
  });

  it("takes a pile that comes back with its old version for failed", async () => {
    const stubborn = await aCharger("OLD-1", "OLD");
    stubborn.maintenanceTrouble("wrongVersion");
    const firmwareId = await anImage("OLD", firmwareImage("2.0"));
    const { campaignId } = await start(firmwareId, { first: 1, mostFailures: 0 });
    const ended = await carriedOn(campaignId, ({ campaign }) => campaign.state === "stopped");
    expect(ended.piles).toMatchObject([{ state: "failed", failure: "wrong_version" }]);
  });

  it("waits while a car charges, and goes on when it has left", async () => {
    const charger = await aCharger("BUSY-1", "BUSY");
    charger.plugIn(1);
    await station.staff.call(adminCommands.adminStart, { pileId: "BUSY-1", connectorId: 1 });
    await charger.waitFor(() => charger.connector(1).transactionId !== undefined);
    await eventually(
      () => station.staff.call(adminGetPile, { pileId: "BUSY-1" }),
      ({ sessions }) => sessions.length > 0,
    );
    const firmwareId = await anImage("BUSY", firmwareImage("2.0"));
    const { campaignId } = await start(firmwareId, { first: 1, mostFailures: 0 });
    const held = await carriedOn(campaignId, ({ piles }) => piles[0]?.heldUpBy === "pile_busy");
    expect(held.piles[0]).toMatchObject({ state: "waiting", attempts: 0, firmwareVersion: "1.0" });
    charger.pressStop(1);
    await charger.waitFor(() => charger.connector(1).transactionId === undefined);
    charger.unplug(1);
    const done = await carriedOn(campaignId, ({ campaign }) => campaign.state === "done");
    expect(done.piles[0]).toMatchObject({ state: "done", firmwareVersion: "2.0" });
  });
});

describe("a pile's logs", () => {
  it("are sent by the charger, seen to arrive, and downloaded", async () => {
    const charger = await aCharger("LOG-1", "LOG");
    const asked = await station.staff.call(contract.adminRequestDiagnostics, { pileId: "LOG-1" });
    const listed = await eventually(
      () => station.staff.call(contract.adminListDiagnostics, { pileId: "LOG-1" }),
      ({ items }) => items[0]?.status === "Uploaded" && items[0].url !== null,
    );
    const [file] = listed.items;
    expect(file).toMatchObject({ diagnosticsId: asked.diagnosticsId, fileName: "LOG-1.log" });
    const sent = await station.staff.raw(file?.url ?? "");
    expect(await sent.text()).toContain("GetDiagnostics");
    charger.maintenanceTrouble("upload");
    await station.staff.call(contract.adminRequestDiagnostics, { pileId: "LOG-1" });
    const failed = await eventually(
      () => station.staff.call(contract.adminListDiagnostics, { pileId: "LOG-1" }),
      ({ items }) => items[0]?.status === "UploadFailed",
    );
    expect(failed.items[0]).toMatchObject({ url: null });
    expect(failed.items[1]).toMatchObject({ status: "Uploaded" });
  });
});
