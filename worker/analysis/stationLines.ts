// The stations of an operator side by side, from their months, or from today as far as it is counted.
import type * as z from "zod/mini";
import { firstDayOf, datePlus } from "../../core/analysis/civilHours.ts";
import { sumOf } from "../../core/analysis/figures.ts";
import {
  addPackedDay,
  noStationFigures,
  revenueOfStation,
  stationFigures,
  type StationFigures,
} from "../../core/analysis/stationMonth.ts";
import type { StationLine } from "../../core/contract/admin/analysisParts.ts";
import { limits } from "../../core/limits.ts";
import type { Database } from "../db/database.ts";
import { stationMonthsQuery, stationNamesQuery, type DayRange } from "../db/analysis/rollups.ts";
import { stationsTodayQuery } from "../db/analysis/today.ts";
import { partsOf, usageOf } from "./totals.ts";

type Lines = { readonly items: z.infer<typeof StationLine>[]; readonly isCut: boolean };

/** @param today where nothing else is asked for */
export async function stationLines(
  db: Database,
  operatorId: string,
  period: DayRange & { readonly today?: string | undefined },
): Promise<Lines> {
  const found = await stationNamesQuery(db, { operatorId });
  const names = found.slice(0, limits.analysisStations.most);
  const stationIds = names.map(({ stationId }) => stationId);
  const { today } = period;
  const sums =
    today === undefined
      ? await sumsOfMonths(db, stationIds, period)
      : await sumsOfToday(db, operatorId, today);
  const items = names.map((name) => {
    const of = sums.get(name.stationId) ?? noStationFigures();
    return { ...name, ...usageOf(of), revenueFen: revenueOfStation(of), parts: partsOf(of) };
  });
  return { items, isCut: found.length > names.length };
}

type Sums = ReadonlyMap<string, StationFigures>;

async function sumsOfMonths(
  db: Database,
  stationIds: readonly string[],
  { from, to }: DayRange,
): Promise<Sums> {
  const months = await stationMonthsQuery(db, { stationIds, from, to });
  const sums = new Map<string, StationFigures>();
  for (const { stationId, month, days } of months) {
    const of = sums.get(stationId) ?? noStationFigures();
    sums.set(stationId, of);
    days.forEach((day, at) => {
      const date = datePlus(firstDayOf(month), at);
      if (day !== null && date >= from && date <= to) addPackedDay(of, day);
    });
  }
  return sums;
}

async function sumsOfToday(db: Database, operatorId: string, day: string): Promise<Sums> {
  const rows = await stationsTodayQuery(db, { operatorId, day });
  return new Map(
    rows.map(({ stationId, figures }) => [stationId, stationFigures(sumOf([figures]))] as const),
  );
}
