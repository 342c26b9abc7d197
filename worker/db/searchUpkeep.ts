// Keeps what searches read true to the stations: a round through all of them that heals what a crash,
// an import or a hand on the database has left, and counts each station's busy hours anew.
import type { Database } from "./database.ts";
import { positionOf, setPosition } from "./jobCursors.ts";
import { rebuildCellsStatements, stationCellStatements } from "./stationCells.ts";
import { hoursAreDue, refreshStationHours } from "./stationHours.ts";
import {
  rebuildStationTexts,
  stationsToWordQuery,
  stationTextStatements,
  withStaleWords,
} from "./stationTexts.ts";

const JOB = "search";

/** A minute's part: 200,000 stations take a week. */
const STATIONS_AT_A_TIME = 20;

/** The next stations of the round; each step may be repeated, and writes only what differs. */
export async function keepSearch(db: Database, nowMs: number): Promise<void> {
  const after = await positionOf(db, JOB);
  const stations = await stationsToWordQuery(db, after, STATIONS_AT_A_TIME);
  const stale = await withStaleWords(db, stations);
  if (stations.length > 0) {
    await db.batch([
      ...stationCellStatements(db, {
        stationIds: stations.map(({ stationId }) => stationId),
        cells: stations.map(({ cell }) => cell),
      }),
      ...(stale.length > 0 ? await stationTextStatements(db, stale) : []),
    ]);
  }
  for (const { stationId } of stations) {
    if (await hoursAreDue(db, stationId, nowMs)) await refreshStationHours(db, stationId, nowMs);
  }
  const isRound = stations.length < STATIONS_AT_A_TIME;
  const position = isRound ? "" : (stations.at(-1)?.stationId ?? "");
  await setPosition(db, JOB, { from: after, to: position });
}

/** Cells and words of all stations anew, after stations were written in bulk. */
export async function rebuildSearch(db: Database): Promise<void> {
  await db.batch(rebuildCellsStatements(db));
  await rebuildStationTexts(db);
}
