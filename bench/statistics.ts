// The few figures a table needs.

export const sorted = (values: readonly number[]): readonly number[] =>
  values.toSorted((a, b) => a - b);

/** The value below which the given part of the others lies; `part` from 0 to 1. */
export function quantile(values: readonly number[], part: number): number {
  const all = sorted(values);
  const at = Math.min(all.length - 1, Math.ceil(all.length * part) - 1);
  return all[Math.max(0, at)] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
