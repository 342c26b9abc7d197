// A driver's balance: what moved, and putting money in.
import * as z from "zod/mini";
import { limits } from "../limits.ts";
import { Cursor, Fen, OrderId, pageOf, pageSize, Scene, TimeMs } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { PayParameters, RefundState } from "./orders.ts";

/** The ledger's kinds of entry that move a balance; the app words them. */
export const MovementKind = z.enum([
  "walletToppedUp",
  /** Taken in advance for a charge. */
  "walletHeld",
  /** What a charge did not use. */
  "orderSettled",
  "orderRebilled",
  "orderRefundedInFull",
  /** A debt paid from the balance. */
  "receivableRepaid",
  "reservationHeld",
  "reservationEnded",
  "walletWithdrawn",
  /** A part of a withdrawal that its gateway refused. */
  "withdrawalReturned",
  /** Such a part, paid to the driver outside the app. */
  "paidByHand",
]);
export type MovementKind = z.infer<typeof MovementKind>;

/** The ways to pay that a gateway stands behind. */
const GatewayWay = z.enum(["wechatpay", "alipay"]);
/** The merchant's number of a payment at its gateway. */
const PaymentId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));

export const WalletMovement = z.object({
  movementId: z.string(),
  kind: MovementKind,
  /** Positive into the wallet. */
  amountFen: Fen,
  orderId: z.nullable(z.string()),
  /** The top-up that it is, or that a debt was paid from. */
  paymentId: z.nullable(z.string()),
  reservationId: z.nullable(z.string()),
  withdrawalId: z.nullable(z.string()),
  atMs: TimeMs,
});

export type WalletMovement = z.infer<typeof WalletMovement>;

export const getWallet = endpoint({
  method: "GET",
  path: "/api/v1/wallet",
  access: "driver",
  tag: "Wallet",
  summary: "My balance and what moved it, newest first",
  input: z.object({ limit: pageSize(), cursor: z.optional(Cursor) }),
  output: z.extend(pageOf(WalletMovement), { balanceFen: Fen, receivableFen: Fen }),
  problems: [],
});

export const topUpWallet = endpoint({
  method: "POST",
  path: "/api/v1/wallet/top-ups",
  access: "driver",
  tag: "Wallet",
  summary: "Put money into my balance; send an Idempotency-Key",
  input: z.object({
    amountFen: z
      .number()
      .check(z.int(), z.minimum(limits.topUpFen.least), z.maximum(limits.topUpFen.most)),
    paymentWay: GatewayWay,
    scene: Scene,
    returnPath: z.optional(z.string().check(z.regex(/^\/app\/[\w/#?=&.-]*$/), z.maxLength(200))),
  }),
  output: z.object({ paymentId: z.string(), pay: PayParameters }),
  problems: ["payment_way_unavailable", "payment_gateway_failed", "idempotency_conflict"],
});

export const TopUp = z.object({
  paymentId: PaymentId,
  amountFen: Fen,
  paymentWay: GatewayWay,
  state: z.enum(["pending", "paid", "closed", "failed"]),
  createdAtMs: TimeMs,
  /** It can be paid until then. */
  expiresAtMs: TimeMs,
  paidAtMs: z.nullable(TimeMs),
});
export type TopUp = z.infer<typeof TopUp>;

export const getTopUp = endpoint({
  method: "GET",
  path: "/api/v1/wallet/top-ups/:paymentId",
  access: "driver",
  tag: "Wallet",
  summary: "How one of my top-ups stands, as the gateway has told",
  input: z.object({ paymentId: PaymentId }),
  output: TopUp,
  problems: ["top_up_not_found"],
});

export const refreshTopUp = endpoint({
  method: "POST",
  path: "/api/v1/wallet/top-ups/:paymentId/refresh",
  access: "driver",
  tag: "Wallet",
  summary: "Ask the gateway now whether the top-up was paid: for a client back from the payment",
  input: z.object({ paymentId: PaymentId }),
  output: TopUp,
  problems: ["top_up_not_found", "payment_gateway_failed"],
});

export const OrderRefund = z.object({
  refundId: z.string(),
  orderId: OrderId,
  stationName: z.string(),
  stationNameEn: z.string(),
  toWay: GatewayWay,
  amountFen: Fen,
  reason: z.enum(["rest", "given_up", "paid_too_late", "corrected"]),
  state: RefundState,
  createdAtMs: TimeMs,
  updatedAtMs: TimeMs,
});
export type OrderRefund = z.infer<typeof OrderRefund>;

export const listRefunds = endpoint({
  method: "GET",
  path: "/api/v1/wallet/refunds",
  access: "driver",
  tag: "Wallet",
  summary: "What goes back, or went back, of payments for my orders, newest order first",
  input: z.object({ limit: pageSize(), cursor: z.optional(Cursor) }),
  output: pageOf(OrderRefund),
  problems: [],
});

const WithdrawalId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));

export const Withdrawal = z.object({
  withdrawalId: WithdrawalId,
  amountFen: Fen,
  /** `partly` succeeded: some parts could not be paid out, see them. */
  state: z.enum(["processing", "succeeded", "partly", "failed"]),
  /** Each goes back to one top-up, the way it was paid. */
  parts: z.array(
    z.object({
      refundId: z.string(),
      toWay: GatewayWay,
      amountFen: Fen,
      state: RefundState,
      /** Of one that failed: it is in the balance again; else somebody sees to it by hand. */
      isReturned: z.boolean(),
      updatedAtMs: TimeMs,
    }),
  ),
  createdAtMs: TimeMs,
});
export type Withdrawal = z.infer<typeof Withdrawal>;

export const getWithdrawable = endpoint({
  method: "GET",
  path: "/api/v1/wallet/withdrawable",
  access: "driver",
  tag: "Wallet",
  summary: "How much of my balance can go back to where it came from, and what stands against it",
  input: z.object({}),
  output: z.object({
    balanceFen: Fen,
    /** The balance, as far as its top-ups can still be paid back by their gateways. */
    withdrawableFen: Fen,
    /** How much of it its gateway has lately refused to pay back; it may be tried again. */
    refusedFen: Fen,
    /** Null when nothing stands against it. */
    refusal: z.nullable(z.enum(["money_owed", "charge_under_way"])),
    byWay: z.array(z.object({ way: GatewayWay, withdrawableFen: Fen })),
  }),
  problems: [],
});

export const withdraw = endpoint({
  method: "POST",
  path: "/api/v1/wallet/withdrawals",
  access: "driver",
  tag: "Wallet",
  summary: "Send money of my balance back to the payments it came from; send an Idempotency-Key",
  input: z.object({
    amountFen: z
      .number()
      .check(z.int(), z.minimum(limits.withdrawalFen.least), z.maximum(limits.withdrawalFen.most)),
  }),
  output: Withdrawal,
  problems: ["money_owed", "charge_under_way", "withdrawal_too_much", "idempotency_conflict"],
});

export const listWithdrawals = endpoint({
  method: "GET",
  path: "/api/v1/wallet/withdrawals",
  access: "driver",
  tag: "Wallet",
  summary: "My withdrawals, newest first",
  input: z.object({ limit: pageSize(), cursor: z.optional(Cursor) }),
  output: pageOf(Withdrawal),
  problems: [],
});

export const getWithdrawal = endpoint({
  method: "GET",
  path: "/api/v1/wallet/withdrawals/:withdrawalId",
  access: "driver",
  tag: "Wallet",
  summary: "One of my withdrawals",
  input: z.object({ withdrawalId: WithdrawalId }),
  output: Withdrawal,
  problems: ["withdrawal_not_found"],
});
