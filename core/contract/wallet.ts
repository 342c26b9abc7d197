// A driver's balance: what moved, and putting money in.
import * as z from "zod/mini";
import { limits } from "../limits.ts";
import { Cursor, Fen, pageOf, pageSize, Scene, TimeMs } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { PayParameters } from "./orders.ts";

export const WalletMovement = z.object({
  movementId: z.string(),
  /** The ledger entry's kind. */
  kind: z.string(),
  /** Positive into the wallet. */
  amountFen: Fen,
  orderId: z.nullable(z.string()),
  atMs: TimeMs,
});

export const getWallet = endpoint({
  method: "GET",
  path: "/api/v1/wallet",
  access: "driver",
  tag: "Wallet",
  summary: "My balance and what moved it, newest first",
  input: z.object({ limit: pageSize(), cursor: z.optional(Cursor) }),
  output: z.extend(pageOf(WalletMovement), { balanceFen: Fen }),
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
    paymentWay: z.enum(["wechatpay", "alipay"]),
    scene: Scene,
    returnPath: z.optional(z.string().check(z.regex(/^\/app\/[\w/#?=&.-]*$/), z.maxLength(200))),
  }),
  output: z.object({ paymentId: z.string(), pay: PayParameters }),
  problems: ["payment_way_unavailable", "payment_gateway_failed", "idempotency_conflict"],
});
