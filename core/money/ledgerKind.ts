// What an entry of the ledger is of.
export type LedgerKind =
  | "paymentReceived"
  | "walletHeld"
  | "walletToppedUp"
  | "orderSettled"
  | "orderRebilled"
  | "orderRefundedInFull"
  | "refundPaid"
  | "latePaymentReturned"
  | "receivableRepaid"
  | "receivableWrittenOff"
  | "reservationHeld"
  | "reservationEnded"
  | "walletWithdrawn"
  | "withdrawalReturned"
  | "balanceGivenUp";
