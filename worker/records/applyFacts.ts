// Applies a Pile's facts: what they need is read at once, all they change is written in one batch,
// and what follows (a refund, closing a payment) is begun. Applying them again changes nothing.
import type { Consequence, Fact } from "../../core/charging/facts.ts";
import { unreachable } from "../../core/result.ts";
import { insertFinding } from "../db/findings.ts";
import { billableOrdersQuery, endedOrdersQuery, type BillableOrder } from "../db/orders.ts";
import { insertReservationMessage } from "../db/messages.ts";
import {
  moveReservation,
  reservationIsOpen,
  reservationKeysQuery,
  type ReservationKey,
} from "../db/reservations.ts";
import { brokenConstraint, runBatch, type Statement } from "../db/statements.ts";
import { logError } from "../http/errors.ts";
import { refundLater } from "../orders/endOrder.ts";
import type { Money } from "../payments/money.ts";
import { endStatements } from "../reservations/endReservation.ts";
import { closeLater } from "../payments/settle.ts";
import { orderStatements } from "./orderFacts.ts";
import { placeQuery, type PlaceOfPile } from "./place.ts";
import * as told from "./pileFacts.ts";
import { sessionStatements } from "./settlement.ts";

type Known = {
  readonly place: PlaceOfPile;
  readonly orders: ReadonlyMap<string, BillableOrder>;
  readonly reservations: ReadonlyMap<string, ReservationKey>;
  readonly nowMs: number;
};

/** Rejects when the database is out of reach, and for nothing that a fact may say. */
export async function applyFacts(
  money: Money,
  {
    pileId,
    facts,
    nowMs,
  }: { readonly pileId: string; readonly facts: readonly Fact[]; readonly nowMs: number },
): Promise<readonly Consequence[]> {
  const orderIds = [...new Set(facts.flatMap(orderIdOf))];
  const reservationIds = facts.flatMap((fact) => ("bookingId" in fact ? [fact.bookingId] : []));
  const [[place], orders, reservations] = await money.db.batch([
    placeQuery(money.db, pileId),
    billableOrdersQuery(money.db, orderIds),
    reservationKeysQuery(money.db, reservationIds),
  ]);
  if (place === undefined) {
    logError("facts of an unknown pile", new Error(`${facts.length} facts`), { pileId });
    return [];
  }
  const known = {
    place,
    orders: new Map(orders.map((order) => [order.orderId, order])),
    reservations: new Map(reservations.map((one) => [one.reservationId, one])),
    nowMs,
  };
  await write(money, known, withoutOvertaken(facts));
  return consequencesOf(money, { facts, orderIds, nowMs });
}

const orderIdOf = (fact: Fact): string[] =>
  "orderId" in fact && fact.orderId !== null ? [fact.orderId] : [];

/** Of several states of one thing in one list only the last is written: each row is paid for. */
function withoutOvertaken(facts: readonly Fact[]): readonly Fact[] {
  const last = new Map(facts.map((fact, index) => [thingOf(fact), index]));
  return facts.filter((fact, index) => !isState(fact) || last.get(thingOf(fact)) === index);
}

/** Tells how something stands now, which a later fact of the same thing tells better. */
const isState = ({ kind }: Fact): boolean =>
  kind === "connectorChanged" ||
  kind === "onlineChanged" ||
  kind === "identified" ||
  kind === "sessionStarted" ||
  kind === "sessionFinishing";

/** An order's end tells all that its earlier states did. */
function thingOf(fact: Fact): string {
  switch (fact.kind) {
    case "connectorChanged":
      return `connector ${fact.connectorId}`;
    case "sessionStarted":
    case "sessionFinishing":
    case "sessionEnded":
      return `session of ${fact.orderId}`;
    case "onlineChanged":
    case "identified":
    case "faultOpened":
    case "faultClosed":
    case "startFailed":
    case "reservationChanged":
    case "bookingMoved":
    case "bookingEnded":
    case "securityEvent":
      return fact.kind;
    default:
      return unreachable(fact);
  }
}

/** One batch; where a row of it can never be written, each fact by itself, so that none blocks the rest. */
async function write(money: Money, known: Known, facts: readonly Fact[]): Promise<void> {
  try {
    await runBatch(
      money.db,
      facts.flatMap((fact) => statementsOf(money, known, fact)),
    );
  } catch (error) {
    const broken = brokenConstraint(error);
    const [only, ...others] = facts;
    if (broken === null || only === undefined) throw error;
    if (others.length > 0) for (const fact of facts) await write(money, known, [fact]);
    else await insertFinding(money.db, notApplied(known, only, broken));
  }
}

