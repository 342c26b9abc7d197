// The money side of the history: payments, refunds and ledger entries, and each driver's balance as
// it goes, so that nobody ever pays with money he has not put in.
import { ulid } from "ulid";
import {
  orderRefundedInFull,
  orderSettled,
  paymentReceived,
  refundPaid,
  walletHeld,
  type Return,
  type Revenue,
} from "../../../core/money/orderEntries.ts";
import { reservationEnded, reservationHeld } from "../../../core/money/reservationEntries.ts";
import { walletToppedUp } from "../../../core/money/walletEntries.ts";
import type { LedgerEntry } from "../../../core/money/ledger.ts";
import type { payments, refunds } from "../../../worker/db/tables/payments.ts";
import type { Random } from "../../charger/random.ts";

type Gateway = "wechatpay" | "alipay";
export type PaymentWay = Gateway | "balance";

/** An order as far as its money goes. */
export type PaidOrder = {
  readonly orderId: string;
  readonly operatorId: string;
  readonly driverId: string;
  readonly way: PaymentWay;
  readonly prepaidFen: number;
};

export type BookEntry = LedgerEntry & { readonly driverId: string | null };

const HOLD_MS = 180_000;
/** Top-ups come in these amounts. */
const TOP_UPS_FEN = [10_000, 20_000, 30_000, 50_000] as const;

