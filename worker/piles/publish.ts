// Gives piles what they must know of themselves, as the records say it.
import type { PileProfile } from "../../core/charging/pileApi.ts";
import { ok, type Result } from "../../core/result.ts";
import { stationRecordsChanged } from "../../durable-objects/live/objects.ts";
import { connectorsOfPilesQuery, pilesToPublishQuery } from "../db/adminPiles.ts";
import type { Database } from "../db/database.ts";
import type { Env } from "../env.ts";
import { askPile } from "../pileOf.ts";

/** Again is harmless. The object is asked twice, since a move between machines breaks one call. */
export async function publishPile(
  env: Pick<Env, "PILE">,
  profile: PileProfile,
): Promise<Result<null, { readonly code: "unavailable" }>> {
  const first = await askPile(env, profile.pileId, (pile) => pile.configure(profile));
  return first.ok ? first : askPile(env, profile.pileId, (pile) => pile.configure(profile));
}

/** The profiles of a station's piles; empty when the station is not the operator's, or has none. */
export async function profilesOfStation(
  db: Database,
  station: { readonly operatorId: string; readonly stationId: string },
): Promise<readonly PileProfile[]> {
  const piles = await pilesToPublishQuery(db, station);
  const connectors = await connectorsOfPilesQuery(
    db,
    piles.map(({ pileId }) => pileId),
  );
  const byPile = Map.groupBy(connectors, ({ pileId }) => pileId);
  return piles.map((pile) => ({
    ...pile,
    connectors: (byPile.get(pile.pileId) ?? []).map(
      ({ connectorId, currentType, standard, maxPowerW }) => ({
        connectorId,
        currentType,
        standard,
        maxPowerW,
      }),
    ),
  }));
}

/**
 * Publishes a station's piles, a few at a time, and then tells the station to look at its records
 * again; stops at the first that is out of reach.
 */
export async function publishStation(
  env: Pick<Env, "PILE" | "STATION">,
  stationId: string,
  profiles: readonly PileProfile[],
): Promise<Result<number, { readonly code: "unavailable" }>> {
  for (let from = 0; from < profiles.length; from += AT_A_TIME) {
    const part = profiles.slice(from, from + AT_A_TIME);
    const answers = await Promise.all(part.map((profile) => publishPile(env, profile)));
    const failed = answers.find((answer) => !answer.ok);
    if (failed !== undefined && !failed.ok) return failed;
  }
  const told = await stationRecordsChanged(env, stationId);
  return told.ok ? ok(profiles.length) : told;
}

/** A Worker holds six outgoing connections at once. */
const AT_A_TIME = 6;
