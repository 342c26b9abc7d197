// What the gateways tell: compared with our own rows, stored once, applied once; all else changes
// nothing and is kept for a person.
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { makeApp } from "../../../worker/http/app.ts";
import { webhookRoutes } from "../../../worker/http/routes/webhooks.ts";
import { securityEvents } from "../../../worker/db/tables/operators.ts";
import { paymentEvents } from "../../../worker/db/tables/payments.ts";
import {
  accountsOf,
  everythingOf,
  findingsOf,
  orderRow,
  refundRow,
  walletOf,
  wholeLedger,
} from "./support/books.ts";
import { context } from "./support/as.ts";
import { aWorld, db, env, migrate, type World } from "./support/world.ts";

beforeAll(migrate);

const post = (
  world: World,
  body: string | ReadableStream,
  { signature = "good", to = "wechatpay" } = {},
): Promise<Response> =>
  Promise.resolve(
    makeApp([(app) => webhookRoutes(app, () => world.money)]).fetch(
      new Request(`https://charging.test/webhooks/${to}`, {
        method: "POST",
        body,
        headers: { "x-signature": signature },
      }),
      env,
      context,
    ),
  );

const eventsOf = (subject: string) =>
  db.select().from(paymentEvents).where(eq(paymentEvents.subject, subject));

const replaysAt = async (minuteMs: number): Promise<number> =>
  (await findingsOf("wechatpay")).filter(
    ({ kind, atMs }) => kind === "notification_replayed" && atMs === minuteMs,
  ).length;

async function aPaidTrade() {
  const world = await aWorld();
  const orderId = await world.orderId();
  world.wechatpay.pay(orderId, world.nowMs);
  return { world, orderId, notice: JSON.stringify(world.wechatpay.paymentNotice(orderId)) };
}

