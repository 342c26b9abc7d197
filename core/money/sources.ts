// Source keys that entries of several kinds share, so that only one of them is ever stored.
import { ledgerId } from "./account.ts";

/** One source for all uses of a payment: it prepays, tops up, repays or goes back, never two. */
export const paymentSource = (paymentId: string): string => `payment:${ledgerId(paymentId)}`;

/** A refund ends in one way: it is paid out, or it comes back into the balance. */
export const refundSource = (refundId: string): string => `refund:${ledgerId(refundId)}`;
