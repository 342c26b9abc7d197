// Adding the ledger up: what every account stands at, and that nothing was made or lost.
import type { Account } from "./account.ts";
import { assertFen, sumFen, type Fen } from "./fen.ts";
import type { LedgerEntry } from "./ledger.ts";

export type TrialBalance = {
  /** Balance by account, accounts at nought left out; positive is a debit balance. */
  readonly balances: ReadonlyMap<Account, Fen>;
  /** Nought for every ledger built from these entries. */
  readonly sumFen: Fen;
};

/** Adds entries up by account; an entry whose source came before is not applied again. */
export function trialBalance(entries: Iterable<LedgerEntry>): TrialBalance {
  const balances = new Map<Account, Fen>();
  const applied = new Set<string>();
  for (const { source, postings } of entries) {
    if (applied.has(source)) continue;
    applied.add(source);
    for (const { account, amountFen } of postings) {
      balances.set(account, assertFen((balances.get(account) ?? 0) + amountFen));
    }
  }
  for (const [account, balance] of balances) if (balance === 0) balances.delete(account);
  return { balances, sumFen: sumFen([...balances.values()]) };
}
