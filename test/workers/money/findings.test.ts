// What staff do of what does not agree: a payment without an order, an order without its charge, a
// refund and a withdrawal that a gateway refused.
import { eq } from "drizzle-orm";
import { ulid } from "ulid";
import { beforeAll, describe, expect, it } from "vitest";
import {
  adminDecideApproval,
  adminListApprovals,
  adminSetApprovalLimit,
} from "../../../core/contract/admin/corrections.ts";
import {
  adminAskGateway,
  adminExplainFinding,
  adminListMoneyFindings,
  adminSettleFinding,
  type FindingAction,
  type MoneyFinding,
} from "../../../core/contract/admin/findings.ts";
import { requestOf } from "../../../core/contract/client.ts";
import type { Endpoint } from "../../../core/contract/endpoint.ts";
import { limits } from "../../../core/limits.ts";
import { audit } from "../../../worker/db/tables/operators.ts";
import { ledgerEntries, refunds } from "../../../worker/db/tables/payments.ts";
import { messages } from "../../../worker/db/tables/personal.ts";
import { makeApp } from "../../../worker/http/app.ts";
import { adminCorrectionRoutes } from "../../../worker/http/routes/admin/corrections.ts";
import { adminFindingRoutes } from "../../../worker/http/routes/admin/findings.ts";
import { topUp } from "../../../worker/payments/topUps.ts";
import { withdraw, withdrawableOf } from "../../../worker/payments/withdrawals.ts";
import { leave } from "../../../worker/privacy/leave.ts";
import { listsOf } from "../../../worker/waiting/lists.ts";
import { asStaff, type Headers } from "../http/support.ts";
import { context } from "./support/as.ts";
import {
  closedBooks,
  noDifferences,
  orderRow,
  paymentRow,
  refundRow,
  walletOf,
  wholeLedger,
} from "./support/books.ts";
import { refusingGateway } from "./support/fakeGateway.ts";
import { aWorld, db, env, migrate, type World } from "./support/world.ts";

beforeAll(migrate);

const sound = { sumFen: 0, wrongWallets: [] };
const reason = "与司机核实过";

/** As the world's operator answers for the merchant's accounts. */
async function call(world: World, who: Headers, endpoint: Endpoint, input: object) {
  const { url, body } = requestOf(endpoint, { ...input });
  const app = makeApp([
    (app) => adminCorrectionRoutes(app, () => world.money),
    (app) => adminFindingRoutes(app, () => world.money),
  ]);
  const request = new Request(new URL(url, "https://charging.test"), {
    method: endpoint.method,
    headers: { "content-type": "application/json", ...who },
    ...(body !== null && { body }),
  });
  const merchant = { ...env, MERCHANT_OPERATOR: world.place.operatorId };
  const response = await app.fetch(request, merchant, context);
  const answer: Record<string, unknown> = await response.json();
  return { status: response.status, body: answer };
}

async function aDesk() {
  const world = await aWorld();
  const { operatorId } = world.place;
  const [one, other] = [await asStaff(operatorId, "finance"), await asStaff(operatorId)];
  return { world, one, other, operatorId };
}

/** The tests of this file share a database, and the findings of nobody's orders. */
async function findingsOf(
  world: World,
  who: Headers,
  { subject, open = "true" }: { subject: string; open?: "true" | "false" },
): Promise<MoneyFinding[]> {
  const { body } = await call(world, who, adminListMoneyFindings, { open, limit: 100 });
  const { items } = adminListMoneyFindings.output.parse(body);
  return items.filter((one) => one.subject === subject);
}

async function findingOf(world: World, who: Headers, subject: string): Promise<MoneyFinding> {
  const [found] = await findingsOf(world, who, { subject });
  if (found === undefined) throw new Error(`no finding of ${subject}`);
  return found;
}

const settle = (world: World, who: Headers, eventId: string, action: FindingAction) =>
  call(world, who, adminSettleFinding, { eventId, action, reason });

const toldOf = async ({ driverId }: World) =>
  (await db.select().from(messages).where(eq(messages.driverId, driverId))).map(
    ({ content }) => content,
  );

let strays = 0;

/** Paid at the merchant's account under a number that is not ours. */
async function aStray(world: World, amountFen: number): Promise<string> {
  const paymentId = `ELSEWHERE${String((strays += 1))}${world.driverId.slice(-6)}`;
  world.wechatpay.trades.set(paymentId, {
    amountFen,
    tradeNo: `42${paymentId}`,
    state: "paid",
    paidAtMs: world.nowMs,
  });
  expect(await world.notify(paymentId)).toBe("refused");
  return paymentId;
}

/** 50.00 yuan paid, 60.00 charged. */
async function anOwingOrder(world: World): Promise<string> {
  const orderId = await world.orderId();
  world.wechatpay.pay(orderId, world.nowMs);
  await world.notify(orderId);
  await world.deliver();
  world.pile.finish(orderId, 50_000);
  await world.deliver();
  await world.settleDown();
  expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 1_000 });
  return orderId;
}

