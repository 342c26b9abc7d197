// What must be true of the money whatever went wrong: read in the records, at the gateway, and in
// the admin, which have to tell the same story.
import { expect } from "vitest";
import { adminGetOrder } from "../../../core/contract/admin/orders.ts";
import type { Platform, TestStation } from "../../support/platform.ts";
import { eventually } from "../../support/eventually.ts";
import { orderIn, prepaidFen, type Scene } from "./journey.ts";

type Place = {
  readonly platform: Platform;
  readonly station: TestStation;
  readonly orderId: string;
};

/** The bill that the session of these tests has, whatever happened on the way, and its money. */
export async function expectBilledAsAlways(
  { platform, station, driver, session }: Scene,
  orderId: string,
): Promise<void> {
  const settled = await orderIn(driver, orderId, "settled");
  expect(settled.bill).toMatchObject({ totalFen: session.totalFen, lines: session.lines });
  const amounts = { prepaidFen, totalFen: session.totalFen };
  await expectSettledOnce({ platform, station, orderId }, amounts);
}

type AccountSum = { readonly account: string; readonly fen: number };

/** Every entry sums to zero, and so does the whole ledger. */
export async function expectBalancedLedger(platform: Platform): Promise<void> {
  const crooked = await platform.rows(
    "SELECT source, sum(amount_fen) AS fen FROM postings GROUP BY source HAVING fen <> 0",
  );
  expect(crooked).toEqual([]);
}

/** Paid once, billed once, the rest given back once; nothing is left owed on either side. */
export async function expectSettledOnce(
  { platform, station, orderId }: Place,
  amounts: { readonly prepaidFen: number; readonly totalFen: number },
): Promise<void> {
  const refundFen = amounts.prepaidFen - amounts.totalFen;
  await expectPaidBackOnce({ platform, station, orderId }, { ...amounts, refundFen });
  expect(await entryKinds(platform, orderId)).toEqual([
    "orderSettled",
    "paymentReceived",
    "refundPaid",
  ]);
  const sessions = await platform.rows(
    "SELECT session_id FROM sessions WHERE order_id = ?",
    orderId,
  );
  expect(sessions).toHaveLength(1);
}

/** Paid once, and all of it given back once. */
export async function expectRefundedInFull(
  place: Place,
  { prepaidFen }: { readonly prepaidFen: number },
): Promise<void> {
  await expectPaidBackOnce(place, { prepaidFen, totalFen: 0, refundFen: prepaidFen });
  expect(await platformSessions(place)).toEqual([]);
}

const platformSessions = ({ platform, orderId }: Place) =>
  platform.rows("SELECT session_id FROM sessions WHERE order_id = ?", orderId);

async function expectPaidBackOnce(
  { platform, station, orderId }: Place,
  amounts: { readonly prepaidFen: number; readonly totalFen: number; readonly refundFen: number },
): Promise<void> {
  const { prepaidFen, totalFen, refundFen } = amounts;
  const { payments, refunds, postings } = await eventually(
    () => station.staff.call(adminGetOrder, { orderId }),
    (seen) => seen.refunds.every(({ state }) => state === "succeeded") && seen.refunds.length > 0,
  );
  expect(payments).toMatchObject([{ state: "paid", amountFen: prepaidFen }]);
  expect(refunds).toMatchObject([{ state: "succeeded", amountFen: refundFen }]);
  expect(postings.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(0);
  const { trades, refunds: paidOut } = platform.gateway.state();
  expect(trades.filter(({ outTradeNo }) => outTradeNo === orderId)).toMatchObject([
    { totalFen: prepaidFen, state: { kind: "paid" } },
  ]);
  expect(paidOut.filter(({ outTradeNo }) => outTradeNo === orderId)).toMatchObject([
    { amountFen: refundFen, state: { kind: "success" } },
  ]);
  await expectBalancedLedger(platform);
  const left = await accountsLeft(platform, orderId);
  // What is not nought: the gateway keeps the bill, and the operator has earned it.
  const gateway = left.filter(({ account }) => account.startsWith("gateway:"));
  const others = left.filter(({ account }) => !account.startsWith("gateway:"));
  expect(gateway.reduce((sum, { fen }) => sum + fen, 0)).toBe(totalFen);
  expect(others.every(({ account }) => account.startsWith("operator:"))).toBe(true);
  expect(others.reduce((sum, { fen }) => sum - fen, 0)).toBe(totalFen);
}

async function accountsLeft(platform: Platform, orderId: string): Promise<readonly AccountSum[]> {
  const rows = await platform.rows(
    `SELECT account, sum(amount_fen) AS fen FROM postings
     WHERE order_id = ? GROUP BY account HAVING fen <> 0`,
    orderId,
  );
  return rows.map(({ account, fen }) => ({ account: String(account), fen: Number(fen) }));
}

async function entryKinds(platform: Platform, orderId: string): Promise<readonly unknown[]> {
  const rows = await platform.rows(
    "SELECT kind FROM ledger_entries WHERE order_id = ? ORDER BY kind",
    orderId,
  );
  return rows.map(({ kind }) => kind);
}
