// A share of one as percent, never rounded up to all of it.

/** 0.99964 → "99.96%"; null for no figure. */
export const formatShare = (share: number | null): string | null =>
  share === null ? null : `${(Math.floor(share * 10_000 + 1e-9) / 100).toFixed(2)}%`;
