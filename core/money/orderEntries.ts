// The entries of an order: its payment in advance, its bill and its corrections, and what goes back.
import {
  gatewayAccount,
  ledgerId,
  prepaymentAccount,
  receivableAccount,
  revenueAccount,
  walletAccount,
  REVENUE_COMPONENTS,
  type Account,
  type CouponAccount,
  type Gateway,
  type RevenueComponent,
} from "./account.ts";
import { assertFen, sumFen, type Fen } from "./fen.ts";
import {
  credit,
  debit,
  entry,
  transfer,
  type LedgerEntry,
  type Movement,
  type Posting,
} from "./ledger.ts";
import { paymentSource, refundSource } from "./sources.ts";

/** Revenue of one order by component, net of discounts; a component left out is nought. */
export type Revenue = Readonly<Partial<Record<RevenueComponent, Fen>>>;

/** Where money that an order did not use goes: back through the gateway, or into the wallet. */
export type Return =
  | { readonly kind: "refund" }
  | { readonly kind: "wallet"; readonly driverId: string };

/** Where money comes from. */
export type Funds =
  | { readonly kind: "gateway"; readonly gateway: Gateway }
  | { readonly kind: "wallet"; readonly driverId: string };

const returnAccount = (to: Return): Account =>
  to.kind === "refund" ? "refunds:payable" : walletAccount(to.driverId);
const fundsAccount = (from: Funds): Account =>
  from.kind === "gateway" ? gatewayAccount(from.gateway) : walletAccount(from.driverId);

/** One source for settlement and full refund: an order ends once, in one way. */
const endSource = (orderId: string): string => `order:${ledgerId(orderId)}:ended`;

/** A gateway has confirmed a payment in advance: it holds the money, the order owns it. */
export function paymentReceived(
  input: Movement & {
    readonly paymentId: string;
    readonly orderId: string;
    readonly gateway: Gateway;
  },
): LedgerEntry {
  const { paymentId, orderId } = input;
  return transfer(
    input,
    { source: paymentSource(paymentId), kind: "paymentReceived", orderId },
    { from: prepaymentAccount(orderId), to: gatewayAccount(input.gateway) },
  );
}

/** An order is paid in advance from the driver's balance; `paymentId` is that balance payment's. */
export function walletHeld(
  input: Movement & {
    readonly paymentId: string;
    readonly orderId: string;
    readonly driverId: string;
  },
): LedgerEntry {
  const { paymentId, orderId } = input;
  return transfer(
    input,
    { source: paymentSource(paymentId), kind: "walletHeld", orderId },
    { from: prepaymentAccount(orderId), to: walletAccount(input.driverId) },
  );
}

/**
 * An order's bill is final. The whole prepayment is released: revenue by component to the operator,
 * the rest back by `rest`; what prepayment and coupon do not cover is owed by the driver (an order
 * paid afterwards has `prepaidFen` 0). A coupon pays at most the revenue; throws beyond that.
 */
export function orderSettled(input: {
  readonly orderId: string;
  readonly operatorId: string;
  readonly driverId: string;
  readonly prepaidFen: Fen;
  readonly revenue: Revenue;
  readonly coupon: { readonly account: CouponAccount; readonly amountFen: Fen } | null;
  readonly rest: Return;
  readonly atMs: number;
}): LedgerEntry {
  const earned = revenuePostings(input.operatorId, input.revenue);
  const couponFen = input.coupon?.amountFen ?? 0;
  const dueFen = -sumFen(earned.map((posting) => posting.amountFen)) - couponFen;
  if (dueFen < 0) throw new Error(`the coupon of order ${input.orderId} exceeds its bill`);
  return entry({
    source: endSource(input.orderId),
    kind: "orderSettled",
    orderId: input.orderId,
    atMs: input.atMs,
    postings: [
      debit(prepaymentAccount(input.orderId), input.prepaidFen),
      ...(input.coupon === null ? [] : [debit(input.coupon.account, couponFen)]),
      ...earned,
      credit(returnAccount(input.rest), Math.max(0, input.prepaidFen - dueFen)),
      debit(receivableAccount(input.driverId), Math.max(0, dueFen - input.prepaidFen)),
    ],
  });
}