export class Books {
  readonly payments: (typeof payments.$inferInsert)[] = [];
  readonly refunds: (typeof refunds.$inferInsert)[] = [];
  readonly entries: BookEntry[] = [];
  readonly #balances = new Map<string, number>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  balanceFen(driverId: string): number {
    return this.#balances.get(driverId) ?? 0;
  }

  topUp(driverId: string, amountFen: number, atMs: number): void {
    const paymentId = ulid(atMs, () => this.#random.next());
    const gateway = this.#random.next() < 0.6 ? "wechatpay" : "alipay";
    const paidAtMs = atMs + this.#seconds(5, 40);
    const payment = {
      paymentId,
      driverId,
      provider: gateway,
      amountFen,
      createdAtMs: atMs,
    } as const;
    this.#addPayment({ ...payment, purpose: "topUp", orderId: null }, paidAtMs);
    this.#post(
      walletToppedUp({ paymentId, driverId, gateway, amountFen, atMs: paidAtMs }),
      driverId,
    );
  }

  /** Before paying from the balance: some minutes earlier he puts in what is missing, and more. */
  makeSureOf(driverId: string, amountFen: number, atMs: number): void {
    while (this.balanceFen(driverId) < amountFen) {
      const early = this.#seconds(120, 900);
      this.topUp(driverId, this.#random.pick(TOP_UPS_FEN), atMs - early);
    }
  }

  /** The prepayment; answers when it was paid. */
  prepay(order: PaidOrder, createdAtMs: number): number {
    const { orderId, driverId, way, prepaidFen: amountFen } = order;
    if (way === "balance") {
      this.makeSureOf(driverId, amountFen, createdAtMs);
      const held = { paymentId: orderId, orderId, driverId, amountFen, atMs: createdAtMs };
      this.#post(walletHeld(held), driverId);
      return createdAtMs;
    }
    const paidAtMs = createdAtMs + this.#seconds(6, 45);
    const payment = { paymentId: orderId, driverId, provider: way, amountFen, createdAtMs };
    this.#addPayment({ ...payment, purpose: "order", orderId }, paidAtMs);
    const received = { paymentId: orderId, orderId, gateway: way, amountFen, atMs: paidAtMs };
    this.#post(paymentReceived(received), null);
    return paidAtMs;
  }

  /** A payment that nobody made in time. */
  closeUnpaid(order: PaidOrder, createdAtMs: number): void {
    const { orderId, driverId, way, prepaidFen: amountFen } = order;
    if (way === "balance") return;
    const payment = { paymentId: orderId, orderId, driverId, provider: way, amountFen };
    const times = { createdAtMs, expiresAtMs: createdAtMs + HOLD_MS };
    this.payments.push({ ...payment, ...times, purpose: "order", state: "closed" });
  }

  settle(order: PaidOrder, { revenue, totalFen, atMs }: Settlement): void {
    const { orderId, operatorId, driverId, prepaidFen } = order;
    const rest = returnOf(order);
    const ids = { orderId, operatorId, driverId, prepaidFen };
    const entry = orderSettled({ ...ids, revenue, coupon: null, rest, atMs });
    const movesDriver = rest.kind === "wallet" || totalFen > prepaidFen;
    this.#post(entry, movesDriver ? driverId : null);
    this.#payBack(order, { amountFen: prepaidFen - totalFen, reason: "rest", atMs });
  }

  giveBack(order: PaidOrder, atMs: number): void {
    const { orderId, prepaidFen } = order;
    const rest = returnOf(order);
    const entry = orderRefundedInFull({ orderId, prepaidFen, rest, atMs });
    this.#post(entry, rest.kind === "wallet" ? rest.driverId : null);
    this.#payBack(order, { amountFen: prepaidFen, reason: "given_up", atMs });
  }

  /** A reservation's deposit, taken from the balance, and what became of it. */
  reserve({ heldAtMs, endedAtMs, ...of }: Reserved): void {
    this.makeSureOf(of.driverId, of.feeFen + of.noShowFeeFen, heldAtMs);
    this.#post(reservationHeld({ ...of, atMs: heldAtMs }), of.driverId);
    this.#post(reservationEnded({ ...of, atMs: endedAtMs }), of.driverId);
  }

  #payBack(
    { orderId, way, prepaidFen: totalFen }: PaidOrder,
    { amountFen, reason, atMs }: { amountFen: number; reason: "rest" | "given_up"; atMs: number },
  ): void {
    if (way === "balance" || amountFen <= 0) return;
    const refundId = `${orderId}R1`;
    const updatedAtMs = atMs + this.#seconds(2, 50);
    this.refunds.push({
      refundId,
      paymentId: orderId,
      orderId,
      provider: way,
      amountFen,
      totalFen,
      reason,
      state: "succeeded",
      gatewayRefundNo: this.#number(way === "wechatpay" ? "5030" : "", 28),
      attempts: 1,
      createdAtMs: atMs,
      updatedAtMs,
    });
    this.#post(refundPaid({ refundId, orderId, gateway: way, amountFen, atMs: updatedAtMs }), null);
  }

  #addPayment(
    payment: Omit<typeof payments.$inferInsert, "state" | "expiresAtMs">,
    paidAtMs: number,
  ): void {
    const gatewayTradeNo = this.#number(payment.provider === "wechatpay" ? "4200" : "2026", 28);
    const expiresAtMs = payment.createdAtMs + HOLD_MS;
    this.payments.push({ ...payment, state: "paid", gatewayTradeNo, expiresAtMs, paidAtMs });
  }

  #post(entry: LedgerEntry, driverId: string | null): void {
    this.entries.push({ ...entry, driverId });
    if (driverId === null) return;
    const account = `driver:${driverId}:wallet`;
    let balanceFen = this.balanceFen(driverId);
    for (const posting of entry.postings) {
      if (posting.account === account) balanceFen -= posting.amountFen;
    }
    this.#balances.set(driverId, balanceFen);
  }

  #seconds(low: number, high: number): number {
    return Math.floor(this.#random.between(low, high) * 1_000);
  }

  /** A gateway's own number: its usual beginning, then digits. */
  #number(beginning: string, length: number): string {
    let digits = beginning;
    while (digits.length < length) digits += Math.floor(this.#random.next() * 10);
    return digits;
  }
}

type Reserved = Omit<Parameters<typeof reservationEnded>[0], "atMs"> & {
  readonly heldAtMs: number;
  readonly endedAtMs: number;
};

type Settlement = { readonly revenue: Revenue; readonly totalFen: number; readonly atMs: number };

const returnOf = ({ way, driverId }: PaidOrder): Return =>
  way === "balance" ? { kind: "wallet", driverId } : { kind: "refund" };
