// The process is killed at every point between two steps of a charge, and at random ones in random
// stories; the books that are left are those of a story without a crash.
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { OrderInput } from "../../../worker/orders/draft.ts";
import * as cancelling from "../../../worker/orders/cancelOrder.ts";
import { closedBooks, findingsOf, noDifferences, orderRow, wholeLedger } from "./support/books.ts";
import { Crash, type Break } from "./support/fuse.ts";
import { aWorld, migrate, type World } from "./support/world.ts";

beforeAll(migrate);

/** What the outside says again until it is answered: a client, a gateway, a Pile's outbox. */
async function untilAnswered<T>(world: World, step: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 5; tries += 1) {
    try {
      const answer = await step();
      if (!isUnavailable(answer)) return answer;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
    world.fuse.restart();
  }
  throw new Error("never answered");
}

/** The answer that asks its client to try again: the Pile was out of reach. */
const isUnavailable = (answer: unknown): boolean =>
  (JSON.stringify(answer) ?? "").includes('"unavailable"');

/** All that comes by itself afterwards: the outbox, the gateway's retries, the cron. */
async function afterwards(world: World): Promise<void> {
  for (let minute = 0; minute < 5; minute += 1) {
    world.later(61_000);
    await untilAnswered(world, () => world.deliver());
    await untilAnswered(world, () => world.sweep());
    await world.settleDown();
    for (const refundNo of world.wechatpay.refunds.keys()) {
      world.wechatpay.finishRefund(refundNo, world.nowMs);
    }
  }
}

async function create(world: World, given: Partial<OrderInput> = {}): Promise<string> {
  const created = await untilAnswered(world, () =>
    world.order({ idempotencyKey: "the-key", ...given }),
  );
  await world.settleDown();
  if (!created.ok) throw new Error(`not created: ${created.error.code}`);
  return created.value.orderId;
}

async function charge(world: World, energyWh: number): Promise<string> {
  const orderId = await create(world);
  if (world.wechatpay.pay(orderId, world.nowMs)) {
    await untilAnswered(world, () => world.notify(orderId));
    await world.settleDown();
  }
  await untilAnswered(world, () => world.deliver());
  world.pile.finish(orderId, energyWh);
  await untilAnswered(world, () => world.deliver());
  await world.settleDown();
  return orderId;
}

async function chargeFromBalance(world: World): Promise<string> {
  const orderId = await create(world, { paymentWay: "balance" });
  world.later(200_000);
  await untilAnswered(world, () => world.sweep());
  world.pile.finish(orderId, 30_000);
  await untilAnswered(world, () => world.deliver());
  return orderId;
}

/** Whether the break came to pass, and what is left of the story when everything has come to rest. */
async function storyOf(
  { ticks, how }: { readonly ticks: number; readonly how: Break },
  tell: (world: World) => Promise<string>,
) {
  const world = await aWorld();
  await world.topUp(8_000);
  world.fuse.set(ticks, how);
  const orderId = await tell(world);
  const isBroken = world.fuse.blown;
  world.fuse.set(Infinity);
  await afterwards(world);
  // A start that only the sweep has brought about ends later.
  world.pile.finish(orderId, 30_000);
  await afterwards(world);
  const { state, open, revenueFen, differences } = await closedBooks(world, orderId);
  const findings = await findingsOf(orderId);
  return { isBroken, end: { ticks, state, open, revenueFen, differences, findings } };
}

const rightEnd = {
  state: "settled",
  open: null,
  revenueFen: 3_600,
  differences: noDifferences,
  findings: [],
};

/** Tells the story again and again, broken one call later each time, until it is told unbroken. */
async function brokenEverywhere(how: Break, tell: (world: World) => Promise<string>) {
  for (let ticks = 1; ; ticks += 1) {
    const { isBroken, end } = await storyOf({ ticks, how }, tell);
    expect(end).toEqual({ ticks, ...rightEnd });
    if (!isBroken) return ticks;
  }
}