/** What no statement can be made of (a tariff that cannot be read) is kept whole for a person. */
function statementsOf(money: Money, known: Known, fact: Fact): readonly Statement[] {
  try {
    return factStatements(money, known, fact);
  } catch (error) {
    logError("fact not applied", error, { pileId: known.place.pileId, kind: fact.kind });
    const why = error instanceof Error ? error.message : String(error);
    return [insertFinding(money.db, notApplied(known, fact, why))];
  }
}

const notApplied = ({ place, nowMs }: Known, fact: Fact, why: string) => ({
  operatorId: place.operatorId,
  kind: "fact_not_applied",
  subject: place.pileId,
  detail: `${why}: ${JSON.stringify(fact)}`,
  atMs: "atMs" in fact ? fact.atMs : nowMs,
});

function factStatements(money: Money, known: Known, fact: Fact): readonly Statement[] {
  const { db } = money;
  const { place, orders, nowMs } = known;
  switch (fact.kind) {
    case "connectorChanged":
      return [told.connectorChanged(db, place, fact)];
    case "onlineChanged":
      return [told.onlineChanged(db, place, fact)];
    case "identified":
      return [told.identified(db, place, fact)];
    case "faultOpened":
      return [told.faultOpened(db, place, fact), ...told.faultMessage(db, fact)];
    case "faultClosed":
      return [told.faultClosed(db, place, fact)];
    case "reservationChanged":
      return [told.reservationChanged(db, place, fact)];
    case "bookingMoved":
    case "bookingEnded":
      return bookingStatements(db, known, fact);
    case "securityEvent":
      return [told.securityEvent(db, place, fact)];
    case "sessionStarted":
    case "sessionFinishing":
    case "startFailed": {
      const order = orders.get(fact.orderId) ?? null;
      return orderStatements(money, place, { fact, order, nowMs });
    }
    case "sessionEnded": {
      const order = fact.orderId === null ? null : (orders.get(fact.orderId) ?? null);
      return sessionStatements(db, place, { fact, order, nowMs });
    }
    default:
      return unreachable(fact);
  }
}

/** Of one that was never written nothing is to be ended: no money was taken for it. */
function bookingStatements(
  db: Money["db"],
  { reservations }: Known,
  fact: Extract<Fact, { kind: "bookingMoved" | "bookingEnded" }>,
): readonly Statement[] {
  const reservation = reservations.get(fact.bookingId);
  if (reservation === undefined) return [];
  if (fact.kind === "bookingMoved") {
    const { bookingId: reservationId, connectorId, atMs } = fact;
    const { fromMs } = reservation;
    const content = { kind: "reservationMoved", reservationId, connectorId, fromMs } as const;
    return [
      insertReservationMessage(db, { atMs, content }, reservationIsOpen(reservationId)),
      moveReservation(db, { ...reservation, ...fact }),
    ];
  }
  const { end, usedBy: orderId, atMs } = fact;
  return endStatements(db, reservation, { end, orderId, atMs });
}

/** Read from the records after the batch, so that a repeat tells what the first time told. */
async function consequencesOf(
  money: Money,
  {
    facts,
    orderIds,
    nowMs,
  }: {
    readonly facts: readonly Fact[];
    readonly orderIds: readonly string[];
    readonly nowMs: number;
  },
): Promise<readonly Consequence[]> {
  const ends = facts.some(({ kind }) => kind === "sessionEnded" || kind === "startFailed");
  if (!ends) return [];
  const orders = await endedOrdersQuery(money.db, orderIds);
  return orders.flatMap((order): Consequence[] => {
    const { orderId, state, prepaidFen, totalFen, shortfallFen, paymentWay } = order;
    if (state === "settled") {
      const spentFen = totalFen ?? 0;
      const refundFen = Math.max(0, prepaidFen - spentFen);
      if (refundFen > 0 && paymentWay !== "balance") refundLater(money, orderId, nowMs);
      return [{ kind: "settled", orderId, totalFen: spentFen, refundFen, shortfallFen }];
    }
    if (state !== "cancelled" && state !== "start_failed") return [];
    if (paymentWay !== "balance") {
      refundLater(money, orderId, nowMs);
      closeLater(money, orderId, nowMs);
    }
    return [{ kind: "startFailed", orderId }];
  });
}