export function revenuePostings(operatorId: string, revenue: Revenue): Posting[] {
  return REVENUE_COMPONENTS.map((component) =>
    credit(revenueAccount(operatorId, component), revenue[component] ?? 0),
  );
}

/**
 * A settled order's bill was corrected: only the difference by component is posted. What the driver
 * paid too much goes back by `rest`, but for what `split` puts into his balance or takes off what he
 * owes; what he paid too little he owes. `revision` is 1 for the first correction and grows by one
 * with each.
 */
export function orderRebilled(input: {
  readonly orderId: string;
  readonly revision: number;
  readonly operatorId: string;
  readonly driverId: string;
  readonly before: Revenue;
  readonly after: Revenue;
  readonly rest: Return;
  readonly split?: { readonly walletFen: Fen; readonly owedFen: Fen };
  readonly atMs: number;
}): LedgerEntry {
  const changes = REVENUE_COMPONENTS.map((component): Posting => {
    const changeFen = (input.after[component] ?? 0) - (input.before[component] ?? 0);
    return { account: revenueAccount(input.operatorId, component), amountFen: -changeFen };
  });
  const moreFen = -sumFen(changes.map((posting) => posting.amountFen));
  const { walletFen, owedFen } = input.split ?? { walletFen: 0, owedFen: 0 };
  return entry({
    source: `order:${ledgerId(input.orderId)}:rebilled:${assertFen(input.revision)}`,
    kind: "orderRebilled",
    orderId: input.orderId,
    atMs: input.atMs,
    postings: [
      ...changes,
      credit(returnAccount(input.rest), Math.max(0, -moreFen) - walletFen - owedFen),
      credit(walletAccount(input.driverId), walletFen),
      credit(receivableAccount(input.driverId), owedFen),
      debit(receivableAccount(input.driverId), Math.max(0, moreFen)),
    ],
  });
}

/** A start failed or an order was cancelled before it charged: the whole prepayment goes back. */
export function orderRefundedInFull(input: {
  readonly orderId: string;
  readonly prepaidFen: Fen;
  readonly rest: Return;
  readonly atMs: number;
}): LedgerEntry {
  const { orderId, prepaidFen: amountFen, atMs } = input;
  return transfer(
    { amountFen, atMs },
    { source: endSource(orderId), kind: "orderRefundedInFull", orderId },
    { from: returnAccount(input.rest), to: prepaymentAccount(orderId) },
  );
}

/** A gateway has confirmed that it paid a refund out. */
export function refundPaid(
  input: Movement & {
    readonly refundId: string;
    readonly orderId: string | null;
    readonly gateway: Gateway;
  },
): LedgerEntry {
  return transfer(
    input,
    { source: refundSource(input.refundId), kind: "refundPaid", orderId: input.orderId },
    { from: gatewayAccount(input.gateway), to: "refunds:payable" },
  );
}

/** A payment was confirmed for an order that had ended already: all of it is owed back. */
export function latePaymentReturned(
  input: Movement & {
    readonly paymentId: string;
    readonly orderId: string;
    readonly gateway: Gateway;
  },
): LedgerEntry {
  const { paymentId, orderId } = input;
  return transfer(
    input,
    { source: paymentSource(paymentId), kind: "latePaymentReturned", orderId },
    { from: "refunds:payable", to: gatewayAccount(input.gateway) },
  );
}

/** A driver paid what he owed for an order, through a gateway or from his balance. */
export function receivableRepaid(
  input: Movement & {
    readonly paymentId: string;
    readonly orderId: string | null;
    readonly driverId: string;
    readonly funds: Funds;
  },
): LedgerEntry {
  const { paymentId, orderId, driverId } = input;
  return transfer(
    input,
    { source: paymentSource(paymentId), kind: "receivableRepaid", orderId },
    { from: receivableAccount(driverId), to: fundsAccount(input.funds) },
  );
}

/** What a driver owes is given up, at the platform's cost. */
export function receivableWrittenOff(
  input: Movement & { readonly orderId: string; readonly driverId: string },
): LedgerEntry {
  const { orderId, driverId } = input;
  return transfer(
    input,
    { source: `order:${ledgerId(orderId)}:writtenOff`, kind: "receivableWrittenOff", orderId },
    { from: receivableAccount(driverId), to: "platform:writeOff" },
  );
}
