// Stations that a search may list, read in growing rings around its middle or all at once, and each
// only once. It reads rows of the map's cells, never stations.
import { limits } from "../../../core/limits.ts";
import type { Database } from "../../db/database.ts";
import {
  CELL_LENGTH,
  coveringCells,
  distanceM,
  rangesOf,
  type Box,
  type CellRange,
} from "../../db/geohash.ts";
import type { PackedStation } from "../../db/packedStation.ts";
import { COARSEST_LEVEL, packedCellsQuery } from "../../db/stationCells.ts";
import type { StationRow } from "../../db/stations.ts";
import { boxOfRing, type Region } from "./region.ts";

/** What a search judges a station by. */
export type Candidate = Pick<
  StationRow,
  | "stationId"
  | "latitude"
  | "longitude"
  | "operatorId"
  | "tariffId"
  | "timeZone"
  | "parkingKind"
  | "openingHours"
  | "facilities"
  | "connectorKinds"
> & {
  /** Whole millimetres, so that it survives being written into a cursor. */
  readonly distanceMm: number;
};

/** With its distance; null for a station that the region does not hold. */
export function candidateOf<T extends Omit<Candidate, "distanceMm">>(
  station: T,
  { from, holds }: Region,
): (T & Candidate) | null {
  const distanceMm = Math.round(distanceM(from, station) * 1000);
  return holds(station, distanceMm) ? { ...station, distanceMm } : null;
}

const unpacked = (packed: PackedStation): Omit<Candidate, "distanceMm"> => ({
  stationId: packed[0],
  latitude: packed[1],
  longitude: packed[2],
  operatorId: packed[3],
  tariffId: packed[4],
  timeZone: packed[5],
  parkingKind: packed[6],
  openingHours: packed[7],
  facilities: packed[8],
  connectorKinds: packed[9],
});

const FIRST_RING_M = 1_000;
/** A ring is six times as large as the one before it: few of them reach as far as a search may. */
const RING_GROWTH = 2.5;

export type Batch = {
  readonly candidates: readonly Candidate[];
  /** Every station nearer than this was in this batch or in one before it. */
  readonly throughMm: number;
};

/** Nearest first, ring by ring; a box is one batch. `beyondM`: nothing nearer is wanted. */
export async function* ringsOfCandidates(
  db: Database,
  region: Region,
  beyondM: number,
): AsyncGenerator<Batch> {
  const cells = new CellReader(db);
  const seen = new Set<string>();
  const first = region.box === null ? Math.max(FIRST_RING_M, beyondM * 1.3) : region.reachM;
  for (let ringM = first; ; ringM *= RING_GROWTH) {
    const isLast = ringM >= region.reachM;
    const outerM = Math.min(ringM, region.reachM);
    const candidates: Candidate[] = [];
    for (const packed of await cells.stationsIn(boxOfRing(region, outerM))) {
      if (seen.has(packed[0])) continue;
      seen.add(packed[0]);
      const candidate = candidateOf(unpacked(packed), region);
      if (candidate !== null) candidates.push(candidate);
    }
    yield { candidates, throughMm: isLast ? Infinity : outerM * 1000 };
    if (isLast) return;
  }
}

/** The whole region in one batch. */
export async function allCandidates(db: Database, region: Region): Promise<readonly Candidate[]> {
  const box = boxOfRing(region, region.reachM);
  return (await new CellReader(db).stationsIn(box)).flatMap(
    (packed) => candidateOf(unpacked(packed), region) ?? [],
  );
}

/** Reads each cell once, and in place of one with too many stations for a row the cells in it. */
class CellReader {
  readonly #db: Database;
  readonly #read = new Set<string>();

  constructor(db: Database) {
    this.#db = db;
  }

  async stationsIn(box: Box): Promise<readonly PackedStation[]> {
    const { length, cells } = coveringCells(box, {
      longest: CELL_LENGTH,
      shortest: COARSEST_LEVEL,
      most: limits.cellsPerReading.most,
    });
    const fresh = cells.filter((cell) => !this.#read.has(cell));
    for (const cell of fresh) this.#read.add(cell);
    return this.#inRanges(length, rangesOf(fresh));
  }

  async #inRanges(level: number, ranges: readonly CellRange[]): Promise<readonly PackedStation[]> {
    if (ranges.length === 0 || level > CELL_LENGTH) return [];
    const rows = await packedCellsQuery(this.#db, level, ranges);
    const within = rows.filter(({ packed }) => packed === null);
    return [
      ...rows.flatMap(({ packed }) => packed ?? []),
      ...(await this.#inRanges(
        level + 1,
        within.map(({ cell }) => [`${cell}0`, `${cell}z`]),
      )),
    ];
  }
}
