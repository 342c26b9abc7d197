// What staff do of a payment that no order asked for: it goes back, or pays what a driver owes.
import { eq } from "drizzle-orm";
import { ulid } from "ulid";
import { beforeAll, describe, expect, it } from "vitest";
import {
  adminDecideApproval,
  adminListApprovals,
  adminSetApprovalLimit,
} from "../../../core/contract/admin/corrections.ts";
import { adminAskGateway } from "../../../core/contract/admin/findings.ts";
import { audit } from "../../../worker/db/tables/operators.ts";
import { ledgerEntries } from "../../../worker/db/tables/payments.ts";
import { asStaff, type Headers } from "../http/support.ts";
import {
  closedBooks,
  noDifferences,
  orderRow,
  paymentRow,
  refundRow,
  walletOf,
  wholeLedger,
} from "./support/books.ts";
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
import { aWorld, db, migrate, type World } from "./support/world.ts";

beforeAll(migrate);

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
