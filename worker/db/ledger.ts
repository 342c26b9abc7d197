// The ledger's rows: an entry is stored once per source, and found by ranges of that key.
import { and, desc, eq, inArray, or, sql, type SQL } from "drizzle-orm";
import { parseAccount, walletAccount } from "../../core/money/account.ts";
import type { LedgerEntry } from "../../core/money/ledger.ts";
import type { LedgerKind } from "../../core/money/ledgerKind.ts";
import type { Database } from "./database.ts";
import { insertWhen } from "./statements.ts";
import { ledgerEntries } from "./tables/payments.ts";

/** The driver whose wallet or debt an entry moves; the trigger moves it by this column. */
function driverIn(entry: LedgerEntry): string | null {
  const drivers = entry.postings.flatMap(({ account }) => {
    const parts = parseAccount(account);
    const isDriver =
      parts.ok && (parts.value.kind === "wallet" || parts.value.kind === "receivable");
    return isDriver ? [parts.value.driverId] : [];
  });
  const [driverId, ...others] = new Set(drivers);
  if (others.length > 0) throw new Error(`${entry.source} moves the money of two drivers`);
  return driverId ?? null;
}

/** Stores an entry if `when` holds and its source is new; fails where a wallet would be overdrawn. */
export const insertEntry = (db: Database, entry: LedgerEntry, when?: SQL) =>
  insertWhen(db, ledgerEntries, { ...entry, driverId: driverIn(entry) }, when);

/** Whether a payment stands in the ledger as one of these, where the statement runs. */
export const paymentIs = (paymentId: string, kinds: readonly LedgerKind[]): SQL =>
  sourceIs(`payment:${paymentId}`, kinds);

/** Whether an order has ended in one of these ways, where the statement runs. */
export const orderEndedBy = (orderId: string, kinds: readonly LedgerKind[]): SQL =>
  sourceIs(`order:${orderId}:ended`, kinds);

const sourceIs = (source: string, kinds: readonly LedgerKind[]): SQL =>
  sql`exists (select 1 from ${ledgerEntries} where ${eq(ledgerEntries.source, source)}
    and ${inArray(ledgerEntries.kind, [...kinds])})`;

/** All entries of an order: of its payment, of its end and corrections, of its refunds. */
export const entriesOfOrderQuery = (db: Database, orderId: string) =>
  db
    .select()
    .from(ledgerEntries)
    .where(
      or(
        eq(ledgerEntries.source, `payment:${orderId}`),
        // ";" follows ":" and "S" follows "R".
        sql`(${ledgerEntries.source} >= ${`order:${orderId}:`} and ${ledgerEntries.source} < ${`order:${orderId};`})`,
        sql`(${ledgerEntries.source} >= ${`refund:${orderId}R`} and ${ledgerEntries.source} < ${`refund:${orderId}S`})`,
      ),
    );

/** What moved a driver's balance, newest first; `before` is the last row of the page before. */
export function movementsQuery(
  db: Database,
  {
    driverId,
    limit,
    before,
  }: {
    readonly driverId: string;
    readonly limit: number;
    readonly before: { readonly atMs: number; readonly source: string } | null;
  },
) {
  const amountFen = sql<number>`(
    select coalesce(-sum(json_extract(value, '$.amountFen')), 0) from json_each(${ledgerEntries.postings})
    where json_extract(value, '$.account') = ${walletAccount(driverId)})`;
  return db
    .select({
      source: ledgerEntries.source,
      kind: ledgerEntries.kind,
      orderId: ledgerEntries.orderId,
      atMs: ledgerEntries.atMs,
      amountFen: amountFen.as("amount_fen"),
    })
    .from(ledgerEntries)
    .where(
      and(
        eq(ledgerEntries.driverId, driverId),
        before === null
          ? undefined
          : sql`(${ledgerEntries.atMs}, ${ledgerEntries.source}) < (${before.atMs}, ${before.source})`,
        sql`${amountFen} <> 0`,
      ),
    )
    .orderBy(desc(ledgerEntries.atMs), desc(ledgerEntries.source))
    .limit(limit);
}
