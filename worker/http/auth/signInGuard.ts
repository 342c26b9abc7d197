// Slows guessing of staff passwords down: by account, and by address over all accounts.
import { proxyDurable } from "itty-durable";
import { limits } from "../../../core/limits.ts";
import type { Attempt } from "../../../durable-objects/signInGuard/guard.ts";
import type { SignInGuard } from "../../../durable-objects/signInGuard/signInGuard.ts";
import type { Env } from "../../env.ts";
import { hashOfToken } from "./token.ts";

/** Several people sign in from one office; more than this from one address is a machine. */
const MOST_FAILURES_BY_ADDRESS = limits.signInFailures.most * 4;

type Guard = Pick<SignInGuard, "begin" | "succeed" | "look">;

/**
 * The object of a key. It is named by a hash, because names and arguments travel in headers, and
 * with a prefix, because the proxy takes 64 hexadecimal digits for an object's id.
 */
const nameOf = async (kind: "account" | "address", key: string): Promise<string> =>
  `${kind}:${await hashOfToken(key)}`;

/** Never to be awaited or returned by a promise: the proxy would answer to `then` with a call. */
function guardOf(env: Env, name: string): Guard {
  const guard: Guard = proxyDurable(env.SIGN_IN_GUARD, { parse: true }).get(name);
  return guard;
}

export type GuardedAttempt =
  | {
      readonly kind: "allowed";
      readonly locks: boolean;
      readonly succeeded: () => Promise<void>;
      /** The password was right and the code is still to come: no failure, and no proof either. */
      readonly postponed: () => Promise<void>;
    }
  | { readonly kind: "locked"; readonly untilMs: number };

/** Counts an attempt before a password or a code is looked at; `succeeded` takes it back. */
export async function beginSignIn(
  env: Env,
  { email, clientIp, nowMs }: { email: string; clientIp: string; nowMs: number },
): Promise<GuardedAttempt> {
  const rules = { lockMs: limits.signInLockMs.most, nowMs };
  const address = guardOf(env, await nameOf("address", clientIp));
  const byAddress = await address.begin({ ...rules, most: MOST_FAILURES_BY_ADDRESS });
  if (byAddress.kind === "locked") return byAddress;
  const account = guardOf(env, await nameOf("account", email));
  const byAccount: Attempt = await account.begin({ ...rules, most: limits.signInFailures.most });
  if (byAccount.kind === "locked") return byAccount;
  return {
    kind: "allowed",
    locks: byAccount.locks || byAddress.locks,
    succeeded: async () => {
      await account.succeed({ forget: true });
      await address.succeed({ forget: false });
    },
    postponed: async () => {
      await account.succeed({ forget: false });
      await address.succeed({ forget: false });
    },
  };
}

/** Until when failed sign-ins lock an account; null for one that is not locked. */
export async function lockedUntil(
  env: Env,
  { email, nowMs }: { readonly email: string; readonly nowMs: number },
): Promise<number | null> {
  const { lockedUntilMs } = await guardOf(env, await nameOf("account", email)).look();
  return lockedUntilMs > nowMs ? lockedUntilMs : null;
}

/** Forgets an account's failures, as its owner vouches for it. */
export async function unlock(env: Env, email: string): Promise<void> {
  await guardOf(env, await nameOf("account", email)).succeed({ forget: true });
}
