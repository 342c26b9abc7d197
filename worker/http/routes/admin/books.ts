// The operator's money as lists and sums.
import {
  adminListEntries,
  adminListPayments,
  adminListRefunds,
  adminOrderTimeline,
  adminRevenue,
  adminTrialBalance,
  type RevenueRow,
} from "../../../../core/contract/admin/books.ts";
import { limits } from "../../../../core/limits.ts";
import { err, ok } from "../../../../core/result.ts";
import { operatorOrderQuery } from "../../../db/adminOrders.ts";
import {
  namesOfStationsQuery,
  operatorEntriesQuery,
  operatorPaymentsQuery,
  operatorRefundsQuery,
  revenueQuery,
  trialBalanceQuery,
} from "../../../db/books.ts";
import { dbOf } from "../../../db/database.ts";
import { eventsOfOrder } from "../../../orders/timeline.ts";
import type { App } from "../../context.ts";
import { pageOfRows } from "../../page.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

export function adminBookRoutes(app: App): void {
  serveStaff(app, adminListPayments, listPayments);
  serveStaff(app, adminListRefunds, listRefunds);
  serveStaff(app, adminTrialBalance, trialBalance);
  serveStaff(app, adminRevenue, revenue);
  serveStaff(app, adminListEntries, listEntries);
  serveStaff(app, adminOrderTimeline, timeline);
}

async function listPayments({ env, input, staff }: Call<typeof adminListPayments, ByStaff>) {
  const { limit, cursor: before, fromMs, untilMs, orderId, state, way } = input;
  const { operatorId } = staff;
  const page = { operatorId, fromMs, untilMs, orderId, state, way, before, limit: limit + 1 };
  const rows = await operatorPaymentsQuery(dbOf(env), page);
  return ok(pageOfRows(rows, limit, ({ orderId: last }) => last));
}

async function listRefunds({ env, input, staff }: Call<typeof adminListRefunds, ByStaff>) {
  const { limit, cursor: before, fromMs, untilMs, orderId, state } = input;
  const { operatorId } = staff;
  const page = { operatorId, fromMs, untilMs, orderId, state, before, limit: limit + 1 };
  const rows = await operatorRefundsQuery(dbOf(env), page);
  return ok(pageOfRows(rows, limit, ({ refundId }) => refundId));
}

async function trialBalance({ env, input, staff }: Call<typeof adminTrialBalance, ByStaff>) {
  const stretch = stretchOf(input);
  if (stretch === null) return err({ code: "bad_request" });
  const lines = await trialBalanceQuery(dbOf(env), { operatorId: staff.operatorId, ...stretch });
  const sum = (side: "debitFen" | "creditFen"): number =>
    lines.reduce((total, line) => total + line[side], 0);
  return ok({ lines, debitFen: sum("debitFen"), creditFen: sum("creditFen") });
}

async function revenue({ env, input, staff }: Call<typeof adminRevenue, ByStaff>) {
  const db = dbOf(env);
  const stretch = stretchOf(input);
  if (stretch === null) return err({ code: "bad_request" });
  const parts = await revenueQuery(db, { operatorId: staff.operatorId, ...stretch });
  const names = await namesOfStationsQuery(db, [...new Set(parts.map((part) => part.stationId))]);
  const nameOf = new Map(names.map((row) => [row.stationId, row]));
  const rows = new Map<string, RevenueRow>();
  for (const { stationId, month, account, fen } of parts) {
    const key = `${month} ${stationId}`;
    const row = rows.get(key) ?? emptyRow(stationId, month, nameOf.get(stationId));
    rows.set(key, {
      ...row,
      [`${account.slice("operator:revenue:".length)}Fen`]: fen,
      totalFen: row.totalFen + fen,
    });
  }
  return ok({ items: [...rows.values()] });
}

const emptyRow = (
  stationId: string,
  month: string,
  named: { readonly name: string; readonly nameEn: string } | undefined,
): RevenueRow => ({
  stationId,
  stationName: named?.name ?? stationId,
  stationNameEn: named?.nameEn ?? "",
  month,
  electricityFen: 0,
  serviceFen: 0,
  idleFen: 0,
  startFen: 0,
  reservationFen: 0,
  noShowFen: 0,
  penaltyFen: 0,
  totalFen: 0,
});

const DAY_MS = 86_400_000;
const midnightOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

/** Null for more days than are added up at once. */
function stretchOf({ fromDay, untilDay }: { readonly fromDay: string; readonly untilDay: string }) {
  const fromMs = midnightOf(fromDay);
  const untilMs = midnightOf(untilDay) + DAY_MS;
  return untilMs - fromMs > limits.bookMs.most ? null : { fromMs, untilMs };
}

async function listEntries({ env, input, staff }: Call<typeof adminListEntries, ByStaff>) {
  const { limit, cursor, account } = input;
  const stretch = stretchOf(input);
  if (stretch === null) return err({ code: "bad_request" });
  const [, owner = "", source = ""] = /^(\S+) (.+)$/.exec(cursor ?? "") ?? [];
  const rows = await operatorEntriesQuery(dbOf(env), {
    operatorId: staff.operatorId,
    ...stretch,
    account,
    before: owner === "" ? null : { owner, source },
    limit: limit + 1,
  });
  const page = pageOfRows(rows, limit, (last) => `${last.owner} ${last.source}`);
  return ok({
    items: page.items.map(({ owner: _owner, ...row }) => ({
      ...row,
      postings: [...row.postings],
    })),
    nextCursor: page.nextCursor,
  });
}

async function timeline({ env, input, staff }: Call<typeof adminOrderTimeline, ByStaff>) {
  const db = dbOf(env);
  const { orderId } = input;
  const row = await operatorOrderQuery(db, { operatorId: staff.operatorId, orderId }).get();
  if (row === undefined) return err({ code: "order_not_found" });
  return ok({ events: await eventsOfOrder(db, row.order) });
}
