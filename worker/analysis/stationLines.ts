// The stations of an operator side by side, from their months.
import type * as z from "zod/mini";
import { firstDayOf, datePlus } from "../../core/analysis/civilHours.ts";
import {
  addPackedDay,
  noStationFigures,
  revenueOfStation,
} from "../../core/analysis/stationMonth.ts";
import type { StationLine } from "../../core/contract/admin/analysisParts.ts";
import { limits } from "../../core/limits.ts";
import type { Database } from "../db/database.ts";
import { stationMonthsQuery, stationNamesQuery, type DayRange } from "../db/analysis/rollups.ts";
import { partsOf, usageOf } from "./totals.ts";

export async function stationLines(
  db: Database,
  operatorId: string,
  { from, to }: DayRange,
): Promise<{ readonly items: z.infer<typeof StationLine>[]; readonly isCut: boolean }> {
  const found = await stationNamesQuery(db, { operatorId });
  const names = found.slice(0, limits.analysisStations.most);
  const stationIds = names.map(({ stationId }) => stationId);
  const months = await stationMonthsQuery(db, { stationIds, from, to });
  const byStation = Map.groupBy(months, ({ stationId }) => stationId);
  const items = names.map((name) => {
    const sums = noStationFigures();
    for (const { month, days } of byStation.get(name.stationId) ?? []) {
      days.forEach((day, at) => {
        const date = datePlus(firstDayOf(month), at);
        if (day !== null && date >= from && date <= to) addPackedDay(sums, day);
      });
    }
    return { ...name, ...usageOf(sums), revenueFen: revenueOfStation(sums), parts: partsOf(sums) };
  });
  return { items, isCut: found.length > names.length };
}
