// Splitting whole Wh by largest remainder.

/**
 * Shares in mWh (integers, not negative, summing to whole Wh) as integers of Wh with the same sum:
 * each rounded down, and what is left goes one by one to the largest remainders, the earlier one
 * first among equals.
 */
export function wholeWh(sharesMilliWh: readonly number[]): number[] {
  const shares = sharesMilliWh.map((milliWh) => Math.floor(milliWh / 1000));
  const totalMilliWh = sharesMilliWh.reduce((sum, milliWh) => sum + milliWh, 0);
  const left = totalMilliWh / 1000 - shares.reduce((sum, wh) => sum + wh, 0);
  if (!Number.isInteger(left)) throw new Error(`shares do not sum to whole Wh: ${totalMilliWh}`);
  const byRemainder = sharesMilliWh
    .map((milliWh, index) => ({ index, remainder: milliWh % 1000 }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
