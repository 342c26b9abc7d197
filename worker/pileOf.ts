// The one function that makes a Pile's stub, and the one that says what a broken call means.
import type { PileApi } from "../core/charging/pileApi.ts";
import { err, type Result } from "../core/result.ts";
import type { Env } from "./env.ts";
import { logError } from "./http/errors.ts";

export type PileStub = PileApi & Pick<Fetcher, "fetch">;

/** The object of a pile, by the pile's own id; it need not exist yet. */
export const pileOf = (env: Pick<Env, "PILE">, pileId: string): PileStub =>
  env.PILE.get(env.PILE.idFromName(pileId));

/** Asks a Pile; an object that is overloaded, or being moved, is `unavailable`. */
export async function askPile<T, E>(
  env: Pick<Env, "PILE">,
  pileId: string,
  ask: (pile: PileStub) => Promise<Result<T, E>>,
): Promise<Result<T, E | { readonly code: "unavailable" }>> {
  try {
    return await ask(pileOf(env, pileId));
  } catch (error) {
    logError("pile out of reach", error, { pileId });
    return err({ code: "unavailable" });
  }
}
