// What waiting works with: the database and the Stations. Tests put their own in its place.
import type { WaitingApi } from "../../core/live/summaries.ts";
import { err, type Result } from "../../core/result.ts";
import { dbOf, type Database } from "../db/database.ts";
import type { Env } from "../env.ts";
import { logError } from "../http/errors.ts";

export type Lists = {
  readonly db: Database;
  readonly station: (stationId: string) => WaitingApi;
};

export const listsOf = (env: Env): Lists => ({
  db: dbOf(env),
  station: (stationId) => env.STATION.get(env.STATION.idFromName(stationId)),
});

/** Asks a Station for a Result; one that is overloaded, or being moved, is `unavailable`. */
export async function askStation<T, E>(
  lists: Lists,
  stationId: string,
  ask: (station: WaitingApi) => Promise<Result<T, E>>,
): Promise<Result<T, E | { readonly code: "unavailable" }>> {
  try {
    return await ask(lists.station(stationId));
  } catch (error) {
    logError("station out of reach", error, { stationId });
    return err({ code: "unavailable" });
  }
}
