// The entries of a driver's balance: money put in, taken out, come back, and given up.
import { gatewayAccount, ledgerId, walletAccount, type Gateway } from "./account.ts";
import { transfer, type LedgerEntry, type Movement } from "./ledger.ts";
import { paymentSource, refundSource } from "./sources.ts";

/** A driver has paid into his balance through a gateway. */
export function walletToppedUp(
  input: Movement & {
    readonly paymentId: string;
    readonly driverId: string;
    readonly gateway: Gateway;
  },
): LedgerEntry {
  return transfer(
    input,
    { source: paymentSource(input.paymentId), kind: "walletToppedUp", orderId: null },
    { from: walletAccount(input.driverId), to: gatewayAccount(input.gateway) },
  );
}

/** A driver takes money out of his balance: it is owed to him until the gateways have paid it back. */
export function walletWithdrawn(
  input: Movement & { readonly withdrawalId: string; readonly driverId: string },
): LedgerEntry {
  const source = `withdrawal:${ledgerId(input.withdrawalId)}:begun`;
  return transfer(
    input,
    { source, kind: "walletWithdrawn", orderId: null },
    { from: "refunds:payable", to: walletAccount(input.driverId) },
  );
}

/** A gateway has refused a part of a withdrawal for good: it is the driver's balance again. */
export function withdrawalReturned(
  input: Movement & { readonly refundId: string; readonly driverId: string },
): LedgerEntry {
  return transfer(
    input,
    { source: refundSource(input.refundId), kind: "withdrawalReturned", orderId: null },
    { from: walletAccount(input.driverId), to: "refunds:payable" },
  );
}

/** A driver who leaves gives up what no gateway pays back any more; he leaves once. */
export function balanceGivenUp(input: Movement & { readonly driverId: string }): LedgerEntry {
  const { driverId } = input;
  return transfer(
    input,
    { source: `driver:${ledgerId(driverId)}:givenUp`, kind: "balanceGivenUp", orderId: null },
    { from: "platform:unclaimed", to: walletAccount(driverId) },
  );
}

/** A driver was paid outside the gateways, after one of them had refused a part of a withdrawal. */
export function paidByHand(
  input: Movement & { readonly refundId: string; readonly driverId: string },
): LedgerEntry {
  const source = `byHand:${ledgerId(input.refundId)}`;
  return transfer(
    input,
    { source, kind: "paidByHand", orderId: null },
    { from: "platform:paidByHand", to: walletAccount(input.driverId) },
  );
}
