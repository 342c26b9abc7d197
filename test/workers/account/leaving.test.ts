// A driver takes everything with him, and leaves: refused while money stands in between, complete
// after it, also where the process dies in the middle.
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import * as contract from "../../../core/contract/account.ts";
import { getMe, renewSession, signInAsDemo } from "../../../core/contract/drivers.ts";
import { addFavourite } from "../../../core/contract/favourites.ts";
import { createFaultReport } from "../../../core/contract/faultReports.ts";
import { POLICY_VERSION } from "../../../core/contract/policy.ts";
import { createVehicle } from "../../../core/contract/vehicles.ts";
import { orderSettled } from "../../../core/money/orderEntries.ts";
import { walletToppedUp } from "../../../core/money/walletEntries.ts";
import { insertEntry } from "../../../worker/db/ledger.ts";
import { insertMessage } from "../../../worker/db/messages.ts";
import { insertPayment, pendingPayment } from "../../../worker/db/payments.ts";
import { insertReservation } from "../../../worker/db/reservations.ts";
import { drivers } from "../../../worker/db/tables/drivers.ts";
import { orders } from "../../../worker/db/tables/orders.ts";
import { ledgerEntries, refunds, withdrawals } from "../../../worker/db/tables/payments.ts";
import { closeDriver } from "../../../worker/privacy/leave.ts";
import { keepRetention } from "../../../worker/privacy/retention.ts";
import { aCard, anOperator, anOrder, aPile, aStation, aTariff } from "../../support/builders.ts";
import { ask, asDriver, db, migrate } from "../http/support.ts";

beforeAll(migrate);

let names = 0;

/** A driver who has left something everywhere, and owes and is owed nothing. */
async function aFullLife() {
  const name = `leaves-${String((names += 1))}`;
  const signed = (await ask(signInAsDemo, { name, policyVersion: POLICY_VERSION })).output();
  const { driverId } = signed.driver;
  const headers = { authorization: `Bearer ${signed.token}` };
  const { operatorId } = await anOperator(db);
  const { tariffId } = await aTariff(db, { operatorId });
  const { stationId } = await aStation(db, { operatorId, tariffId });
  const { pileId } = await aPile(db, { operatorId, stationId });
  const place = { operatorId, tariffId, stationId, pileId, driverId };
  const ended = { state: "settled", open: null, totalFen: 100, prepaidFen: 100 } as const;
  const { orderId } = await anOrder(db, { ...place, ...ended });
  await insertEntry(
    db,
    orderSettled({
      orderId,
      operatorId,
      driverId,
      prepaidFen: 100,
      revenue: { service: 100 },
      coupon: null,
      rest: { kind: "refund" },
      atMs: 1,
    }),
  );
  await aCard(db, { driverId });
  const car = { plate: "沪A12345", standard: "GBT_DC", batteryWh: null, isDefault: true };
  expect((await ask(createVehicle, car, headers)).status).toBe(200);
  expect((await ask(contract.bindPhoneAsDemo, { phone: "13612345678" }, headers)).status).toBe(200);
  expect((await ask(addFavourite, { stationId }, headers)).status).toBe(200);
  const report = { pileId, connectorId: 1, kind: "other", text: "my own words", pictureIds: [] };
  expect((await ask(createFaultReport, report, headers)).status).toBe(200);
  const content = { kind: "topUpSucceeded", paymentId: "p", amountFen: 1, way: "alipay" } as const;
  await insertMessage(db, { driverId, subject: "p", atMs: 1, content });
  return { ...place, name, headers, orderId, token: signed.token };
}

const placeOf = ({ operatorId, tariffId, stationId, pileId, driverId }: Life) => ({
  operatorId,
  tariffId,
  stationId,
  pileId,
  driverId,
});

type Life = Awaited<ReturnType<typeof aFullLife>>;

const leave = ({ headers }: Life) => ask(contract.deleteAccount, {}, headers);

