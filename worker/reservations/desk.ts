// What reservations work with: the database and the Piles. Tests put their own in its place.
import type { PileApi } from "../../core/charging/pileApi.ts";
import { err, type Result } from "../../core/result.ts";
import { dbOf, type Database } from "../db/database.ts";
import type { Env } from "../env.ts";
import { logError } from "../http/errors.ts";
import { pileOf } from "../pileOf.ts";

type ReservingPile = Pick<
  PileApi,
  "reserve" | "confirmReservation" | "cancelReservation" | "slots"
>;

export type Desk = {
  readonly db: Database;
  readonly pile: (pileId: string) => ReservingPile;
};

export const deskOf = (env: Env): Desk => ({
  db: dbOf(env),
  pile: (pileId) => pileOf(env, pileId),
});

/** Asks a Pile for a Result; one that is overloaded, or being moved, is `unavailable`. */
export async function askPile<T, E>(
  desk: Desk,
  pileId: string,
  ask: (pile: ReservingPile) => Promise<Result<T, E>>,
): Promise<Result<T, E | { readonly code: "unavailable" }>> {
  try {
    return await ask(desk.pile(pileId));
  } catch (error) {
    logError("pile out of reach", error, { pileId });
    return err({ code: "unavailable" });
  }
}
