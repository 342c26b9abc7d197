// Money that leaves the balance the way it came: never more than there is, than a payment was, or
// twice, wherever the process dies.
import { eq } from "drizzle-orm";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { limits } from "../../../core/limits.ts";
import { orderSettled } from "../../../core/money/orderEntries.ts";
import { insertEntry } from "../../../worker/db/ledger.ts";
import { payments, refunds, withdrawals } from "../../../worker/db/tables/payments.ts";
import { topUp } from "../../../worker/payments/topUps.ts";
import { withdraw, withdrawalViews } from "../../../worker/payments/withdrawals.ts";
import { anOrder } from "../../support/builders.ts";
import { findingsOf, walletOf, wholeLedger } from "./support/books.ts";
import { refusingGateway } from "./support/fakeGateway.ts";
import { Crash, type Break } from "./support/fuse.ts";
import { aWorld, db, migrate, type World } from "./support/world.ts";

beforeAll(migrate);

let keys = 0;

/** A top-up that its gateway has confirmed. */
async function paidIn(world: World, amountFen: number, way: "wechatpay" | "alipay" = "wechatpay") {
  const begun = await topUp(world.money, {
    driverId: world.driverId,
    amountFen,
    paymentWay: way,
    idempotencyKey: `in-${String((keys += 1))}`,
    language: "zh",
    nowMs: world.nowMs,
    scene: "browser",
    clientIp: "203.0.113.7",
  });
  if (!begun.ok) throw new Error(begun.error.code);
  const { paymentId } = begun.value;
  world[way].pay(paymentId, world.nowMs);
  await world.notify(paymentId);
  world.later(1_000);
  return paymentId;
}

const take = ({ money, driverId, nowMs }: World, amountFen: number, idempotencyKey = "out") =>
  withdraw(money, { driverId, amountFen, idempotencyKey, nowMs });

const taken = (world: World) =>
  db.select().from(withdrawals).where(eq(withdrawals.driverId, world.driverId));

async function viewOf(world: World) {
  const views = await withdrawalViews(world.money, await taken(world));
  expect(views).toHaveLength(1);
  return views[0]!;
}

const refusal = (code: string) => ({ ok: false, error: { code } });
const sound = { sumFen: 0, wrongWallets: [] };