/** Every table with a column that names a driver, and how many rows it has of this one. */
async function rowsOf(driverId: string): Promise<Readonly<Record<string, number>>> {
  const tables = await db.all<{ name: string }>(sql`
    select name from sqlite_master where type = 'table' and sql like '%driver_id%'`);
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const counted = await db.get<{ number: number }>(
      sql`select count(*) as number from ${sql.identifier(name)} where driver_id = ${driverId}`,
    );
    counts[name] = counted.number;
  }
  return counts;
}

const kept = { drivers: 1, orders: 1, wallets: 1 };
const withRows = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(counts).filter(([, number]) => number > 0));

describe("an export", () => {
  test("is everything that is stored about the driver, and nothing of another", async () => {
    const anna = await aFullLife();
    const ben = await aFullLife();
    const answer = await ask(contract.exportMyData, {}, anna.headers);
    const data = answer.output();
    expect(data).toMatchObject({
      isComplete: true,
      account: { driverId: anna.driverId, phone: "13612345678" },
      identities: [{ provider: "demo", subject: anna.name }],
      consents: [{ policyVersion: POLICY_VERSION }],
      vehicles: [{ plate: "沪A12345" }],
      cards: [{ driverId: anna.driverId }],
      orders: [{ orderId: anna.orderId }],
      messages: [{ content: { kind: "topUpSucceeded" } }],
      favourites: [{ stationId: anna.stationId }],
      faultReports: [{ text: "my own words" }],
    });
    const text = JSON.stringify(answer.body);
    expect(text).not.toContain(ben.driverId);
    expect(text).not.toContain(ben.orderId);
    // Whatever table names him is in it.
    const tables = Object.keys(withRows(await rowsOf(anna.driverId)));
    const lists = Object.keys(data);
    const named = {
      drivers: "account",
      wallets: "account",
      driver_identities: "identities",
      fault_reports: "faultReports",
      ledger_entries: "ledgerEntries",
    } as const;
    const isNamed = (table: string): table is keyof typeof named => table in named;
    const missing = tables.filter(
      (table) => !lists.includes(isNamed(table) ? named[table] : table),
    );
    expect(missing).toEqual([]);
  });
});

