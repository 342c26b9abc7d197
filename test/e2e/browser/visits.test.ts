// Drivers around a charge: one reserves and thinks better of it, one waits for a free connector, one
// reports what is broken, one takes his data along and leaves; and what each is told when it fails.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { adminListFaultReports } from "../../../core/contract/admin/feedback.ts";
import { getMe } from "../../../core/contract/drivers.ts";
import { listMessages } from "../../../core/contract/messages.ts";
import { problems } from "../../../core/contract/problems.ts";
import { createReservation, listReservations } from "../../../core/contract/reservations.ts";
import { getStation } from "../../../core/contract/stations.ts";
import { leaveWaiting, listWaitings } from "../../../core/contract/waiting.ts";
import { repositoryRoot } from "../../support/builtWorker.ts";
import { eventually } from "../../support/eventually.ts";
import { DriverApp, fenIn } from "./support/driverApp.ts";
import { look } from "./support/look.ts";
import {
  anotherDriver,
  aReservationSoon,
  aSlotAhead,
  balanceOf,
  clockThere,
  quarter,
  toppedUpLongAgo,
} from "./support/others.ts";
import { patience, phonesInTheCity, small } from "./support/phones.ts";

const phones = phonesInTheCity();

describe("a driver who plans ahead", () => {
  it(
    "tops up, reserves from another time zone, and has all back when he cancels",
    patience,
    async () => {
      const { platform } = phones.city();
      const window = await phones.open({ locale: "en-US", timeZone: "Europe/Berlin" });
      const app = new DriverApp(window.page, "en");
      const api = await app.openAs(platform, "planner");
      const { reserve, pile, wallet } = app.text;
      const pileId = "SH001-02";
      const slot = await aSlotAhead(api, pileId);
      const toSlots = `reserve/slots/index?pileId=${pileId}&connector=1`;
      await app.toAddress(toSlots);
      await app.main.getByText(reserve.stationTime("UTC+8")).waitFor();
      await quarter(app, slot).click();
      await app.page.getByRole("button", { name: pile.topUpFirst }).waitFor();
      await look(window, "a reservation that the balance does not cover");
      await app.page.getByRole("button", { name: pile.topUpFirst }).click();
      await app.topUp(100);
      await app.payTopUpAtGateway(platform.url);
      await app.main.getByText(wallet.arrived).waitFor();

      await app.toAddress(toSlots);
      await quarter(app, slot).click();
      const go = app.page.getByRole("button", { name: /^Pay ¥|^Reserve/ });
      const priceFen = fenIn(await go.innerText());
      expect(priceFen).toBeGreaterThan(0);
      await go.click();
      await app.main.getByText(reserve.phaseHint.ahead).waitFor();
      await app.main
        .getByText(`${clockThere(slot.fromMs)}–${clockThere(slot.untilMs)} UTC+8`)
        .waitFor();
      expect(await balanceOf(api)).toBe(10_000 - priceFen);
      await look(window, "a reservation that stands");

      await app.button(reserve.cancel).click();
      const dialog = app.page.getByRole("dialog", { name: reserve.cancelSure });
      await dialog.getByText(reserve.cancelFree).waitFor();
      await dialog.getByRole("button", { name: reserve.cancel, exact: true }).click();
      await app.main.getByText(reserve.endHint.cancelled).waitFor();
      expect(fenIn(await app.beside(reserve.back))).toBe(priceFen);
      expect(await balanceOf(api)).toBe(10_000);
      await look(window, "a reservation that was cancelled");
    },
  );

  it("is reminded, and the message leads to what it speaks of", patience, async () => {
    const { platform } = phones.city();
    const window = await phones.open({ locale: "zh-CN" });
    const app = new DriverApp(window.page, "zh");
    const api = await anotherDriver(platform, "punctual");
    const { reservationId } = await aReservationSoon(platform, api, "SH001-02");
    await platform.sweep();

    await app.openAs(platform, "punctual");
    await app.toAddress("account/messages/index");
    const { inbox, reserve } = app.text;
    await app.main.getByRole("button", { name: inbox.reservationSoon }).click();
    await app.page.waitForURL(new RegExp(`reservationId=${reservationId}$`));
    await app.button(reserve.all).waitFor();
    expect(await app.main.getByRole("listitem").allInnerTexts()).toEqual([
      expect.stringContaining(reserve.standing),
    ]);
    await look(window, "the reservation that a message speaks of");
  });

  it(
    "comes second to a slot: nothing is taken, and he sees what is free now",
    patience,
    async () => {
      const { platform } = phones.city();
      const window = await phones.open({ locale: "zh-CN", size: small });
      const app = new DriverApp(window.page, "zh");
      const api = await anotherDriver(platform, "late");
      const other = await anotherDriver(platform, "early");
      await app.openAs(platform, "late");
      const pileId = "SH001-03";
      const slot = await aSlotAhead(api, pileId);
      await app.toAddress(`reserve/slots/index?pileId=${pileId}&connector=1`);
      await quarter(app, slot).click();
      await app.page.route("**/api/v1/reservations", async (route) => {
        // Between his tap and its arrival somebody else is faster.
        await other.call(
          createReservation,
          { pileId, connectorId: 1, ...slot },
          { idempotencyKey: crypto.randomUUID() },
        );
        await route.continue();
      });
      await app.page.getByRole("button", { name: /^用余额支付/ }).click();
      await app.page.getByText(problems.slot_taken.zh).waitFor();
      await look(window, "a slot that was taken");
      expect((await api.call(listReservations, {})).items).toEqual([]);
      expect(await balanceOf(api)).toBe(10_000);
    },
  );
});

