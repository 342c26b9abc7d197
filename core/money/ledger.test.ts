import * as fc from "fast-check";
import { expect, test } from "vitest";
import { sumFen } from "./fen.ts";
import type { LedgerEntry } from "./ledger.ts";
import * as orders from "./orderEntries.ts";
import * as reservations from "./reservationEntries.ts";
import * as wallet from "./walletEntries.ts";
import { trialBalance } from "./trialBalance.ts";

const atMs = Date.UTC(2026, 10, 23);
const paid = {
  paymentId: "pay-1",
  orderId: "o1",
  gateway: "wechatpay",
  amountFen: 5000,
  atMs,
} as const;
const settled = {
  orderId: "o1",
  operatorId: "p1",
  driverId: "d1",
  prepaidFen: 5000,
  revenue: { electricity: 2000, service: 1200, idle: 0 },
  coupon: null,
  rest: { kind: "refund" },
  atMs,
} as const;

const balancesOf = (...entries: readonly LedgerEntry[]) =>
  Object.fromEntries(trialBalance(entries).balances);

test("a prepaid order: revenue by component, and the rest owed back until it is paid", () => {
  const history = [orders.paymentReceived(paid), orders.orderSettled(settled)];
  expect(balancesOf(...history)).toEqual({
    "gateway:wechatpay:clearing": 5000,
    "operator:p1:revenue:electricity": -2000,
    "operator:p1:revenue:service": -1200,
    "refunds:payable": -1800,
  });
  const refund = orders.refundPaid({ ...paid, refundId: "r1", amountFen: 1800 });
  expect(balancesOf(...history, refund)).toEqual({
    "gateway:wechatpay:clearing": 3200,
    "operator:p1:revenue:electricity": -2000,
    "operator:p1:revenue:service": -1200,
  });
});

test("an order paid from the balance gives the rest back to it", () => {
  const topUp = wallet.walletToppedUp({ ...paid, driverId: "d1", amountFen: 10_000 });
  const held = orders.walletHeld({ ...paid, paymentId: "hold-1", driverId: "d1" });
  const rest = { kind: "wallet", driverId: "d1" } as const;
  expect(balancesOf(topUp, held)["driver:d1:wallet"]).toBe(-5000);
  expect(balancesOf(topUp, held, orders.orderSettled({ ...settled, rest }))).toEqual({
    "gateway:wechatpay:clearing": 10_000,
    "driver:d1:wallet": -6800,
    "operator:p1:revenue:electricity": -2000,
    "operator:p1:revenue:service": -1200,
  });
});

test("a reservation's deposit is booked as far as it was earned, the rest goes back", () => {
  const deposit = {
    reservationId: "r1",
    driverId: "d1",
    feeFen: 500,
    noShowFeeFen: 1000,
    atMs: paid.atMs,
  };
  const held = reservations.reservationHeld(deposit);
  expect(balancesOf(held)).toEqual({
    "driver:d1:wallet": 1500,
    "reservation:r1:deposit": -1500,
  });
  const ended = (fee: boolean, noShow: boolean) =>
    balancesOf(
      held,
      reservations.reservationEnded({ ...deposit, operatorId: "p1", costs: { fee, noShow } }),
    );
  expect(ended(false, false)).toEqual({});
  expect(ended(true, false)).toEqual({
    "driver:d1:wallet": 500,
    "operator:p1:revenue:reservation": -500,
  });
  expect(ended(true, true)).toEqual({
    "driver:d1:wallet": 1500,
    "operator:p1:revenue:reservation": -500,
    "operator:p1:revenue:noShow": -1000,
  });
});

test("what the prepayment does not cover the driver owes, repays, or has written off", () => {
  const short = orders.orderSettled({ ...settled, prepaidFen: 3000 });
  expect(balancesOf(short)["driver:d1:receivable"]).toBe(200);
  expect(balancesOf(short)["refunds:payable"]).toBeUndefined();
  const repay = { ...paid, driverId: "d1", amountFen: 200 };
  const funds = { kind: "gateway", gateway: "alipay" } as const;
  const repaid = balancesOf(short, orders.receivableRepaid({ ...repay, funds }));
  expect(repaid["driver:d1:receivable"]).toBeUndefined();
  expect(repaid["gateway:alipay:clearing"]).toBe(200);
  const wallet = { kind: "wallet", driverId: "d1" } as const;
  const fromWallet = orders.receivableRepaid({ ...repay, funds: wallet });
  expect(balancesOf(short, fromWallet)["driver:d1:wallet"]).toBe(200);
  const writtenOff = balancesOf(short, orders.receivableWrittenOff(repay));
  expect(writtenOff["driver:d1:receivable"]).toBeUndefined();
  expect(writtenOff["platform:writeOff"]).toBe(200);
});

test("a balance that is given up is no revenue, and stays in sight", () => {
  const given = { driverId: "d1", amountFen: 700, atMs: paid.atMs };
  const toppedUp = wallet.walletToppedUp({ ...paid, ...given });
  expect(balancesOf(toppedUp, wallet.balanceGivenUp(given))).toEqual({
    "gateway:wechatpay:clearing": 700,
    "platform:unclaimed": -700,
  });
});

test("a coupon pays its part, and never more than the bill", () => {
  const coupon = { account: "platform:coupons", amountFen: 700 } as const;
  const balances = balancesOf(
    orders.paymentReceived(paid),
    orders.orderSettled({ ...settled, coupon }),
  );
  expect(balances["refunds:payable"]).toBe(-2500);
  expect(balances["platform:coupons"]).toBe(700);
  const tooMuch = { ...coupon, amountFen: 3201 };
  expect(() => orders.orderSettled({ ...settled, coupon: tooMuch })).toThrow("exceeds");
});

