// Staff mend what was registered of a pile's connectors. The Pile decides first, since it alone knows
// what runs on them; the records follow, and with them what searches and drivers see.
import { adminSetConnectors } from "../../../../core/contract/admin/pileConnectors.ts";
import {
  connectorChanges,
  registeredOf,
  isNothing,
} from "../../../../core/piles/connectorChanges.ts";
import { err, ok } from "../../../../core/result.ts";
import { stationRecordsChanged } from "../../../../durable-objects/live/objects.ts";
import { adminPileQuery, cellsOfStation, connectorsOfPilesQuery } from "../../../db/adminPiles.ts";
import { adminStationQuery } from "../../../db/adminStations.ts";
import { auditInsert } from "../../../db/audit.ts";
import { dbOf } from "../../../db/database.ts";
import { connectorStatements } from "../../../db/pileConnectors.ts";
import { askPile } from "../../../pileOf.ts";
import type { App } from "../../context.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

export function adminPileConnectorRoutes(app: App): void {
  serveStaff(app, adminSetConnectors, setConnectors);
}

async function setConnectors({
  env,
  http,
  input,
  nowMs,
  staff,
}: Call<typeof adminSetConnectors, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { pileId, before, connectors } = input;
  const pile = await adminPileQuery(db, { operatorId, pileId }).get();
  if (pile === undefined) return err({ code: "pile_not_found" });
  const { stationId } = pile;
  const station = await adminStationQuery(db, { operatorId, stationId }).get();
  if (station === undefined) return err({ code: "pile_not_found" });
  const known = (await connectorsOfPilesQuery(db, [pileId])).map(registeredOf);
  if (!isNothing(connectorChanges(before, known))) return err({ code: "connectors_changed" });
  const changes = connectorChanges(known, connectors);
  if (isNothing(changes)) return ok({ connectors: known });
  const told = await askPile(env, pileId, (object) => object.setConnectors(connectors));
  // A pile whose station was never published has nothing to be asked: it will be told all at once.
  if (!told.ok && told.error.code !== "pile_not_found") return err({ code: told.error.code });
  const states = told.ok ? told.value : [];
  await db.batch([
    ...connectorStatements(db, pileId, { changes, states, nowMs }),
    ...cellsOfStation(db, station),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "adminSetConnectors",
      subject: pileId,
      detail: { before: known, after: connectors },
      nowMs,
    }),
  ]);
  http.executionCtx.waitUntil(stationRecordsChanged(env, stationId));
  return ok({ connectors });
}
