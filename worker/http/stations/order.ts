// The order of a list, and the cursor that says where a page of it ended.
import type { StationSort } from "../../../core/contract/stations.ts";

/** By key, then by distance, then by id: no two stations have one place. */
export type Place = {
  readonly key: number;
  readonly distanceMm: number;
  readonly stationId: string;
};

export const comesBefore = (a: Place, b: Place): number =>
  a.key - b.key ||
  a.distanceMm - b.distanceMm ||
  (a.stationId < b.stationId ? -1 : a.stationId > b.stationId ? 1 : 0);

/** A station without a price comes after all that have one. */
const NO_PRICE = 999_999_999;

export function keyOf(
  sort: StationSort,
  station: {
    readonly distanceMm: number;
    readonly price: () => number | null;
    readonly maxPowerW: () => number;
  },
): number {
  switch (sort) {
    case "distance":
      return station.distanceMm;
    case "price":
      return station.price() ?? NO_PRICE;
    case "power":
      return -station.maxPowerW();
  }
}

export type Cursor = {
  readonly place: Place;
  /** Of the first page: prices and opening hours are judged by it, so that the list keeps its order. */
  readonly atMs: number;
};

export const writeCursor = ({ place, atMs }: Cursor): string =>
  `${place.key}.${place.distanceMm}.${atMs}.${place.stationId}`;

/** A list that was begun longer ago goes on with the prices of now. */
const LONGEST_LIST_MS = 3_600_000;

/** Null for what `writeCursor` never wrote. */
export function readCursor(text: string, nowMs: number): Cursor | null {
  const match = /^(-?\d{1,11})\.(\d{1,11})\.(\d{1,14})\.([A-Za-z0-9_-]{1,32})$/.exec(text);
  const [, key, distanceMm, atMs, stationId] = match ?? [];
  if (stationId === undefined) return null;
  const begunMs = Number(atMs);
  const isFresh = begunMs <= nowMs && nowMs - begunMs < LONGEST_LIST_MS;
  return {
    place: { key: Number(key), distanceMm: Number(distanceMm), stationId },
    atMs: isFresh ? begunMs : nowMs,
  };
}
