// Staff give back what a bill took too much: once, no more than was paid, and beyond the limit only
// with a second person.
import { eq } from "drizzle-orm";
import { ulid } from "ulid";
import { beforeAll, describe, expect, it } from "vitest";
import type { Correction } from "../../../core/contract/admin/corrections.ts";
import {
  adminCorrectOrder,
  adminDecideApproval,
  adminListApprovals,
  adminSetApprovalLimit,
} from "../../../core/contract/admin/corrections.ts";
import { requestOf } from "../../../core/contract/client.ts";
import type { Endpoint } from "../../../core/contract/endpoint.ts";
import type { MessageContent } from "../../../core/contract/messages.ts";
import { messages } from "../../../worker/db/tables/personal.ts";
import { audit } from "../../../worker/db/tables/operators.ts";
import { billLines } from "../../../worker/db/tables/orders.ts";
import { refunds } from "../../../worker/db/tables/payments.ts";
import { makeApp } from "../../../worker/http/app.ts";
import { adminCorrectionRoutes } from "../../../worker/http/routes/admin/corrections.ts";
import { eventsOfOrder } from "../../../worker/orders/timeline.ts";
import { asStaff, type Headers } from "../http/support.ts";
import { context } from "./support/as.ts";
import { refusingGateway } from "./support/fakeGateway.ts";
import {
  accountsOf,
  closedBooks,
  noDifferences,
  orderRow,
  walletOf,
  wholeLedger,
} from "./support/books.ts";
import { aWorld, db, env, migrate, type World } from "./support/world.ts";

beforeAll(migrate);

type Body = Readonly<Record<string, unknown>>;

async function call(world: World, who: Headers, endpoint: Endpoint, input: Body) {
  const { url, body } = requestOf(endpoint, input);
  const app = makeApp([(app) => adminCorrectionRoutes(app, () => world.money)]);
  const request = new Request(new URL(url, "https://charging.test"), {
    method: endpoint.method,
    headers: { "content-type": "application/json", ...who },
    ...(body !== null && { body }),
  });
  const response = await app.fetch(request, env, context);
  const answer: Record<string, unknown> = await response.json();
  return { status: response.status, body: answer };
}

const reason = "桩计量偏高";

const correct = (
  world: World,
  who: Headers,
  orderId: string,
  correction: Correction,
  totalFen = 3_600,
) => call(world, who, adminCorrectOrder, { orderId, correction, reason, totalFen });

/** 30 kWh for 36.00 yuan, 50.00 paid in advance. */
async function aSettledOrder(paymentWay: "wechatpay" | "balance" = "wechatpay", energyWh = 30_000) {
  const world = await aWorld();
  if (paymentWay === "balance") await world.topUp(5_000);
  const orderId = await world.orderId({ paymentWay });
  if (paymentWay === "wechatpay") {
    world.wechatpay.pay(orderId, world.nowMs);
    await world.notify(orderId);
  }
  await world.deliver();
  world.pile.finish(orderId, energyWh);
  await world.deliver();
  await world.settleDown();
  const { operatorId } = world.place;
  const [one, other] = [await asStaff(operatorId, "finance"), await asStaff(operatorId)];
  return { world, orderId, operatorId, one, other };
}

const toldOf = async ({ driverId }: World, kind: MessageContent["kind"]) =>
  (await db.select().from(messages).where(eq(messages.driverId, driverId)))
    .map(({ content }) => content)
    .filter((content) => content.kind === kind);

const timelineOf = async (orderId: string) => {
  const order = await orderRow(orderId);
  if (order === undefined) throw new Error("no order");
  return eventsOfOrder(db, order);
};

const refundsOf = (orderId: string) =>
  db.select().from(refunds).where(eq(refunds.orderId, orderId));

