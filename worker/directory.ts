// The records as Stations and Areas see them: who belongs to whom. They call it over RPC, so that no
// object ever knows a table; it only reads.
import { WorkerEntrypoint } from "cloudflare:workers";
import { AREA_CELL_LENGTH } from "../core/contract/live.ts";
import type { DirectoryService, DirectoryStation } from "../core/live/directory.ts";
import { limits } from "../core/limits.ts";
import { dbOf } from "./db/database.ts";
import { membersOfStationQuery, stationPlaceQuery, stationsOfAreaQuery } from "./db/directory.ts";
import type { Env } from "./env.ts";

export class Directory extends WorkerEntrypoint<Env> implements DirectoryService {
  async station(stationId: string): Promise<DirectoryStation | null> {
    const db = dbOf(this.env);
    const [[place], members] = await db.batch([
      stationPlaceQuery(db, stationId),
      membersOfStationQuery(db, stationId, limits.pilesPerStation.most),
    ]);
    if (place === undefined) return null;
    const { latitude, longitude, cell } = place;
    const piles = [...Map.groupBy(members, ({ pileId }) => pileId)];
    return {
      stationId,
      areaCell: cell.slice(0, AREA_CELL_LENGTH),
      position: { latitude, longitude },
      piles: piles.map(([pileId, connectors]) => ({
        pileId,
        connectors: connectors.map(({ pileId: _pile, ...connector }) => connector),
      })),
    };
  }

  async area(cell: string): Promise<readonly string[]> {
    const rows = await stationsOfAreaQuery(dbOf(this.env), cell, limits.stationsPerArea.most);
    return rows.map(({ stationId }) => stationId);
  }
}
