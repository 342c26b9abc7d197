// Turns a visit into the rows the platform would have written: the order, its session and bill, and
// its money. The bill is computed by the platform's own pricing.
import { ulid } from "ulid";
import { startTagOf } from "../../../core/charging/pileState.ts";
import type { ChargeLimit, OrderFailure } from "../../../core/contract/orders.ts";
import { limits } from "../../../core/limits.ts";
import { bill, revenueOf, type Bill, type BillInput } from "../../../core/pricing/bill.ts";
import type { Tariff } from "../../../core/pricing/tariff.ts";
import type { billLines, orders, sessions } from "../../../worker/db/tables/orders.ts";
import type { Random } from "../../charger/random.ts";
import type { Books, PaidOrder, PaymentWay } from "./books.ts";
import { chargeCar, keptReadings, type Charge, type Reading } from "./charge.ts";
import type { Visit } from "./visits.ts";

export const TIME_ZONE = "Asia/Shanghai";
/** Far above any number that the piles will give out themselves. */
const FIRST_TRANSACTION = 1_000_000;

type OrderRow = typeof orders.$inferInsert;
/** What a settled order was billed from, for whoever wants to bill it again. */
export type Billed = { readonly orderId: string; readonly input: BillInput; readonly bill: Bill };

export class OrderBook {
  readonly orders: OrderRow[] = [];
  readonly sessions: (typeof sessions.$inferInsert)[] = [];
  readonly billLines: (typeof billLines.$inferInsert)[] = [];
  readonly billed: Billed[] = [];
  readonly #random: Random;
  readonly #books: Books;
  readonly #tariffAt: (tariffId: string, atMs: number) => Tariff;
  #transactions = 0;

  constructor(parts: {
    readonly random: Random;
    readonly books: Books;
    readonly tariffAt: (tariffId: string, atMs: number) => Tariff;
  }) {
    this.#random = parts.random;
    this.#books = parts.books;
    this.#tariffAt = parts.tariffAt;
  }