describe("leaving", () => {
  test("erases the person, keeps the accounts, and ends every token", async () => {
    const anna = await aFullLife();
    expect((await leave(anna)).status).toBe(200);
    expect(withRows(await rowsOf(anna.driverId))).toEqual(kept);
    const row = await db.select().from(drivers).where(eq(drivers.driverId, anna.driverId)).get();
    expect(row).toMatchObject({ displayName: "", phoneSealed: null, membership: null });
    expect(await db.select().from(orders).where(eq(orders.orderId, anna.orderId))).toHaveLength(1);
    const entries = await db
      .select()
      .from(ledgerEntries)
      .where(eq(ledgerEntries.orderId, anna.orderId));
    expect(entries).toHaveLength(1);
    expect((await ask(getMe, {}, anna.headers)).code).toBe("unauthorized");
    expect((await leave(anna)).code).toBe("unauthorized");
    expect((await ask(renewSession, { token: anna.token })).code).toBe("account_closed");
  });

  test("and coming back is a new driver", async () => {
    const anna = await aFullLife();
    await leave(anna);
    const again = await ask(signInAsDemo, { name: anna.name, policyVersion: POLICY_VERSION });
    expect(again.output().driver.driverId).not.toBe(anna.driverId);
  });

  const against: Readonly<Record<string, (life: Life) => Promise<unknown>>> = {
    charge_under_way: (life) => anOrder(db, { ...placeOf(life), state: "charging" }),
    money_owed: async (life) => {
      const { orderId } = await anOrder(db, { ...placeOf(life), state: "settled", open: null });
      const { operatorId, driverId } = life;
      const owed = { orderId, operatorId, driverId, prepaidFen: 0, coupon: null, atMs: 1 };
      const revenue = { service: 5 };
      await insertEntry(db, orderSettled({ ...owed, revenue, rest: { kind: "refund" } }));
    },
    balance_left: async ({ driverId }) => {
      const paid = {
        paymentId: `p-${driverId}`,
        gateway: "alipay",
        amountFen: 5,
        atMs: 1,
      } as const;
      await insertEntry(db, walletToppedUp({ ...paid, driverId }));
    },
    payment_under_way: ({ driverId }) =>
      insertPayment(
        db,
        pendingPayment({
          paymentId: `pending-${driverId}`,
          purpose: "topUp",
          driverId,
          provider: "alipay",
          amountFen: 5,
          createdAtMs: 1,
          expiresAtMs: 2,
        }),
      ),
    reservation_under_way: ({ driverId, stationId, pileId, operatorId }) =>
      insertReservation(db, {
        reservationId: `01KD${driverId.slice(-4)}${"0".repeat(18)}`,
        driverId,
        stationId,
        pileId,
        operatorId,
        connectorId: 1,
        idTag: "",
        fromMs: 1,
        untilMs: 2,
        heldFromMs: 1,
        comeByMs: 2,
        feeFen: 0,
        noShowFeeFen: 0,
        createdAtMs: 1,
      }),
  };

  test.each(Object.entries(against))("is refused: %s", async (code, arrange) => {
    const anna = await aFullLife();
    await arrange(anna);
    const before = await rowsOf(anna.driverId);
    const answer = await leave(anna);
    expect([answer.status, answer.code]).toEqual([409, code]);
    expect(await rowsOf(anna.driverId)).toEqual(before);
    expect((await ask(getMe, {}, anna.headers)).status).toBe(200);
  });

  test.each(["an order", "a withdrawal"])("waits for the refund of %s", async (of) => {
    const { orderId, driverId, headers, ...life } = await aFullLife();
    const withdrawalId = `01KE${driverId.slice(-22)}`;
    await insertPayment(db, {
      ...pendingPayment({
        paymentId: orderId,
        purpose: of === "an order" ? "order" : "topUp",
        driverId,
        provider: "alipay",
        amountFen: 100,
        createdAtMs: 1,
        expiresAtMs: 2,
      }),
      state: "paid",
      pending: null,
    });
    const refundId = of === "an order" ? `${orderId}R1` : `${orderId}R${withdrawalId}`;
    const part = { paymentId: orderId, provider: "alipay", amountFen: 5, totalFen: 100 } as const;
    await db.insert(refunds).values({
      ...part,
      refundId,
      orderId: of === "an order" ? orderId : null,
      reason: of === "an order" ? "rest" : "withdrawn",
      state: "due",
      nextAttemptMs: 5,
      createdAtMs: 1,
      updatedAtMs: 1,
    });
    const row = { withdrawalId, driverId, amountFen: 5, parts: [part], createdAtMs: 1 };
    if (of === "a withdrawal") {
      await db.insert(withdrawals).values(row);
      // Were the payment his order's, that would be what is found.
      await db.update(orders).set({ driverId: null }).where(eq(orders.orderId, orderId));
    }
    const refused = await ask(contract.deleteAccount, {}, headers);
    expect([life.name.length > 0, refused.code]).toEqual([true, "payment_under_way"]);
    await db
      .update(refunds)
      .set({ state: "succeeded", nextAttemptMs: null })
      .where(eq(refunds.refundId, refundId));
    expect((await ask(contract.deleteAccount, {}, headers)).status).toBe(200);
  });

  test("that was interrupted after the closing is ended by the minute's round", async () => {
    const anna = await aFullLife();
    await closeDriver(db, { driverId: anna.driverId, nowMs: Date.now() });
    expect((await rowsOf(anna.driverId))["vehicles"]).toBe(1);
    await keepRetention(db, { sealer: null, nowMs: Date.now() });
    expect(withRows(await rowsOf(anna.driverId))).toEqual(kept);
  });

  test("of one driver touches no other", async () => {
    const anna = await aFullLife();
    const ben = await aFullLife();
    const before = await rowsOf(ben.driverId);
    await leave(anna);
    expect(await rowsOf(ben.driverId)).toEqual(before);
    expect((await ask(getMe, {}, await asDriver(ben.driverId))).output().phone).toBe("136****5678");
  });
});
