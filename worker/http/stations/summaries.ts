// A list of stations as drivers are shown it: rows with operators' names, prices and what is free.
import type { CoordinateSystem } from "../../../core/contract/common.ts";
import type { StationSummary } from "../../../core/contract/stations.ts";
import type { Database } from "../../db/database.ts";
import { operatorNamesQuery, type StationRow } from "../../db/stations.ts";
import type { StationCounts } from "./counts.ts";
import type { Prices } from "./prices.ts";
import { stationSummary } from "./views.ts";

export async function summariesOf(
  stations: readonly { readonly row: StationRow; readonly distanceM: number }[],
  given: {
    readonly db: Database;
    readonly prices: Prices;
    readonly counts: StationCounts;
    readonly coordinates: CoordinateSystem;
    readonly nowMs: number;
  },
): Promise<StationSummary[]> {
  const { db, prices, counts, coordinates, nowMs } = given;
  const rows = stations.map(({ row }) => row);
  const operatorIds = [...new Set(rows.map(({ operatorId }) => operatorId))];
  const [operators] = await Promise.all([
    operatorNamesQuery(db, operatorIds),
    prices.load(rows),
    counts.load(rows),
  ]);
  const nameOf = new Map(operators.map(({ operatorId, name }) => [operatorId, name]));
  return stations.map(({ row, distanceM }) =>
    stationSummary(row, {
      operatorName: nameOf.get(row.operatorId) ?? "",
      counts: counts.of(row),
      price: prices.at(row, nowMs),
      distanceM,
      coordinates,
      nowMs,
    }),
  );
}
