// The endpoint of the clusters: numbers of stations per cell for a map that shows too many of them.
import type { listClusters, StationCluster } from "../../../core/contract/places.ts";
import { limits } from "../../../core/limits.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import { dbOf } from "../../db/database.ts";
import { CELL_LENGTH, coveringCells, rangesOf } from "../../db/geohash.ts";
import { clustersQuery, COARSEST_LEVEL } from "../../db/stationCells.ts";
import type { Refusal } from "../errors.ts";
import type { Call } from "../serve.ts";
import { toShown } from "./coordinates.ts";
import { boxInRecords } from "./region.ts";

/** Below this zoom, cells of so many characters are some fingers' breadths apart on the map. */
const levelsByZoom = [
  { below: 5.5, level: 2 },
  { below: 8.5, level: 3 },
  { below: 11, level: 4 },
  { below: 13.5, level: 5 },
] as const;

const levelOf = (zoom: number): number =>
  levelsByZoom.find(({ below }) => zoom < below)?.level ?? CELL_LENGTH;

type Clusters = { items: StationCluster[]; precision: number };

export async function clustersInBox({
  env,
  input,
}: Call<typeof listClusters>): Promise<Result<Clusters, Refusal>> {
  if (input.south > input.north) {
    const errors = [{ path: "south", message: "south lies north of north" }];
    return err({ code: "bad_request", errors });
  }
  const { length, cells } = coveringCells(boxInRecords(input, input.coordinates), {
    longest: levelOf(input.zoom),
    shortest: COARSEST_LEVEL,
    most: limits.clusterCells.most,
  });
  const rows = await clustersQuery(dbOf(env), length, rangesOf(cells));
  const items = rows.map(({ cell, stations, connectors, latitude, longitude }) => ({
    cell,
    stations,
    connectors,
    position: toShown({ latitude, longitude }, input.coordinates),
  }));
  return ok({ items, precision: length });
}
