// Paying from the balance: the ledger takes the money in the same batch that makes the order, and
// refuses the whole batch where the wallet has too little.
import { walletHeld } from "../../core/money/orderEntries.ts";
import type { Database } from "../db/database.ts";
import { insertEntry } from "../db/ledger.ts";
import { brokenConstraint, type Statement } from "../db/statements.ts";

export const holdFromBalance = (
  db: Database,
  held: {
    readonly orderId: string;
    readonly driverId: string;
    readonly amountFen: number;
    readonly atMs: number;
  },
): Statement => insertEntry(db, walletHeld({ ...held, paymentId: held.orderId }));

export const isOverdraft = (error: unknown): boolean =>
  brokenConstraint(error)?.includes("wallet_never_overdrawn") === true;
