// Double entry: an entry's postings sum to zero, and its source key is made from its business event
// alone, so that storing it twice is refused by the key. What makes entries stands beside this file,
// by what they are of.
import type { Account } from "./account.ts";
import { assertNotNegative, sumFen, type Fen } from "./fen.ts";
import type { LedgerKind } from "./ledgerKind.ts";

/** Positive is a debit, negative a credit; never zero. */
export type Posting = { readonly account: Account; readonly amountFen: Fen };

export type LedgerEntry = {
  /** Unique in the ledger: an entry whose source is stored already is not applied again. */
  readonly source: string;
  readonly kind: LedgerKind;
  readonly orderId: string | null;
  readonly atMs: number;
  /** Sums to zero; empty when the event moved nothing (an order settled at nought). */
  readonly postings: readonly Posting[];
};

export function entry(input: LedgerEntry): LedgerEntry {
  const sum = sumFen(input.postings.map((posting) => posting.amountFen));
  if (sum !== 0) throw new Error(`${input.source} does not sum to zero: ${sum}`);
  if (!Number.isSafeInteger(input.atMs)) throw new Error(`${input.source} has no time`);
  return { ...input, postings: input.postings.filter((posting) => posting.amountFen !== 0) };
}

export const debit = (account: Account, amountFen: Fen): Posting => ({
  account,
  amountFen: assertNotNegative(amountFen),
});
export const credit = (account: Account, amountFen: Fen): Posting => ({
  account,
  amountFen: -assertNotNegative(amountFen),
});

/** What every movement of a gateway's or a driver's money says. */
export type Movement = { readonly amountFen: Fen; readonly atMs: number };

/** An entry of two postings: `from` is credited, `to` debited. */
export function transfer(
  { amountFen, atMs }: Movement,
  event: Pick<LedgerEntry, "source" | "kind" | "orderId">,
  { from, to }: { readonly from: Account; readonly to: Account },
): LedgerEntry {
  return entry({ ...event, atMs, postings: [debit(to, amountFen), credit(from, amountFen)] });
}
