// An operator's orders, and what was attempted against it.
import {
  adminGetOrder,
  adminListOrders,
  adminListSecurityEvents,
  type AdminOrder,
} from "../../../../core/contract/admin/orders.ts";
import { err, ok } from "../../../../core/result.ts";
import { moneyOfOrder, operatorOrderQuery, operatorOrdersQuery } from "../../../db/adminOrders.ts";
import { listSecurityEvents } from "../../../db/audit.ts";
import { dbOf, type Database } from "../../../db/database.ts";
import { orderViews, type OrderRow } from "../../../db/orderView.ts";
import type { App } from "../../context.ts";
import { pageOfRows } from "../../page.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

export function adminOrderRoutes(app: App): void {
  serveStaff(app, adminListOrders, listOrders);
  serveStaff(app, adminGetOrder, oneOrder);
  serveStaff(app, adminListSecurityEvents, securityEvents);
}

async function adminViews(db: Database, rows: readonly OrderRow[]): Promise<AdminOrder[]> {
  const views = await orderViews(db, rows);
  return views.map((view, at) => ({ ...view, driverName: rows[at]?.driverName ?? null }));
}

async function listOrders({ env, input, staff }: Call<typeof adminListOrders, ByStaff>) {
  const db = dbOf(env);
  const { cursor: before, owing, limit, driver, ...filter } = input;
  const rows = await operatorOrdersQuery(db, {
    operatorId: staff.operatorId,
    state: filter.state,
    stationId: filter.stationId,
    pileId: filter.pileId,
    orderId: filter.orderId,
    paymentWay: filter.paymentWay,
    fromMs: filter.fromMs,
    untilMs: filter.untilMs,
    driver,
    owingOnly: owing === "true",
    before,
    limit: limit + 1,
  });
  const page = pageOfRows(rows, limit, ({ order }) => order.orderId);
  return ok({ items: await adminViews(db, page.items), nextCursor: page.nextCursor });
}

async function oneOrder({ env, input, staff }: Call<typeof adminGetOrder, ByStaff>) {
  const db = dbOf(env);
  const { orderId } = input;
  const row = await operatorOrderQuery(db, { operatorId: staff.operatorId, orderId }).get();
  if (row === undefined) return err({ code: "order_not_found" });
  const [order] = await adminViews(db, [row]);
  if (order === undefined) return err({ code: "order_not_found" });
  return ok({ order, ...(await moneyOfOrder(db, orderId)) });
}

async function securityEvents({
  env,
  input,
  staff,
}: Call<typeof adminListSecurityEvents, ByStaff>) {
  const { limit, cursor: before } = input;
  const { operatorId } = staff;
  const rows = await listSecurityEvents(dbOf(env), { operatorId, before, limit: limit + 1 });
  return ok(pageOfRows(rows, limit, ({ eventId }) => eventId));
}
