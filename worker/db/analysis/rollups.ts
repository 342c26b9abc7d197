// The rows that the analysis reads and its job writes. Every one is written whole, so that writing it
// again changes nothing.
import { and, asc, desc, eq, gte, lte, sql } from "drizzle-orm";
import type { DriverMonth } from "../../../core/analysis/driverMonth.ts";
import type { Packed } from "../../../core/analysis/figures.ts";
import { limits } from "../../../core/limits.ts";
import type { Database } from "../database.ts";
import { listOf } from "../statements.ts";
import { rollupDays, rollupDriverMonths, rollupStationMonths } from "../tables/analysis.ts";
import { stations } from "../tables/stations.ts";

export type Subject = {
  readonly scope: (typeof rollupDays.$inferSelect)["scope"];
  readonly subjectId: string;
};
export type DayRange = { readonly from: string; readonly to: string };

export const daysQuery = (db: Database, { scope, subjectId }: Subject, { from, to }: DayRange) =>
  db
    .select({ day: rollupDays.day, figures: rollupDays.figures })
    .from(rollupDays)
    .where(
      and(
        eq(rollupDays.scope, scope),
        eq(rollupDays.subjectId, subjectId),
        gte(rollupDays.day, from),
        lte(rollupDays.day, to),
      ),
    )
    .orderBy(asc(rollupDays.day))
    .limit(limits.analysisDays.most);

export const lastDayQuery = (db: Database, { scope, subjectId }: Subject) =>
  db
    .select({ day: rollupDays.day })
    .from(rollupDays)
    .where(and(eq(rollupDays.scope, scope), eq(rollupDays.subjectId, subjectId)))
    .orderBy(desc(rollupDays.day))
    .limit(1);

/** All stations' figures of one day. */
export const stationsOfDayQuery = (
  db: Database,
  { operatorId, day }: { readonly operatorId: string; readonly day: string },
) =>
  db
    .select({ figures: rollupDays.figures })
    .from(stations)
    .crossJoin(rollupDays)
    .where(
      and(
        eq(stations.operatorId, operatorId),
        eq(rollupDays.scope, "station"),
        eq(rollupDays.subjectId, stations.stationId),
        eq(rollupDays.day, day),
      ),
    );

type DayRow = Subject & { readonly day: string; readonly figures: Packed };

export const upsertDays = (db: Database, rows: readonly DayRow[]) =>
  db
    .insert(rollupDays)
    .select(
      sql`select value ->> 'scope', value ->> 'subjectId', value ->> 'day', value -> 'figures'
        from json_each(${JSON.stringify(rows)}) where true`,
    )
    .onConflictDoUpdate({
      target: [rollupDays.scope, rollupDays.subjectId, rollupDays.day],
      set: { figures: sql`excluded.figures` },
    });

export const upsertStationMonth = (db: Database, row: typeof rollupStationMonths.$inferSelect) => {
  const { stationId: _station, month: _month, ...figures } = row;
  return db
    .insert(rollupStationMonths)
    .values(row)
    .onConflictDoUpdate({
      target: [rollupStationMonths.stationId, rollupStationMonths.month],
      set: figures,
    });
};

export const upsertDriverMonth = (
  db: Database,
  row: { readonly operatorId: string; readonly month: string; readonly figures: DriverMonth },
) =>
  db
    .insert(rollupDriverMonths)
    .values(row)
    .onConflictDoUpdate({
      target: [rollupDriverMonths.operatorId, rollupDriverMonths.month],
      set: { figures: row.figures },
    });

export const driverMonthsQuery = (db: Database, operatorId: string, { from, to }: DayRange) =>
  db
    .select({ month: rollupDriverMonths.month, figures: rollupDriverMonths.figures })
    .from(rollupDriverMonths)
    .where(
      and(
        eq(rollupDriverMonths.operatorId, operatorId),
        gte(rollupDriverMonths.month, from.slice(0, 7)),
        lte(rollupDriverMonths.month, to.slice(0, 7)),
      ),
    )
    .orderBy(asc(rollupDriverMonths.month));

/** One more than are shown, so that a cut is seen. */
export const stationNamesQuery = (
  db: Database,
  { operatorId, stationId }: { readonly operatorId: string; readonly stationId?: string },
) =>
  db
    .select({ stationId: stations.stationId, name: stations.name, nameEn: stations.nameEn })
    .from(stations)
    .where(
      and(
        eq(stations.operatorId, operatorId),
        stationId === undefined ? undefined : eq(stations.stationId, stationId),
      ),
    )
    .orderBy(asc(stations.stationId))
    .limit(limits.analysisStations.most + 1);

export const stationZoneQuery = (
  db: Database,
  { operatorId, stationId }: { readonly operatorId: string; readonly stationId: string },
) =>
  db
    .select({ timeZone: stations.timeZone })
    .from(stations)
    .where(and(eq(stations.operatorId, operatorId), eq(stations.stationId, stationId)));

export const stationMonthsQuery = (
  db: Database,
  { stationIds, from, to }: DayRange & { readonly stationIds: readonly string[] },
) =>
  db
    .select({
      stationId: rollupStationMonths.stationId,
      month: rollupStationMonths.month,
      days: rollupStationMonths.days,
      revenueByHourFen: rollupStationMonths.revenueByHourFen,
    })
    .from(sql`json_each(${JSON.stringify(stationIds)}) as wanted`)
    .crossJoin(rollupStationMonths)
    .where(
      and(
        sql`${rollupStationMonths.stationId} = wanted.value`,
        gte(rollupStationMonths.month, from.slice(0, 7)),
        lte(rollupStationMonths.month, to.slice(0, 7)),
      ),
    );

/** Of one month: the rows are large, and nobody needs all of a year's at once. */
export const connectorMonthsQuery = (
  db: Database,
  { stationIds, month }: { readonly stationIds: readonly string[]; readonly month: string },
) =>
  db
    .select({
      stationId: rollupStationMonths.stationId,
      connectors: rollupStationMonths.connectors,
    })
    .from(rollupStationMonths)
    .where(
      and(
        sql`${rollupStationMonths.stationId} in ${listOf(stationIds)}`,
        eq(rollupStationMonths.month, month),
      ),
    );
