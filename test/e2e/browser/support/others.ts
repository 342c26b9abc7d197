// What drivers do on whom no phone looks, and what may be reserved: for the walks around a charge.
import { eq, sql } from "drizzle-orm";
import type { Locator } from "playwright-core";
import { getMe } from "../../../../core/contract/drivers.ts";
import { createReservation, listSlots } from "../../../../core/contract/reservations.ts";
import { getWallet, topUpWallet } from "../../../../core/contract/wallet.ts";
import { limits } from "../../../../core/limits.ts";
import { reservations } from "../../../../worker/db/tables/orders.ts";
import { payments } from "../../../../worker/db/tables/payments.ts";
import { eventually } from "../../../support/eventually.ts";
import type { ApiClient } from "../../../support/apiClient.ts";
import type { Platform } from "../../../support/platform.ts";
import { pay } from "../../support/journey.ts";
import { demoSession, type DriverApp } from "./driverApp.ts";

export const balanceOf = async (api: ApiClient): Promise<number> =>
  (await api.call(getWallet, { limit: 1 })).balanceFen;

/** Another driver, whom no phone shows, with money in his balance. */
export async function anotherDriver(platform: Platform, name: string): Promise<ApiClient> {
  const { token } = await demoSession(platform.api, name);
  const api = platform.api.withToken(token);
  const { paymentId } = await api.call(
    topUpWallet,
    { amountFen: 10_000, paymentWay: "wechatpay", scene: "browser" },
    { idempotencyKey: crypto.randomUUID() },
  );
  await pay(platform, "wechatpay", paymentId);
  await eventually(
    () => balanceOf(api),
    (fen) => fen === 10_000,
  );
  return api;
}

const hourMs = 3_600_000;

/** 14:15 in Shanghai. */
export const clockThere = (ms: number): string =>
  new Date(ms + 8 * hourMs).toISOString().slice(11, 16);

type Slot = { readonly fromMs: number; readonly untilMs: number };

/** The first free quarter of connector 1 for which nothing is kept yet. */
export async function aSlotAhead(api: ApiClient, pileId: string): Promise<Slot> {
  const { connectors } = await api.call(listSlots, { pileId });
  const slots = connectors.find(({ connectorId }) => connectorId === 1)?.slots ?? [];
  const slot = slots.find(({ isFree, fromMs }) => isFree && fromMs > Date.now() + 2 * hourMs);
  if (slot === undefined) throw new Error(`nothing is free at ${pileId}`);
  return slot;
}

/** Made long before, so that the next round reminds him of it. */
export async function aReservationSoon(
  platform: Platform,
  api: ApiClient,
  pileId: string,
): Promise<{ readonly reservationId: string }> {
  const slot = await aSlotAhead(api, pileId);
  const { reservationId } = await api.call(
    createReservation,
    { pileId, connectorId: 1, ...slot },
    { idempotencyKey: crypto.randomUUID() },
  );
  const passedMs = slot.fromMs - (Date.now() + limits.reservationReminderMs.most - 60_000);
  await platform.db
    .update(reservations)
    .set({
      createdAtMs: sql`created_at_ms - ${passedMs}`,
      fromMs: sql`from_ms - ${passedMs}`,
      untilMs: sql`until_ms - ${passedMs}`,
      heldFromMs: sql`held_from_ms - ${passedMs}`,
      comeByMs: sql`come_by_ms - ${passedMs}`,
    })
    .where(eq(reservations.reservationId, reservationId));
  return { reservationId };
}

/** So long ago that no gateway pays it back. */
export async function toppedUpLongAgo(platform: Platform, api: ApiClient): Promise<void> {
  const { driverId } = await api.call(getMe, {});
  const paidAtMs = Date.now() - limits.refundableMs.wechatpay;
  await platform.db
    .update(payments)
    .set({ createdAtMs: paidAtMs, paidAtMs })
    .where(eq(payments.driverId, driverId));
}

export const quarter = ({ main, text }: DriverApp, { fromMs, untilMs }: Slot): Locator => {
  const name = `${clockThere(fromMs)}–${clockThere(untilMs)} ${text.reserve.free}`;
  return main.getByRole("checkbox", { name }).first();
};
