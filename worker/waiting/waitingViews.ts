// A driver's waiting as he is shown it, with the names around it.
import type { LiveWaiting } from "../../core/contract/live.ts";
import type { Waiting } from "../../core/contract/waiting.ts";
import { pileNamesQuery, type WaitingPlace } from "../db/waitings.ts";
import type { Lists } from "./lists.ts";

export async function viewOf(
  { db }: Lists,
  { stationId, stationName, stationNameEn }: WaitingPlace,
  { currentType, joinedAtMs, expiresAtMs, place, offer }: LiveWaiting,
): Promise<Waiting> {
  const waiting = { stationId, stationName, stationNameEn, currentType, place };
  const times = { joinedAtMs, expiresAtMs };
  if (offer === null) return { ...waiting, ...times, offer };
  const named = await pileNamesQuery(db, [offer.pileId]).get();
  return { ...waiting, ...times, offer: { ...offer, pileName: named?.pileName ?? offer.pileId } };
}
