// Once a minute: what fell between two steps is found and carried on. The work of one run is bounded;
// what does not fit waits for the next minute.
import { limits } from "../../core/limits.ts";
import { dbOf } from "../db/database.ts";
import { insertFinding } from "../db/findings.ts";
import { chargingStates, openOrdersQuery, type OrderKey } from "../db/orders.ts";
import { pendingPaymentsQuery, type PaymentWithOrder } from "../db/payments.ts";
import { dueRefundsQuery } from "../db/refunds.ts";
import { deleteExpiredWaitings } from "../db/waitings.ts";
import type { Env } from "../env.ts";
import { logError } from "../http/errors.ts";
import { startPaidOrder } from "../orders/endOrder.ts";
import { sweepReservations } from "../reservations/cancelReservation.ts";
import { deskOf } from "../reservations/desk.ts";
import { remindOfReservations } from "../reservations/remind.ts";
import { moneyOf, type Money } from "./money.ts";
import { executeRefund } from "./refunds.ts";
import { applyUnpaid, closePayment, queryPayment } from "./settle.ts";

/** A Worker has six connections at a time; each item asks a gateway or a Pile once or twice. */
const atATime = 6;
const mostOfEach = 50;

/** Each hour the charges that last longer than most are checked; each check wakes a Pile. */
const longChargeCheckMinute = 7;
/** Each hour reservations that nobody has ended. */
const reservationsMinute = 37;

const minuteOfHour = (nowMs: number): number => Math.floor(nowMs / 60_000) % 60;

const longChargeMs = 4 * 3_600_000;

/** After that a payment that its gateway refuses to speak of is given up, and shown to a person. */
const refusedPaymentLifeMs = 86_400_000;

/** Ends when all that it began has ended, so that a cron's run needs nothing beside it. */
export async function sweep(env: Env, nowMs: number): Promise<void> {
  const begun: Promise<unknown>[] = [];
  const waitUntil = (work: Promise<unknown>): number => begun.push(work);
  await sweepMoney(moneyOf(env, { waitUntil }), nowMs);
  await remindOfReservations(dbOf(env), nowMs);
  if (minuteOfHour(nowMs) === reservationsMinute) {
    const desk = deskOf(env);
    await sweepReservations(desk, nowMs);
    await deleteExpiredWaitings(desk.db, nowMs);
  }
  for (let work = begun.shift(); work !== undefined; work = begun.shift()) await work;
}

export async function sweepMoney(money: Money, nowMs: number): Promise<void> {
  const limit = mostOfEach;
  const [payments, unstarted, refunds] = await Promise.all([
    pendingPaymentsQuery(money.db, { untilMs: nowMs - limits.pendingPaymentQueryMs.most, limit }),
    openOrdersQuery(money.db, {
      states: ["paid", "starting"],
      untilMs: nowMs - limits.startTimeoutMs.most,
      limit,
      newestFirst: false,
    }),
    dueRefundsQuery(money.db, { nowMs, limit }),
  ]);
  await each("pending payment", payments, (payment) => checkPayment(money, payment, nowMs));
  await each("paid order", unstarted, (order) => startPaidOrder(money, order, nowMs));
  await each("refund", refunds, ({ refundId }) => executeRefund(money, { refundId, nowMs }));
  if (minuteOfHour(nowMs) === longChargeCheckMinute) {
    await checkLongCharges(money, nowMs);
  }
}

/** One item's failure is its own; the others go on. */
async function each<T>(
  what: string,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += atATime) {
    const done = await Promise.allSettled(items.slice(from, from + atATime).map(work));
    for (const one of done) {
      if (one.status === "rejected") logError("sweep left one for later", one.reason, { what });
    }
  }
}

/** A notification that has not come is asked for; a payment whose time is over is closed. */
async function checkPayment(money: Money, pending: PaymentWithOrder, nowMs: number): Promise<void> {
  const { payment } = pending;
  const { paymentId, expiresAtMs } = payment;
  const answer = await queryPayment(money, pending, nowMs);
  if (answer === "pending" && expiresAtMs <= nowMs) await closePayment(money, { paymentId, nowMs });
  if (answer !== "gatewayRefused" || nowMs < expiresAtMs + refusedPaymentLifeMs) return;
  await insertFinding(money.db, {
    operatorId: pending.order?.operatorId ?? null,
    kind: "payment_unanswered",
    subject: paymentId,
    detail: `${payment.provider} refuses to say what became of it`,
    atMs: expiresAtMs,
  });
  await applyUnpaid(money, pending, { state: "failed", event: null, nowMs });
}

/** A charge that its Pile knows nothing of waits for a person: energy may have flowed. */
async function checkLongCharges(money: Money, nowMs: number): Promise<void> {
  const charging = await openOrdersQuery(money.db, {
    states: chargingStates,
    untilMs: nowMs - longChargeMs,
    limit: mostOfEach,
    newestFirst: true,
  });
  await each("long charge", charging, (order) => checkCharge(money, order));
}

async function checkCharge(
  money: Money,
  order: OrderKey & { readonly createdAtMs: number },
): Promise<void> {
  const { orderId, operatorId, pileId, state } = order;
  if ((await money.pile(pileId).liveOrder(orderId)) !== null) return;
  await insertFinding(money.db, {
    operatorId,
    kind: "charge_unknown_to_pile",
    subject: orderId,
    detail: `the order is ${state}, and ${pileId} has no session for it`,
    atMs: order.createdAtMs,
  });
}