  /** A charge from payment to settlement; does nothing when it would not have ended by `nowMs`. */
  charged(visit: Visit, nowMs: number): void {
    const { bay, guest, atMs } = visit;
    const random = this.#random;
    const startedAtMs = atMs + this.#seconds(20, 80);
    const charge = chargeCar(random, bay.pile, { startedAtMs, registerWh: bay.registerWh });
    const tariff = this.#tariffAt(bay.tariffId, atMs);
    const plan = planOf(random, { charge, tariff, visit });
    const settledAtMs = plan.input.idle?.toMs ?? plan.endedAtMs + this.#seconds(1, 4);
    if (settledAtMs + 60_000 > nowMs) return;
    const base = this.#order(visit, tariff);
    const order: PaidOrder = { ...base.paid, way: plan.way, prepaidFen: plan.prepaidFen };
    const paidAtMs = Math.min(this.#books.prepay(order, atMs), startedAtMs);
    const billed = plan.bill;
    this.#books.settle(order, {
      revenue: revenueOf(billed),
      totalFen: billed.totalFen,
      atMs: settledAtMs,
    });
    this.orders.push({
      ...base.row,
      ...amountsOf(billed),
      origin: plan.origin,
      state: "settled",
      chargeLimit: plan.limit,
      paymentWay: plan.way,
      prepaidFen: plan.prepaidFen,
      paidAtMs,
      startedAtMs,
      endedAtMs: plan.endedAtMs,
      stopReason: plan.stopReason,
      shortfallFen: Math.max(0, billed.totalFen - plan.prepaidFen),
    });
    this.#addSession(visit, order.orderId, plan);
    this.billed.push({ orderId: order.orderId, input: plan.input, bill: billed });
    bay.registerWh = plan.readings.at(-1)?.[1] ?? bay.registerWh;
    bay.freeFromMs = settledAtMs + 60_000;
    guest.freeFromMs = settledAtMs + 600_000;
  }

  /** An order that came to nothing; what was paid went back. */
  failed(visit: Visit, failure: OrderFailure): void {
    const tariff = this.#tariffAt(visit.bay.tariffId, visit.atMs);
    const { paid, row } = this.#order(visit, tariff);
    const way = this.#random.next() < 0.7 ? "wechatpay" : "alipay";
    const order: PaidOrder = { ...paid, way, prepaidFen: 5_000 };
    const isUnpaid = failure === "payment_expired";
    if (isUnpaid) this.#books.closeUnpaid(order, visit.atMs);
    const paidAtMs = isUnpaid ? null : this.#books.prepay(order, visit.atMs);
    if (paidAtMs !== null) {
      this.#books.giveBack(order, paidAtMs + limits.startTimeoutMs.most);
    }
    this.orders.push({
      ...row,
      origin: "app",
      state: isUnpaid || failure === "cancelled_by_driver" ? "cancelled" : "start_failed",
      chargeLimit: { kind: "amount", amountFen: order.prepaidFen },
      paymentWay: way,
      prepaidFen: order.prepaidFen,
      paidAtMs,
      failure,
    });
    visit.guest.freeFromMs = visit.atMs + 900_000;
    visit.bay.freeFromMs = visit.atMs + 600_000;
  }

  #order({ atMs, bay, guest }: Visit, tariff: Tariff) {
    const orderId = ulid(atMs, () => this.#random.next());
    const { pileId, stationId, operatorId } = bay.pile;
    const { driverId, membership } = guest.driver;
    return {
      paid: { orderId, operatorId, driverId },
      row: {
        orderId,
        operatorId,
        stationId,
        pileId,
        connectorId: bay.connectorId,
        driverId,
        membership,
        tariffId: tariff.id,
        tariffVersion: tariff.version,
        createdAtMs: atMs,
      },
    };
  }

  #addSession({ bay, guest }: Visit, orderId: string, plan: Plan): void {
    this.#transactions += 1;
    const transactionId = FIRST_TRANSACTION + this.#transactions;
    const [first, last] = [plan.readings[0], plan.readings.at(-1)];
    if (first === undefined || last === undefined) throw new Error(`${orderId} has no readings`);
    const byCard = plan.origin === "card" ? guest.driver.card : null;
    this.sessions.push({
      sessionId: `${bay.pile.pileId}:${transactionId}`,
      orderId,
      pileId: bay.pile.pileId,
      connectorId: bay.connectorId,
      transactionId,
      idTag: byCard?.idTag ?? startTagOf(orderId),
      startedAtMs: first[0],
      endedAtMs: last[0],
      leftAtMs: plan.input.idle?.toMs ?? null,
      meterStartWh: first[1],
      meterStopWh: last[1],
      stopReason: plan.stopReason,
      readings: plan.readings,
      anomalies: [],
    });
    plan.bill.lines.forEach(({ periodKind: period, ...line }, at) => {
      this.billLines.push({ orderId, line: at, period, ...line });
    });
  }

  #seconds(low: number, high: number): number {
    return Math.floor(this.#random.between(low, high) * 1_000);
  }
}

const amountsOf = (billed: Bill) => ({
  energyWh: billed.energyWh,
  electricityFen: billed.electricityFen,
  serviceFen: billed.serviceFen,
  idleFen: billed.idleFen,
  startFen: billed.startFen,
  reservationFen: billed.reservationFen + billed.noShowFen,
  discountFen: billed.discountFen,
  totalFen: billed.totalFen,
});

type Plan = {
  readonly origin: "app" | "card";
  readonly way: PaymentWay;
  readonly limit: ChargeLimit;
  readonly prepaidFen: number;
  readonly readings: Reading[];
  readonly endedAtMs: number;
  readonly stopReason: string;
  readonly input: BillInput;
  readonly bill: Bill;
};

const NICE_AMOUNTS_FEN = [2_000, 3_000, 5_000, 8_000, 10_000, 15_000] as const;

type Planned = { readonly charge: Charge; readonly tariff: Tariff; readonly visit: Visit };

