// Every query of the money finds its rows by a key or an index: none reads a table from end to end.
import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import type { Database } from "../../../worker/db/database.ts";
import { entriesOfOrderQuery, movementsQuery } from "../../../worker/db/ledger.ts";
import * as orders from "../../../worker/db/orders.ts";
import { selectOrders } from "../../../worker/db/orderView.ts";
import * as payments from "../../../worker/db/payments.ts";
import * as refunds from "../../../worker/db/refunds.ts";
import { insertSession, readingsOfOrderQuery, sessionIsOf } from "../../../worker/db/sessions.ts";
import * as withdrawals from "../../../worker/db/withdrawals.ts";
import { endOrderStatements } from "../../../worker/orders/endOrder.ts";
import { connectorChanged, faultClosed } from "../../../worker/records/pileFacts.ts";
import { as } from "./support/as.ts";
import { aWorld, db, env, migrate } from "./support/world.ts";

beforeAll(migrate);

type Query = { toSQL(): { readonly sql: string; readonly params: readonly unknown[] } };

const orderId = "01KA0000000000000000000000";
const driverId = "d";
const place = {
  pileId: "p",
  operatorId: "o",
  stationId: "s",
  stationName: "n",
  stationNameEn: "n",
  timeZone: "Asia/Shanghai",
};
const session = {
  sessionId: "p:1",
  orderId,
  pileId: "p",
  connectorId: 1,
  transactionId: 1,
  idTag: "t",
  startedAtMs: 1,
  endedAtMs: 2,
  meterStartWh: 0,
  meterStopWh: 1,
  leftAtMs: null,
  stopReason: "Local",
  readings: [],
  anomalies: [],
};

const withdrawal = {
  withdrawalId: orderId,
  driverId,
  amountFen: 1,
  parts: [{ paymentId: orderId, provider: "alipay", amountFen: 1, totalFen: 1 }],
  createdAtMs: 1,
} as const;

const queries: Readonly<Record<string, (db: Database) => Query>> = {
  offer: (db) => orders.offerQuery(db, { pileId: "p", connectorId: 1, atMs: 1 }),
  payer: (db) => orders.payerQuery(db, driverId),
  payerOfCard: (db) => orders.payerOfCardQuery(db, "CARD1"),
  identities: (db) => orders.identitiesQuery(db, driverId),
  openAppOrder: (db) => orders.openAppOrderQuery(db, driverId),
  order: (db) => orders.orderQuery(db, orderId),
  pageOfOrders: (db) =>
    selectOrders(db)
      .where(orders.pageOfOrders({ driverId, before: orderId }))
      .orderBy(sql`order_id desc`)
      .limit(21),
  billableOrders: (db) => orders.billableOrdersQuery(db, [orderId]),
  endedOrders: (db) => orders.endedOrdersQuery(db, [orderId]),
  openOrders: (db) =>
    orders.openOrdersQuery(db, { states: ["paid"], untilMs: 1, limit: 50, newestFirst: false }),
  moveOrder: (db) => orders.moveOrder(db, orderId, { from: ["paid"], to: { state: "charging" } }),
  payment: (db) => payments.paymentQuery(db, orderId),
  pendingPayments: (db) => payments.pendingPaymentsQuery(db, { untilMs: 1, limit: 50 }),
  refund: (db) => refunds.refundQuery(db, `${orderId}R1`),
  dueRefunds: (db) => refunds.dueRefundsQuery(db, { nowMs: 1, limit: 50 }),
  refundsOfDriver: (db) =>
    refunds.refundsOfDriverQuery(db, { driverId, before: `${orderId}R1`, limit: 21 }),
  paidTopUps: (db) =>
    withdrawals.paidTopUpsQuery(db, { driverId, fromMs: 1, refusedSinceMs: 1, limit: 100 }),
  againstWithdrawal: (db) => withdrawals.againstWithdrawalQuery(db, driverId),
  insertWithdrawal: (db) => withdrawals.insertWithdrawal(db, withdrawal),
  insertWithdrawalRefunds: (db) =>
    withdrawals.insertWithdrawalRefunds(db, { withdrawalId: orderId, nowMs: 1 }),
  withdrawal: (db) => withdrawals.withdrawalQuery(db, orderId),
  withdrawals: (db) =>
    withdrawals.withdrawalsQuery(db, { driverId, before: { atMs: 1, id: "w" }, limit: 21 }),
  refundsById: (db) => withdrawals.refundsByIdQuery(db, [orderId]),
  entriesOfOrder: (db) => entriesOfOrderQuery(db, orderId),
  movements: (db) => movementsQuery(db, { driverId, limit: 21, before: { atMs: 1, source: "s" } }),
  readings: (db) => readingsOfOrderQuery(db, orderId),
  insertSession: (db) => insertSession(db, session),
  sessionIsOf: (db) => db.select({ is: sessionIsOf("p:1", orderId) }).from(sql`(select 1)`),
  connectorChanged: (db) =>
    as<Query>(
      connectorChanged(db, "p", {
        kind: "connectorChanged",
        connectorId: 1,
        state: "available",
        sinceMs: 1,
        errorCode: null,
      }),
    ),
  faultClosed: (db) =>
    as<Query>(faultClosed(db, place, { kind: "faultClosed", connectorId: 1, atMs: 1 })),
};

async function scansOf(query: Query): Promise<string[]> {
  const { sql: text, params } = query.toSQL();
  const plan = await env.DB.prepare(`explain query plan ${text}`)
    .bind(...params)
    .all<{ detail: string }>();
  return plan.results
    .map(({ detail }) => detail)
    .filter((detail) => detail.startsWith("SCAN"))
    .filter(
      (detail) =>
        !/^SCAN (json_each|CONSTANT ROW|\(subquery|wanted|value|part|recent)/.test(detail),
    );
}

it.each(Object.keys(queries))("%s", async (name) => {
  expect(await scansOf(queries[name]!(db))).toEqual([]);
});

it("giving an order up", async () => {
  const { money, place } = await aWorld();
  const order = { ...place, orderId, driverId, state: "paid", prepaidFen: 1 } as const;
  const statements = endOrderStatements(
    money,
    { ...order, paymentWay: "wechatpay" },
    { failure: "start_rejected", nowMs: 1 },
  );
  for (const statement of statements) {
    expect(await scansOf(as<Query>(statement))).toEqual([]);
  }
});