/** Of 6 piles with one connector each. */
const slowPiles = ["07", "08", "09", "10", "11", "12"].map((number) => `SH001-${number}`);

describe("a driver who finds all taken", () => {
  it(
    "waits, is offered the connector that comes free, and finds it kept for him",
    patience,
    async () => {
      const { platform, charger, station } = phones.city();
      const { stationId } = station;
      const window = await phones.open({ locale: "zh-CN" });
      const app = new DriverApp(window.page, "zh");
      const api = await app.openAs(platform, "patient");
      for (const pileId of slowPiles) charger(pileId).fault(1, "OtherError");
      await eventually(
        () => api.call(getStation, { stationId }),
        ({ ac }) => ac.available === 0,
      );
      const { waiting } = app.text;
      await app.toAddress(`station/index?stationId=${stationId}`);
      await app.button(waiting.AC).click();
      await app.main.getByText(waiting.place(1)).waitFor();
      await look(window, "a place in the list");

      const [pileId = ""] = slowPiles;
      charger(pileId).clearFault(1);
      await app.button(waiting.decline).waitFor();
      await look(window, "a connector that is kept");
      await app.button(waiting.charge).click();
      await app.main.getByText(waiting.keptHere).waitFor();
      await api.call(leaveWaiting, { stationId });
      const { items } = await api.call(listMessages, { limit: 1 });
      expect(items[0]?.content).toMatchObject({ kind: "placeOffered", pileId, connectorId: 1 });
    },
  );

  it("is told that nobody has to wait when a connector has just come free", patience, async () => {
    const { platform, charger, station } = phones.city();
    const { stationId } = station;
    const [pileId = ""] = slowPiles;
    const window = await phones.open({ locale: "en-US", size: small });
    const app = new DriverApp(window.page, "en");
    const api = await app.openAs(platform, "hasty");
    charger(pileId).fault(1, "OtherError");
    await eventually(
      () => api.call(getStation, { stationId }),
      ({ ac }) => ac.available === 0,
    );
    await app.toAddress(`station/index?stationId=${stationId}`);
    await app.button(app.text.waiting.AC).waitFor();
    await app.page.route("**/waiting", async (route) => {
      charger("SH001-12").clearFault(1);
      await eventually(
        () => api.call(getStation, { stationId }),
        ({ ac }) => ac.available > 0,
      );
      await route.continue();
    });
    await app.button(app.text.waiting.AC).click();
    await app.main.getByText(problems.connector_is_free.en).waitFor();
    expect((await api.call(listWaitings, {})).items).toEqual([]);
  });
});

const aPhoto = join(repositoryRoot, "docs/screenshots/app-bill.png");

