// What the records keep of a station's waiting list: who waits where, until it is over, and that a
// connector was kept for him.
import type { Fact } from "../../core/charging/facts.ts";
import type { ReservationEnd } from "../../core/contract/reservations.ts";
import type { Database } from "../db/database.ts";
import { insertMessage } from "../db/messages.ts";
import type { Statement } from "../db/statements.ts";
import { deleteWaiting } from "../db/waitings.ts";
import type { PlaceOfPile } from "./place.ts";

/** After these he waits no longer; after the others he has kept his place. */
const endsWaiting: ReadonlySet<ReservationEnd> = new Set(["used", "no_show"]);

export function offerStatements(
  db: Database,
  { stationId, stationName, stationNameEn, timeZone, pileId }: PlaceOfPile,
  fact: Extract<Fact, { kind: "connectorOffered" | "offerEnded" }>,
): readonly Statement[] {
  const { driverId, offerId, atMs } = fact;
  if (fact.kind === "connectorOffered") {
    const { connectorId, untilMs } = fact;
    const place = { stationId, stationName, stationNameEn, timeZone, pileId, connectorId };
    const content = { kind: "placeOffered", ...place, untilMs } as const;
    return [insertMessage(db, { driverId, subject: offerId, atMs, content })];
  }
  if (!endsWaiting.has(fact.end)) return [];
  return [deleteWaiting(db, { driverId, stationId, untilMs: atMs })];
}
