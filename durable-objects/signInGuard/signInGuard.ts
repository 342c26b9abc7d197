// Counts failed sign-ins for one key (an account, or an address) and locks it for a while.
// It only answers requests and keeps one small JSON value, which is all that itty-durable may carry.
import { createDurable } from "itty-durable";
import { begin, succeed, type Attempt, type GuardRules, type GuardState } from "./guard.ts";

const Durable = createDurable();

export class SignInGuard extends Durable {
  /** Bindings are typed by a brand that the platform's own base class would give; itty's has none. */
  declare readonly __DURABLE_OBJECT_BRAND: never;

  guard: GuardState = { failures: 0, lastFailureMs: 0, lockedUntilMs: 0 };

  /** Counts an attempt as failed until `succeed` says otherwise, so that attempts at once all count. */
  async begin(rules: GuardRules): Promise<Attempt> {
    const { state, attempt } = begin(this.guard, rules);
    this.guard = state;
    await this.persist();
    return attempt;
  }

  async succeed(rules: { readonly forget: boolean }): Promise<GuardState> {
    this.guard = succeed(this.guard, rules);
    await this.persist();
    return this.guard;
  }

  async look(): Promise<GuardState> {
    return this.guard;
  }
}
