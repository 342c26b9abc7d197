// A place where money moves: a driver at a pile, a gateway, and whatever breaks in between.
import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env as bindings } from "cloudflare:workers";
import { drizzle } from "drizzle-orm/d1";
import { walletToppedUp } from "../../../../core/money/walletEntries.ts";
import type { Result } from "../../../../core/result.ts";
import type { Tariff } from "../../../../core/pricing/tariff.ts";
import {
  aDriver,
  anOperator,
  aPile,
  aStation,
  aTariff,
  MORNING_MS,
} from "../../../support/builders.ts";
import type { Database } from "../../../../worker/db/database.ts";
import { insertEntry } from "../../../../worker/db/ledger.ts";
import type { Env } from "../../../../worker/env.ts";
import type { Created, OrderInput } from "../../../../worker/orders/draft.ts";
import { createOrder } from "../../../../worker/orders/createOrder.ts";
import type { Money } from "../../../../worker/payments/money.ts";
import { applyPayment, type Applied, type Paid } from "../../../../worker/payments/settle.ts";
import { sweepMoney } from "../../../../worker/payments/sweep.ts";
import { applyFacts } from "../../../../worker/records/applyFacts.ts";
import { as } from "./as.ts";
import { FakeGateway } from "./fakeGateway.ts";
import { FakePile } from "./fakePile.ts";
import { Fuse } from "./fuse.ts";

export const env = as<Env & { readonly TEST_MIGRATIONS: D1Migration[] }>(bindings);
export const migrate = (): Promise<void> => applyD1Migrations(env.DB, env.TEST_MIGRATIONS);

/** The database without anything in between, for arranging and for looking. */
export const db: Database = drizzle(env.DB);

export type World = Awaited<ReturnType<typeof aWorld>>;

type Given = {
  readonly tariff?: Tariff;
  readonly membership?: string;
  readonly maxPowerW?: number;
};

export async function aWorld(given: Given = {}) {
  const { operatorId } = await anOperator(db);
  const tariff = await aTariff(db, {
    operatorId,
    ...(given.tariff !== undefined && { content: given.tariff }),
  });
  const { tariffId } = tariff;
  const { stationId } = await aStation(db, { operatorId, tariffId });
  const { pileId } = await aPile(db, {
    operatorId,
    stationId,
    connectors: [{ maxPowerW: given.maxPowerW ?? 120_000 }],
  });
  const driver = await aDriver(db, { membership: given.membership ?? null });
  return new TestWorld({ operatorId, tariffId, stationId, pileId, driver });
}

type Place = {
  readonly operatorId: string;
  readonly tariffId: string;
  readonly stationId: string;
  readonly pileId: string;
  readonly driver: { readonly driverId: string; readonly subject: string };
};

class TestWorld {
  readonly place: Place;
  readonly pile: FakePile;
  readonly wechatpay = new FakeGateway("wechatpay");
  readonly alipay = new FakeGateway("alipay");
  readonly money: Money;
  readonly fuse: Fuse;
  nowMs = MORNING_MS;
  /** Work that goes on after an answer; a Worker that is evicted never does it. */
  readonly begun: { readonly what: string; readonly work: () => Promise<unknown> }[] = [];

  constructor(place: Place) {
    const fuse = new Fuse();
    this.place = place;
    this.fuse = fuse;
    this.pile = new FakePile(this.nowMs);
    this.money = {
      db: drizzle(fuse.database(env.DB)),
      providers: { wechatpay: fuse.calls(this.wechatpay), alipay: fuse.calls(this.alipay) },
      pile: () => fuse.calls(this.pile),
      later: (what, work) => {
        this.begun.push({ what, work });
      },
      publicOrigin: "https://charging.test",
    };
  }

  get driverId(): string {
    return this.place.driver.driverId;
  }

  order(given: Partial<OrderInput> = {}): Promise<Result<Created, { readonly code: string }>> {
    return createOrder(this.money, {
      driverId: this.driverId,
      pileId: this.place.pileId,
      connectorId: 1,
      limit: { kind: "amount", amountFen: 5_000 },
      paymentWay: "wechatpay",
      idempotencyKey: null,
      language: "zh",
      nowMs: this.nowMs,
      scene: "miniProgram",
      clientIp: "203.0.113.7",
      ...given,
    });
  }

  async orderId(given: Partial<OrderInput> = {}): Promise<string> {
    const created = await this.order(given);
    if (!created.ok) throw new Error(`not created: ${created.error.code}`);
    return created.value.orderId;
  }

  /** Does the work that goes on after the answers, and what that begins. */
  async settleDown(): Promise<void> {
    for (let next = this.begun.shift(); next !== undefined; next = this.begun.shift()) {
      // As `moneyOf` does: what fails here is found by the sweep.
      await next.work().catch(() => {});
    }
  }

  /** The gateway tells of a payment as a webhook would, with its own event id each time the same. */
  async notify(orderId: string, changed: Partial<Paid> = {}): Promise<Applied> {
    const gateway = this.wechatpay.trades.has(orderId) ? this.wechatpay : this.alipay;
    const said = gateway.paymentNotice(orderId);
    if (said.kind !== "paymentSucceeded") throw new Error("not a payment");
    const { tradeNo, amountFen, paidAtMs, eventId, raw, kind } = said;
    const provider = gateway.name;
    const { nowMs } = this;
    const event = { provider, eventId, kind, subject: orderId, raw, receivedAtMs: nowMs };
    const paid = { provider, paymentId: orderId, tradeNo, amountFen, paidAtMs, ...changed };
    return applyPayment(this.money, paid, { event, nowMs });
  }

  later(ms: number): void {
    this.nowMs += ms;
    this.pile.nowMs = this.nowMs;
  }

  /** Hands the facts that are not confirmed to the records, once. */
  async deliver(): Promise<void> {
    const { facts, confirmed } = this.pile;
    const batch = facts.slice(confirmed, confirmed + 20);
    if (batch.length === 0) return;
    await applyFacts(this.money, { pileId: this.place.pileId, facts: batch, nowMs: this.nowMs });
    this.pile.confirmed += batch.length;
  }

  sweep(): Promise<void> {
    return sweepMoney(this.money, this.nowMs);
  }

  /** Money that is in the balance before the story begins. */
  async topUp(amountFen: number): Promise<void> {
    const paymentId = `given-${this.driverId}-${amountFen}`;
    const { driverId, nowMs: atMs } = this;
    await insertEntry(
      db,
      walletToppedUp({ paymentId, driverId, gateway: "wechatpay", amountFen, atMs }),
    );
  }
}
