// A whole of integers dealt out by weights: the parts are integers and sum to the whole.

/**
 * Each part is the whole by its weight, rounded towards nought; what is left goes one by one to the
 * largest remainders, the earlier one first among equals. Without any weight all goes to the first.
 * Weights are not below nought; a whole below nought is dealt out as its opposite is.
 */
export function shareOut(whole: number, weights: readonly number[]): number[] {
  if (whole < 0) return shareOut(-whole, weights).map((part) => (part === 0 ? 0 : -part));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum === 0) return weights.map((_, at) => (at === 0 ? whole : 0));
  const exact = weights.map((weight) => (whole * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = whole - parts.reduce((all, part) => all + part, 0);
  const byRemainder = exact
    .map((share, at) => ({ at, remainder: share - Math.floor(share) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder.slice(0, left)) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}
