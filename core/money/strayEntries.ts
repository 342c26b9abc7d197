// The entries of a payment that nothing asked for: it goes back, or pays what a driver owes.
import { gatewayAccount, ledgerId, receivableAccount, type Gateway } from "./account.ts";
import { transfer, type LedgerEntry, type Movement } from "./ledger.ts";
import { paymentSource } from "./sources.ts";

type Stray = Movement & { readonly paymentId: string; readonly gateway: Gateway };

/** All of it is owed back. */
export function strayPaymentReturned(input: Stray): LedgerEntry {
  return transfer(
    input,
    { source: paymentSource(input.paymentId), kind: "strayPaymentReturned", orderId: null },
    { from: "refunds:payable", to: gatewayAccount(input.gateway) },
  );
}

/** It is kept, and belongs to nobody before `strayPaymentCredited`, which goes with it. */
export function strayPaymentKept(input: Stray): LedgerEntry {
  return transfer(
    input,
    { source: paymentSource(input.paymentId), kind: "strayPaymentKept", orderId: null },
    { from: "platform:unassigned", to: gatewayAccount(input.gateway) },
  );
}

/** Among the order's own entries: what its driver owes for it is less. */
export function strayPaymentCredited(
  input: Movement & {
    readonly paymentId: string;
    readonly orderId: string;
    readonly driverId: string;
  },
): LedgerEntry {
  const { paymentId, orderId, driverId } = input;
  const source = `order:${ledgerId(orderId)}:credited:${ledgerId(paymentId)}`;
  return transfer(
    input,
    { source, kind: "strayPaymentCredited", orderId },
    { from: receivableAccount(driverId), to: "platform:unassigned" },
  );
}
