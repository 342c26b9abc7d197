// Money that a driver puts into his balance; what he owes is paid from it at once.
import { ulid } from "ulid";
import type { PayParameters } from "../../core/contract/orders.ts";
import type { Language } from "../../core/contract/problems.ts";
import { receivableAccount, walletAccount } from "../../core/money/account.ts";
import { walletToppedUp } from "../../core/money/walletEntries.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { and, sql } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { insertEntry, paymentIs } from "../db/ledger.ts";
import { insertMessage } from "../db/messages.ts";
import { findPayment, insertPayment, pendingPayment, type PaymentRow } from "../db/payments.ts";
import { identitiesQuery } from "../db/orders.ts";
import type { Statement } from "../db/statements.ts";
import { ledgerEntries } from "../db/tables/payments.ts";
import { hashId } from "../ulidOf.ts";
import type { Money } from "./money.ts";
import { payFor, sceneOf, type PayRefusal, type PayScene } from "./payFor.ts";
import { texts } from "./texts.ts";

/** Long enough to look for a bank card. */
const topUpLifeMs = 15 * 60_000;

export type TopUp = {
  readonly driverId: string;
  readonly amountFen: number;
  readonly paymentWay: "wechatpay" | "alipay";
  readonly idempotencyKey: string | null;
  readonly language: Language;
  readonly nowMs: number;
} & PayScene;

type TopUpAnswer = Promise<
  Result<
    { readonly paymentId: string; readonly pay: PayParameters },
    PayRefusal | { readonly code: "idempotency_conflict" }
  >
>;

/** Begins a top-up; a repeat with the same key goes on with the first one's payment. */
export async function topUp(money: Money, input: TopUp): TopUpAnswer {
  const { driverId, amountFen, paymentWay: provider, nowMs } = input;
  const identities = await identitiesQuery(money.db, driverId);
  const scene = sceneOf(money, { ...input, way: provider, identities });
  if (!scene.ok) return scene;
  const paymentId =
    input.idempotencyKey === null ? ulid(nowMs) : hashId(["topUp", driverId, input.idempotencyKey]);
  const expiresAtMs = nowMs + topUpLifeMs;
  const fresh = pendingPayment({
    paymentId,
    purpose: "topUp",
    driverId,
    provider,
    amountFen,
    createdAtMs: nowMs,
    expiresAtMs,
  });
  await insertPayment(money.db, fresh).onConflictDoNothing();
  const payment = (await findPayment(money.db, paymentId))?.payment ?? fresh;
  if (payment.amountFen !== amountFen || payment.provider !== provider) {
    return err({ code: "idempotency_conflict" });
  }
  if (payment.state === "paid") return ok({ paymentId, pay: { kind: "done" } });
  if (payment.state !== "pending" || payment.expiresAtMs <= nowMs) {
    return err({ code: "idempotency_conflict" });
  }
  const description = texts.topUp[input.language];
  const pay = await payFor(money, payment, { scene: scene.value, description, nowMs });
  return pay.ok ? ok({ paymentId, pay: pay.value }) : pay;
}

/** The balance grows by the payment, then what the driver owes is taken from it, as far as it goes. */
export function topUpStatements(
  db: Database,
  { paymentId, driverId }: PaymentRow,
  paid: {
    readonly provider: "wechatpay" | "alipay";
    readonly amountFen: number;
    readonly paidAtMs: number;
  },
): Statement[] {
  const { amountFen, paidAtMs: atMs, provider: gateway } = paid;
  return [
    insertEntry(db, walletToppedUp({ paymentId, driverId, gateway, amountFen, atMs })),
    repayDebt(db, { paymentId, driverId, atMs }),
    insertMessage(db, {
      driverId,
      subject: paymentId,
      atMs,
      content: { kind: "topUpSucceeded", paymentId, amountFen, way: gateway },
    }),
  ];
}

/**
 * The entry `receivableRepaid` of core/money/ledger.ts, with its amount taken from the wallet's row
 * where the statement runs. Its source is the top-up's own with a "D", so it happens once.
 */
function repayDebt(
  db: Database,
  of: { readonly paymentId: string; readonly driverId: string; readonly atMs: number },
): Statement {
  const wallet = walletAccount(of.driverId);
  const receivable = receivableAccount(of.driverId);
  const amount = sql`min(balance_fen, receivable_fen)`;
  return db
    .insert(ledgerEntries)
    .select(
      sql`select ${`payment:${of.paymentId}D`}, 'receivableRepaid', null, driver_id, ${of.atMs},
        json_array(
          json_object('account', ${wallet}, 'amountFen', ${amount}),
          json_object('account', ${receivable}, 'amountFen', -${amount}))
        from wallets where ${and(
          sql`driver_id = ${of.driverId}`,
          sql`${amount} > 0`,
          paymentIs(of.paymentId, ["walletToppedUp"]),
        )}`,
    )
    .onConflictDoNothing();
}
