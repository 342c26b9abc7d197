// The operators' books: payments, refunds and ledger entries, found by the orders and reservations
// that they are of. Rows are read for it and none are written, since rows written are the bill.
import { and, desc, eq, gte, lt, or, sql, type SQL } from "drizzle-orm";
import { encodeTime } from "ulid";
import { limits } from "../../core/limits.ts";
import type { Database } from "./database.ts";
import { drivers } from "./tables/drivers.ts";
import { orders } from "./tables/orders.ts";
import { ledgerEntries, paymentEvents, payments, refunds } from "./tables/payments.ts";
import { messages } from "./tables/personal.ts";
import { stations } from "./tables/stations.ts";

type OfOrders = {
  readonly operatorId: string;
  readonly fromMs: number | undefined;
  readonly untilMs: number | undefined;
  readonly orderId: string | undefined;
  readonly limit: number;
};

/** The least order id that an order made at this time can have. */
export const firstIdAt = (ms: number): string =>
  `${encodeTime(Math.max(0, Math.trunc(ms)), 10)}${"0".repeat(16)}`;

/** Ids begin with their time, so that a stretch of time is a range of the operator's index. */
export const madeWithin = (fromMs: number | undefined, untilMs: number | undefined) =>
  and(
    fromMs === undefined ? undefined : gte(orders.orderId, firstIdAt(fromMs)),
    untilMs === undefined ? undefined : lt(orders.orderId, firstIdAt(untilMs)),
  );

const ofOperator = ({ operatorId, fromMs, untilMs, orderId }: OfOrders) =>
  and(
    eq(orders.operatorId, operatorId),
    orderId === undefined ? undefined : eq(orders.orderId, orderId),
    madeWithin(fromMs, untilMs),
  );

const placeColumns = {
  orderId: orders.orderId,
  stationId: orders.stationId,
  stationName: stations.name,
  stationNameEn: stations.nameEn,
  driverName: drivers.displayName,
};

export type PaymentFilter = OfOrders & {
  readonly state: (typeof payments.$inferSelect)["state"] | undefined;
  readonly way: (typeof payments.$inferSelect)["provider"] | undefined;
  readonly before: string | undefined;
};

/** An order is paid once, under its own id. */
export const operatorPaymentsQuery = (db: Database, filter: PaymentFilter) =>
  db
    .select({
      ...placeColumns,
      paymentId: payments.paymentId,
      orderState: orders.state,
      way: payments.provider,
      state: sql<(typeof payments.$inferSelect)["state"]>`${payments.state}`.as("payment_state"),
      amountFen: payments.amountFen,
      gatewayTradeNo: payments.gatewayTradeNo,
      createdAtMs: payments.createdAtMs,
      paidAtMs: payments.paidAtMs,
    })
    .from(orders)
    .innerJoin(payments, eq(payments.paymentId, orders.orderId))
    .innerJoin(stations, eq(stations.stationId, orders.stationId))
    .leftJoin(drivers, eq(drivers.driverId, orders.driverId))
    .where(
      and(
        ofOperator(filter),
        filter.before === undefined ? undefined : lt(orders.orderId, filter.before),
        filter.state === undefined ? undefined : eq(payments.state, filter.state),
        filter.way === undefined ? undefined : eq(payments.provider, filter.way),
      ),
    )
    .orderBy(desc(orders.orderId))
    .limit(filter.limit);

export type RefundFilter = OfOrders & {
  readonly state: (typeof refunds.$inferSelect)["state"] | undefined;
  /** A refund's id. */
  readonly before: string | undefined;
};

export const operatorRefundsQuery = (db: Database, filter: RefundFilter) =>
  db
    .select({
      ...placeColumns,
      refundId: refunds.refundId,
      way: refunds.provider,
      reason: refunds.reason,
      state: refunds.state,
      amountFen: refunds.amountFen,
      gatewayRefundNo: refunds.gatewayRefundNo,
      attempts: refunds.attempts,
      lastError: refunds.lastError,
      createdAtMs: refunds.createdAtMs,
      updatedAtMs: refunds.updatedAtMs,
    })
    .from(orders)
    .innerJoin(
      refunds,
      sql`${refunds.refundId} >= ${orders.orderId} || 'R' and ${refunds.refundId} < ${orders.orderId} || 'S'`,
    )
    .innerJoin(stations, eq(stations.stationId, orders.stationId))
    .leftJoin(drivers, eq(drivers.driverId, orders.driverId))
    .where(
      and(
        ofOperator(filter),
        filter.before === undefined
          ? undefined
          : and(
              sql`${orders.orderId} <= ${filter.before.slice(0, 26)}`,
              lt(refunds.refundId, filter.before),
            ),
        filter.state === undefined ? undefined : eq(refunds.state, filter.state),
      ),
    )
    .orderBy(desc(orders.orderId), desc(refunds.refundId))
    .limit(filter.limit);

export type Stretch = {
  readonly operatorId: string;
  readonly fromMs: number;
  readonly untilMs: number;
};

/**
 * The ledger's entries of an operator's orders made in a stretch of time, and of its reservations
 * that begin in it, each by ranges of keys: nothing is written for this, and nothing is scanned.
 */
