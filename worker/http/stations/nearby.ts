// Stations near a point, nearest first. The circle grows from the point until the page is full, so
// that a search in a dense city reads the stations it shows and few others.
import { distanceM, coveringCells, type Point } from "../../db/geohash.ts";
import type { StationRow } from "../../db/stations.ts";

/** Where a page ended: in whole millimetres, so that it survives being written down. */
export type NearbyCursor = { readonly distanceMm: number; readonly stationId: string };

export type Nearby<Station> = Station & NearbyCursor;

export const writeCursor = ({ distanceMm, stationId }: NearbyCursor): string =>
  `${distanceMm}.${stationId}`;

/** Null for what `writeCursor` never wrote. */
export function readCursor(text: string): NearbyCursor | null {
  const match = /^(\d{1,9})\.([A-Za-z0-9_-]{1,32})$/.exec(text);
  const [, distance, stationId] = match ?? [];
  return distance === undefined || stationId === undefined
    ? null
    : { distanceMm: Number(distance), stationId };
}

const FIRST_RADIUS_M = 1_000;

const comesBefore = (a: NearbyCursor, b: NearbyCursor): number =>
  a.distanceMm - b.distanceMm || (a.stationId < b.stationId ? -1 : 1);

export type NearbySearch<Station extends StationRow> = {
  readonly centre: Point;
  readonly radiusM: number;
  readonly after: NearbyCursor | null;
  /** How many to find; finding fewer means that there are no more. */
  readonly wanted: number;
  /** Reads the stations of cells that were not asked for before. */
  readonly read: (cells: readonly string[]) => Promise<readonly StationRow[]>;
  /** Adds what is shown of them, and drops those that the driver does not want to see. */
  readonly complete: (rows: readonly StationRow[]) => Promise<readonly Station[]>;
};

/** Up to `wanted` stations after the cursor, by distance and, at one distance, by id. */
export async function searchNearby<Station extends StationRow>(
  search: NearbySearch<Station>,
): Promise<readonly Nearby<Station>[]> {
  const { centre, radiusM, after, wanted } = search;
  const reached = after === null ? 0 : after.distanceMm / 1000;
  const read = new Set<string>();
  const rows = new Map<string, StationRow & NearbyCursor>();
  const found: Nearby<Station>[] = [];
  let innerMm = -1;
  for (let ringM = Math.max(FIRST_RADIUS_M, reached * 2); ; ringM *= 2) {
    const outerM = Math.min(ringM, radiusM);
    const cells = coveringCells(centre, outerM).filter((cell) => !read.has(cell));
    for (const cell of cells) read.add(cell);
    for (const row of cells.length === 0 ? [] : await search.read(cells)) {
      rows.set(row.stationId, { ...row, distanceMm: Math.round(distanceM(centre, row) * 1000) });
    }
    const ring = [...rows.values()].filter(
      (row) =>
        row.distanceMm > innerMm &&
        row.distanceMm <= outerM * 1000 &&
        (after === null || comesBefore(after, row) < 0),
    );
    found.push(...(await completeRing(search, ring.toSorted(comesBefore), wanted - found.length)));
    if (found.length >= wanted || outerM >= radiusM) return found;
    innerMm = outerM * 1000;
  }
}

/** What a query completes at a time, when a filter drops most of what was found. */
const LEAST_PART = 20;

/** Completes the ring's stations in order, and not many more of them than are wanted. */
async function completeRing<Station extends StationRow>(
  { complete }: NearbySearch<Station>,
  ring: readonly (StationRow & NearbyCursor)[],
  wanted: number,
): Promise<readonly Nearby<Station>[]> {
  const found: Nearby<Station>[] = [];
  for (let from = 0; from < ring.length && found.length < wanted;) {
    const part = ring.slice(from, from + Math.max(LEAST_PART, wanted - found.length));
    from += part.length;
    const distances = new Map(part.map((row) => [row.stationId, row.distanceMm]));
    for (const station of await complete(part)) {
      found.push({ ...station, distanceMm: distances.get(station.stationId) ?? 0 });
    }
  }
  return found.slice(0, wanted);
}
