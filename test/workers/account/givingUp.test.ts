// A driver who leaves gives up what no gateway pays back any more: that amount, and nothing else.
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { deleteAccount } from "../../../core/contract/account.ts";
import { getMe, signInAsDemo } from "../../../core/contract/drivers.ts";
import { POLICY_VERSION } from "../../../core/contract/policy.ts";
import { limits } from "../../../core/limits.ts";
import { walletToppedUp } from "../../../core/money/walletEntries.ts";
import { insertEntry } from "../../../worker/db/ledger.ts";
import { insertPayment, pendingPayment } from "../../../worker/db/payments.ts";
import { wallets } from "../../../worker/db/tables/drivers.ts";
import { ledgerEntries } from "../../../worker/db/tables/payments.ts";
import { anOperator, anOrder, aPile, aStation, aTariff } from "../../support/builders.ts";
import { ask, db, migrate } from "../http/support.ts";

beforeAll(migrate);

/** With 7 yuan in his balance, which came in by a top-up of that age. */
async function aDriver(name: string, { ageMs }: { readonly ageMs: number }) {
  const signed = (await ask(signInAsDemo, { name, policyVersion: POLICY_VERSION })).output();
  const { driverId } = signed.driver;
  const paidAtMs = Date.now() - ageMs;
  const paid = { paymentId: `01KF${driverId.slice(-22)}`, amountFen: 700, driverId } as const;
  const times = { createdAtMs: paidAtMs, expiresAtMs: paidAtMs + 1 };
  await insertPayment(db, {
    ...pendingPayment({ ...paid, ...times, purpose: "topUp", provider: "alipay" }),
    state: "paid",
    pending: null,
    paidAtMs,
  });
  await insertEntry(db, walletToppedUp({ ...paid, gateway: "alipay", atMs: paidAtMs }));
  const headers = { authorization: `Bearer ${signed.token}` };
  const leave = (input: { readonly givesUpFen?: number }) => ask(deleteAccount, input, headers);
  return { driverId, headers, leave };
}

async function givenUpBy(driverId: string) {
  const own = eq(ledgerEntries.driverId, driverId);
  const entries = await db.select().from(ledgerEntries).where(own);
  return entries.filter(({ kind }) => kind === "balanceGivenUp");
}

test("a balance too old to be paid back is given up by its amount, in the ledger", async () => {
  const { driverId, headers, leave } = await aDriver("elder", {
    ageMs: limits.refundableMs.alipay,
  });
  for (const input of [{}, { givesUpFen: 699 }, { givesUpFen: 701 }]) {
    expect((await leave(input)).code).toBe("balance_left");
  }
  expect(await givenUpBy(driverId)).toEqual([]);
  expect((await leave({ givesUpFen: 700 })).status).toBe(200);
  expect(await givenUpBy(driverId)).toMatchObject([
    {
      source: `driver:${driverId}:givenUp`,
      postings: [
        { account: `driver:${driverId}:wallet`, amountFen: 700 },
        { account: "platform:unclaimed", amountFen: -700 },
      ],
    },
  ]);
  const wallet = await db.select().from(wallets).where(eq(wallets.driverId, driverId)).get();
  expect(wallet?.balanceFen).toBe(0);
  expect((await ask(getMe, {}, headers)).code).toBe("unauthorized");
});

test("what can be withdrawn is not given up", async () => {
  const { driverId, leave } = await aDriver("recent", { ageMs: 86_400_000 });
  expect((await leave({ givesUpFen: 700 })).code).toBe("balance_left");
  expect(await givenUpBy(driverId)).toEqual([]);
});

test("nothing is given up while a charge runs", async () => {
  const { driverId, leave } = await aDriver("busy", { ageMs: limits.refundableMs.alipay });
  const { operatorId } = await anOperator(db);
  const { tariffId } = await aTariff(db, { operatorId });
  const { stationId } = await aStation(db, { operatorId, tariffId });
  const { pileId } = await aPile(db, { operatorId, stationId });
  const place = { operatorId, tariffId, stationId, pileId, driverId };
  await anOrder(db, { ...place, state: "charging" });
  expect((await leave({ givesUpFen: 700 })).code).toBe("charge_under_way");
  expect(await givenUpBy(driverId)).toEqual([]);
});
