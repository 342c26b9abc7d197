// The operators' books are what adding their orders' entries up gives.
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import * as contract from "../../../core/contract/admin/books.ts";
import {
  adminExplainFinding,
  adminListMoneyFindings,
} from "../../../core/contract/admin/findings.ts";
import { parseAccount } from "../../../core/money/account.ts";
import { dbOf } from "../../../worker/db/database.ts";
import { insertFinding } from "../../../worker/db/findings.ts";
import { audit } from "../../../worker/db/tables/operators.ts";
import { ledgerEntries } from "../../../worker/db/tables/payments.ts";
import { ask, asStaff } from "../http/support.ts";
import { orderRow } from "./support/books.ts";
import { aWorld, db, env, migrate } from "./support/world.ts";

beforeAll(migrate);

/** Around MORNING_MS, at which the world begins. */
const days = { fromDay: "2026-11-01", untilDay: "2026-11-30" };

/** A settled order by WeChat Pay, and one from the balance. */
async function aBusyWorld() {
  const world = await aWorld();
  await world.topUp(9_000);
  const made: string[] = [];
  for (const paymentWay of ["wechatpay", "balance"] as const) {
    const orderId = await world.orderId({ paymentWay });
    if (paymentWay === "wechatpay") {
      world.wechatpay.pay(orderId, world.nowMs);
      await world.notify(orderId);
    }
    await world.deliver();
    world.pile.finish(orderId, 30_000);
    await world.deliver();
    await world.settleDown();
    made.push(orderId);
  }
  return { world, made, staff: await asStaff(world.place.operatorId, "finance") };
}

const kindOf = (account: string): string => {
  const parts = parseAccount(account);
  if (!parts.ok) throw new Error(account);
  return /^(gateway|refunds|platform):/.test(account) ? account : account.replace(/:[^:]+/, "");
};

describe("an operator's books", () => {
  it("are what its orders' entries add up to, and agree", async () => {
    const { made, staff } = await aBusyWorld();
    const entries = (await db.select().from(ledgerEntries)).filter(({ orderId }) =>
      made.includes(orderId ?? ""),
    );
    const sums = new Map<string, { debitFen: number; creditFen: number }>();
    for (const { account, amountFen } of entries.flatMap(({ postings }) => postings)) {
      const sum = sums.get(kindOf(account)) ?? { debitFen: 0, creditFen: 0 };
      if (amountFen > 0) sum.debitFen += amountFen;
      else sum.creditFen -= amountFen;
      sums.set(kindOf(account), sum);
    }
    const shown = (await ask(contract.adminTrialBalance, days, staff)).output();
    expect(shown.lines).toEqual(
      [...sums]
        .map(([account, sum]) => ({ account, ...sum }))
        .toSorted((a, b) => (a.account < b.account ? -1 : 1)),
    );
    expect(shown.debitFen).toBe(shown.creditFen);
    expect(shown.debitFen).toBeGreaterThan(0);
    const none = { fromDay: "2020-01-01", untilDay: "2020-01-31" };
    expect((await ask(contract.adminTrialBalance, none, staff)).output().lines).toEqual([]);
  });

  it("tell revenue by component, station and month, and the entries of an account", async () => {
    const { world, made, staff } = await aBusyWorld();
    const { items } = (await ask(contract.adminRevenue, days, staff)).output();
    expect(items).toMatchObject([
      {
        stationId: world.place.stationId,
        electricityFen: 4_800,
        serviceFen: 2_400,
        idleFen: 0,
        totalFen: 7_200,
      },
    ]);
    const of = (account: string) =>
      ask(contract.adminListEntries, { ...days, account, limit: 1 }, staff);
    const first = (await of("driver:wallet")).output();
    expect(first.items).toHaveLength(1);
    const all = (
      await ask(contract.adminListEntries, { ...days, account: "driver:wallet" }, staff)
    ).output().items;
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(["walletHeld", "orderSettled"]));
    expect(all.every(({ orderId }) => orderId === made[1])).toBe(true);
    const next = await ask(
      contract.adminListEntries,
      { ...days, account: "driver:wallet", limit: 1, cursor: first.nextCursor },
      staff,
    );
    expect(next.output().items[0]?.source).toBe(all[1]?.source);
  });

  it("list payments and refunds, an order's time line, and nothing of others", async () => {
    const { world, made, staff } = await aBusyWorld();
    const [orderId = ""] = made;
    const payments = (await ask(contract.adminListPayments, { state: "paid" }, staff)).output();
    expect(payments.items).toMatchObject([{ orderId, way: "wechatpay", amountFen: 5_000 }]);
    const refunds = (await ask(contract.adminListRefunds, {}, staff)).output();
    expect(refunds.items).toMatchObject([
      { refundId: `${orderId}R1`, state: "succeeded", amountFen: 1_400, reason: "rest" },
    ]);
    const { createdAtMs } = await orderRow(orderId);
    const later = { fromMs: createdAtMs + 1_000 };
    expect((await ask(contract.adminListPayments, later, staff)).output().items).toEqual([]);
    const { events } = (await ask(contract.adminOrderTimeline, { orderId }, staff)).output();
    const kinds = events.map(({ kind }) => kind);
    for (const kind of [
      "created",
      "paymentPaid",
      "gatewaySaid",
      "posted",
      "ended",
      "refundEnded",
      "messageSent",
    ]) {
      expect(kinds).toContain(kind);
    }
    expect(events.map(({ atMs }) => atMs)).toEqual(
      events.map(({ atMs }) => atMs).toSorted((a, b) => a - b),
    );
    const stranger = await asStaff((await aWorld()).place.operatorId);
    expect((await ask(contract.adminOrderTimeline, { orderId }, stranger)).code).toBe(
      "order_not_found",
    );
    expect((await ask(contract.adminListPayments, {}, stranger)).output().items).toEqual([]);
    expect(world.place.operatorId).not.toBe("");
  });

  it("show a finding of their order until somebody says why it is settled", async () => {
    const { made, staff } = await aBusyWorld();
    const [orderId = ""] = made;
    await insertFinding(dbOf(env), {
      operatorId: null,
      kind: "refund_failed",
      subject: `${orderId}R1`,
      detail: "wechatpay says ABNORMAL",
      atMs: 1_700_000_000_000,
    });
    const open = async (who = staff) => (await ask(adminListMoneyFindings, {}, who)).output().items;
    const [found] = await open();
    expect(found).toMatchObject({ kind: "refund_failed", orderId, note: null });
    const eventId = found?.eventId ?? "";
    const stranger = await asStaff((await aWorld()).place.operatorId);
    expect(await open(stranger)).toEqual([]);
    const explain = (who = staff) =>
      ask(adminExplainFinding, { eventId, reason: "已线下退款" }, who);
    expect((await explain(stranger)).code).toBe("finding_not_found");
    expect((await explain()).status).toBe(200);
    expect(await open()).toEqual([]);
    const all = await ask(adminListMoneyFindings, { open: "false" }, staff);
    expect(all.output().items[0]?.note).toMatchObject({ reason: "已线下退款" });
    // Who comes second changes nothing, and is not said to have.
    expect((await explain()).status).toBe(200);
    const told = await db.select().from(audit).where(eq(audit.subject, eventId));
    expect(told).toHaveLength(1);
  });
});
