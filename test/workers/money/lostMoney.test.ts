// What staff do of our own money that went wrong: an order of which its pile knows nothing, a refund and a
// withdrawal that a gateway refused.
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { adminExplainFinding } from "../../../core/contract/admin/findings.ts";
import { limits } from "../../../core/limits.ts";
import { refunds } from "../../../worker/db/tables/payments.ts";
import { topUp } from "../../../worker/payments/topUps.ts";
import { withdraw, withdrawableOf } from "../../../worker/payments/withdrawals.ts";
import { leave } from "../../../worker/privacy/leave.ts";
import { listsOf } from "../../../worker/waiting/lists.ts";
import {
  closedBooks,
  noDifferences,
  orderRow,
  refundRow,
  walletOf,
  wholeLedger,
} from "./support/books.ts";
import { refusingGateway } from "./support/fakeGateway.ts";
import {
  aDesk,
  aStray,
  call,
  findingOf,
  findingsOf,
  reason,
  settle,
  sound,
  toldOf,
} from "./support/findingDesk.ts";
import { db, env, migrate, type World } from "./support/world.ts";

beforeAll(migrate);

async function aLostCharge() {
  const desk = await aDesk();
  const { world } = desk;
  const orderId = await world.orderId();
  world.wechatpay.pay(orderId, world.nowMs);
  await world.notify(orderId);
  await world.deliver();
  return { ...desk, orderId };
}

/** The hour's check of charges that last longer than most. */
async function checked(world: World): Promise<void> {
  world.later(5 * 3_600_000);
  world.later(((67 - new Date(world.nowMs).getUTCMinutes()) % 60) * 60_000);
  await world.sweep();
}

async function aRefusedWithdrawal() {
  const desk = await aDesk();
  const { world } = desk;
  const { driverId } = world;
  const begun = await topUp(world.money, {
    driverId,
    amountFen: 3_000,
    paymentWay: "wechatpay",
    idempotencyKey: null,
    language: "zh",
    nowMs: world.nowMs,
    scene: "browser",
    clientIp: "203.0.113.7",
  });
  if (!begun.ok) throw new Error(begun.error.code);
  const { paymentId } = begun.value;
  world.wechatpay.pay(paymentId, world.nowMs);
  await world.notify(paymentId);
  world.wechatpay.refusals.refund = [refusingGateway("USER_ACCOUNT_ABNORMAL")];
  const wish = { driverId, amountFen: 3_000, idempotencyKey: null, nowMs: world.nowMs };
  expect(await withdraw(world.money, wish)).toMatchObject({ ok: true });
  await world.settleDown();
  expect(await walletOf(world)).toEqual({ balanceFen: 3_000, receivableFen: 0 });
  const subject = (await refundRow(paymentId))?.refundId ?? "";
  return { ...desk, paymentId, finding: await findingOf(world, desk.one, subject) };
}

describe("an order of which its pile knows nothing", () => {
  it("is given up, all that was paid goes back, and the driver is told", async () => {
    const { world, orderId, one } = await aLostCharge();
    world.pile.orders.delete(orderId);
    await checked(world);
    const { eventId, ways } = await findingOf(world, one, orderId);
    expect(ways).toEqual(["cancelOrder"]);
    expect((await settle(world, one, eventId, { kind: "cancelOrder" })).status).toBe(200);
    await world.settleDown();
    expect(await orderRow(orderId)).toMatchObject({
      state: "cancelled",
      failure: "cancelled_by_operator",
      open: null,
    });
    expect(world.wechatpay.heldFen(orderId)).toBe(0);
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
    expect(await toldOf(world)).toMatchObject([
      { kind: "chargeFailed", orderId, failure: "cancelled_by_operator", refundFen: 5_000 },
    ]);
    expect(await wholeLedger()).toEqual(sound);
  });

  it("is left alone where the pile charges for it after all", async () => {
    const { world, orderId, one } = await aLostCharge();
    const use = world.pile.orders.get(orderId);
    world.pile.orders.delete(orderId);
    await checked(world);
    if (use !== undefined) world.pile.orders.set(orderId, use);
    const { eventId } = await findingOf(world, one, orderId);
    const refused = await settle(world, one, eventId, { kind: "cancelOrder" });
    expect(refused.body["code"]).toBe("order_not_cancellable");
    expect(await orderRow(orderId)).toMatchObject({ state: "charging" });
  });
});

