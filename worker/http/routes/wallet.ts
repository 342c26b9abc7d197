// A driver's balance: what it is, what moved it, and putting money in.
import { getWallet, topUpWallet } from "../../../core/contract/wallet.ts";
import { ok } from "../../../core/result.ts";
import { movementsQuery } from "../../db/ledger.ts";
import { payerQuery } from "../../db/orders.ts";
import { topUp } from "../../payments/topUps.ts";
import type { App } from "../context.ts";
import { pageOfRows } from "../page.ts";
import { serveDriver } from "../serve.ts";
import { moneyOfCall } from "./orders.ts";

export function walletRoutes(app: App, moneyFor: typeof moneyOfCall = moneyOfCall): void {
  serveDriver(app, getWallet, async (call) => {
    const { db } = moneyFor(call);
    const { limit, cursor } = call.input;
    const { driverId } = call.driver;
    const [[payer], rows] = await db.batch([
      payerQuery(db, driverId),
      movementsQuery(db, { driverId, limit: limit + 1, before: beforeOf(cursor) }),
    ]);
    const page = pageOfRows(rows, limit, ({ atMs, source }) => `${atMs}:${source}`);
    return ok({
      balanceFen: payer?.balanceFen ?? 0,
      items: page.items.map(({ source, ...movement }) => ({ ...movement, movementId: source })),
      nextCursor: page.nextCursor,
    });
  });
  serveDriver(app, topUpWallet, async (call) => {
    const { driver, input, nowMs, language, clientIp, idempotencyKey } = call;
    const { driverId } = driver;
    const who = { driverId, nowMs, language, clientIp, idempotencyKey };
    return topUp(moneyFor(call), { ...input, ...who });
  });
}

/** A cursor that is none of ours begins anew. */
function beforeOf(
  cursor: string | undefined,
): { readonly atMs: number; readonly source: string } | null {
  const [, atMs, source] = /^(\d{1,15}):(.+)$/.exec(cursor ?? "") ?? [];
  return atMs === undefined || source === undefined ? null : { atMs: Number(atMs), source };
}