describe("a payment without an order", () => {
  it("is shown to who answers for the merchant's account, and to nobody else", async () => {
    const { world, one } = await aDesk();
    const paymentId = await aStray(world, 800);
    expect(await findingOf(world, one, paymentId)).toMatchObject({
      kind: "payment_unknown",
      orderId: null,
      ways: ["askGateway", "returnPayment", "creditOrder"],
    });
    const stranger = await asStaff((await aWorld()).place.operatorId);
    expect(await findingsOf(world, stranger, { subject: paymentId })).toEqual([]);
  });

  it("goes back to where it came from, once, and its postings sum to nought", async () => {
    const { world, one, other } = await aDesk();
    const paymentId = await aStray(world, 800);
    const { eventId } = await findingOf(world, one, paymentId);
    const both = await Promise.all(
      [one, other].map((who) => settle(world, who, eventId, { kind: "returnPayment" })),
    );
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    await world.settleDown();
    expect(await refundRow(paymentId)).toMatchObject({ amountFen: 800, state: "succeeded" });
    expect(world.wechatpay.heldFen(paymentId)).toBe(0);
    const entries = await db.select().from(ledgerEntries);
    const kinds = entries
      .filter(({ source }) => source.includes(paymentId))
      .map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["refundPaid", "strayPaymentReturned"]);
    expect(await wholeLedger()).toEqual(sound);
    const about = { subject: paymentId };
    expect(await findingsOf(world, one, about)).toEqual([]);
    const [settled] = await findingsOf(world, one, { ...about, open: "false" });
    expect(settled?.note).toMatchObject({ reason, action: { kind: "returnPayment" } });
    const [written] = await db.select().from(audit).where(eq(audit.subject, eventId));
    expect(written).toMatchObject({ action: "adminSettleFinding", detail: { amountFen: 800 } });
    // Told again, it is known: neither a finding nor anybody's top-up.
    expect(await world.notify(paymentId)).toBe("applied");
    expect(await findingsOf(world, one, about)).toEqual([]);
    expect(await wholeLedger()).toEqual(sound);
  });

  it("that no gateway knows is not given back", async () => {
    const { world, one } = await aDesk();
    const paymentId = await aStray(world, 800);
    world.wechatpay.trades.delete(paymentId);
    const { eventId } = await findingOf(world, one, paymentId);
    const asked = await call(world, one, adminAskGateway, { eventId });
    expect(asked.body["answers"]).toEqual([
      { way: "wechatpay", said: "notFound", amountFen: null },
      { way: "alipay", said: "notFound", amountFen: null },
    ]);
    const refused = await settle(world, one, eventId, { kind: "returnPayment" });
    expect(refused.body["code"]).toBe("payment_not_at_gateway");
    expect(await paymentRow(paymentId)).toBeUndefined();
    expect(await findingsOf(world, one, { subject: paymentId })).toHaveLength(1);
  });

  it("beyond the limit waits for a second person", async () => {
    const { world, one, other } = await aDesk();
    await call(world, other, adminSetApprovalLimit, { approvalLimitFen: 500 });
    const paymentId = await aStray(world, 800);
    const { eventId } = await findingOf(world, one, paymentId);
    const asked = await settle(world, one, eventId, { kind: "returnPayment" });
    expect(asked.body).toMatchObject({ outcome: "asked" });
    await world.settleDown();
    expect(world.wechatpay.heldFen(paymentId)).toBe(800);
    const approvalId = String(asked.body["approvalId"]);
    const decide = (who: Headers) =>
      call(world, who, adminDecideApproval, { approvalId, decision: "approved" });
    expect((await decide(one)).body["code"]).toBe("approval_own");
    const listed = await call(world, other, adminListApprovals, {});
    expect(listed.body["items"]).toMatchObject([
      { eventId, orderId: null, correction: { kind: "returnPayment" }, amountFen: 800 },
    ]);
    expect((await decide(other)).status).toBe(200);
    await world.settleDown();
    expect(world.wechatpay.heldFen(paymentId)).toBe(0);
    expect((await decide(other)).body["code"]).toBe("approval_over");
  });

  it("pays what an order's driver owes, and he is told", async () => {
    const { world, one } = await aDesk();
    const orderId = await anOwingOrder(world);
    const paymentId = await aStray(world, 600);
    const { eventId } = await findingOf(world, one, paymentId);
    const done = await settle(world, one, eventId, { kind: "creditOrder", orderId });
    expect(done.body).toEqual({ outcome: "done", amountFen: 600 });
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 400 });
    expect(await orderRow(orderId)).toMatchObject({ shortfallFen: 400 });
    expect(await toldOf(world)).toContainEqual(
      expect.objectContaining({ kind: "debtPaid", orderId, amountFen: 600, shortfallFen: 400 }),
    );
    expect((await closedBooks(world, orderId)).differences).toEqual(noDifferences);
    expect(await wholeLedger()).toEqual(sound);
  });

  it("pays no more than is owed, for no other driver, and for no other operator's order", async () => {
    const { world, one } = await aDesk();
    const orderId = await anOwingOrder(world);
    const tooMuch = await findingOf(world, one, await aStray(world, 1_001));
    const credit = (eventId: string, of = orderId) =>
      settle(world, one, eventId, { kind: "creditOrder", orderId: of });
    expect((await credit(tooMuch.eventId)).body["code"]).toBe("order_owes_less");
    const somebodys = await aStray(world, 500);
    world.wechatpay.payers.set(somebodys, (await aWorld()).place.driver.subject);
    const his = await findingOf(world, one, somebodys);
    expect((await credit(his.eventId)).body["code"]).toBe("order_owes_less");
    const elsewhere = await aWorld();
    const foreign = await anOwingOrder(elsewhere);
    expect((await credit(his.eventId, foreign)).body["code"]).toBe("order_not_found");
    expect((await credit(his.eventId, ulid())).body["code"]).toBe("order_not_found");
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 1_000 });
  });
});

describe("an order of which its pile knows nothing", () => {
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
