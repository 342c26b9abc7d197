// What has to be counted: stations whose days are not counted yet, and days that changed after it.
import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { rollupDue, rollupStations, rollupToday } from "../tables/analysis.ts";
import { jobCursors } from "../tables/search.ts";
import { stations } from "../tables/stations.ts";

export type Due = typeof rollupDue.$inferSelect;

const toCount = {
  stationId: stations.stationId,
  operatorId: stations.operatorId,
  timeZone: stations.timeZone,
  createdAtMs: stations.createdAtMs,
  connectorKinds: stations.connectorKinds,
  throughDay: rollupStations.throughDay,
};

/** The next stations of the round, with how far each is counted, the day that is not over included. */
export const stationsToCountQuery = (
  db: Database,
  { after, limit }: { readonly after: string; readonly limit: number },
) =>
  db
    .select({ ...toCount, untilMs: rollupToday.untilMs })
    .from(stations)
    .leftJoin(rollupStations, eq(rollupStations.stationId, stations.stationId))
    .leftJoin(
      rollupToday,
      and(eq(rollupToday.scope, "station"), eq(rollupToday.subjectId, stations.stationId)),
    )
    .where(gt(stations.stationId, after))
    .orderBy(asc(stations.stationId))
    .limit(limit);

export type StationInRound = Awaited<ReturnType<typeof stationsToCountQuery>>[number];
export type StationToCount = Omit<StationInRound, "untilMs">;

export const stationToCountQuery = (db: Database, stationId: string) =>
  db
    .select(toCount)
    .from(stations)
    .innerJoin(rollupStations, eq(rollupStations.stationId, stations.stationId))
    .where(eq(stations.stationId, stationId));

export const dueQuery = (
  db: Database,
  { kind, limit }: { readonly kind: Due["kind"]; readonly limit: number },
) =>
  db
    .select()
    .from(rollupDue)
    .where(eq(rollupDue.kind, kind))
    .orderBy(asc(rollupDue.fromNumber), asc(rollupDue.toNumber), asc(rollupDue.subjectId))
    .limit(limit);

export const insertDue = (db: Database, due: readonly Due[]) =>
  db
    .insert(rollupDue)
    .select(
      sql`select value ->> 'kind', value ->> 'fromNumber', value ->> 'toNumber', value ->> 'subjectId'
        from json_each(${JSON.stringify(due)}) where true`,
    )
    .onConflictDoNothing();

export const deleteDue = (db: Database, due: readonly Due[]) =>
  db.delete(rollupDue).where(
    sql`(kind, from_number, to_number, subject_id) in (
      select value ->> 'kind', value ->> 'fromNumber', value ->> 'toNumber', value ->> 'subjectId'
      from json_each(${JSON.stringify(due)}))`,
  );

/** From here on what changes before `throughMs` is told as due; the days up to it are read after. */
export const announceCount = (
  db: Database,
  { stationId, throughMs }: { readonly stationId: string; readonly throughMs: number },
) =>
  db
    .insert(rollupStations)
    .values({ stationId, throughMs, throughDay: "" })
    .onConflictDoUpdate({
      target: rollupStations.stationId,
      set: { throughMs: sql`max(${rollupStations.throughMs}, ${throughMs})` },
    });

export const markCounted = (
  db: Database,
  { stationId, throughDay }: { readonly stationId: string; readonly throughDay: string },
) => db.update(rollupStations).set({ throughDay }).where(eq(rollupStations.stationId, stationId));

const LEASE = "analysis-lease";

/** True for one caller at a time, until it lets go or `untilMs` is past. */
export async function takeLease(
  db: Database,
  { nowMs, untilMs }: { readonly nowMs: number; readonly untilMs: number },
): Promise<boolean> {
  const taken = await db
    .insert(jobCursors)
    .values({ job: LEASE, position: String(untilMs) })
    .onConflictDoUpdate({
      target: jobCursors.job,
      set: { position: String(untilMs) },
      setWhere: lte(sql`cast(${jobCursors.position} as integer)`, nowMs),
    })
    .returning({ job: jobCursors.job });
  return taken.length > 0;
}

export const letGoOfLease = (db: Database, untilMs: number) =>
  db
    .delete(jobCursors)
    .where(and(eq(jobCursors.job, LEASE), eq(jobCursors.position, String(untilMs))));
