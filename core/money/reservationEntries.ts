// The entries of a reservation: its deposit, and what became of it.
import { depositAccount, ledgerId, walletAccount } from "./account.ts";
import { sumFen, type Fen } from "./fen.ts";
import { credit, debit, entry, transfer, type LedgerEntry } from "./ledger.ts";
import { revenuePostings } from "./orderEntries.ts";

type Deposit = {
  readonly reservationId: string;
  readonly driverId: string;
  readonly feeFen: Fen;
  readonly noShowFeeFen: Fen;
  readonly atMs: number;
};

/** A reservation's fee, and what not coming would cost, are taken from the driver's balance in advance. */
export function reservationHeld(input: Deposit): LedgerEntry {
  const { reservationId, feeFen, noShowFeeFen, atMs } = input;
  return transfer(
    { amountFen: sumFen([feeFen, noShowFeeFen]), atMs },
    {
      source: `reservation:${ledgerId(reservationId)}:held`,
      kind: "reservationHeld",
      orderId: null,
    },
    { from: depositAccount(reservationId), to: walletAccount(input.driverId) },
  );
}

/**
 * A reservation is over: what it cost goes to the operator, the rest of the deposit back into the
 * balance. The order that used it is not billed for it again.
 */
export function reservationEnded(
  input: Deposit & {
    readonly operatorId: string;
    readonly costs: { readonly fee: boolean; readonly noShow: boolean };
  },
): LedgerEntry {
  const { reservationId, operatorId, feeFen, noShowFeeFen, costs, atMs } = input;
  const reservation = costs.fee ? feeFen : 0;
  const noShow = costs.noShow ? noShowFeeFen : 0;
  const heldFen = sumFen([feeFen, noShowFeeFen]);
  return entry({
    source: `reservation:${ledgerId(reservationId)}:ended`,
    kind: "reservationEnded",
    orderId: null,
    atMs,
    postings: [
      debit(depositAccount(reservationId), heldFen),
      ...revenuePostings(operatorId, { reservation, noShow }),
      credit(walletAccount(input.driverId), heldFen - reservation - noShow),
    ],
  });
}
