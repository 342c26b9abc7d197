// Orders as the contract shows them: a row with its names, its bill's lines and what went back.
import { asc, eq, sql } from "drizzle-orm";
import type { Bill, Order } from "../../core/contract/orders.ts";
import { offsetsBetween } from "../../core/pricing/zonedTime.ts";
import type { Database } from "./database.ts";
import { drivers } from "./tables/drivers.ts";
import { billLines, orders } from "./tables/orders.ts";
import { refunds } from "./tables/payments.ts";
import { piles, stations } from "./tables/stations.ts";

/** Orders with the names around them; the caller adds where, order and limit. */
export const selectOrders = (db: Database) =>
  db
    .select({
      order: orders,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
      timeZone: stations.timeZone,
      pileName: piles.name,
      driverName: drivers.displayName,
    })
    .from(orders)
    .innerJoin(stations, eq(stations.stationId, orders.stationId))
    .innerJoin(piles, eq(piles.pileId, orders.pileId))
    .leftJoin(drivers, eq(drivers.driverId, orders.driverId));

export type OrderRow = Awaited<ReturnType<typeof selectOrders>>[number];
type LineRow = typeof billLines.$inferSelect;
type RefundRow = Pick<
  typeof refunds.$inferSelect,
  "refundId" | "orderId" | "provider" | "amountFen" | "state" | "updatedAtMs"
>;

/** One parameter carries all ids, since D1 takes at most 100 of them. */
const idList = (ids: readonly string[]) => sql`json_each(${JSON.stringify(ids)})`;

export const linesOfOrdersQuery = (db: Database, orderIds: readonly string[]) =>
  db
    .select()
    .from(billLines)
    .where(sql`${billLines.orderId} in (select value from ${idList(orderIds)})`)
    .orderBy(asc(billLines.orderId), asc(billLines.line));

/** A payment for an order has the order's id, and its refunds are the range `idR…` of their key. */
export const refundsOfOrdersQuery = (db: Database, orderIds: readonly string[]) =>
  db
    .select({
      refundId: refunds.refundId,
      orderId: refunds.orderId,
      provider: refunds.provider,
      amountFen: refunds.amountFen,
      state: refunds.state,
      updatedAtMs: refunds.updatedAtMs,
    })
    .from(sql`${idList(orderIds)} as wanted`)
    .innerJoin(
      refunds,
      sql`${refunds.refundId} >= wanted.value || 'R' and ${refunds.refundId} < wanted.value || 'S'`,
    );

/** The rows as the contract's orders, in their order. */
export async function orderViews(
  db: Database,
  rows: readonly OrderRow[],
): Promise<readonly Order[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ order }) => order.orderId);
  const [lines, paidBack] = await db.batch([
    linesOfOrdersQuery(db, ids),
    refundsOfOrdersQuery(db, ids),
  ]);
  return rows.map((row) => {
    const { orderId } = row.order;
    return orderView(row, {
      lines: lines.filter((line) => line.orderId === orderId),
      refunds: paidBack.filter((refund) => refund.orderId === orderId),
    });
  });
}

/** One order with all that belongs to it; null when there is none. The caller checks whose it is. */
export async function findOrderView(
  db: Database,
  orderId: string,
): Promise<{ readonly row: OrderRow; readonly view: Order } | null> {
  const row = await selectOrders(db).where(eq(orders.orderId, orderId)).get();
  if (row === undefined) return null;
  const [view] = await orderViews(db, [row]);
  return view === undefined ? null : { row, view };
}

/** Pure: the same rows give the same view. */
function orderView(
  row: OrderRow,
  parts: { readonly lines: readonly LineRow[]; readonly refunds: readonly RefundRow[] },
): Order {
  const { order } = row;
  return {
    orderId: order.orderId,
    state: order.state,
    origin: order.origin,
    stationId: order.stationId,
    stationName: row.stationName,
    stationNameEn: row.stationNameEn,
    pileId: order.pileId,
    pileName: row.pileName,
    connectorId: order.connectorId,
    limit: order.chargeLimit,
    paymentWay: order.paymentWay,
    prepaidFen: order.prepaidFen,
    createdAtMs: order.createdAtMs,
    paidAtMs: order.paidAtMs,
    startedAtMs: order.startedAtMs,
    endedAtMs: order.endedAtMs,
    clocks: clocksOf(row),
    energyWh: order.energyWh,
    stopReason: order.stopReason,
    bill: billOf(order, parts.lines),
    refund: refundOf(order, parts.refunds),
    failure: order.failure,
    shortfallFen: order.shortfallFen,
  };
}

/** One under way is looked at for a day more than it can take. */
const openForMs = 2 * 86_400_000;

function clocksOf({ order, timeZone }: OrderRow): Order["clocks"] {
  const { createdAtMs, startedAtMs, endedAtMs } = order;
  return offsetsBetween(
    createdAtMs,
    endedAtMs ?? (startedAtMs ?? createdAtMs) + openForMs,
    timeZone,
  );
}

/** A bill exists once its total does. */
function billOf(order: OrderRow["order"], lines: readonly LineRow[]): Bill | null {
  if (order.totalFen === null) return null;
  return {
    energyWh: order.energyWh,
    lines: lines.map(({ orderId: _order, line: _line, ...rest }) => rest),
    electricityFen: order.electricityFen ?? 0,
    serviceFen: order.serviceFen ?? 0,
    idleFen: order.idleFen ?? 0,
    startFen: order.startFen ?? 0,
    reservationFen: order.reservationFen ?? 0,
    discountFen: order.discountFen ?? 0,
    totalFen: order.totalFen,
  };
}

/** The state that still needs something done is the one to show, the worst first. */
const urgency = ["failed", "due", "processing", "succeeded"] as const;

function refundOf(order: OrderRow["order"], rows: readonly RefundRow[]): Order["refund"] {
  const [first] = rows;
  if (first === undefined) return walletReturnOf(order);
  return {
    state: urgency.find((state) => rows.some((row) => row.state === state)) ?? first.state,
    amountFen: rows.reduce((sum, row) => sum + row.amountFen, 0),
    toWay: first.provider,
    updatedAtMs: Math.max(...rows.map((row) => row.updatedAtMs)),
  };
}

const ended: ReadonlySet<string> = new Set(["settled", "cancelled", "start_failed"]);

/** Money from the balance goes back in the ledger entry that ends the order; no gateway is asked. */
function walletReturnOf(order: OrderRow["order"]): Order["refund"] {
  if (order.paymentWay !== "balance" || order.paidAtMs === null || !ended.has(order.state)) {
    return null;
  }
  const amountFen = order.prepaidFen - (order.totalFen ?? 0);
  const updatedAtMs = order.endedAtMs ?? order.paidAtMs;
  return amountFen > 0 ? { state: "succeeded", amountFen, toWay: "balance", updatedAtMs } : null;
}
