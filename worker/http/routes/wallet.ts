// A driver's balance: what it is, what moved it, putting money in, and sending it back.
import * as contract from "../../../core/contract/wallet.ts";
import { err, ok } from "../../../core/result.ts";
import { movementsQuery } from "../../db/ledger.ts";
import { payerQuery } from "../../db/orders.ts";
import { findPayment, type PaymentWithOrder } from "../../db/payments.ts";
import { refundsOfDriverQuery } from "../../db/refunds.ts";
import { withdrawalQuery, withdrawalsQuery } from "../../db/withdrawals.ts";
import type { Money } from "../../payments/money.ts";
import { queryPayment } from "../../payments/settle.ts";
import { topUp } from "../../payments/topUps.ts";
import { withdraw, withdrawableOf, withdrawalViews } from "../../payments/withdrawals.ts";
import type { App } from "../context.ts";
import { pageOfRows } from "../page.ts";
import { serveDriver } from "../serve.ts";
import { moneyOfCall } from "./orders.ts";

export function walletRoutes(app: App, moneyFor: typeof moneyOfCall = moneyOfCall): void {
  serveDriver(app, contract.getWallet, async (call) => {
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
      receivableFen: payer?.receivableFen ?? 0,
      items: page.items.map(movementOf),
      nextCursor: page.nextCursor,
    });
  });
  serveDriver(app, contract.listRefunds, async (call) => {
    const { limit, cursor: before } = call.input;
    const { driverId } = call.driver;
    const rows = await refundsOfDriverQuery(moneyFor(call).db, {
      driverId,
      before,
      limit: limit + 1,
    });
    const page = pageOfRows(rows, limit, ({ refundId }) => refundId);
    const items = page.items.flatMap(({ reason, ...refund }) =>
      reason === "withdrawn" || reason === "stray" ? [] : [{ ...refund, reason }],
    );
    return ok({ ...page, items });
  });
  topUpRoutes(app, moneyFor);
  withdrawalRoutes(app, moneyFor);
}

function topUpRoutes(app: App, moneyFor: typeof moneyOfCall): void {
  serveDriver(app, contract.topUpWallet, async (call) => {
    const { driver, input, nowMs, language, clientIp, idempotencyKey } = call;
    const { driverId } = driver;
    const who = { driverId, nowMs, language, clientIp, idempotencyKey };
    return topUp(moneyFor(call), { ...input, ...who });
  });
  serveDriver(app, contract.getTopUp, async (call) => {
    const found = await ownTopUp(moneyFor(call), call.input.paymentId, call.driver.driverId);
    return found === null ? err({ code: "top_up_not_found" }) : ok(topUpView(found));
  });
  serveDriver(app, contract.refreshTopUp, async (call) => {
    const money = moneyFor(call);
    const { paymentId } = call.input;
    const found = await ownTopUp(money, paymentId, call.driver.driverId);
    if (found === null) return err({ code: "top_up_not_found" });
    if (found.payment.state !== "pending") return ok(topUpView(found));
    const answer = await queryPayment(money, found, call.nowMs);
    if (answer !== "answered" && answer !== "pending") {
      return err({ code: "payment_gateway_failed" });
    }
    return ok(topUpView((await findPayment(money.db, paymentId)) ?? found));
  });
}

function withdrawalRoutes(app: App, moneyFor: typeof moneyOfCall): void {
  serveDriver(app, contract.getWithdrawable, async (call) =>
    ok(await withdrawableOf(moneyFor(call), { ...call.driver, nowMs: call.nowMs })),
  );
  serveDriver(app, contract.withdraw, async (call) => {
    const money = moneyFor(call);
    const { input, nowMs, idempotencyKey } = call;
    const { driverId } = call.driver;
    const begun = await withdraw(money, { ...input, driverId, nowMs, idempotencyKey });
    if (!begun.ok) return begun;
    const [view] = await withdrawalViews(money, [begun.value]);
    return view === undefined ? err({ code: "internal" }) : ok(view);
  });
  serveDriver(app, contract.listWithdrawals, async (call) => {
    const money = moneyFor(call);
    const { limit, cursor } = call.input;
    const { driverId } = call.driver;
    const before = beforeOf(cursor);
    const rows = await withdrawalsQuery(money.db, {
      driverId,
      before: before === null ? null : { atMs: before.atMs, id: before.source },
      limit: limit + 1,
    });
    const page = pageOfRows(rows, limit, (row) => `${row.createdAtMs}:${row.withdrawalId}`);
    return ok({ ...page, items: await withdrawalViews(money, page.items) });
  });
  serveDriver(app, contract.getWithdrawal, async (call) => {
    const money = moneyFor(call);
    const row = await withdrawalQuery(money.db, call.input.withdrawalId).get();
    if (row?.driverId !== call.driver.driverId) return err({ code: "withdrawal_not_found" });
    const [view] = await withdrawalViews(money, [row]);
    return view === undefined ? err({ code: "withdrawal_not_found" }) : ok(view);
  });
}

async function ownTopUp(
  money: Money,
  paymentId: string,
  driverId: string,
): Promise<PaymentWithOrder | null> {
  const found = await findPayment(money.db, paymentId);
  const isOwn = found?.payment.purpose === "topUp" && found.payment.driverId === driverId;
  return isOwn ? found : null;
}

function topUpView({ payment }: PaymentWithOrder): contract.TopUp {
  const { paymentId, amountFen, provider, state, createdAtMs, expiresAtMs, paidAtMs } = payment;
  return { paymentId, amountFen, paymentWay: provider, state, createdAtMs, expiresAtMs, paidAtMs };
}

type MovementRow = Awaited<ReturnType<typeof movementsQuery>>[number];

/** An entry's source says what it was: `payment:ID`, `reservation:ID:held`, `refund:…R…`. */
function movementOf({ source, kind, ...movement }: MovementRow): contract.WalletMovement {
  const [of, id = ""] = source.split(":");
  const isPayment = of === "payment" && movement.orderId === null;
  // `paymentId R withdrawalId`: the first has 26 characters, among which may be an R.
  const returned = of === "refund" ? id.slice(27) : null;
  return {
    ...movement,
    movementId: source,
    kind: contract.MovementKind.parse(kind),
    paymentId: isPayment ? id.replace(/D$/, "") : null,
    reservationId: of === "reservation" ? id : null,
    withdrawalId: of === "withdrawal" ? id : returned,
  };
}

/** A cursor that is none of ours begins anew. */
function beforeOf(
  cursor: string | undefined,
): { readonly atMs: number; readonly source: string } | null {
  const [, atMs, source] = /^(\d{1,15}):(.+)$/.exec(cursor ?? "") ?? [];
  return atMs === undefined || source === undefined ? null : { atMs: Number(atMs), source };
}
