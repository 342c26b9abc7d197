// Signing in at the moment it is needed: silently by the platform's code in a mini-program; in the
// browser by the sheet that the page shows.
import type { CallRefusal } from "../../../core/contract/client.ts";
import { signInAsDemo } from "../../../core/contract/drivers.ts";
import { ok, type Result } from "../../../core/result.ts";
import { platformSignIn } from "../platform/signIn.ts";
import type { PlatformRefusal } from "../platform/types.ts";
import { api } from "./api.ts";
import { hasConsented } from "./consent.ts";
import { policyVersion } from "./policy.ts";
import { sessionStore, setSession } from "./session.ts";

export type SignInRefusal = CallRefusal | PlatformRefusal | { readonly kind: "ask" };

/** Under way: a second tap waits for the first one's, because the platform's code serves once. */
let signingIn: Promise<Result<null, SignInRefusal>> | null = null;

/** Signed in already, or now; `ask` means that the driver has to agree to the policy first, or to say
 * who he is (the browser). */
export function ensureSignedIn(): Promise<Result<null, SignInRefusal>> {
  if (sessionStore.get() !== null) return Promise.resolve(ok(null));
  signingIn ??= signInHere().finally(() => {
    signingIn = null;
  });
  return signingIn;
}

async function signInHere(): Promise<Result<null, SignInRefusal>> {
  if (!hasConsented()) return { ok: false, error: { kind: "ask" } };
  if (platformSignIn === null) return { ok: false, error: { kind: "ask" } };
  const answer = await platformSignIn();
  if (!answer.ok) return answer;
  setSession(answer.value);
  return ok(null);
}

export async function signInDemo(name: string): Promise<Result<null, CallRefusal>> {
  const answer = await api(signInAsDemo, { name, policyVersion });
  if (!answer.ok) return answer;
  setSession(answer.value);
  return ok(null);
}
