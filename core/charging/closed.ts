// When a pile is out of service by a plan: at a moment, within a time, and at which moments that changes.
import type { PileState } from "./pileState.ts";

type Span = { readonly fromMs: number; readonly untilMs: number };

export const overlap = (a: Span, b: Span): boolean => a.fromMs < b.untilMs && b.fromMs < a.untilMs;

export const isClosedAt = ({ closures }: PileState, nowMs: number): boolean =>
  closures.some(({ fromMs, untilMs }) => fromMs <= nowMs && nowMs < untilMs);

export const isClosedIn = ({ closures }: PileState, span: Span): boolean =>
  closures.some((closure) => overlap(closure, span));

/** Their edges, at which states change; once past they must not ring. */
export const dueOfClosures = (
  { closures }: PileState,
  nowMs: number,
): readonly { readonly name: string; readonly atMs: number }[] =>
  closures
    .flatMap(({ closureId, fromMs, untilMs }) => [
      { name: `closure ${closureId} begins`, atMs: fromMs },
      { name: `closure ${closureId} ends`, atMs: untilMs },
    ])
    .filter(({ atMs }) => atMs > nowMs);