describe("a withdrawal", () => {
  it("goes back to the payments that it came from, the oldest first, and says how far it is", async () => {
    const world = await aWorld();
    const first = await paidIn(world, 2_000);
    const second = await paidIn(world, 3_000, "alipay");
    world.wechatpay.refundsSucceedAtOnce = false;
    expect(await take(world, 4_500)).toMatchObject({ ok: true });
    expect(await walletOf(world)).toEqual({ balanceFen: 500, receivableFen: 0 });
    await world.settleDown();
    expect(await viewOf(world)).toMatchObject({
      amountFen: 4_500,
      state: "processing",
      parts: [
        { toWay: "wechatpay", amountFen: 2_000, state: "processing" },
        { toWay: "alipay", amountFen: 2_500, state: "succeeded" },
      ],
    });
    for (const refundId of world.wechatpay.refunds.keys()) {
      world.wechatpay.finishRefund(refundId, world.nowMs);
    }
    world.later(120_000);
    await world.sweep();
    expect(await viewOf(world)).toMatchObject({ state: "succeeded" });
    expect([world.wechatpay.heldFen(first), world.alipay.heldFen(second)]).toEqual([0, 500]);
    expect(await wholeLedger()).toEqual(sound);
  });

  it("is one, however often it is asked for with its key, and another amount is refused", async () => {
    const world = await aWorld();
    await paidIn(world, 5_000);
    const answers = await Promise.all([1, 2, 3].map(() => take(world, 2_000)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    await world.settleDown();
    expect(await take(world, 2_000)).toMatchObject({ ok: true });
    expect(await take(world, 1_000)).toEqual(refusal("idempotency_conflict"));
    await world.settleDown();
    expect(await walletOf(world)).toEqual({ balanceFen: 3_000, receivableFen: 0 });
    expect(world.wechatpay.refunds.size).toBe(1);
  });

  it("asked for twice at once with two keys takes no more than there is", async () => {
    const world = await aWorld();
    const paymentId = await paidIn(world, 5_000);
    await world.topUp(5_000);
    const answers = await Promise.all([take(world, 4_000, "a"), take(world, 4_000, "b")]);
    await world.settleDown();
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toEqual(refusal("withdrawal_too_much"));
    expect(world.wechatpay.heldFen(paymentId)).toBe(1_000);
    expect(await walletOf(world)).toEqual({ balanceFen: 6_000, receivableFen: 0 });
  });

  it("is no larger than the balance, nor than what its gateways still pay back", async () => {
    const world = await aWorld();
    await paidIn(world, 3_000);
    expect(await take(world, 3_001)).toEqual(refusal("withdrawal_too_much"));
    world.later(limits.refundableMs.wechatpay);
    await paidIn(world, 1_000);
    expect(await take(world, 1_001)).toEqual(refusal("withdrawal_too_much"));
    expect(await take(world, 1_000)).toMatchObject({ ok: true });
    expect(await walletOf(world)).toEqual({ balanceFen: 3_000, receivableFen: 0 });
  });

  it("waits while a charge runs, by the app or by a card", async () => {
    for (const origin of ["app", "card"] as const) {
      const world = await aWorld();
      await paidIn(world, 3_000);
      const { operatorId, stationId, pileId, tariffId } = world.place;
      const place = { operatorId, stationId, pileId, tariffId, driverId: world.driverId };
      await anOrder(db, {
        ...place,
        origin,
        state: "charging",
        orderId: `01KB${"0".repeat(21)}${origin === "app" ? "1" : "2"}`,
      });
      expect(await take(world, 1_000)).toEqual(refusal("charge_under_way"));
      expect(await taken(world)).toEqual([]);
    }
  });

  it("waits while something is owed", async () => {
    const world = await aWorld();
    await paidIn(world, 3_000);
    const { operatorId, stationId, pileId, tariffId } = world.place;
    const { driverId, nowMs } = world;
    const place = { operatorId, stationId, pileId, tariffId, driverId };
    const { orderId } = await anOrder(db, { ...place, state: "settled", open: null });
    const owed = { orderId, operatorId, driverId, prepaidFen: 0, coupon: null, atMs: nowMs };
    const revenue = { service: 200 };
    await insertEntry(db, orderSettled({ ...owed, revenue, rest: { kind: "refund" } }));
    expect(await take(world, 1_000)).toEqual(refusal("money_owed"));
    expect(await walletOf(world)).toEqual({ balanceFen: 3_000, receivableFen: 200 });
  });

  it("that its gateway refuses is in the balance again, and can be tried again", async () => {
    const world = await aWorld();
    await paidIn(world, 3_000);
    world.wechatpay.refusals.refund = [refusingGateway("NOT_ENOUGH")];
    await take(world, 3_000);
    await world.settleDown();
    expect(await walletOf(world)).toEqual({ balanceFen: 3_000, receivableFen: 0 });
    const view = await viewOf(world);
    expect(view).toMatchObject({ state: "failed", parts: [{ state: "failed", isReturned: true }] });
    expect(await findingsOf(view.parts[0]!.refundId)).toMatchObject([
      { kind: "withdrawal_refused" },
    ]);
    world.later(3_600_000);
    await world.sweep();
    expect(await walletOf(world)).toEqual({ balanceFen: 3_000, receivableFen: 0 });
    expect(await take(world, 3_000, "again")).toMatchObject({ ok: true });
    await world.settleDown();
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 0 });
    expect(await wholeLedger()).toEqual(sound);
  });

  it("is not given back where an earlier call, whose answer was lost, has paid it out", async () => {
    const world = await aWorld();
    const paymentId = await paidIn(world, 3_000);
    const begun = await take(world, 3_000);
    const refundId = `${paymentId}R${begun.ok ? begun.value.withdrawalId : ""}`;
    await world.wechatpay.refund({
      outTradeNo: paymentId,
      outRefundNo: refundId,
      refundFen: 3_000,
      totalFen: 3_000,
      reason: "",
      nowMs: world.nowMs,
    });
    world.wechatpay.refusals.refund = [refusingGateway("INVALID_REQUEST")];
    await world.settleDown();
    expect(await walletOf(world)).toEqual({ balanceFen: 0, receivableFen: 0 });
    expect(await viewOf(world)).toMatchObject({ state: "succeeded" });
    expect(await wholeLedger()).toEqual(sound);
  });
});

