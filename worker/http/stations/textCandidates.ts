// Stations whose name or address fits a text, the nearest of them: rings grow by what the last one
// found, so that a common word is found close by and a rare one in few steps.
import { limits } from "../../../core/limits.ts";
import type { Database } from "../../db/database.ts";
import { boxAround, coveringCells, distanceM, isInBox, type Box } from "../../db/geohash.ts";
import {
  COARSEST_PLACE,
  FINEST_PLACE,
  textMatches,
  type TextMatch,
} from "../../db/stationTexts.ts";
import type { Region } from "./region.ts";

const FIRST_RING_M = 300;
/** In one ring, and in all of a search: each match is a row. */
const MOST_READ = 50;
const MOST_READ_IN_ALL = 110;
/** Beyond it, one look at everywhere is cheaper than more rings. */
const LAST_RING_M = 200_000;
const MOST_CELLS = 48;

export type TextFound = {
  readonly matches: readonly TextMatch[];
  /** False where more stations fit than are listed. */
  readonly complete: boolean;
};

/** At most `limits.textMatches` stations, the nearest ones to the region's middle. */
export async function findByText(
  db: Database,
  region: Region,
  condition: string,
): Promise<TextFound> {
  const wanted = limits.textMatches.most;
  const found = new Map<string, TextMatch>();
  let left = MOST_READ_IN_ALL;
  let innerM = 0;
  let except: readonly string[] = [];
  let ringM = Math.min(FIRST_RING_M, region.reachM);
  let after: number | null = null;
  for (;;) {
    const most = Math.min(MOST_READ, left);
    const cells = cellsOfRing(region, ringM);
    const read: readonly TextMatch[] = await textMatches(db, {
      condition,
      cells,
      except,
      after,
      most,
    });
    for (const match of read) found.set(match.stationId, match);
    left -= read.length;
    const isCut = read.length >= most;
    after = null;
    const isLast = ringM >= region.reachM;
    const within = nearest(found.values(), region, ringM);
    if (isCut && left > 0 && ringM < LAST_RING_M && innerM > 0 && ringM > innerM * 2) {
      // Too many all at once, after too few: the nearest of them are in a ring between the two.
      ringM = Math.sqrt(innerM * ringM);
      innerM = ringM;
    } else if (isCut && left > 0 && within.length < wanted) {
      // Many of them stand in the ring's cells and outside the ring: the rest is read as well.
      after = read.at(-1)?.row ?? null;
    } else if (within.length >= wanted || isCut || isLast) {
      const complete = isLast && !isCut && within.length <= wanted;
      return { matches: within.slice(0, wanted), complete };
    } else {
      // The next ring holds this one's cells; what fits in them is known.
      except = cells ?? [];
      innerM = ringM;
      ringM = Math.min(region.reachM, nextRing(ringM, within.length / wanted));
    }
  }
}

/** Ring areas grow to where, at the density seen so far, enough would be found. */
function nextRing(ringM: number, partFound: number): number {
  if (ringM * 4 > LAST_RING_M) return Infinity;
  return ringM * Math.min(4, Math.max(1.3, Math.sqrt(1.1 / Math.max(partFound, 0.01))));
}

/** Null is everywhere. */
const cellsOfRing = ({ middle, box }: Region, ringM: number): readonly string[] | null =>
  ringM > LAST_RING_M ? null : cellsOf(smaller(boxAround(middle, ringM), box));

const smaller = (ring: Box, box: Box | null): Box =>
  box !== null && box.width <= ring.width && box.north - box.south <= ring.north - ring.south
    ? box
    : ring;

const cellsOf = (box: Box): readonly string[] =>
  coveringCells(box, { longest: FINEST_PLACE, shortest: COARSEST_PLACE, most: MOST_CELLS }).cells;

/** Those in the ring, nearest first. */
function nearest(
  matches: Iterable<TextMatch>,
  { middle, box }: Region,
  ringM: number,
): readonly TextMatch[] {
  return [...matches]
    .map((match) => ({ match, metres: distanceM(middle, match) }))
    .filter(({ match, metres }) => metres <= ringM && (box === null || isInBox(match, box)))
    .toSorted((a, b) => a.metres - b.metres || (a.match.stationId < b.match.stationId ? -1 : 1))
    .map(({ match }) => match);
}
