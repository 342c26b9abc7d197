// The platform's own routes for searching, as the Worker mounts them, over a database that counts. The
// Areas are stand-ins that answer at once, because the rows that a search reads are the question.
import type { LiveCounts } from "../../core/contract/live.ts";
import type { CurrentType } from "../../core/contract/stations.ts";
import { ok } from "../../core/result.ts";
import { countedReads } from "../../test/support/countedReads.ts";
import { dbOf } from "../../worker/db/database.ts";
import type { PackedStation } from "../../worker/db/packedStation.ts";
import { packedCellsQuery } from "../../worker/db/stationCells.ts";
import type { Env } from "../../worker/env.ts";
import { makeApp } from "../../worker/http/app.ts";
import { stationRoutes } from "../../worker/http/routes/stations.ts";

const app = makeApp([stationRoutes]);

/** Half of each station's connectors are free. */
function liveOf([stationId, latitude, longitude, , , , , , , kinds]: PackedStation, cell: string) {
  const of = (wanted: CurrentType): LiveCounts => {
    const own = kinds.filter(([currentType]) => currentType === wanted);
    const total = own.reduce((sum, [, , , count]) => sum + count, 0);
    const available = Math.floor(total / 2);
    return {
      total,
      available,
      busy: total - available,
      reserved: 0,
      faulted: 0,
      offline: 0,
      availablePowerW: available > 0 ? Math.max(...own.map(([, , powerW]) => powerW)) : 0,
    };
  };
  const position = { latitude, longitude };
  return { stationId, seq: 1, areaCell: cell, position, dc: of("DC"), ac: of("AC") };
}

const areasOf = (db: D1Database) => ({
  idFromName: (name: string) => name,
  get: (cell: string) => ({
    summaries: async () => {
      const rows = await packedCellsQuery(dbOf({ DB: db }), 5, [[cell, cell]]);
      const stations = rows.flatMap(({ packed }) => packed ?? []);
      return ok(stations.map((station) => liveOf(station, cell)));
    },
  }),
});

/** A request with `x-count` is answered with what it read in its headers; others are not slowed by it. */
// oxlint-disable-next-line import/no-default-export -- the platform looks for it by this name
export default {
  fetch: async (request, env, context) => {
    const { db, reads } = countedReads(env.DB);
    const isCounted = request.headers.has("x-count");
    const bindings = { DB: isCounted ? db : env.DB, AREA: areasOf(env.DB), PUBLIC_ORIGIN: "" };
    const answer = await app.fetch(request, Object.assign({}, env, bindings), context);
    const response = new Response(answer.body, answer);
    response.headers.set("x-rows", String(reads.rows));
    response.headers.set("x-queries", String(reads.queries));
    return response;
  },
} satisfies ExportedHandler<Env>;
