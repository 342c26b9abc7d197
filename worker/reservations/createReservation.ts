// Makes a reservation: the Pile gives the slot, the row is written and the deposit taken in one
// batch, and the Pile is told. What fails in between is free again by itself, and costs nothing.
import { ulid } from "ulid";
import type { ConfirmRefusal, ReserveRefusal } from "../../core/charging/pileApi.ts";
import type { ProblemCode } from "../../core/contract/problems.ts";
import { limits } from "../../core/limits.ts";
import { reservationHeld } from "../../core/money/reservationEntries.ts";
import type { ReservationTerms } from "../../core/pricing/tariff.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { insertEntry } from "../db/ledger.ts";
import { offerQuery, payerQuery } from "../db/orders.ts";
import {
  insertReservation,
  openReservationQuery,
  reservationKeysQuery,
  usableCardsQuery,
} from "../db/reservations.ts";
import { brokenConstraint, runBatch, type Statement } from "../db/statements.ts";
import { offerOf, type Offer } from "../orders/offer.ts";
import { isOverdraft } from "../payments/balance.ts";
import { askPile, type Desk } from "./desk.ts";
import { endStatements } from "./endReservation.ts";

export type ReservationInput = {
  readonly driverId: string;
  readonly pileId: string;
  readonly connectorId: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly idempotencyKey: string | null;
  readonly nowMs: number;
};

type Refusal = { readonly code: ProblemCode };

type Draft = {
  readonly input: ReservationInput;
  readonly offer: Offer;
  readonly terms: ReservationTerms;
  readonly idTags: readonly string[];
};

const reserveProblems = {
  pile_not_found: "pile_not_found",
  connector_not_found: "connector_not_found",
  slot_not_valid: "slot_not_valid",
  slot_taken: "slot_taken",
  slot_closed: "slot_closed",
  connector_taken: "connector_taken",
  connector_faulted: "connector_faulted",
  connector_unavailable: "connector_unavailable",
  pile_offline: "pile_offline",
  pile_full: "pile_full",
  reservation_under_way: "reservation_under_way",
  idempotency_conflict: "idempotency_conflict",
  unavailable: "unavailable",
} as const satisfies Record<ReserveRefusal["code"] | "unavailable", ProblemCode>;

/** Gives the reservation's id; a repeat with the same key gives the same, whatever became of it. */
export async function createReservation(
  desk: Desk,
  input: ReservationInput,
): Promise<Result<string, Refusal>> {
  const drafted = await draftOf(desk, input);
  if (!drafted.ok) return drafted;
  const draft = drafted.value;
  const reservationId = ulid(input.nowMs);
  const reserved = await askPile(desk, input.pileId, (pile) =>
    pile.reserve({
      reservationId,
      driverId: input.driverId,
      connectorId: input.connectorId,
      fromMs: input.fromMs,
      untilMs: input.untilMs,
      idTags: draft.idTags,
      terms: { holdMinutes: draft.terms.holdMinutes, graceMinutes: draft.terms.graceMinutes },
      idempotencyKey: input.idempotencyKey ?? reservationId,
    }),
  );
  if (!reserved.ok) return err({ code: reserveProblems[reserved.error.code] });
  return write(desk, draft, reserved.value);
}

async function draftOf({ db }: Desk, input: ReservationInput): Promise<Result<Draft, Refusal>> {
  const { driverId, nowMs } = input;
  const [[row], [payer], idTags, [open]] = await db.batch([
    offerQuery(db, { ...input, atMs: nowMs }),
    payerQuery(db, driverId),
    usableCardsQuery(db, { driverId, nowMs, limit: limits.cardsPerReservation.most }),
    openReservationQuery(db, driverId),
  ]);
  const offer = offerOf(row, payer?.membership ?? null);
  if (!offer.ok) return offer;
  const terms = offer.value.priced.tariff.reservation;
  if (terms === null) return err({ code: "reservation_not_offered" });
  if (open !== undefined) {
    // It may be this very request's, said again.
    const mayBeAgain = input.idempotencyKey !== null && open.pileId === input.pileId;
    if (!mayBeAgain) return err({ code: "reservation_under_way" });
  } else if ((payer?.balanceFen ?? 0) < terms.feeFen + terms.noShowFeeFen) {
    if (input.idempotencyKey === null) return err({ code: "balance_too_low" });
  }
  return ok({ input, offer: offer.value, terms, idTags: idTags.map(({ idTag }) => idTag) });
}