describe("a correction", () => {
  it("by an amount goes back through the gateway, less of each component, and the driver is told", async () => {
    const { world, orderId, one, operatorId } = await aSettledOrder();
    const answer = await correct(world, one, orderId, { kind: "amount", amountFen: 900 });
    expect(answer.body).toEqual({ outcome: "done", givenBackFen: 900 });
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({ totalFen: 2_700, discountFen: 900 });
    expect(
      (await refundsOf(orderId)).map((row) => [row.refundId, row.amountFen, row.state]),
    ).toEqual([
      [`${orderId}R1`, 1_400, "succeeded"],
      [`${orderId}R2`, 900, "succeeded"],
    ]);
    expect(await accountsOf(orderId)).toEqual({
      "gateway:wechatpay:clearing": 2_700,
      [`operator:${operatorId}:revenue:electricity`]: -1_800,
      [`operator:${operatorId}:revenue:service`]: -900,
    });
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
    expect(await wholeLedger()).toEqual({ sumFen: 0, wrongWallets: [] });
    expect(await toldOf(world, "billCorrected")).toMatchObject([
      { orderId, beforeFen: 3_600, afterFen: 2_700, refundFen: 900, toWay: "wechatpay" },
    ]);
    expect(await toldOf(world, "refundSucceeded")).toEqual([]);
    const [written] = await db.select().from(audit).where(eq(audit.subject, orderId));
    expect(written).toMatchObject({
      action: "adminCorrectOrder",
      detail: { reason, before: { totalFen: 3_600 }, after: { totalFen: 2_700 } },
    });
  });

  it("by the energy is billed anew by the same function, line by line", async () => {
    const { world, orderId, one } = await aSettledOrder();
    const answer = await correct(world, one, orderId, { kind: "energy", energyWh: 20_000 });
    expect(answer.body).toEqual({ outcome: "done", givenBackFen: 1_200 });
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({
      energyWh: 20_000,
      electricityFen: 1_600,
      serviceFen: 800,
      totalFen: 2_400,
    });
    const lines = await db.select().from(billLines).where(eq(billLines.orderId, orderId));
    expect(lines.reduce((sum, { energyWh }) => sum + energyWh, 0)).toBe(20_000);
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
  });

  it("of an order paid from the balance goes into the balance", async () => {
    const { world, orderId, one } = await aSettledOrder("balance");
    await correct(world, one, orderId, { kind: "amount", amountFen: 600 });
    expect(await walletOf(world)).toEqual({ balanceFen: 2_000, receivableFen: 0 });
    expect(await refundsOf(orderId)).toEqual([]);
    expect(await wholeLedger()).toEqual({ sumFen: 0, wrongWallets: [] });
    expect(await toldOf(world, "billCorrected")).toMatchObject([
      { orderId, beforeFen: 3_600, afterFen: 3_000, refundFen: 0, walletFen: 600, owedFen: 0 },
    ]);
  });

  it("comes off what the driver owes first, and he is told of that too", async () => {
    const { world, orderId, one } = await aSettledOrder("wechatpay", 50_000);
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 1_000 });
    await correct(world, one, orderId, { kind: "amount", amountFen: 600 }, 6_000);
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 400 });
    await correct(world, one, orderId, { kind: "amount", amountFen: 600 }, 5_400);
    await world.settleDown();
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 0 });
    expect(await toldOf(world, "billCorrected")).toMatchObject([
      { orderId, beforeFen: 6_000, afterFen: 5_400, refundFen: 0, walletFen: 0, owedFen: 600 },
      { orderId, beforeFen: 5_400, afterFen: 4_800, refundFen: 200, walletFen: 0, owedFen: 400 },
    ]);
    expect((await timelineOf(orderId)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["corrected", "messageSent", "posted", "refundDue"]),
    );
    expect(await wholeLedger()).toEqual({ sumFen: 0, wrongWallets: [] });
  });

  it("whose refund the gateway refuses is told as failed", async () => {
    const { world, orderId, one } = await aSettledOrder();
    world.wechatpay.refusals.refund = [refusingGateway("USER_ACCOUNT_ABNORMAL")];
    await correct(world, one, orderId, { kind: "amount", amountFen: 900 });
    await world.settleDown();
    expect(await toldOf(world, "refundFailed")).toMatchObject([{ orderId, amountFen: 900 }]);
  });

  it("of which several are made at once, one wins; and nothing beyond the bill ever goes back", async () => {
    const { world, orderId, one, other } = await aSettledOrder();
    const all = await Promise.all(
      [one, other, one, other].map((who) =>
        correct(world, who, orderId, { kind: "amount", amountFen: 2_000 }, 3_600),
      ),
    );
    expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
    const again = await correct(world, one, orderId, { kind: "amount", amountFen: 2_000 }, 1_600);
    expect(again.body["code"]).toBe("correction_out_of_range");
    await world.settleDown();
    const back = (await refundsOf(orderId)).reduce((sum, { amountFen }) => sum + amountFen, 0);
    expect(back).toBe(1_400 + 2_000);
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
  });

  it("is only for settled orders, for what was seen, and for who moves money", async () => {
    const { world, orderId, operatorId, one } = await aSettledOrder();
    const small: Correction = { kind: "amount", amountFen: 1 };
    const overtaken = await correct(world, one, orderId, small, 3_599);
    expect(overtaken.body["code"]).toBe("correction_overtaken");
    const operations = await asStaff(operatorId, "operations");
    expect((await correct(world, operations, orderId, small)).body["code"]).toBe("forbidden");
    const open = await aWorld();
    const unpaid = await open.orderId();
    const his = await asStaff(open.place.operatorId);
    const refused = await correct(open, his, unpaid, small, 0);
    expect(refused.body["code"]).toBe("order_not_correctable");
    expect((await correct(world, his, orderId, small)).body["code"]).toBe("order_not_found");
    const more = await correct(world, one, orderId, { kind: "energy", energyWh: 40_000 });
    expect(more.body["code"]).toBe("correction_out_of_range");
  });
});

