// Registers a pile: its rows, its password, and the object that is to accept its charger.
import { err, ok, type Result } from "../../core/result.ts";
import {
  cellsOfStation,
  pileExistsQuery,
  pileInserts,
  removePile,
  type NewPile,
} from "../db/adminPiles.ts";
import { auditInsert, type AuditEntry } from "../db/audit.ts";
import { dbOf } from "../db/database.ts";
import type { Point } from "../db/geohash.ts";
import type { Env } from "../env.ts";
import { newCredential } from "./credential.ts";
import { publishPile } from "./publish.ts";

type Registration = {
  readonly pile: Pick<NewPile, "pileId" | "name" | "connectors">;
  readonly station: { readonly stationId: string; readonly timeZone: string } & Point;
  readonly by: Pick<AuditEntry, "operatorId" | "staffId" | "action">;
  readonly nowMs: number;
};

type Registered = { readonly pileId: string; readonly ocppUrl: string; readonly password: string };

/** The chargers' address of a pile. */
export const ocppUrlOf = ({ PUBLIC_ORIGIN }: Pick<Env, "PUBLIC_ORIGIN">, pileId: string): string =>
  `${PUBLIC_ORIGIN.replace(/^http/, "ws")}/ocpp/${pileId}`;

/** Whole or not at all. Its station is to be told afterwards, once for all that were registered. */
export async function registerPile(
  env: Env,
  { pile, station, by, nowMs }: Registration,
): Promise<Result<Registered, { readonly code: "pile_exists" | "unavailable" }>> {
  const db = dbOf(env);
  const { pileId, name, connectors } = pile;
  const { operatorId } = by;
  const { stationId, timeZone } = station;
  if ((await pileExistsQuery(db, pileId).get()) !== undefined) return err({ code: "pile_exists" });
  const { password, credentialHash } = await newCredential();
  const row = { pileId, operatorId, stationId, name, credentialHash, nowMs, connectors };
  const detail = { stationId, connectors: connectors.length };
  try {
    await db.batch([
      ...pileInserts(db, row),
      ...cellsOfStation(db, station),
      auditInsert(db, { ...by, subject: pileId, detail, nowMs }),
    ]);
  } catch (error) {
    // Another registration of the same id came first, between the look and the write.
    if ((await pileExistsQuery(db, pileId).get()) === undefined) throw error;
    return err({ code: "pile_exists" });
  }
  const numbered = connectors.map((connector, at) => ({ ...connector, connectorId: at + 1 }));
  const profile = { pileId, operatorId, stationId, timeZone, credentialHash, connectors: numbered };
  const published = await publishPile(env, profile);
  if (!published.ok) {
    // The password was never shown, so the registration begins anew.
    await removePile(db, { ...station, pileId });
    return published;
  }
  return ok({ pileId, ocppUrl: ocppUrlOf(env, pileId), password });
}
