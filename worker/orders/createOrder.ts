// Makes an order: holds the connector, writes the order with its payment in one batch, and opens the
// payment. What fails after the hold lets the connector go and leaves nothing owed.
import { ulid } from "ulid";
import type { HoldRefusal } from "../../core/charging/pileApi.ts";
import type { ProblemCode } from "../../core/contract/problems.ts";
import { limits } from "../../core/limits.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { countRefused } from "../db/unmetDemand.ts";
import {
  identitiesQuery,
  insertOrder,
  offerQuery,
  openAppOrderQuery,
  orderKeyQuery,
  payerQuery,
  type OrderKey,
} from "../db/orders.ts";
import { insertPayment, pendingPayment } from "../db/payments.ts";
import { brokenConstraint, runBatch, type Statement } from "../db/statements.ts";
import { holdFromBalance, isOverdraft } from "../payments/balance.ts";
import { askPile, type Money } from "../payments/money.ts";
import { payFor, sceneOf } from "../payments/payFor.ts";
import { closeLater } from "../payments/settle.ts";
import { endOrder, startPaidOrder } from "./endOrder.ts";
import { offerOf } from "./offer.ts";
import { buysEnergy, estimateOf } from "./prepaidAmount.ts";
import { descriptionOf, type Created, type Draft, type OrderInput } from "./draft.ts";
import { payAgain } from "./payAgain.ts";

/** A payment ends before its hold does, so that one made in the last second still starts a charge. */
const paymentEndsBeforeHoldMs = 15_000;

type Refusal = { readonly code: ProblemCode };

const holdProblems = {
  pile_not_found: "pile_not_found",
  connector_not_found: "connector_not_found",
  pile_offline: "pile_offline",
  connector_taken: "connector_taken",
  connector_reserved: "connector_reserved",
  connector_faulted: "connector_faulted",
  connector_unavailable: "connector_unavailable",
  idempotency_conflict: "idempotency_conflict",
  unavailable: "unavailable",
} as const satisfies Record<HoldRefusal["code"] | "unavailable", ProblemCode>;

/** Somebody else has it: what the analysis counts where piles are too few. */
const isNoneFree = (code: keyof typeof holdProblems): boolean =>
  code === "connector_taken" || code === "connector_reserved";

export async function createOrder(
  money: Money,
  input: OrderInput,
): Promise<Result<Created, Refusal>> {
  const drafted = await draftOf(money, input);
  if (!drafted.ok) return drafted;
  const { draft, busyWith } = drafted.value;
  if (busyWith !== null && (input.idempotencyKey === null || busyWith.pileId !== input.pileId)) {
    return err({ code: "driver_busy" });
  }
  const { priced } = draft.offer;
  const held = await askPile(money, input.pileId, (pile) =>
    pile.hold({
      orderId: draft.orderId,
      driverId: input.driverId,
      connectorId: input.connectorId,
      limit: input.limit,
      prepaidFen: draft.prepaidFen,
      untilMs: input.nowMs + limits.paymentHoldMs.most,
      terms: { tariff: priced.tariff, timeZone: priced.timeZone, membership: priced.membership },
      idempotencyKey: input.idempotencyKey,
    }),
  );
  if (!held.ok) {
    if (busyWith === null && isNoneFree(held.error.code)) {
      const { stationId } = draft.offer;
      await countRefused(money.db, { stationId, atMs: input.nowMs });
    }
    return err({ code: busyWith === null ? holdProblems[held.error.code] : "driver_busy" });
  }
  if (held.value.repeated) {
    const again = await payAgain(money, { ...draft, orderId: held.value.orderId });
    if (again !== null) return again;
  }
  return writeAndPay(money, { ...draft, orderId: held.value.orderId });
}

async function draftOf(
  money: Money,
  input: OrderInput,
): Promise<
  Result<{ readonly draft: Draft; readonly busyWith: { readonly pileId: string } | null }, Refusal>
