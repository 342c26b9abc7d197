// The one function that makes a Pile's stub.
import type { Env } from "./env.ts";

/** The object of a pile, by the pile's own id; it need not exist yet. */
export const pileOf = (env: Pick<Env, "PILE">, pileId: string) =>
  env.PILE.get(env.PILE.idFromName(pileId));