describe("a payment's notification", () => {
  it("is stored raw under the gateway's id and starts the charge", async () => {
    const { world, orderId, notice } = await aPaidTrade();
    const response = await post(world, notice);
    expect([response.status, await response.text()]).toEqual([200, "success"]);
    expect(await eventsOf(orderId)).toMatchObject([
      { provider: "wechatpay", eventId: `event-${orderId}`, kind: "paymentSucceeded" },
    ]);
    expect(await orderRow(orderId)).toMatchObject({ state: "paid" });
    expect(world.pile.orders.get(orderId)?.kind).toBe("charging");
  });

  it("changes nothing when it comes again, in whatever number at once", async () => {
    const { world, orderId, notice } = await aPaidTrade();
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(world, notice)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const before = await everythingOf(orderId);
    expect((await post(world, notice)).status).toBe(200);
    expect(await everythingOf(orderId)).toEqual(before);
    expect(await eventsOf(orderId)).toHaveLength(1);
    expect(await accountsOf(orderId)).toEqual({
      "gateway:wechatpay:clearing": 5_000,
      [`order:${orderId}:prepayment`]: -5_000,
    });
    expect(world.pile.facts).toHaveLength(1);
  });

  it("is a security event when it comes again after it was applied, one a minute", async () => {
    const { world, notice } = await aPaidTrade();
    const minute = Math.floor(Date.now() / 60_000) * 60_000 + 600_000;
    vi.setSystemTime(minute);
    await post(world, notice);
    expect(await replaysAt(minute)).toBe(0);
    await Promise.all([1, 2, 3].map(() => post(world, notice)));
    expect(await replaysAt(minute)).toBe(1);
    vi.setSystemTime(minute + 60_000);
    await post(world, notice);
    expect(await replaysAt(minute + 60_000)).toBe(1);
    vi.useRealTimers();
  });

  it("changes nothing when its amount is not ours, and is kept for a person", async () => {
    const { world, orderId } = await aPaidTrade();
    const before = await everythingOf(orderId);
    const notice = { ...world.wechatpay.paymentNotice(orderId), amountFen: 1 };
    const response = await post(world, JSON.stringify(notice));
    expect(response.status).toBe(200);
    expect(await everythingOf(orderId)).toEqual(before);
    expect(await eventsOf(orderId)).toEqual([]);
    expect(await findingsOf(orderId)).toMatchObject([
      { kind: "payment_amount_differs", operatorId: world.place.operatorId },
    ]);
    await post(world, JSON.stringify(notice));
    expect(await findingsOf(orderId)).toHaveLength(1);
  });

  it("changes nothing when it speaks of an order that is not ours, or through the other gateway", async () => {
    const { world, orderId } = await aPaidTrade();
    const before = await everythingOf(orderId);
    const said = world.wechatpay.paymentNotice(orderId);
    await post(world, JSON.stringify(said), { to: "alipay" });
    expect(await everythingOf(orderId)).toEqual(before);
    expect(await findingsOf(orderId)).toMatchObject([{ kind: "payment_provider_differs" }]);
    await post(world, JSON.stringify({ ...said, outTradeNo: "UNKNOWN-0001" }));
    expect(await findingsOf("UNKNOWN-0001")).toMatchObject([{ kind: "payment_unknown" }]);
  });

  it("changes nothing when the order was paid already under another number of the gateway", async () => {
    const { world, orderId, notice } = await aPaidTrade();
    await post(world, notice);
    const before = await everythingOf(orderId);
    const other = { ...world.wechatpay.paymentNotice(orderId), tradeNo: "42-other", eventId: "x1" };
    await post(world, JSON.stringify(other));
    expect(await everythingOf(orderId)).toEqual(before);
    expect(await findingsOf(orderId)).toMatchObject([{ kind: "payment_trade_differs" }]);
  });

  it("is turned away when forged or stale, with one security event a minute and no row of a payment", async () => {
    const { world, orderId, notice } = await aPaidTrade();
    const before = await everythingOf(orderId);
    const kinds = ["bad_signature", "stale", "unknown_key", "wrong_merchant"];
    for (const signature of [...kinds, ...kinds]) {
      expect((await post(world, notice, { signature })).status).toBe(401);
    }
    expect(await everythingOf(orderId)).toEqual(before);
    const kept = (await findingsOf("wechatpay")).map(({ kind }) => kind);
    for (const kind of kinds) {
      // The eight may straddle a minute's end, and then a sort is kept twice.
      const times = kept.filter((one) => one === `notification_${kind}`).length;
      expect([1, 2]).toContain(times);
    }
    await post(world, notice, { signature: "malformed" });
    const malformed = await db
      .select()
      .from(securityEvents)
      .where(eq(securityEvents.kind, "notification_malformed"));
    expect(malformed).toEqual([]);
  });

  it("is not read beyond its bound", async () => {
    const world = await aWorld();
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    const response = await post(world, endless);
    expect(await response.text()).toBe("too_large");
    expect(sent).toBeLessThan(20);
  });

  it("is asked for again when it could not be applied", async () => {
    const { world, orderId, notice } = await aPaidTrade();
    // Reading the notification passes, before and after; then the batch fails.
    world.fuse.set(3, "error");
    const response = await post(world, notice);
    expect([response.status, await response.text()]).toEqual([500, "not_applied"]);
    expect(await eventsOf(orderId)).toEqual([]);
    expect((await post(world, notice)).status).toBe(200);
    expect(await orderRow(orderId)).toMatchObject({ state: "paid" });
  });

  it("of a closed payment gives the order up, unless it was paid", async () => {
    const world = await aWorld();
    const orderId = await world.orderId({ paymentWay: "alipay", scene: "browser" });
    const closed = {
      kind: "paymentClosed",
      eventId: "closed-1",
      raw: "{}",
      outTradeNo: orderId,
      tradeNo: `42${orderId}`,
    };
    await post(world, JSON.stringify(closed), { to: "alipay" });
    expect(await orderRow(orderId)).toMatchObject({ state: "cancelled", open: null });
    expect(world.pile.holder).toBeNull();
    const paid = await aPaidTrade();
    await post(paid.world, paid.notice);
    const again = { ...closed, eventId: "closed-2", outTradeNo: paid.orderId };
    await post(paid.world, JSON.stringify(again));
    expect(await orderRow(paid.orderId)).toMatchObject({ state: "paid" });
  });
});

