// Boards are lists in order of their ids, so that a board that was changed step by step equals one
// that was sent whole.

export const byPileId = (a: { readonly pileId: string }, b: { readonly pileId: string }): number =>
  inOrder(a.pileId, b.pileId);

export const byStationId = (
  a: { readonly stationId: string },
  b: { readonly stationId: string },
): number => inOrder(a.stationId, b.stationId);

/** By code unit, which is the same in every engine and every language setting. */
const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A sorted copy. The older engines of phones know no `toSorted`. */
export function sorted<T>(items: Iterable<T>, by: (a: T, b: T) => number): T[] {
  const copy = [...items];
  copy.sort(by);
  return copy;
}