type Told = { readonly how: Break; readonly ticks: number };

/** A withdrawal whose n-th call breaks, said again until it is answered, then left to the sweep. */
async function story({ how, ticks }: Told) {
  const world = await aWorld();
  const first = await paidIn(world, 2_000);
  const second = await paidIn(world, 2_000);
  await world.settleDown();
  world.fuse.set(ticks, how);
  for (let tries = 0; tries < 5; tries += 1) {
    try {
      await take(world, 3_000);
      break;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      world.fuse.restart();
    }
  }
  await world.settleDown();
  const isBroken = world.fuse.blown;
  world.fuse.set(Infinity);
  for (let minute = 0; minute < 5; minute += 1) {
    world.later(130_000);
    await world.sweep();
  }
  return {
    isBroken,
    wallet: await walletOf(world),
    heldFen: [world.wechatpay.heldFen(first), world.wechatpay.heldFen(second)],
    view: await viewOf(world),
  };
}

describe.each(["kill", "error"] as const)("a withdrawal in which one call ends by %s", (how) => {
  it("ends in the same books wherever that happens", async () => {
    let ticks = 0;
    for (let isBroken = true; isBroken;) {
      ticks += 1;
      const told = await story({ how, ticks });
      expect(told).toMatchObject({
        wallet: { balanceFen: 1_000, receivableFen: 0 },
        heldFen: [0, 1_000],
        view: { amountFen: 3_000, state: "succeeded" },
      });
      ({ isBroken } = told);
    }
    expect(ticks).toBeGreaterThan(12);
    expect(await wholeLedger()).toEqual(sound);
  }, 120_000);
});

type Step =
  | {
      readonly kind: "in" | "out";
      readonly amountFen: number;
      readonly way: "wechatpay" | "alipay";
    }
  | { readonly kind: "refuse" | "work" | "sweep" | "finish" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("in" as const, "out" as const),
    amountFen: fc.integer({ min: 100, max: 3_000 }),
    way: fc.constantFrom("wechatpay" as const, "alipay" as const),
  }),
  fc.record({ kind: fc.constantFrom("refuse", "work", "sweep", "finish" as const) }),
);

async function go(world: World, one: Step, at: number): Promise<unknown> {
  const { wechatpay } = world;
  switch (one.kind) {
    case "in":
      return paidIn(world, one.amountFen, one.way);
    case "out":
      return take(world, one.amountFen, `key-${String(at)}`);
    case "refuse":
      wechatpay.refusals.refund = [refusingGateway("NOT_ENOUGH")];
      return null;
    case "work":
      return world.settleDown();
    case "sweep":
      world.later(61_000);
      return world.sweep();
    case "finish":
      for (const refundId of wechatpay.refunds.keys()) {
        wechatpay.finishRefund(refundId, world.nowMs);
      }
      return null;
  }
}

describe("any story of top-ups and withdrawals", () => {
  it("leaves in the balance and at the gateways what went in less what came out", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 15 }),
        fc.boolean(),
        async (steps, refundsSucceedAtOnce) => {
          const world = await aWorld();
          world.wechatpay.refundsSucceedAtOnce = refundsSucceedAtOnce;
          for (const [at, one] of steps.entries()) await go(world, one, at);
          for (let minute = 0; minute < 4; minute += 1) {
            await world.settleDown();
            await go(world, { kind: "finish" }, 0);
            world.later(300_000);
            await world.sweep();
          }
          const { balanceFen } = await walletOf(world);
          const paid = await db
            .select()
            .from(payments)
            .where(eq(payments.driverId, world.driverId));
          const heldFen = paid.reduce(
            (sum, { provider, paymentId }) => sum + world[provider].heldFen(paymentId),
            0,
          );
          expect(heldFen).toBe(balanceFen);
          for (const { paymentId } of paid) {
            const rows = await db.select().from(refunds).where(eq(refunds.paymentId, paymentId));
            expect(rows.filter(({ nextAttemptMs }) => nextAttemptMs !== null)).toEqual([]);
          }
        },
      ),
      { numRuns: 20 },
    );
    expect(await wholeLedger()).toEqual(sound);
  }, 120_000);
});