const entriesOf = ({ operatorId, fromMs, untilMs }: Stretch): SQL => sql`(
  select about.order_id as owner, about.station_id as station_id, about.created_at_ms as made_at_ms,
      entry.source as source, entry.kind as kind, entry.order_id as order_id, entry.at_ms as at_ms,
      entry.postings as postings
    from orders as about
    cross join json_each('["payment:","order:","refund:"]') as wanted
    cross join ledger_entries as entry on entry.source >= wanted.value || about.order_id
      and entry.source < wanted.value || about.order_id || '~'
    where about.operator_id = ${operatorId} and about.order_id >= ${firstIdAt(fromMs)}
      and about.order_id < ${firstIdAt(untilMs)}
  union all
  select about.reservation_id, pile.station_id, about.from_ms, entry.source, entry.kind,
      entry.order_id, entry.at_ms, entry.postings
    from piles as pile
    cross join reservations as about on about.pile_id = pile.pile_id
      and about.from_ms >= ${fromMs} and about.from_ms < ${untilMs}
    cross join ledger_entries as entry on entry.source >= 'reservation:' || about.reservation_id || ':'
      and entry.source < 'reservation:' || about.reservation_id || ';'
    where pile.operator_id = ${operatorId}) as booked`;

/** "driver:D1:wallet" → "driver:wallet": of whom an account is, is left out. */
const kindOfAccount = (account: SQL): SQL => sql`case when ${account} like 'gateway:%'
    or ${account} like 'refunds:%' or ${account} like 'platform:%' then ${account}
  else substr(${account}, 1, instr(${account}, ':'))
    || substr(${account}, instr(substr(${account}, instr(${account}, ':') + 1), ':')
      + instr(${account}, ':') + 1) end`;

const account = kindOfAccount(sql`(part.value ->> '$.account')`);
const amount = sql`(part.value ->> '$.amountFen')`;

export const trialBalanceQuery = (db: Database, stretch: Stretch) =>
  db
    .select({
      account: sql<string>`${account}`.as("account"),
      debitFen: sql<number>`sum(max(${amount}, 0))`.as("debit"),
      creditFen: sql<number>`sum(max(-${amount}, 0))`.as("credit"),
    })
    .from(sql`${entriesOf(stretch)}, json_each(booked.postings) as part`)
    .groupBy(sql`1`)
    .orderBy(sql`1`);

/** One row a station, month of Beijing's calendar and component that earned or gave back. */
export const revenueQuery = (db: Database, stretch: Stretch) =>
  db
    .select({
      stationId: sql<string>`booked.station_id`.as("station_id"),
      month: sql<string>`strftime('%Y-%m', (booked.made_at_ms + 28800000) / 1000, 'unixepoch')`.as(
        "month",
      ),
      account: sql<string>`${account}`.as("account"),
      fen: sql<number>`sum(-${amount})`.as("fen"),
    })
    .from(sql`${entriesOf(stretch)}, json_each(booked.postings) as part`)
    .where(sql`${account} like 'operator:revenue:%'`)
    .groupBy(sql`1, 2, 3`)
    .orderBy(sql`2 desc, 1, 3`)
    .limit(limits.bookRows.most);

export const namesOfStationsQuery = (db: Database, stationIds: readonly string[]) =>
  db
    .select({ stationId: stations.stationId, name: stations.name, nameEn: stations.nameEn })
    .from(sql`json_each(${JSON.stringify(stationIds)}) as wanted`)
    .crossJoin(stations)
    .where(eq(stations.stationId, sql`wanted.value`));

export type EntryFilter = Stretch & {
  /** As the trial balance names it. */
  readonly account: string | undefined;
  /** The last entry of the page before, and whose it is. */
  readonly before: { readonly owner: string; readonly source: string } | null;
  readonly limit: number;
};

/** The newest order or reservation first. */
export const operatorEntriesQuery = (db: Database, { before, ...filter }: EntryFilter) =>
  db
    .select({
      owner: sql<string>`booked.owner`.as("owner"),
      source: sql<string>`booked.source`.as("source"),
      kind: sql<string>`booked.kind`.as("kind"),
      orderId: sql<string | null>`booked.order_id`.as("order_id"),
      stationId: sql<string>`booked.station_id`.as("station_id"),
      atMs: sql<number>`booked.at_ms`.as("at_ms"),
      postings: sql`booked.postings`.mapWith(ledgerEntries.postings).as("postings"),
    })
    .from(entriesOf(filter))
    .where(
      and(
        before === null
          ? undefined
          : sql`(booked.owner, booked.source) < (${before.owner}, ${before.source})`,
        filter.account === undefined
          ? undefined
          : sql`exists (select 1 from json_each(booked.postings) as part
              where ${account} = ${filter.account})`,
      ),
    )
    .orderBy(sql`booked.owner desc, booked.source desc`)
    .limit(filter.limit);

/** What gateways said of an order's payment and refunds: there are few, and the last ones count. */
export const gatewayEventsQuery = (db: Database, orderId: string) =>
  db
    .select({
      provider: paymentEvents.provider,
      kind: paymentEvents.kind,
      raw: paymentEvents.raw,
      receivedAtMs: paymentEvents.receivedAtMs,
    })
    .from(paymentEvents)
    .where(
      or(
        eq(paymentEvents.subject, orderId),
        and(gte(paymentEvents.subject, `${orderId}R`), lt(paymentEvents.subject, `${orderId}S`)),
      ),
    )
    .limit(MOST_EVENTS);

const MOST_EVENTS = 50;

/** A driver's messages of the time around an order that speak of it; ids begin with their time. */
export const messagesOfOrderQuery = (
  db: Database,
  {
    driverId,
    orderId,
    fromMs,
  }: {
    readonly driverId: string;
    readonly orderId: string;
    readonly fromMs: number;
  },
) =>
  db
    .select({ messageId: messages.messageId, content: messages.content })
    .from(messages)
    .where(
      and(
        eq(messages.driverId, driverId),
        gte(messages.messageId, firstIdAt(fromMs)),
        sql`json_extract(${messages.content}, '$.orderId') = ${orderId}`,
      ),
    )
    .limit(MOST_EVENTS);
