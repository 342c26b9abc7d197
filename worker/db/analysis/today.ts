// The day that is not over, as far as it is counted: a row a station and a row an operator.
import { and, eq, lte, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { rollupToday } from "../tables/analysis.ts";
import { stations } from "../tables/stations.ts";
import type { Subject } from "./rollups.ts";

export const todayQuery = (db: Database, { scope, subjectId }: Subject) =>
  db
    .select({
      day: rollupToday.day,
      untilMs: rollupToday.untilMs,
      figures: rollupToday.figures,
    })
    .from(rollupToday)
    .where(and(eq(rollupToday.scope, scope), eq(rollupToday.subjectId, subjectId)));

/** All of an operator's stations, of that day. */
export const stationsTodayQuery = (
  db: Database,
  { operatorId, day }: { readonly operatorId: string; readonly day: string },
) =>
  db
    .select({
      stationId: stations.stationId,
      untilMs: rollupToday.untilMs,
      figures: rollupToday.figures,
    })
    .from(stations)
    .crossJoin(rollupToday)
    .where(
      and(
        eq(stations.operatorId, operatorId),
        eq(rollupToday.scope, "station"),
        eq(rollupToday.subjectId, stations.stationId),
        eq(rollupToday.day, day),
      ),
    );

/** A later day takes the place of an earlier one, never the other way round. */
export const upsertToday = (db: Database, row: typeof rollupToday.$inferInsert) =>
  db
    .insert(rollupToday)
    .values(row)
    .onConflictDoUpdate({
      target: [rollupToday.scope, rollupToday.subjectId],
      set: { day: row.day, untilMs: row.untilMs, figures: row.figures },
      setWhere: lte(rollupToday.day, sql`excluded.day`),
    });
