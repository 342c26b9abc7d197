// Stretches of time as half-open intervals: merged, cut off, taken from each other, measured.

export type Interval = { readonly fromMs: number; readonly untilMs: number };

/** In order of time, none touching another, none empty. */
export function merged(intervals: readonly Interval[]): readonly Interval[] {
  const inOrder = intervals
    .filter(({ fromMs, untilMs }) => fromMs < untilMs)
    .toSorted((a, b) => a.fromMs - b.fromMs);
  const result: Interval[] = [];
  for (const interval of inOrder) {
    const last = result.at(-1);
    if (last !== undefined && interval.fromMs <= last.untilMs) {
      const untilMs = Math.max(last.untilMs, interval.untilMs);
      result[result.length - 1] = { fromMs: last.fromMs, untilMs };
    } else result.push(interval);
  }
  return result;
}

/** What of `intervals` lies within `bounds`. */
export const within = (
  intervals: readonly Interval[],
  { fromMs, untilMs }: Interval,
): readonly Interval[] =>
  intervals
    .map((one) => ({
      fromMs: Math.max(one.fromMs, fromMs),
      untilMs: Math.min(one.untilMs, untilMs),
    }))
    .filter((one) => one.fromMs < one.untilMs);

/** What of `intervals` lies in none of `others`; both may overlap among themselves. */
export function without(
  intervals: readonly Interval[],
  others: readonly Interval[],
): readonly Interval[] {
  let left = merged(intervals);
  for (const { fromMs, untilMs } of merged(others)) {
    left = left.flatMap((one) => {
      if (untilMs <= one.fromMs || one.untilMs <= fromMs) return [one];
      const before = { fromMs: one.fromMs, untilMs: fromMs };
      const after = { fromMs: untilMs, untilMs: one.untilMs };
      return [before, after].filter((part) => part.fromMs < part.untilMs);
    });
  }
  return left;
}

/** Of intervals that do not overlap. */
export const lengthMs = (intervals: readonly Interval[]): number =>
  intervals.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0);
