// The piece of the map whose live counts are followed: the geohash cell where most of what is shown
// stands. A map drawn in GCJ-02 may be wrong by a street's length at a cell's edge, which only means
// that the neighbour is followed.
import type { Position } from "../../../core/contract/common.ts";
import { AREA_CELL_LENGTH } from "../../../core/contract/live.ts";

const ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz";

export function areaCellOf({ latitude, longitude }: Position): string {
  let row: readonly [number, number] = [-90, 90];
  let column: readonly [number, number] = [-180, 180];
  let cell = "";
  let bits = 0;
  for (let bit = 0; bit < AREA_CELL_LENGTH * 5; bit += 1) {
    const isColumn = bit % 2 === 0;
    const [low, high] = isColumn ? column : row;
    const middle = (low + high) / 2;
    const isUpper = (isColumn ? longitude : latitude) >= middle;
    const half = isUpper ? ([middle, high] as const) : ([low, middle] as const);
    if (isColumn) column = half;
    else row = half;
    bits = bits * 2 + (isUpper ? 1 : 0);
    if (bit % 5 === 4) {
      cell += ALPHABET.charAt(bits);
      bits = 0;
    }
  }
  return cell;
}

/** The cell of most of the places, the first one's among equals; null for none. */
export function cellOfMost(places: readonly Position[]): string | null {
  const counts = new Map<string, number>();
  for (const place of places) {
    const cell = areaCellOf(place);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  let best: string | null = null;
  for (const [cell, count] of counts)
    if (best === null || count > (counts.get(best) ?? 0)) best = cell;
  return best;
}