describe.each(["kill", "error"] as const)("a charge in which one call ends by %s", (how) => {
  it("ends in the same books wherever that happens", async () => {
    const calls = await brokenEverywhere(how, (world) => charge(world, 30_000));
    // A story with fewer calls would not have passed through every step.
    expect(calls).toBeGreaterThan(20);
    expect(await wholeLedger()).toEqual({ sumFen: 0, wrongWallets: [] });
  }, 120_000);

  it("ends in the same books when it is paid from the balance", async () => {
    const calls = await brokenEverywhere(how, chargeFromBalance);
    expect(calls).toBeGreaterThan(8);
    expect(await wholeLedger()).toEqual({ sumFen: 0, wrongWallets: [] });
  }, 120_000);
});

type Step =
  | { readonly kind: "pay" | "notify" | "deliver" | "replay" | "sweep" | "work" | "evict" }
  | { readonly kind: "cancel" | "expire" | "refundNotice" }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "finish"; readonly energyWh: number }
  | { readonly kind: "fail" }
  | { readonly kind: "kill"; readonly ticks: number; readonly how: Break };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .constantFrom(
      ...(["pay", "notify", "deliver", "replay", "sweep", "work", "evict"] as const),
      ...(["cancel", "expire", "refundNotice", "fail"] as const),
    )
    .map((kind) => ({ kind })),
  fc.integer({ min: 1_000, max: 200_000 }).map((ms) => ({ kind: "wait", ms }) as const),
  fc.integer({ min: 0, max: 60_000 }).map((energyWh) => ({ kind: "finish", energyWh }) as const),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom("kill" as const, "error" as const))
    .map(([ticks, how]) => ({ kind: "kill", ticks, how }) as const),
);

async function take(world: World, orderId: string, step: Step): Promise<unknown> {
  const { wechatpay, pile } = world;
  switch (step.kind) {
    case "pay":
      return wechatpay.pay(orderId, world.nowMs);
    case "notify":
      return wechatpay.trades.get(orderId)?.state === "paid" ? world.notify(orderId) : null;
    case "deliver":
      return world.deliver();
    case "replay":
      pile.confirmed = 0;
      return world.deliver();
    case "sweep":
      return world.sweep();
    case "work":
      return world.settleDown();
    case "evict":
      world.begun.length = 0;
      return null;
    case "cancel":
      return cancelling.cancelOrder(world.money, { orderId, nowMs: world.nowMs });
    case "expire":
      return pile.expire(orderId);
    case "fail":
      return pile.orders.get(orderId)?.kind === "held"
        ? pile.fail(orderId, "start_rejected")
        : null;
    case "finish":
      return pile.finish(orderId, step.energyWh);
    case "wait":
      return world.later(step.ms);
    case "kill":
      return world.fuse.set(step.ticks, step.how);
    case "refundNotice":
      return wechatpay.finishRefund(`${orderId}R1`, world.nowMs);
  }
}

/** What is still running when the story stops comes to its end by itself. */
async function end(world: World, orderId: string): Promise<void> {
  world.pile.expire(orderId);
  await afterwards(world);
  world.pile.finish(orderId, 12_345);
  await afterwards(world);
}

describe("any story of an order", () => {
  it("ends with nothing lost and nothing counted twice", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.boolean(),
        async (steps, refundsSucceedAtOnce) => {
          const world = await aWorld();
          world.wechatpay.refundsSucceedAtOnce = refundsSucceedAtOnce;
          const orderId = await world.orderId();
          for (const step of steps) {
            await take(world, orderId, step).catch((error: unknown) => {
              if (!(error instanceof Crash)) throw error;
              // Whoever was killed comes back, without what he had begun.
              world.fuse.restart();
              world.begun.length = 0;
            });
          }
          world.fuse.set(Infinity);
          await end(world, orderId);
          const books = await closedBooks(world, orderId);
          expect(books.differences).toEqual(noDifferences);
          expect(books.open).toBeNull();
          expect(["settled", "cancelled", "start_failed"]).toContain(books.state);
          const hasCharged = world.pile.orders.get(orderId)?.kind === "ended";
          expect(books.state === "settled").toBe(hasCharged);
          const order = await orderRow(orderId);
          const spentFen = hasCharged ? Math.min(5_000, order.totalFen ?? -1) : 0;
          expect(world.wechatpay.heldFen(orderId)).toBe(spentFen);
          expect(await findingsOf(orderId)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
    expect(await wholeLedger()).toEqual({ sumFen: 0, wrongWallets: [] });
  }, 120_000);
});