test("an order that did not charge and a payment that came too late go back whole", () => {
  const received = orders.paymentReceived(paid);
  const back = orders.orderRefundedInFull(settled);
  expect(balancesOf(received, back)).toEqual({
    "gateway:wechatpay:clearing": 5000,
    "refunds:payable": -5000,
  });
  const late = orders.latePaymentReturned({ ...paid, paymentId: "pay-2", amountFen: 700 });
  expect(balancesOf(received, back, late)["refunds:payable"]).toBe(-5700);
});

test("a corrected bill posts only the difference, to either side", () => {
  const change = { ...settled, revision: 1, before: settled.revenue };
  const less = orders.orderRebilled({ ...change, after: { electricity: 2000, service: 1000 } });
  expect(less.postings).toEqual([
    { account: "operator:p1:revenue:service", amountFen: 200 },
    { account: "refunds:payable", amountFen: -200 },
  ]);
  const more = orders.orderRebilled({ ...change, after: { electricity: 2000, service: 1500 } });
  expect(more.postings).toEqual([
    { account: "operator:p1:revenue:service", amountFen: -300 },
    { account: "driver:d1:receivable", amountFen: 300 },
  ]);
});

test("an event applied twice counts once, and one payment serves one purpose", () => {
  const received = orders.paymentReceived(paid);
  const late = orders.latePaymentReturned(paid);
  expect(balancesOf(received, received, late)).toEqual(balancesOf(received));
  expect(orders.orderSettled(settled).source).toBe(orders.orderRefundedInFull(settled).source);
});

test("an order settled at nought has no postings, and an amount below zero is a mistake", () => {
  expect(orders.orderSettled({ ...settled, prepaidFen: 0, revenue: {} }).postings).toEqual([]);
  expect(() => orders.paymentReceived({ ...paid, amountFen: -1 })).toThrow("below zero");
  expect(() => orders.paymentReceived({ ...paid, amountFen: 0.5 })).toThrow("fen");
  expect(() => orders.paymentReceived({ ...paid, atMs: Number.NaN })).toThrow("time");
});

const anyId = fc.constantFrom("a", "b", "c", "d");
const anyAmount = fc.integer({ min: 0, max: 1e9 });
const anyRest = fc.oneof(
  fc.constant({ kind: "refund" } as const),
  anyId.map((driverId) => ({ kind: "wallet", driverId }) as const),
);
const anyRevenue = fc.record(
  { electricity: anyAmount, service: anyAmount, idle: anyAmount, noShow: anyAmount },
  { requiredKeys: [] },
);
const anyEvent = fc.record({
  paymentId: anyId,
  refundId: anyId,
  orderId: anyId,
  operatorId: anyId,
  driverId: anyId,
  gateway: fc.constantFrom("wechatpay" as const, "alipay" as const),
  amountFen: anyAmount,
  prepaidFen: anyAmount,
  revenue: anyRevenue,
  before: anyRevenue,
  after: anyRevenue,
  revision: fc.nat({ max: 3 }),
  coupon: fc.constant(null),
  rest: anyRest,
  funds: fc.oneof(
    fc.constant({ kind: "gateway", gateway: "alipay" } as const),
    anyId.map((driverId) => ({ kind: "wallet", driverId }) as const),
  ),
  atMs: fc.nat(),
});
const anyEntry = fc
  .tuple(
    anyEvent,
    fc.constantFrom(
      orders.paymentReceived,
      orders.walletHeld,
      wallet.walletToppedUp,
      orders.orderSettled,
      orders.orderRebilled,
      orders.orderRefundedInFull,
      orders.refundPaid,
      orders.latePaymentReturned,
      orders.receivableRepaid,
      orders.receivableWrittenOff,
    ),
  )
  .map(([event, make]) => make(event));

test("every entry sums to zero and so does the ledger over any history, repeats included", () => {
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 60 }), (entries) => {
      for (const { postings } of entries) {
        expect(sumFen(postings.map((posting) => posting.amountFen))).toBe(0);
        expect(postings.every((posting) => posting.amountFen !== 0)).toBe(true);
      }
      const once = trialBalance(entries);
      expect(once.sumFen).toBe(0);
      expect(trialBalance([...entries, ...entries])).toEqual(once);
    }),
    { numRuns: 300 },
  );
});

test("orders that run their course leave no prepayment and owe no refund", () => {
  const anyOrder = fc.record({ prepaidFen: anyAmount, revenue: anyRevenue, charges: fc.boolean() });
  fc.assert(
    fc.property(fc.array(anyOrder, { maxLength: 12 }), (all) => {
      const history = all.flatMap(({ prepaidFen, revenue, charges }, index) => {
        const orderId = `order-${index}`;
        const order = { ...settled, orderId, prepaidFen, revenue };
        const payment = { ...paid, orderId, paymentId: `pay-${index}`, amountFen: prepaidFen };
        const end = charges ? orders.orderSettled(order) : orders.orderRefundedInFull(order);
        const owed = end.postings.find(({ account }) => account === "refunds:payable");
        const refund = {
          ...payment,
          refundId: `refund-${index}`,
          amountFen: -(owed?.amountFen ?? 0),
        };
        return [orders.paymentReceived(payment), end, orders.refundPaid(refund)];
      });
      const { balances, sumFen } = trialBalance(history);
      const open = [...balances.keys()].filter(
        (account) => account.startsWith("order:") || account === "refunds:payable",
      );
      expect(open).toEqual([]);
      expect(sumFen).toBe(0);
    }),
  );
});
