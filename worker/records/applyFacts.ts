// Applies a Pile's facts: what they need is read at once, all they change is written in one batch,
// and what follows (a refund, closing a payment) is begun. Applying them again changes nothing.
import type { Consequence, Fact } from "../../core/charging/facts.ts";
import { unreachable } from "../../core/result.ts";
import { diagnosticsTold } from "../db/diagnostics.ts";
import { insertFinding } from "../db/findings.ts";
import { updateBooted, updateTold } from "../db/firmware.ts";
import { insertReservationMessage } from "../db/messages.ts";
import {
  billableOrdersQuery,
  endedOrdersQuery,
  type BillableOrder,
  type EndedOrder,
} from "../db/orders.ts";
import {
  moveReservation,
  reservationIsOpen,
  reservationKeysQuery,
  type ReservationKey,
} from "../db/reservations.ts";
import { brokenConstraint, runBatch, runBatchThen, type Statement } from "../db/statements.ts";
import { logError } from "../http/errors.ts";
import { refundLater } from "../orders/endOrder.ts";
import type { Money } from "../payments/money.ts";
import { endStatements } from "../reservations/endReservation.ts";
import { closeLater } from "../payments/settle.ts";
import { offerStatements } from "./offers.ts";
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
  const ownStates = facts.filter(isOwnState);
  if (ownStates.length === facts.length && (await wroteOwnStates(money.db, pileId, ownStates))) {
    return [];
  }
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
  const ends = facts.some(({ kind }) => kind === "sessionEnded" || kind === "startFailed");
  const ended = await write(money, known, {
    facts: withoutOvertaken(facts),
    endedIds: ends ? orderIds : [],
  });
  return ended.flatMap((order) => consequencesOf(money, order, nowMs));
}

type OwnState = Extract<Fact, { kind: "connectorChanged" | "onlineChanged" | "identified" }>;

const isOwnState = (fact: Fact): fact is OwnState =>
  fact.kind === "connectorChanged" || fact.kind === "onlineChanged" || fact.kind === "identified";

/**
 * The most frequent facts change rows of the pile's own, or none where it is not known: nothing has
 * to be read for them. False when a row refused one of them.
 */
async function wroteOwnStates(
  db: Money["db"],
  pileId: string,
  facts: readonly OwnState[],
): Promise<boolean> {
  try {
    await runBatch(
      db,
      withoutOvertaken(facts).flatMap((fact) => ownStateStatements(db, pileId, fact)),
    );
    return true;
  } catch (error) {
    if (brokenConstraint(error) === null) throw error;
    return false;
  }
}

function ownStateStatements(db: Money["db"], pileId: string, fact: OwnState): readonly Statement[] {
  switch (fact.kind) {
    case "connectorChanged":
      return [told.connectorChanged(db, pileId, fact)];
    case "onlineChanged":
      return [told.onlineChanged(db, pileId, fact)];
    case "identified":
      return [told.identified(db, pileId, fact), updateBooted(db, pileId, fact.atMs)];
    default:
      return unreachable(fact);
  }
}

const orderIdOf = (fact: Fact): string[] =>
  "orderId" in fact && fact.orderId !== null ? [fact.orderId] : [];

/** Of several states of one thing in one list only the last is written: each row is paid for. */
function withoutOvertaken<F extends Fact>(facts: readonly F[]): readonly F[] {
  const last = new Map(facts.map((fact, index) => [thingOf(fact), index]));
  return facts.filter((fact, index) => !isState(fact) || last.get(thingOf(fact)) === index);
}

/** Tells how something stands now, which a later fact of the same thing tells better. */
const isState = (fact: Fact): boolean =>
  isOwnState(fact) || fact.kind === "sessionStarted" || fact.kind === "sessionFinishing";

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
    case "firmwareStatus":
    case "diagnosticsStatus":
    case "faultOpened":
    case "faultClosed":
    case "linkLost":
    case "linkBack":
    case "startFailed":
    case "reservationChanged":
    case "bookingMoved":
    case "bookingEnded":
    case "connectorOffered":
    case "offerEnded":
    case "securityEvent":
      return fact.kind;
    default:
      return unreachable(fact);
  }
}

/**
 * One batch; where a row of it can never be written, each fact by itself, so that none blocks the
 * rest. Gives the orders of `endedIds` as they stand after it, so that a repeat tells what the first
 * time told.
 */
async function write(
  money: Money,
  known: Known,
  { facts, endedIds }: { readonly facts: readonly Fact[]; readonly endedIds: readonly string[] },
): Promise<readonly EndedOrder[]> {
  const statements = facts.flatMap((fact) => statementsOf(money, known, fact));
  try {
    if (endedIds.length > 0) {
      return await runBatchThen(money.db, statements, endedOrdersQuery(money.db, endedIds));
    }
    await runBatch(money.db, statements);
    return [];
  } catch (error) {
    const broken = brokenConstraint(error);
    const [only, ...others] = facts;
    if (broken === null || only === undefined) throw error;
    if (others.length > 0) {
      for (const fact of facts) await write(money, known, { facts: [fact], endedIds: [] });
    } else await insertFinding(money.db, notApplied(known, only, broken));
    return endedIds.length === 0 ? [] : endedOrdersQuery(money.db, endedIds);
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
    case "onlineChanged":
    case "identified":
      return ownStateStatements(db, place.pileId, fact);
    case "firmwareStatus":
      return [updateTold(db, place.pileId, fact)];
    case "diagnosticsStatus":
      return [diagnosticsTold(db, place.pileId, fact)];
    case "faultOpened":
      return [told.faultOpened(db, place, fact), ...told.faultMessage(db, fact)];
    case "faultClosed":
      return [told.faultClosed(db, place, fact)];
    case "linkLost":
      return [told.linkLost(db, place, fact)];
    case "linkBack":
      return [told.linkBack(db, place, fact)];
    case "reservationChanged":
      return [told.reservationChanged(db, place, fact)];
    case "bookingMoved":
    case "bookingEnded":
      return bookingStatements(db, known, fact);
    case "connectorOffered":
    case "offerEnded":
      return offerStatements(db, place, fact);
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

function consequencesOf(money: Money, order: EndedOrder, nowMs: number): Consequence[] {
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
}