async function aWaitingRefund() {
  const { world, orderId, notice } = await aPaidTrade();
  world.wechatpay.refundsSucceedAtOnce = false;
  await post(world, notice);
  world.pile.finish(orderId, 30_000);
  await world.deliver();
  await world.settleDown();
  return { world, orderId, refundId: `${orderId}R1` };
}

describe("a refund's notification", () => {
  it("ends a refund that was under way, once", async () => {
    const { world, orderId, refundId } = await aWaitingRefund();
    expect(await refundRow(orderId)).toMatchObject({ state: "processing", attempts: 0 });
    world.wechatpay.finishRefund(refundId, world.nowMs);
    const notice = JSON.stringify(world.wechatpay.refundNotice(refundId, world.nowMs));
    await Promise.all([post(world, notice), post(world, notice)]);
    expect(await refundRow(orderId)).toMatchObject({ state: "succeeded", nextAttemptMs: null });
    expect((await accountsOf(orderId))["gateway:wechatpay:clearing"]).toBe(3_600);
    world.later(61_000);
    await world.sweep();
    expect((await accountsOf(orderId))["gateway:wechatpay:clearing"]).toBe(3_600);
    expect(await wholeLedger()).toEqual({ sumFen: 0, wrongWallets: [] });
  });

  it("of the wrong amount changes nothing", async () => {
    const { world, orderId, refundId } = await aWaitingRefund();
    const notice = world.wechatpay.refundNotice(refundId, world.nowMs);
    const wrong = { ...notice, refunded: { kind: "thisRefund", amountFen: 1 } };
    await post(world, JSON.stringify(wrong));
    expect(await refundRow(orderId)).toMatchObject({ state: "processing" });
    expect(await findingsOf(refundId)).toMatchObject([{ kind: "refund_amount_differs" }]);
  });

  it("of a refund that is not ours changes nothing", async () => {
    const { world, orderId, refundId } = await aWaitingRefund();
    const notice = world.wechatpay.refundNotice(refundId, world.nowMs);
    await post(world, JSON.stringify({ ...notice, outRefundNo: "NOT-OURS-R1" }));
    expect(await refundRow(orderId)).toMatchObject({ state: "processing" });
    expect(await findingsOf("NOT-OURS-R1")).toMatchObject([{ kind: "refund_unknown" }]);
  });

  it("of a failure is shown, and a later success still ends it", async () => {
    const { world, orderId, refundId } = await aWaitingRefund();
    const failed = {
      kind: "refundFailed",
      eventId: "abnormal-1",
      raw: "{}",
      outTradeNo: orderId,
      outRefundNo: refundId,
      reason: "abnormal",
    };
    await post(world, JSON.stringify(failed));
    await post(world, JSON.stringify(failed));
    expect(await refundRow(orderId)).toMatchObject({ state: "failed", lastError: "abnormal" });
    expect(await findingsOf(refundId)).toMatchObject([{ kind: "refund_failed" }]);
    expect((await accountsOf(orderId))["refunds:payable"]).toBe(-1_400);
    world.wechatpay.finishRefund(refundId, world.nowMs);
    await post(world, JSON.stringify(world.wechatpay.refundNotice(refundId, world.nowMs)));
    expect(await refundRow(orderId)).toMatchObject({ state: "succeeded", lastError: null });
    expect((await accountsOf(orderId))["refunds:payable"]).toBeUndefined();
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 0 });
  });
});
