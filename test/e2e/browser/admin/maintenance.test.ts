// Maintenance as its people do it, against the built platform with real chargers: a fault becomes a
// work order and a notice by rule, is repaired, and is in the uptime; a plan takes a pile out of service.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminGetUptime } from "../../../../core/contract/admin/maintenance/uptime.ts";
import { getPile } from "../../../../core/contract/stations.ts";
import { eventually } from "../../../support/eventually.ts";
import { NoticeReceiver } from "../../support/noticeReceiver.ts";
import type { AdminApp } from "../support/adminApp.ts";
import { desksInTheCity } from "../support/desks.ts";

let receiver: NoticeReceiver;

beforeAll(async () => {
  receiver = await NoticeReceiver.start();
}, 600_000);
afterAll(async () => {
  await receiver?.close();
});

const { city, signedIn } = desksInTheCity();

const pileId = "SH001-03";
const title = "枪锁要换";

async function addChannel(app: AdminApp): Promise<void> {
  const words = app.text.maintenance.notices;
  await app.to("/maintenance/notices");
  await app.button(words.add).click();
  await app.dialog.getByLabel(words.kind).first().click();
  await app.page.getByRole("option", { name: words.kinds.webhook }).click();
  await app.dialog.getByLabel(words.name).fill("值班群");
  await app.dialog.getByLabel(words.url).fill(receiver.url);
  await app.dialog.getByLabel(words.secret).fill(receiver.secret);
  await app.see("maintenance-channel");
  await app.dialog.getByRole("button", { name: words.save }).click();
  await app.row("值班群").waitFor();
  await app.main.getByRole("button", { name: `${words.test}: 值班群` }).click();
  await app.dialog.getByText(words.taken).waitFor();
  await app.dialog.getByText("200 taken").waitFor();
  expect(receiver.kept.map(({ event }) => event)).toEqual(["test"]);
  await app.page.keyboard.press("Escape");
}

async function addRule(app: AdminApp): Promise<void> {
  const words = app.text.maintenance.rules;
  await app.to("/maintenance/rules");
  await app.button(words.add).click();
  await app.dialog.getByLabel(words.name).fill(title);
  await app.dialog.getByLabel(words.code).first().fill("ConnectorLockFailure");
  await app.dialog.getByLabel(words.count).fill("1");
  await app.see("maintenance-rule");
  await app.dialog.getByRole("button", { name: words.save }).click();
  await app.row(title).waitFor();
}

async function repair(app: AdminApp): Promise<void> {
  const words = app.text.maintenance.orders;
  await app.title(title).waitFor();
  await app.button(words.begin).click();
  await app.dialog.getByRole("button", { name: words.begin }).click();
  await app.dialog.waitFor({ state: "hidden" });
  await app.main.getByRole("textbox", { name: words.comment }).fill("锁舌卡死，更换");
  await app.button(words.send).click();
  await app.main.getByText("锁舌卡死，更换").waitFor();
  await app.main.getByLabel(words.partName).fill("电子锁");
  await app.button(words.addPart).click();
  await app.main.getByText(words.events.part(1, "电子锁", "")).waitFor();
  await app.see("maintenance-work-order");
  city().charger(pileId).clearFault(1);
  await app.button(words.resolve).click();
  await app.dialog.getByLabel(words.stateNote).fill("已更换并试充");
  await app.dialog.getByRole("button", { name: words.resolve }).click();
  await app.dialog.waitFor({ state: "hidden" });
  await app.main.getByText("已更换并试充").waitFor();
}

const repairedAt = async () => {
  const { staff, stationId } = city().station;
  const { rows } = await staff.call(adminGetUptime, { days: 90, stationId });
  return rows.find((row) => row.pileId === pileId);
};