> {
  const { db } = money;
  const { driverId, limit, paymentWay, nowMs } = input;
  const [[row], [payer], identities, [busyWith]] = await db.batch([
    offerQuery(db, { ...input, atMs: nowMs }),
    payerQuery(db, driverId),
    identitiesQuery(db, driverId),
    openAppOrderQuery(db, driverId),
  ]);
  const offer = offerOf(row, payer?.membership ?? null);
  if (!offer.ok) return offer;
  const scene =
    paymentWay === "balance" ? null : sceneOf(money, { ...input, way: paymentWay, identities });
  if (scene !== null && !scene.ok) return scene;
  const { prepaidFen } = estimateOf(offer.value.priced, limit, nowMs);
  if (!buysEnergy(offer.value.priced, prepaidFen, nowMs)) {
    return err({ code: "limit_out_of_range" });
  }
  // Before the hold: who cannot pay keeps no connector from others. The ledger has the last word.
  const isShort = paymentWay === "balance" && (payer?.balanceFen ?? 0) < prepaidFen;
  if (isShort && busyWith === undefined) return err({ code: "balance_too_low" });
  const draft = { orderId: ulid(nowMs), input, offer: offer.value, prepaidFen };
  return ok({
    draft: { ...draft, scene: scene === null ? null : scene.value },
    busyWith: busyWith ?? null,
  });
}

/** From here on the connector is held: whatever fails lets it go. */
async function writeAndPay(money: Money, draft: Draft): Promise<Result<Created, Refusal>> {
  const { orderId, input } = draft;
  const written = await writeOrder(money, draft);
  if (!written.ok) {
    // A repeat with the same key goes on with the hold; nobody else can.
    if (input.idempotencyKey === null) await letGo(money, draft);
    return written;
  }
  if (draft.scene === null) {
    await startPaidOrder(money, keyOf(draft, "paid"), input.nowMs);
    return ok({ orderId, pay: { kind: "done" } });
  }
  const payment = paymentOf(draft);
  const pay = await payFor(money, payment, {
    scene: draft.scene,
    description: descriptionOf(draft),
    nowMs: input.nowMs,
  });
  if (pay.ok) return ok({ orderId, pay: pay.value });
  await letGo(money, draft);
  await endOrder(money, keyOf(draft, "paying"), { failure: "payment_failed", nowMs: input.nowMs });
  closeLater(money, orderId, input.nowMs);
  return pay;
}

const letGo = (money: Money, { orderId, input }: Draft) =>
  askPile(money, input.pileId, (pile) => pile.release({ orderId, failure: "payment_failed" }));

async function writeOrder(money: Money, draft: Draft): Promise<Result<null, Refusal>> {
  const { orderId, input } = draft;
  try {
    await runBatch(money.db, statementsOf(money, draft));
    return ok(null);
  } catch (error) {
    // An answer that was lost looks like a failure: what is written decides.
    const there = await orderKeyQuery(money.db, orderId).get();
    if (there !== undefined) return ok(null);
    if (isOverdraft(error)) return err({ code: "balance_too_low" });
    if (brokenConstraint(error)?.includes("orders.driver_id") === true) {
      return err({ code: "driver_busy" });
    }
    // A repeat with the same key goes on with the hold; nobody else can.
    if (input.idempotencyKey === null) await letGo(money, draft);
    throw error;
  }
}

function statementsOf({ db }: Money, draft: Draft): Statement[] {
  const { orderId, input, offer, prepaidFen } = draft;
  const { driverId, nowMs, paymentWay } = input;
  const isPaid = paymentWay === "balance";
  const order = insertOrder(db, {
    orderId,
    operatorId: offer.operatorId,
    stationId: offer.stationId,
    pileId: offer.pileId,
    connectorId: input.connectorId,
    driverId,
    origin: "app",
    state: isPaid ? "paid" : "paying",
    chargeLimit: input.limit,
    paymentWay,
    prepaidFen,
    membership: offer.priced.membership,
    ...offer.pinned,
    createdAtMs: nowMs,
    paidAtMs: isPaid ? nowMs : null,
    startedAtMs: null,
  });
  return [
    order,
    isPaid
      ? holdFromBalance(db, { orderId, driverId, amountFen: prepaidFen, atMs: nowMs })
      : insertPayment(db, paymentOf(draft)),
  ];
}

function paymentOf({ orderId, input, prepaidFen }: Draft) {
  const { driverId, paymentWay, nowMs } = input;
  if (paymentWay === "balance") throw new Error("the balance needs no payment");
  return pendingPayment({
    paymentId: orderId,
    purpose: "order",
    driverId,
    provider: paymentWay,
    amountFen: prepaidFen,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + limits.paymentHoldMs.most - paymentEndsBeforeHoldMs,
  });
}

const keyOf = (
  { orderId, input, offer, prepaidFen }: Draft,
  state: OrderKey["state"],
): OrderKey => ({
  orderId,
  pileId: offer.pileId,
  operatorId: offer.operatorId,
  driverId: input.driverId,
  state,
  paymentWay: input.paymentWay,
  prepaidFen,
});
