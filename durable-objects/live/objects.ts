// The stubs of the objects that live state flows through, by the ids that the records use.
import { err, type Result } from "../../core/result.ts";
import type { ObjectEnv } from "../env.ts";

export const stationOf = (env: Pick<ObjectEnv, "STATION">, stationId: string) =>
  env.STATION.get(env.STATION.idFromName(stationId));

export const areaOf = (env: Pick<ObjectEnv, "AREA">, cell: string) =>
  env.AREA.get(env.AREA.idFromName(cell));

export const pileMemberOf = (env: Pick<ObjectEnv, "PILE">, pileId: string) =>
  env.PILE.get(env.PILE.idFromName(pileId));

/**
 * To be called after the records of a station or of one of its piles were written: published,
 * registered, moved (for both stations), removed. The Station tells its Area. Again is harmless.
 */
export async function stationRecordsChanged(
  env: Pick<ObjectEnv, "STATION">,
  stationId: string,
): Promise<Result<null, { readonly code: "unavailable" }>> {
  try {
    return await stationOf(env, stationId).recordsChanged();
  } catch (error) {
    console.error("station out of reach", stationId, String(error));
    return err({ code: "unavailable" });
  }
}
