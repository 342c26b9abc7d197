// The auditor: what the ledger says, beside what the gateways and the wallets say.
import { eq, sql } from "drizzle-orm";
import { trialBalance } from "../../../../core/money/trialBalance.ts";
import type { LedgerEntry } from "../../../../core/money/ledger.ts";
import { entriesOfOrderQuery } from "../../../../worker/db/ledger.ts";
import { wallets } from "../../../../worker/db/tables/drivers.ts";
import { securityEvents } from "../../../../worker/db/tables/operators.ts";
import { billLines, orders, sessions } from "../../../../worker/db/tables/orders.ts";
import { ledgerEntries, payments, refunds } from "../../../../worker/db/tables/payments.ts";
import { as } from "./as.ts";
import { db, type World } from "./world.ts";

export const orderRow = async (orderId: string) =>
  (await db.select().from(orders).where(eq(orders.orderId, orderId)).get())!;
export const paymentRow = (paymentId: string) =>
  db.select().from(payments).where(eq(payments.paymentId, paymentId)).get();
export const refundRow = (orderId: string) =>
  db.select().from(refunds).where(eq(refunds.paymentId, orderId)).get();
export const findingsOf = (subject: string) =>
  db.select().from(securityEvents).where(eq(securityEvents.subject, subject));

export async function walletOf({ driverId }: World) {
  const row = await db.select().from(wallets).where(eq(wallets.driverId, driverId)).get();
  return { balanceFen: row?.balanceFen ?? 0, receivableFen: row?.receivableFen ?? 0 };
}

/** Every account that an order touched, as it stands. */
export async function accountsOf(orderId: string): Promise<Readonly<Record<string, number>>> {
  const entries = await entriesOfOrderQuery(db, orderId);
  const { balances, sumFen } = trialBalance(as<LedgerEntry[]>(entries));
  if (sumFen !== 0) throw new Error(`the entries of ${orderId} sum to ${sumFen}`);
  return Object.fromEntries(balances);
}

const totalOf = (accounts: Readonly<Record<string, number>>, part: RegExp): number =>
  Object.entries(accounts)
    .filter(([account]) => part.test(account))
    .reduce((sum, [, amountFen]) => sum + amountFen, 0);
/** Revenue is a credit; nought has no sign. */
const creditOf = (fen: number): number => 0 - fen;

/** Money in = revenue + refunds paid + what went to the wallet − what is owed; nothing is in between. */
export async function closedBooks(world: World, orderId: string) {
  const accounts = await accountsOf(orderId);
  const order = await orderRow(orderId);
  const heldFen = world.wechatpay.heldFen(orderId) + world.alipay.heldFen(orderId);
  return {
    state: order.state,
    open: order.open,
    revenueFen: creditOf(totalOf(accounts, /:revenue:/)),
    /** Each of these is nought in books that are right. */
    differences: {
      gatewayFen: totalOf(accounts, /^gateway:/) - heldFen,
      prepaymentFen: totalOf(accounts, /:prepayment$/),
      refundsPayableFen: totalOf(accounts, /^refunds:payable$/),
      revenueFen: creditOf(totalOf(accounts, /:revenue:/)) - (order.totalFen ?? 0),
      shortfallFen: totalOf(accounts, /:receivable$/) - order.shortfallFen,
    },
  };
}

export const noDifferences = {
  gatewayFen: 0,
  prepaymentFen: 0,
  refundsPayableFen: 0,
  revenueFen: 0,
  shortfallFen: 0,
};

/** The whole ledger: its sum, and every wallet that does not stand where its entries say. */
export async function wholeLedger() {
  const entries = await db.select().from(ledgerEntries);
  const { sumFen } = trialBalance(as<LedgerEntry[]>(entries));
  const wrongWallets = await db.all(sql`
    select driver_id from wallets where balance_fen <> (
      select coalesce(-sum(amount_fen), 0) from postings
      where account = 'driver:' || wallets.driver_id || ':wallet')
    or receivable_fen <> (
      select coalesce(sum(amount_fen), 0) from postings
      where account = 'driver:' || wallets.driver_id || ':receivable')`);
  return { sumFen, wrongWallets };
}

/** Everything that an order left in the database, for comparing two moments. */
export async function everythingOf(orderId: string) {
  const [order, payment, refund, entries, lines, session] = await Promise.all([
    orderRow(orderId),
    paymentRow(orderId),
    db.select().from(refunds).where(eq(refunds.paymentId, orderId)),
    entriesOfOrderQuery(db, orderId),
    db.select().from(billLines).where(eq(billLines.orderId, orderId)),
    db.select().from(sessions).where(eq(sessions.orderId, orderId)),
  ]);
  return { order, payment, refund, entries, lines, session };
}
