// Piles in bulk: a list is looked at first, then registered part by part.
import {
  adminCheckPiles,
  adminImportPiles,
  type ImportedPile,
} from "../../../../core/contract/admin/pileImport.ts";
import { err, ok } from "../../../../core/result.ts";
import { stationRecordsChanged } from "../../../../durable-objects/live/objects.ts";
import { placesOfPilesQuery } from "../../../db/adminPiles.ts";
import { ownStationsQuery } from "../../../db/adminStations.ts";
import { dbOf, type Database } from "../../../db/database.ts";
import { registerPile } from "../../../piles/registerPile.ts";
import type { App } from "../../context.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

export function adminPileImportRoutes(app: App): void {
  serveStaff(app, adminCheckPiles, check);
  serveStaff(app, adminImportPiles, importPiles);
}

type Wanted = { readonly pileId: string; readonly stationId: string };
type Verdict = "new" | "present" | "pile_exists" | "pile_elsewhere" | "station_not_found";

async function judge(db: Database, operatorId: string, wanted: readonly Wanted[]) {
  const [stations, places] = await db.batch([
    ownStationsQuery(db, {
      operatorId,
      stationIds: [...new Set(wanted.map((one) => one.stationId))],
    }),
    placesOfPilesQuery(
      db,
      wanted.map(({ pileId }) => pileId),
    ),
  ]);
  const stationById = new Map(stations.map((station) => [station.stationId, station] as const));
  const placeOf = new Map(places.map((place) => [place.pileId, place] as const));
  const verdictOf = ({ pileId, stationId }: Wanted): Verdict => {
    if (!stationById.has(stationId)) return "station_not_found";
    const place = placeOf.get(pileId);
    if (place === undefined) return "new";
    if (place.operatorId !== operatorId) return "pile_exists";
    return place.stationId === stationId ? "present" : "pile_elsewhere";
  };
  return { stationById, verdictOf };
}

async function check({ env, input, staff }: Call<typeof adminCheckPiles, ByStaff>) {
  const { verdictOf } = await judge(dbOf(env), staff.operatorId, input.piles);
  const problems: { pileId: string; code: Exclude<Verdict, "new" | "present"> }[] = [];
  const present: string[] = [];
  for (const pile of input.piles) {
    const verdict = verdictOf(pile);
    if (verdict === "present") present.push(pile.pileId);
    else if (verdict !== "new") problems.push({ pileId: pile.pileId, code: verdict });
  }
  return ok({ problems, present });
}

async function importPiles({
  env,
  http,
  input,
  nowMs,
  staff,
}: Call<typeof adminImportPiles, ByStaff>) {
  const { operatorId, staffId } = staff;
  const { stationById, verdictOf } = await judge(dbOf(env), operatorId, input.piles);
  if (input.piles.some(({ stationId }) => !stationById.has(stationId))) {
    return err({ code: "station_not_found" });
  }
  const by = { operatorId, staffId, action: "adminImportPiles" };
  const piles: ImportedPile[] = [];
  const changed = new Set<string>();
  for (const { stationId, ...pile } of input.piles) {
    const { pileId } = pile;
    const verdict = verdictOf({ pileId, stationId });
    const station = stationById.get(stationId);
    if (verdict === "present") piles.push({ outcome: "present", pileId });
    else if (verdict === "pile_exists" || verdict === "pile_elsewhere") {
      piles.push({ outcome: "refused", pileId, code: verdict });
    } else if (station !== undefined) {
      const registered = await registerPile(env, { pile, station, by, nowMs });
      if (registered.ok) {
        changed.add(stationId);
        piles.push({ outcome: "registered", ...registered.value });
      } else piles.push({ outcome: "refused", pileId, code: registered.error.code });
    }
  }
  // Out of reach, a station learns of a pile by the pile's own first word.
  for (const stationId of changed) {
    http.executionCtx.waitUntil(stationRecordsChanged(env, stationId));
  }
  return ok({ piles });
}
