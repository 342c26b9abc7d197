// Charges that a driver begins at the pile with his card: whether the card may, and the order that
// the charge becomes, paid from the balance.
import type { AuthorizationStatus } from "../../core/charging/events.ts";
import type { CardOrder, RecordsService } from "../../core/charging/facts.ts";
import { limits } from "../../core/limits.ts";
import { and, eq } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import {
  insertOrder,
  offerQuery,
  orderKeyQuery,
  orderQuery,
  payerOfCardQuery,
} from "../db/orders.ts";
import { brokenConstraint, runBatch } from "../db/statements.ts";
import { cards, drivers } from "../db/tables/drivers.ts";
import { tariffs } from "../db/tables/stations.ts";
import { offerOf, type Offer } from "../orders/offer.ts";
import { holdFromBalance, isOverdraft } from "../payments/balance.ts";
import { ulidOf } from "../ulidOf.ts";
import { placeQuery } from "./place.ts";

type Authorized = Awaited<ReturnType<RecordsService["authorizeCard"]>>;
type Opened = Awaited<ReturnType<RecordsService["openCardOrder"]>>;
type CardStart = Parameters<RecordsService["openCardOrder"]>[0];

/** A start with less would be stopped before the car has begun to draw. */
const leastCardFen = 500;

const cardQuery = (db: Database, idTag: string) =>
  db
    .select({
      driverId: cards.driverId,
      blockedAtMs: cards.blockedAtMs,
      expiresAtMs: cards.expiresAtMs,
      closedAtMs: drivers.closedAtMs,
    })
    .from(cards)
    .innerJoin(drivers, eq(drivers.driverId, cards.driverId))
    .where(eq(cards.idTag, idTag));

type CardRow = Awaited<ReturnType<typeof cardQuery>>[number];

function statusOf(card: CardRow | undefined, nowMs: number): AuthorizationStatus {
  if (card === undefined) return "Invalid";
  if (card.blockedAtMs !== null || card.closedAtMs !== null) return "Blocked";
  return card.expiresAtMs !== null && card.expiresAtMs <= nowMs ? "Expired" : "Accepted";
}

export async function authorizeCard(
  db: Database,
  { pileId, idTag, nowMs }: Parameters<RecordsService["authorizeCard"]>[0],
): Promise<Authorized> {
  const [[card], [place]] = await db.batch([cardQuery(db, idTag), placeQuery(db, pileId)]);
  const status = place === undefined ? "Invalid" : statusOf(card, nowMs);
  const isKnown = card !== undefined && status !== "Invalid";
  return {
    status,
    driverId: isKnown ? card.driverId : null,
    expiresAtMs: isKnown ? card.expiresAtMs : null,
  };
}

/**
 * OCPP 1.6 has no word for "no credit" (2.x has NoCredit): a driver who owes, or whose balance is
 * too low, is Blocked, which tells the charger to refuse him and is never cached as an unknown card.
 */
const noCredit = "Blocked";

/** Two tries: between reading the balance and taking it, another charge may have taken some. */
export async function openCardOrder(db: Database, start: CardStart): Promise<Opened> {
  const orderId = ulidOf(start.startedAtMs, [
    start.pileId,
    start.connectorId,
    start.idTag,
    start.startedAtMs,
    start.meterStartWh,
  ]);
  return (
    (await tryToOpen(db, orderId, start)) ??
    (await tryToOpen(db, orderId, start)) ?? { status: noCredit }
  );
}

/** Null when the balance changed under our hands. A charger waits, so all is read in one trip. */
async function tryToOpen(db: Database, orderId: string, start: CardStart): Promise<Opened | null> {
  const [[known], [card], [payer], [row]] = await db.batch([
    orderKeyQuery(db, orderId),
    cardQuery(db, start.idTag),
    payerOfCardQuery(db, start.idTag),
    offerQuery(db, { ...start, atMs: start.startedAtMs }),
  ]);
  const there = known === undefined ? null : await existing(db, orderId);
  if (there !== null) return { status: "Accepted", order: there };
  const status = statusOf(card, start.nowMs);
  if (card === undefined) return { status: "Invalid" };
  if (status !== "Accepted") return { status };
  if (payer === undefined || payer.receivableFen > 0 || payer.balanceFen < leastCardFen) {
    return { status: noCredit };
  }
  const offer = offerOf(row, payer.membership);
  // A place without a price cannot charge anybody, whatever his card.
  if (!offer.ok) return { status: "Blocked" };
  const prepaidFen = Math.min(payer.balanceFen, limits.cardHoldFen.most);
  const { driverId } = card;
  try {
    await runBatch(
      db,
      statementsOf(db, { orderId, driverId, prepaidFen, start, offer: offer.value }),
    );
  } catch (error) {
    const there = await existing(db, orderId);
    if (there !== null) return { status: "Accepted", order: there };
    if (isOverdraft(error)) return null;
    throw brokenConstraint(error) === null
      ? error
      : new Error("card order refused", { cause: error });
  }
  const { tariff, timeZone, membership } = offer.value.priced;
  const order = { orderId, driverId, prepaidFen, terms: { tariff, timeZone, membership } };
  return { status: "Accepted", order };
}

function statementsOf(
  db: Database,
  given: {
    readonly orderId: string;
    readonly driverId: string;
    readonly prepaidFen: number;
    readonly start: CardStart;
    readonly offer: Offer;
  },
) {
  const { orderId, driverId, prepaidFen, start, offer } = given;
  const { nowMs, startedAtMs, connectorId } = start;
  const { membership } = offer.priced;
  return [
    insertOrder(db, {
      orderId,
      operatorId: offer.operatorId,
      stationId: offer.stationId,
      pileId: offer.pileId,
      connectorId,
      driverId,
      origin: "card",
      state: "charging",
      chargeLimit: { kind: "full" },
      paymentWay: "balance",
      prepaidFen,
      membership,
      ...offer.pinned,
      createdAtMs: nowMs,
      paidAtMs: nowMs,
      startedAtMs,
    }),
    holdFromBalance(db, { orderId, driverId, amountFen: prepaidFen, atMs: nowMs }),
  ];
}

/** The order of a start that was told before, whatever has become of it. */
async function existing(db: Database, orderId: string): Promise<CardOrder | null> {
  const order = await orderQuery(db, orderId).get();
  if (order === undefined || order.driverId === null) return null;
  const [[row], [tariff]] = await db.batch([
    offerQuery(db, { ...order, atMs: order.createdAtMs }),
    db
      .select({ content: tariffs.content })
      .from(tariffs)
      .where(and(eq(tariffs.tariffId, order.tariffId), eq(tariffs.version, order.tariffVersion))),
  ]);
  if (row === undefined || tariff === undefined) return null;
  const { driverId, prepaidFen, membership } = order;
  const terms = { tariff: tariff.content, timeZone: row.timeZone, membership };
  return { orderId, driverId, prepaidFen, terms };
}