describe("A fault injected at a charger", () => {
  it("is seen without reload, becomes a work order and a notice, is repaired, and is in the uptime", async () => {
    const app = await signedIn();
    await addChannel(app);
    await addRule(app);
    const before = await repairedAt();
    await app.to("/maintenance");
    await app.title(app.text.maintenance.incidents.title).waitFor();
    await app.page.evaluate(() => Reflect.set(window, "wasReloaded", false));
    city().charger(pileId).fault(1, "ConnectorLockFailure");
    const incident = app.row(pileId);
    await incident.getByText(app.text.words.errorCode.ConnectorLockFailure).waitFor();
    await incident.getByRole("link", { name: title }).waitFor();
    expect(await app.page.evaluate(() => Reflect.get(window, "wasReloaded"))).toBe(false);
    await app.see("maintenance-incidents");
    const told = await eventually(
      async () => receiver.kept.find(({ event }) => event === "workOrder.opened"),
      (found) => found !== undefined,
    );
    expect(told).toMatchObject({ data: { pileId, priority: "urgent" } });
    await incident.getByRole("link", { name: title }).click();
    expect(app.page.url()).toContain(told?.url);
    await repair(app);
    await app.to("/maintenance");
    await app.title(app.text.maintenance.incidents.title).waitFor();
    await incident.getByRole("link", { name: title }).waitFor({ state: "detached" });
    await incident
      .getByText(app.text.words.errorCode.ConnectorLockFailure)
      .waitFor({ state: "detached" });
    const after = await repairedAt();
    expect(after?.repaired).toBe((before?.repaired ?? 0) + 1);
    expect(after?.downMs).toBeGreaterThan(before?.downMs ?? 0);
    await eventually(
      async () => receiver.kept.filter(({ event }) => event === "workOrder.resolved").length,
      (count) => count === 1,
    );
    await app.close();
  });
});

describe("Planned maintenance", () => {
  it("takes a pile out of service, and gives it back when it is ended", async () => {
    const { station, platform } = city();
    const other = "SH001-05";
    const app = await signedIn();
    const words = app.text.maintenance.windows;
    await app.to("/maintenance/windows");
    await app.button(words.add).click();
    await app.dialog.getByLabel(words.station).first().fill(station.name);
    await app.page.getByRole("option", { name: station.name }).click();
    await app.dialog.getByLabel(words.piles).fill(other);
    await app.dialog.getByLabel(words.from).fill("2026-01-01T00:00");
    await app.dialog.getByLabel(words.reason).fill("更换充电模块");
    await app.see("maintenance-plan");
    await app.dialog.getByRole("button", { name: words.plan }).click();
    const row = app.row(other);
    await row.getByText(words.states.active).waitFor();
    const statesOf = async () => {
      const { connectors } = await platform.api.call(getPile, { pileId: other });
      return new Set(connectors.map(({ state }) => state));
    };
    const unavailable = await eventually(statesOf, (states) => states.has("unavailable"));
    expect(unavailable).toEqual(new Set(["unavailable"]));
    await eventually(
      async () => city().charger(other).connector(1).status,
      (status) => status === "Unavailable",
    );
    await row.getByRole("button", { name: words.end }).click();
    await app.dialog.getByRole("button", { name: words.end }).click();
    await app.main.getByText(words.none).waitFor();
    await eventually(statesOf, (states) => states.has("available"));
    await app.close();
  });
});

describe("Every page of maintenance", () => {
  it("can be used on a small screen, in English and in the dark", async () => {
    const app = await signedIn({ size: "narrow", language: "en", colorScheme: "dark" });
    const { incidents, orders, rules, notices, windows, uptime } = app.text.maintenance;
    const pages = [
      ["", incidents.title, "incidents"],
      ["/work-orders?show=all", orders.title, "work-orders"],
      ["/rules", rules.title, "rules"],
      ["/notices", notices.title, "notices"],
      ["/windows?show=all", windows.title, "windows"],
      ["/uptime", uptime.title, "uptime"],
    ] as const;
    const seen: string[] = [];
    for (const [path, heading, name] of pages) {
      await app.to(`/maintenance${path}`);
      await app.title(heading).waitFor();
      await app.main.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
      await app.see(`maintenance-${name}`);
      seen.push(await app.title(heading).innerText());
    }
    expect(seen).toEqual(pages.map(([, heading]) => heading));
    await app.close();
  });

  it("keeps a given-up notice to be sent again", async () => {
    const app = await signedIn();
    const words = app.text.maintenance.notices;
    await city().platform.rows(
      "UPDATE notice_deliveries SET state = 'dead' WHERE json_extract(notice, '$.event') = 'workOrder.opened'",
    );
    await app.to("/maintenance/notices?show=dead");
    await app.row(title).getByRole("button", { name: words.resend }).click();
    await app.main.getByText(words.noDead).waitFor();
    const again = await eventually(
      async () => receiver.kept.filter(({ event }) => event === "workOrder.opened"),
      ({ length }) => length === 2,
    );
    expect(again[1]).toEqual(again[0]);
    await app.to("/maintenance/notices");
    await app.row(title).first().waitFor();
    await app.see("maintenance-notices");
    await app.to("/maintenance/uptime?station=SH001");
    await app.row(pileId).waitFor();
    await app.see("maintenance-uptime");
    await app.close();
  });
});
