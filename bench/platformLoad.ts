// What a load needs of the platform: piles, each with a card whose driver has a balance.
import { walletToppedUp } from "../core/money/walletEntries.ts";
import { aCard, aDriver, aTwoPriceTariffContent, MORNING_MS } from "../test/support/builders.ts";
import type { Platform } from "../test/support/platform.ts";
import { ledgerEntries } from "../worker/db/tables/payments.ts";
import type { LoadPile } from "./throughput.ts";

/** Enough for the holds and bills of every round. */
const balanceFen = 1_000_000;

export async function loadPilesOn(platform: Platform, count: number): Promise<readonly LoadPile[]> {
  const station = await platform.aStation({ tariff: aTwoPriceTariffContent() });
  const piles: LoadPile[] = [];
  for (let number = 0; number < count; number += 1) {
    const pile = await platform.aPile(station, `LOAD-${String(number).padStart(4, "0")}`);
    const { driverId } = await aDriver(platform.db);
    const { idTag } = await aCard(platform.db, { driverId });
    const entry = walletToppedUp({
      paymentId: `bench-${number}`,
      driverId,
      gateway: "wechatpay",
      amountFen: balanceFen,
      atMs: MORNING_MS,
    });
    await platform.db.insert(ledgerEntries).values({ ...entry, driverId });
    piles.push({ ...pile, idTag });
  }
  return piles;
}

/** The bare object takes anybody. */
export const barePilesAt = (url: string, count: number): readonly LoadPile[] =>
  Array.from({ length: count }, (_, number) => ({
    ocppUrl: `${url.replace("http", "ws")}/ocpp`,
    pileId: `BARE-${number}`,
    password: "none",
    idTag: `CARD-${number}`,
  }));
