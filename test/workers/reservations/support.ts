// A place where connectors are reserved: its rows, its pile with a charger, and the real records.
import type { Consequence, Fact } from "../../../core/charging/facts.ts";
import { walletToppedUp } from "../../../core/money/walletEntries.ts";
import type { LedgerEntry } from "../../../core/money/ledger.ts";
import { trialBalance } from "../../../core/money/trialBalance.ts";
import {
  aTariffContent,
  aDriver,
  anOperator,
  aPile,
  aStation,
  aTariff,
} from "../../support/builders.ts";
import { insertEntry } from "../../../worker/db/ledger.ts";
import { payerQuery } from "../../../worker/db/orders.ts";
import { ledgerEntries } from "../../../worker/db/tables/payments.ts";
import { moneyOf } from "../../../worker/payments/money.ts";
import { pileOf } from "../../../worker/pileOf.ts";
import { applyFacts } from "../../../worker/records/applyFacts.ts";
import { as } from "../money/support/as.ts";
import { db, env } from "../http/support.ts";
import { TestRecords } from "../pile/inbox.ts";
import { aCharger, hashOf, password, withRecords } from "../pile/support.ts";

export const terms = { feeFen: 500, noShowFeeFen: 1_000, holdMinutes: 15, graceMinutes: 20 };

/** The real records, which also remember what they were told. */
class BookedRecords extends TestRecords {
  readonly later: Promise<unknown>[] = [];

  override async apply(pileId: string, facts: readonly Fact[]): Promise<readonly []> {
    const waitUntil = (work: Promise<unknown>): number => this.later.push(work);
    const told: readonly Consequence[] = await applyFacts(moneyOf(env, { waitUntil }), {
      pileId,
      facts,
      nowMs: Date.now(),
    });
    if (told.length > 0) this.consequences.push(...told);
    return super.apply(pileId, facts);
  }

  readonly consequences: Consequence[] = [];
}

/** A station with reservations, and a pile of it whose charger is there. */
export async function aReservablePile() {
  const { operatorId } = await anOperator(db);
  const content = aTariffContent({ reservation: terms });
  const { tariffId } = await aTariff(db, { operatorId, content });
  const { stationId } = await aStation(db, { operatorId, tariffId });
  const kind = { currentType: "DC", standard: "GBT_DC", maxPowerW: 60_000 } as const;
  const { pileId } = await aPile(db, { operatorId, stationId, connectors: [kind, kind] });
  const stub = pileOf(env, pileId);
  const records = new BookedRecords(pileId);
  await withRecords(stub, records);
  await stub.configure({
    pileId,
    operatorId,
    stationId,
    timeZone: "Asia/Shanghai",
    connectors: [1, 2].map((connectorId) => ({ connectorId, ...kind })),
    credentialHash: hashOf(password),
  });
  const charger = await aCharger(stub, pileId);
  await charger.status(1, "Available");
  await charger.status(2, "Available");
  return { pileId, operatorId, stationId, stub, records, charger };
}

/** With money in the balance. */
export async function aRichDriver(balanceFen = 5_000): Promise<string> {
  const { driverId } = await aDriver(db);
  if (balanceFen === 0) return driverId;
  const topUp = { paymentId: `given-${driverId}`, driverId, gateway: "alipay" } as const;
  await insertEntry(db, walletToppedUp({ ...topUp, amountFen: balanceFen, atMs: Date.now() }));
  return driverId;
}

export const balanceOf = async (driverId: string): Promise<number> =>
  (await payerQuery(db, driverId).get())?.balanceFen ?? 0;

/** The whole ledger: its sum, and what still lies in deposits. */
export async function books() {
  const { balances, sumFen } = trialBalance(
    as<LedgerEntry[]>(await db.select().from(ledgerEntries)),
  );
  const total = (part: RegExp): number =>
    [...balances]
      .filter(([account]) => part.test(account))
      .reduce((sum, [, amountFen]) => sum - amountFen, 0);
  return {
    sumFen: sumFen + 0,
    depositsFen: total(/:deposit$/) + 0,
    reservationFen: total(/:revenue:reservation$/) + 0,
    noShowFen: total(/:revenue:noShow$/) + 0,
  };
}