/** How it was paid, what ended it, and what it came to. */
function planOf(random: Random, planned: Planned): Plan {
  const { charge, visit } = planned;
  const { card } = visit.guest.driver;
  const origin = card !== null && random.next() < 0.6 ? "card" : "app";
  const draw = random.next();
  const way = origin === "card" || draw > 0.85 ? "balance" : draw < 0.56 ? "wechatpay" : "alipay";
  const whole = charge.readings.length - 1;
  const wanted = random.pick(NICE_AMOUNTS_FEN);
  const isByAmount = origin === "app" && random.next() < 0.4;
  const minutes = isByAmount ? minutesFor(planned, wanted) : whole;
  const byLimit = minutes < whole;
  const staysS = !byLimit && random.next() < 0.3 ? random.between(5, 75) * 60 : 0;
  const made = billedAt(planned, { minutes, staysS });
  const reason = byLimit ? "RemoteAtPrepaid" : charge.isFull ? "EVDisconnected" : "Local";
  if (origin === "card") {
    const limit: ChargeLimit = { kind: "full" };
    const prepaidFen = limits.cardHoldFen.most;
    return { origin, way, limit, prepaidFen, stopReason: reason, ...made };
  }
  const { totalFen, energyWh } = made.bill;
  const enough = Math.ceil((totalFen + limits.prepaidMarginFen.most) / 1_000) * 1_000;
  if (isByAmount) {
    const amountFen = Math.max(wanted, enough);
    const limit: ChargeLimit = { kind: "amount", amountFen };
    return { origin, way, limit, prepaidFen: amountFen, stopReason: reason, ...made };
  }
  // Now and then a stop comes some seconds late, and the meter goes beyond what was paid.
  const overFen = totalFen % 100;
  const isShort = overFen > 0 && overFen <= 60 && totalFen > 1_000 && random.next() < 0.01;
  if (isShort) {
    const prepaidFen = totalFen - overFen;
    const limit: ChargeLimit = { kind: "amount", amountFen: prepaidFen };
    return { origin, way, limit, prepaidFen, stopReason: "RemoteAtPrepaid", ...made };
  }
  const limit: ChargeLimit =
    random.next() < 0.15
      ? { kind: "energy", energyWh: Math.max(1_000, Math.ceil(energyWh / 5_000) * 5_000) }
      : { kind: "full" };
  const prepaidFen = Math.min(limits.orderAmountFen.most, enough + 2_000);
  return { origin, way, limit, prepaidFen, stopReason: reason, ...made };
}

/** The longest charge, in whole minutes, that an amount pays for; at least one minute. */
function minutesFor(planned: Planned, amountFen: number): number {
  let [fits, tooLong] = [1, planned.charge.readings.length];
  while (tooLong - fits > 1) {
    const minutes = Math.floor((fits + tooLong) / 2);
    const { bill } = billedAt(planned, { minutes, staysS: 0 });
    if (bill.totalFen + limits.prepaidMarginFen.most <= amountFen) fits = minutes;
    else tooLong = minutes;
  }
  return fits;
}

function billedAt(
  { charge, tariff, visit }: Planned,
  { minutes, staysS }: { readonly minutes: number; readonly staysS: number },
) {
  const { pile } = visit.bay;
  const step = pile.currentType === "AC" ? 15 : 3;
  const readings = keptReadings(charge, { minutes, step });
  const endedAtMs = readings.at(-1)?.[0] ?? visit.atMs;
  const stays = staysS > 0 && tariff.idle !== null;
  const input: BillInput = {
    tariff,
    timeZone: TIME_ZONE,
    membership: visit.guest.driver.membership,
    idle: stays ? { fromMs: endedAtMs, toMs: endedAtMs + Math.round(staysS) * 1_000 } : null,
    meter: readings.map(([atMs, registerWh]) => ({ atMs, registerWh })),
    maxPowerW: pile.maxPowerW,
  };
  return { readings, endedAtMs, input, bill: bill(input) };
}
