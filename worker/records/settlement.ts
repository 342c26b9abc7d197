// The statements that store a session and settle its order: the bill is computed from the readings
// alone, so applying the fact again gives the same rows, which are there already.
import type { SessionEnded } from "../../core/charging/facts.ts";
import { orderSettled } from "../../core/money/orderEntries.ts";
import { bill, revenueOf, type Bill } from "../../core/pricing/bill.ts";
import type { Database } from "../db/database.ts";
import { insertFinding } from "../db/findings.ts";
import { insertEntry, orderEndedBy } from "../db/ledger.ts";
import { insertOrderMessage } from "../db/messages.ts";
import { moveOrder, openStates, type BillableOrder } from "../db/orders.ts";
import { insertRefundDue } from "../db/refunds.ts";
import {
  insertBillLines,
  insertSession,
  sessionIsOf,
  sessionIsUnowned,
  type BillLineRow,
} from "../db/sessions.ts";
import type { Statement } from "../db/statements.ts";
import { logError } from "../http/errors.ts";
import { returnTo } from "../orders/endOrder.ts";
import type { PlaceOfPile } from "./place.ts";

const sessionIdOf = (pileId: string, { transactionId }: SessionEnded): string =>
  `${pileId}:${transactionId}`;

/** An order with nobody to owe, or no tariff to bill by, cannot be settled without a person. */
type Settleable = BillableOrder & {
  readonly driverId: string;
  readonly tariff: NonNullable<BillableOrder["tariff"]>;
};
const isSettleable = (order: BillableOrder): order is Settleable =>
  order.driverId !== null && order.tariff !== null;

/** Stores the session with its order, or for a person where there is none that it could belong to. */
export function sessionStatements(
  db: Database,
  { pileId, operatorId }: PlaceOfPile,
  {
    fact,
    order,
    nowMs,
  }: {
    readonly fact: SessionEnded;
    readonly order: BillableOrder | null;
    readonly nowMs: number;
  },
): Statement[] {
  const sessionId = sessionIdOf(pileId, fact);
  const billable = order !== null && isSettleable(order) ? order : null;
  const billed = billable === null ? null : billOf(billable, fact);
  const settleable = billed === null ? null : billable;
  const found = billed?.anomalies.map(({ code }) => code) ?? [];
  const { kind: _kind, idle, reason, readings, anomalies, ...session } = fact;
  const stored = insertSession(db, {
    ...session,
    sessionId,
    pileId,
    orderId: settleable?.orderId ?? null,
    leftAtMs: idle?.toMs ?? null,
    stopReason: reason,
    readings: readings.map(([atMs, registerWh]) => [atMs, registerWh]),
    anomalies: [...new Set([...anomalies, ...found])],
  });
  const detail = `${fact.meterStopWh - fact.meterStartWh} Wh with ${fact.idTag} on connector ${fact.connectorId}, order ${fact.orderId ?? "none"}`;
  const unowned = insertFinding(
    db,
    { operatorId, kind: "session_without_order", subject: sessionId, detail, atMs: fact.endedAtMs },
    sessionIsUnowned(sessionId),
  );
  if (settleable !== null && billed !== null) {
    return [stored, unowned, ...settlement(db, settleable, { fact, billed, sessionId, nowMs })];
  }
  if (order === null) return [stored, unowned];
  // The energy flowed: nothing may give the order up and its money back before a person has looked.
  const { endedAtMs, reason: stopReason } = fact;
  const waiting = { state: "finishing", endedAtMs, stopReason } as const;
  return [stored, unowned, moveOrder(db, order.orderId, { from: openStates, to: waiting })];
}

/** Null for a tariff that cannot be billed by: it was never checked. */
function billOf(order: Settleable, fact: SessionEnded): Bill | null {
  try {
    return computeBill(order, fact);
  } catch (error) {
    logError("session not billed", error, { orderId: order.orderId });
    return null;
  }
}

const computeBill = (order: Settleable, { readings, idle }: SessionEnded): Bill =>
  bill({
    tariff: order.tariff,
    timeZone: order.timeZone,
    membership: order.membership,
    idle,
    meter: readings.map(([atMs, registerWh]) => ({ atMs, registerWh })),
    ...(order.maxPowerW !== null && { maxPowerW: order.maxPowerW }),
  });

/** Each is guarded by the one before, the first by the session's being this order's. */
function settlement(
  db: Database,
  order: Settleable,
  {
    fact,
    billed,
    sessionId,
    nowMs,
  }: {
    readonly fact: SessionEnded;
    readonly billed: Bill;
    readonly sessionId: string;
    readonly nowMs: number;
  },
): Statement[] {
  const { orderId, operatorId, driverId, paymentWay } = order;
  const isOurs = sessionIsOf(sessionId, orderId);
  const isSettled = orderEndedBy(orderId, ["orderSettled"]);
  const prepaidFen = wasPaid(order) ? order.prepaidFen : 0;
  const restFen = Math.max(0, prepaidFen - billed.totalFen);
  const shortfallFen = Math.max(0, billed.totalFen - prepaidFen);
  const entry = orderSettled({
    orderId,
    operatorId,
    driverId,
    prepaidFen,
    revenue: revenueOf(billed),
    coupon: null,
    rest: returnTo(order),
    atMs: nowMs,
  });
  const statements: Statement[] = [insertEntry(db, entry, isOurs)];
  if (billed.lines.length > 0) {
    statements.unshift(insertBillLines(db, linesOf(orderId, billed), isOurs));
  }
  if (paymentWay !== "balance" && restFen > 0) {
    const due = {
      orderId,
      provider: paymentWay,
      amountFen: restFen,
      totalFen: prepaidFen,
    } as const;
    statements.push(insertRefundDue(db, { ...due, reason: "rest", nowMs }, isSettled));
  }
  statements.push(
    moveOrder(db, orderId, {
      from: openStates,
      to: settledRow(fact, billed, shortfallFen),
      when: isSettled,
    }),
    insertOrderMessage(
      db,
      {
        atMs: fact.endedAtMs,
        content: {
          kind: "chargeEnded",
          orderId,
          energyWh: billed.energyWh,
          totalFen: billed.totalFen,
          refundFen: restFen,
          toWay: paymentWay,
          shortfallFen,
        },
      },
      isSettled,
    ),
  );
  return statements;
}

const wasPaid = ({ paidBy }: BillableOrder): boolean =>
  paidBy === "paymentReceived" || paidBy === "walletHeld";

const linesOf = (orderId: string, { lines }: Bill): BillLineRow[] =>
  lines.map(({ periodKind: period, ...line }, index) => ({
    ...line,
    orderId,
    line: index + 1,
    period,
  }));

/** The no-show fee has no column of its own: a session that ran was no no-show. */
const settledRow = (fact: SessionEnded, billed: Bill, shortfallFen: number) => ({
  state: "settled" as const,
  open: null,
  startedAtMs: fact.startedAtMs,
  endedAtMs: fact.endedAtMs,
  stopReason: fact.reason,
  energyWh: billed.energyWh,
  electricityFen: billed.electricityFen,
  serviceFen: billed.serviceFen,
  idleFen: billed.idleFen,
  startFen: billed.startFen,
  reservationFen: billed.reservationFen,
  discountFen: billed.discountFen,
  totalFen: billed.totalFen,
  shortfallFen,
});
