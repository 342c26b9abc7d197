// What every step of the money works with: the database, the gateways, the piles, and work that
// goes on after the answer. Tests put their own in its place.
import type { PileApi } from "../../core/charging/pileApi.ts";
import { err, type Result } from "../../core/result.ts";
import { dbOf, type Database } from "../db/database.ts";
import type { Env } from "../env.ts";
import { logError } from "../http/errors.ts";
import { pileOf } from "../pileOf.ts";
import type { Provider, ProviderName } from "./provider.ts";
import { providersOf } from "./providers.ts";

export type PileDesk = Pick<PileApi, "hold" | "start" | "release" | "stop" | "liveOrder" | "curve">;

export type Money = {
  readonly db: Database;
  readonly providers: { readonly [Name in ProviderName]?: Provider };
  readonly pile: (pileId: string) => PileDesk;
  /** Work that nobody waits for; what it leaves undone, the sweep finds. */
  readonly later: (what: string, work: () => Promise<unknown>) => void;
  readonly publicOrigin: string;
};

export const moneyOf = (env: Env, ctx: Pick<ExecutionContext, "waitUntil">): Money => ({
  db: dbOf(env),
  providers: providersOf(env),
  pile: (pileId) => pileOf(env, pileId),
  later: (what, work) => {
    ctx.waitUntil(work().catch((error: unknown) => logError("work left undone", error, { what })));
  },
  publicOrigin: env.PUBLIC_ORIGIN,
});

/** Asks a Pile for a Result; one that is overloaded, or being moved, is `unavailable`. */
export async function askPile<T, E>(
  money: Money,
  pileId: string,
  ask: (pile: PileDesk) => Promise<Result<T, E>>,
): Promise<Result<T, E | { readonly code: "unavailable" }>> {
  try {
    return await ask(money.pile(pileId));
  } catch (error) {
    logError("pile out of reach", error, { pileId });
    return err({ code: "unavailable" });
  }
}
