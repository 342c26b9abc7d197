// The rules of the sign-in guard, without storage: what an attempt and a success make of the counts.

export type GuardState = {
  readonly failures: number;
  readonly lastFailureMs: number;
  readonly lockedUntilMs: number;
};

export type GuardRules = {
  /** Failures in a row after which the key is locked. */
  readonly most: number;
  /** How long it is locked, and how long a failure is remembered. */
  readonly lockMs: number;
  readonly nowMs: number;
};

export type Attempt =
  /** `locks`: when this attempt fails, it was the last one for a while. */
  | { readonly kind: "allowed"; readonly locks: boolean }
  | { readonly kind: "locked"; readonly untilMs: number };

/** Counts the attempt as a failure in advance, unless the key is locked. */
export function begin(
  state: GuardState,
  { most, lockMs, nowMs }: GuardRules,
): { readonly state: GuardState; readonly attempt: Attempt } {
  if (nowMs < state.lockedUntilMs) {
    return { state, attempt: { kind: "locked", untilMs: state.lockedUntilMs } };
  }
  const isFresh = state.lockedUntilMs === 0 && nowMs - state.lastFailureMs < lockMs;
  const failures = (isFresh ? state.failures : 0) + 1;
  const locks = failures >= most;
  return {
    state: { failures, lastFailureMs: nowMs, lockedUntilMs: locks ? nowMs + lockMs : 0 },
    attempt: { kind: "allowed", locks },
  };
}

/**
 * Takes the attempt back. `forget` also forgets the failures before it: right for an account, whose
 * owner has shown himself; wrong for an address, from which one good account could hide many tries.
 */
export function succeed(state: GuardState, { forget }: { readonly forget: boolean }): GuardState {
  const failures = forget ? 0 : Math.max(0, state.failures - 1);
  return { failures, lastFailureMs: failures === 0 ? 0 : state.lastFailureMs, lockedUntilMs: 0 };
}