async function asked() {
  const order = await aSettledOrder();
  const { world, orderId, one, other } = order;
  await call(world, other, adminSetApprovalLimit, { approvalLimitFen: 1_000 });
  const answer = await correct(world, one, orderId, { kind: "amount", amountFen: 1_500 });
  expect(answer.body).toMatchObject({ outcome: "asked" });
  return { ...order, approvalId: String(answer.body["approvalId"]) };
}

const decide = (world: World, who: Headers, approvalId: string, decision: string) =>
  call(world, who, adminDecideApproval, { approvalId, decision });

describe("beyond the limit", () => {
  it("nothing moves until a second person agrees; then it moves once", async () => {
    const { world, orderId, one, other, operatorId, approvalId } = await asked();
    expect(await orderRow(orderId)).toMatchObject({ totalFen: 3_600 });
    const own = await decide(world, one, approvalId, "approved");
    expect(own.body["code"]).toBe("approval_own");
    const third = await asStaff(operatorId, "finance");
    const both = await Promise.all(
      [other, third].map((who) => decide(world, who, approvalId, "approved")),
    );
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({ totalFen: 2_100 });
    expect(await refundsOf(orderId)).toHaveLength(2);
    const listed = await call(world, one, adminListApprovals, {});
    expect(listed.body).toMatchObject({
      approvalLimitFen: 1_000,
      items: [{ approvalId, decision: "approved", amountFen: 1_500, reason }],
    });
    const events = (await timelineOf(orderId)).filter(({ kind }) =>
      /approval|corrected/.test(kind),
    );
    expect(events).toMatchObject([
      { kind: "approvalAsked", amountFen: 1_500, reason },
      { kind: "corrected", reason, approvedBy: expect.any(String) },
    ]);
    expect(await toldOf(world, "billCorrected")).toHaveLength(1);
  });

  it("a second person may decline, and then it is over", async () => {
    const { world, orderId, other, approvalId } = await asked();
    expect((await decide(world, other, approvalId, "declined")).status).toBe(200);
    const late = await decide(world, other, approvalId, "approved");
    expect(late.body["code"]).toBe("approval_over");
    expect(await orderRow(orderId)).toMatchObject({ totalFen: 3_600 });
    const kinds = (await timelineOf(orderId)).map(({ kind }) => kind);
    expect(kinds.slice(-2)).toEqual(["approvalAsked", "approvalDeclined"]);
    expect(await toldOf(world, "billCorrected")).toEqual([]);
    const stranger = await asStaff((await aWorld()).place.operatorId);
    const foreign = await decide(world, stranger, approvalId, "approved");
    expect(foreign.body["code"]).toBe("approval_not_found");
    expect((await decide(world, other, ulid(), "approved")).body["code"]).toBe(
      "approval_not_found",
    );
  });

  it("is also where many small ones of one order come to", async () => {
    const { world, orderId, one, other } = await aSettledOrder();
    await call(world, other, adminSetApprovalLimit, { approvalLimitFen: 1_000 });
    const first = await correct(world, one, orderId, { kind: "amount", amountFen: 600 });
    expect(first.body["outcome"]).toBe("done");
    const second = await correct(world, other, orderId, { kind: "amount", amountFen: 600 }, 3_000);
    expect(second.body["outcome"]).toBe("asked");
  });
});
