// Every page of the drivers' app, one after another, in light and in dark: what is looked at, and
// kept as a small picture under docs/ when pictures are taken.
import { addFavourite } from "../../../../core/contract/favourites.ts";
import {
  createReservation,
  listReservations,
  listSlots,
} from "../../../../core/contract/reservations.ts";
import { createVehicle, listVehicles } from "../../../../core/contract/vehicles.ts";
import type { ApiClient } from "../../../support/apiClient.ts";
import { policyVersion } from "../../../../miniapp/src/service/policy.ts";
import { look } from "./look.ts";
import { gallerySnap } from "./pictures.ts";
import type { DriverApp } from "./driverApp.ts";
import type { Window } from "./window.ts";

export type Shown = {
  readonly stationId: string;
  readonly pileId: string;
  readonly orderId: string;
};

type Place = {
  readonly name: string;
  readonly path: string;
  readonly title: string;
  /** On the page once it has all that it shows. */
  readonly has: string | RegExp;
};

const either = (...texts: readonly string[]): RegExp => new RegExp(texts.join("|"));

function placesIn({ text }: DriverApp, shown: Shown): readonly Place[] {
  const { stationId, pileId, orderId } = shown;
  const place = (name: string, path: string, title: string, has: Place["has"]): Place => ({
    name,
    path,
    title,
    has,
  });
  const { funds, garage, inbox, phone, privacy, reserve, stats, voice } = text;
  const { rest } = funds.reasons;
  const version = text.legal.version(policyVersion);
  const { policy, agreement } = text.legal;
  return [
    place("stations", "stations/index", text.stations.title, text.units.perKwh),
    place("station", `station/index?stationId=${stationId}`, text.station.title, pileId),
    place("pile", `pile/index?pileId=${pileId}`, text.pile.title, text.pile.prepaid),
    place("bill", `order/index?orderId=${orderId}`, text.order.title, text.bill.details),
    place("orders", "orders/index", text.orders.title, text.order.titles.settled),
    place("slots", `reserve/slots/index?pileId=${pileId}`, reserve.title, reserve.costs),
    place("reservations", "reserve/mine/index", reserve.mine, reserve.phaseHint.ahead),
    place("reviews", `voice/reviews/index?stationId=${stationId}`, voice.reviews, voice.write),
    place("report", `voice/report/index?pileId=${pileId}`, voice.report, voice.send),
    place("favourites", "voice/favourites/index", voice.favourites, text.units.perKwh),
    place("wallet", "wallet/index", text.wallet.title, text.wallet.movements),
    place("withdraw", "account/withdraw/index", funds.withdraw, funds.noneTitle),
    place("refunds", "account/refunds/index", funds.refunds, either(funds.noRefunds, rest)),
    place("messages", "account/messages/index", inbox.title, either(inbox.none, inbox.markAll)),
    place("statistics", "account/statistics/index", stats.title, stats.measures.energy),
    place("vehicles", "account/vehicles/index", garage.title, plate),
    place("phone", "account/phone/index", phone.title, phone.why),
    place("privacy", "account/privacy/index", privacy.title, privacy.exportTitle),
    place("me", "me/index", text.me.title, text.me.wallet),
    place("policy", "legal/document/index?document=policy", policy, version),
    place("agreement", "legal/document/index?document=agreement", agreement, version),
  ];
}

const plate = "沪AD12345";

/** Something of each kind, so that no page is only empty; what is there already stays. */
export async function furnish(api: ApiClient, { stationId, pileId }: Shown): Promise<void> {
  const key = { idempotencyKey: crypto.randomUUID() };
  await api.call(addFavourite, { stationId });
  if ((await api.call(listVehicles, {})).items.length === 0) {
    const car = { plate, standard: "GBT_DC", batteryWh: 60_000, isDefault: true } as const;
    await api.call(createVehicle, car, key);
  }
  if ((await api.call(listReservations, {})).items.length > 0) return;
  const { connectors } = await api.call(listSlots, { pileId });
  for (const { connectorId, slots } of connectors) {
    const slot = slots.findLast(({ isFree }) => isFree);
    if (slot === undefined) continue;
    const { fromMs, untilMs } = slot;
    await api.call(createReservation, { pileId, connectorId, fromMs, untilMs }, key);
    return;
  }
}

/** Each language's pictures in the other look, so that few show all. */
const kept = { zh: "light", en: "dark" } as const;

/** Answers how many looks it took. */
export async function lookAtPages(window: Window, app: DriverApp, shown: Shown): Promise<number> {
  let looks = 0;
  for (const { name, path, title, has } of placesIn(app, shown)) {
    await app.toAddress(path);
    await app.page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
    await app.main.getByText(has).first().waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await window.page.emulateMedia({ colorScheme });
      await look(window, `${name}, ${colorScheme}`);
      if (kept[app.language] === colorScheme)
        await gallerySnap(window.page, `${name}-${app.language}-${colorScheme}`);
      looks += 1;
    }
  }
  await window.page.emulateMedia({ colorScheme: "light" });
  return looks;
}