/** From here on the slot is the driver's: what fails gives it back. */
async function write(
  desk: Desk,
  draft: Draft,
  { reservationId, repeated }: { readonly reservationId: string; readonly repeated: boolean },
): Promise<Result<string, Refusal>> {
  const { db } = desk;
  const { pileId, nowMs } = draft.input;
  const [before] = repeated ? await reservationKeysQuery(db, [reservationId]) : [];
  if (before?.endedBy !== null && before !== undefined) return ok(reservationId);
  if (before === undefined) {
    const written = await writeRow(desk, draft, reservationId);
    if (!written.ok) return written;
  }
  const confirmed = await askPile(desk, pileId, (pile) => pile.confirmReservation(reservationId));
  if (confirmed.ok) return ok(reservationId);
  // A Pile out of reach lets go of it by itself, and its word on that gives the money back.
  if (confirmed.error.code === "unavailable") return err({ code: "unavailable" });
  await endAs(desk, reservationId, { over: confirmed.error, nowMs });
  return err({ code: "slot_taken" });
}

async function endAs(
  { db }: Desk,
  reservationId: string,
  { over, nowMs }: { readonly over: ConfirmRefusal; readonly nowMs: number },
): Promise<void> {
  const [row] = await reservationKeysQuery(db, [reservationId]);
  if (row === undefined) return;
  const { end, orderId } =
    over.code === "reservation_over" ? over : { end: "not_confirmed" as const, orderId: null };
  await runBatch(db, endStatements(db, row, { end, orderId, atMs: nowMs }));
}

async function writeRow(
  desk: Desk,
  draft: Draft,
  reservationId: string,
): Promise<Result<null, Refusal>> {
  const letGo = () =>
    askPile(desk, draft.input.pileId, (pile) =>
      pile.cancelReservation({ reservationId, by: "records" }),
    );
  try {
    await runBatch(desk.db, statementsOf(desk, draft, reservationId));
    return ok(null);
  } catch (error) {
    // An answer that was lost looks like a failure: what is written decides.
    const [there] = await reservationKeysQuery(desk.db, [reservationId]);
    if (there !== undefined) return ok(null);
    await letGo();
    if (isOverdraft(error)) return err({ code: "balance_too_low" });
    const isSecond = brokenConstraint(error)?.includes("reservations.driver_id") === true;
    if (isSecond) return err({ code: "reservation_under_way" });
    throw error;
  }
}

function statementsOf({ db }: Desk, draft: Draft, reservationId: string): Statement[] {
  const { input, offer, terms, idTags } = draft;
  const { driverId, connectorId, fromMs, untilMs, nowMs } = input;
  const { feeFen, noShowFeeFen, holdMinutes, graceMinutes } = terms;
  const comeByMs = Math.min(Math.max(fromMs, nowMs) + graceMinutes * 60_000, untilMs);
  const row = insertReservation(db, {
    reservationId,
    pileId: offer.pileId,
    connectorId,
    driverId,
    idTag: idTags[0] ?? "",
    fromMs,
    untilMs,
    operatorId: offer.operatorId,
    stationId: offer.stationId,
    heldFromMs: fromMs - holdMinutes * 60_000,
    comeByMs,
    feeFen,
    noShowFeeFen,
    createdAtMs: nowMs,
  });
  if (feeFen + noShowFeeFen === 0) return [row];
  const held = reservationHeld({ reservationId, driverId, feeFen, noShowFeeFen, atMs: nowMs });
  return [row, insertEntry(db, held)];
}