describe("a driver at a broken pile", () => {
  it(
    "reports it with a picture, after one that was none, and staff see both",
    patience,
    async () => {
      const { platform, station } = phones.city();
      const window = await phones.open({ locale: "zh-CN" });
      const app = new DriverApp(window.page, "zh");
      await app.openAs(platform, "witness");
      const { voice } = app.text;
      const pileId = "SH001-05";
      await app.toAddress(`voice/report/index?pileId=${pileId}&connector=2`);
      await app.main.getByRole("radio", { name: voice.kind.connectorStuck }).click();
      await app.main.getByLabel(voice.more).fill("拔枪时卡住了");
      const notOne = { name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: Buffer.from("text") };
      await addPicture(app, notOne);
      await app.main.getByText(problems.picture_not_supported.zh).waitFor();
      await look(window, "a picture that is none");
      await addPicture(app, aPhoto);
      await app.main.getByRole("img", { name: voice.picture(1) }).waitFor();
      await app.button(voice.send).click();
      await app.main.getByText(voice.sent).waitFor();
      const mine = app.main.getByRole("listitem").filter({ hasText: "拔枪时卡住了" });
      await mine.getByRole("img", { name: voice.picture(1) }).waitFor();
      await look(window, "a report that was sent");
      const { items } = await station.staff.call(adminListFaultReports, { pileId });
      expect(items[0]).toMatchObject({
        connectorId: 2,
        kind: "connectorStuck",
        text: "拔枪时卡住了",
      });
      expect(items[0]?.pictures).toHaveLength(1);
    },
  );
});

type Chosen =
  | string
  | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

async function addPicture(app: DriverApp, file: Chosen): Promise<void> {
  const choosing = app.page.waitForEvent("filechooser");
  await app.main.getByRole("button", { name: app.text.voice.addPicture }).click();
  await (await choosing).setFiles(file);
}

describe("a driver who leaves", () => {
  it("takes his data along, and stays while money of his is here", patience, async () => {
    const { platform } = phones.city();
    const window = await phones.open({ locale: "zh-CN", size: small });
    const app = new DriverApp(window.page, "zh");
    await anotherDriver(platform, "owner");
    await app.openAs(platform, "owner");
    const { privacy } = app.text;
    await app.toAddress("account/privacy/index");
    await app.button(privacy.exportGo).click();
    const downloading = app.page.waitForEvent("download");
    await app.button(privacy.save.download).click();
    const text = await readFile(await (await downloading).path(), "utf8");
    expect(JSON.parse(text)).toMatchObject({
      account: { displayName: expect.any(String) },
      payments: [{ amountFen: 10_000 }],
    });
    await app.leave();
    const dialog = app.page.getByRole("dialog", { name: privacy.deleteSure });
    await dialog.getByRole("status").waitFor();
    await look(window, "a leaving that is refused while money is left");
  });

  it("gives up what no gateway pays back any more, by its amount", patience, async () => {
    const { platform } = phones.city();
    const window = await phones.open({ locale: "zh-CN", size: small });
    const app = new DriverApp(window.page, "zh");
    await toppedUpLongAgo(platform, await anotherDriver(platform, "elder"));
    const api = await app.openAs(platform, "elder");
    await app.toAddress("account/privacy/index");
    await app.leave();
    const { privacy } = app.text;
    const dialog = app.page.getByRole("dialog", { name: privacy.deleteSure });
    const giveUp = dialog.getByRole("switch", { name: privacy.giveUp("¥100.00") });
    await giveUp.waitFor();
    await look(window, "a leaving with money that cannot go back");
    await giveUp.click();
    await dialog.getByRole("button", { name: privacy.deleteGo, exact: true }).click();
    await app.main.getByText(app.text.stations.yourPosition).waitFor();
    expect(await api.refusal(getMe, {})).toBe("unauthorized");
  });

  it("is nobody afterwards", patience, async () => {
    const { platform } = phones.city();
    const window = await phones.open({ locale: "en-US" });
    const app = new DriverApp(window.page, "en");
    const api = await app.openAs(platform, "leaver");
    await app.toAddress("account/privacy/index");
    await app.leave();
    await app.main.getByText(app.text.stations.yourPosition).waitFor();
    await app.toRoot("me");
    await app.main.getByText(app.text.me.guest).waitFor();
    expect(await api.refusal(getMe, {})).toBe("unauthorized");
  });
});