describe("a refund that failed", () => {
  it("is asked for again under its own number, and is found paid when the gateway says so", async () => {
    const { world, one } = await aDesk();
    world.wechatpay.refusals.refund = [refusingGateway("NOT_ENOUGH")];
    world.pile.refuseStart = { code: "pile_offline" };
    const orderId = await world.orderId();
    world.wechatpay.pay(orderId, world.nowMs);
    await world.notify(orderId);
    await world.settleDown();
    expect(await refundRow(orderId)).toMatchObject({ state: "failed" });
    const { eventId } = await findingOf(world, one, `${orderId}R1`);
    expect((await settle(world, one, eventId, { kind: "retryRefund" })).status).toBe(200);
    await world.settleDown();
    expect(await refundRow(orderId)).toMatchObject({ state: "succeeded" });
    expect(await db.select().from(refunds).where(eq(refunds.paymentId, orderId))).toHaveLength(1);
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
  });

  it("is not settled by what is for others, nor once it is explained", async () => {
    const { world, one } = await aDesk();
    const paymentId = await aStray(world, 800);
    const { eventId } = await findingOf(world, one, paymentId);
    const unfit = await settle(world, one, eventId, { kind: "retryRefund" });
    expect(unfit.body["code"]).toBe("finding_action_unfit");
    await call(world, one, adminExplainFinding, { eventId, reason });
    const late = await settle(world, one, eventId, { kind: "returnPayment" });
    expect(late.body["code"]).toBe("finding_settled");
  });
});

describe("a withdrawal that its gateway refused for good", () => {
  it("is marked as paid by hand: the balance follows, and the driver is told", async () => {
    const { world, one, finding } = await aRefusedWithdrawal();
    expect(finding).toMatchObject({ amountFen: 3_000, ways: ["askGateway", "paidByHand"] });
    const byHand = (amountFen: number) =>
      settle(world, one, finding.eventId, { kind: "paidByHand", amountFen });
    expect((await byHand(3_001)).body["code"]).toBe("finding_action_unfit");
    expect((await byHand(2_000)).body).toEqual({ outcome: "done", amountFen: 2_000 });
    expect(await walletOf(world)).toEqual({ balanceFen: 1_000, receivableFen: 0 });
    expect(await toldOf(world)).toContainEqual({
      kind: "paidByHand",
      refundId: finding.subject,
      amountFen: 2_000,
    });
    expect(await wholeLedger()).toEqual(sound);
    expect((await byHand(500)).body["code"]).toBe("finding_settled");
  });

  it("takes nothing off that the driver has spent by then", async () => {
    const { world, one, finding } = await aRefusedWithdrawal();
    await world.orderId({ paymentWay: "balance", limit: { kind: "amount", amountFen: 2_000 } });
    const action = { kind: "paidByHand", amountFen: 3_000 } as const;
    const refused = await settle(world, one, finding.eventId, action);
    expect(refused.body["code"]).toBe("balance_spent");
    expect(await findingsOf(world, one, { subject: finding.subject })).toHaveLength(1);
  });

  it("may be tried again, but keeps nobody from giving it up and leaving", async () => {
    const { world } = await aRefusedWithdrawal();
    const { driverId, nowMs } = world;
    const can = (atMs: number) => withdrawableOf(world.money, { driverId, nowMs: atMs });
    expect(await can(nowMs)).toMatchObject({ withdrawableFen: 3_000, refusedFen: 3_000 });
    const longAfter = nowMs + limits.topUpRefusedMs.most;
    expect(await can(longAfter)).toMatchObject({ withdrawableFen: 3_000, refusedFen: 0 });
    const leaving = { driverId, givesUpFen: 3_000 };
    const lists = listsOf(env);
    const tooLate = await leave(lists, { ...leaving, nowMs: longAfter });
    expect(tooLate).toMatchObject({ ok: false, error: { code: "balance_left" } });
    expect(await leave(lists, { ...leaving, nowMs })).toMatchObject({ ok: true });
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 0 });
    expect(await wholeLedger()).toEqual(sound);
  });
});
