// The weeks of a station: how many sessions began and how long connectors were taken, by weekday and
// hour of its civil time. Made from the sessions, whole each time, so that a repeat changes nothing.
import { and, eq, gte, sql } from "drizzle-orm";
import { hourPieces, type HourPiece } from "../../core/analysis/civilHours.ts";
import type { Database } from "./database.ts";
import { sessions } from "./tables/orders.ts";
import { stationHours } from "./tables/search.ts";
import { piles, stations } from "./tables/stations.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WEEK_MS = 7 * 24 * HOUR_MS;

/** Two months: long enough to be smooth, short enough to notice a new competitor next door. */
const WEEKS = 8;

/** A session that lasts longer has a car in it that nobody drives. */
const LONGEST_SESSION_MS = 24 * HOUR_MS;

export const stationHoursQuery = (db: Database, stationId: string) =>
  db.select().from(stationHours).where(eq(stationHours.stationId, stationId));

/** The time for which connectors of a station were taken. */
export type Taken = { readonly startedAtMs: number; readonly endedAtMs: number };

function add(into: number[], { weekday, hour }: HourPiece, what: number): void {
  const at = weekday * 24 + hour;
  into[at] = (into[at] ?? 0) + what;
}

/** Both by weekday and hour, Sunday's 24 hours first. */
export function hoursOfWeek(
  taken: Iterable<Taken>,
  {
    fromMs,
    toMs,
    timeZone,
  }: { readonly fromMs: number; readonly toMs: number; readonly timeZone: string },
): { readonly sessions: readonly number[]; readonly takenMinutes: readonly number[] } {
  const began = Array.from({ length: 168 }, () => 0);
  const takenMs = Array.from({ length: 168 }, () => 0);
  for (const { startedAtMs, endedAtMs } of taken) {
    const span = {
      fromMs: Math.max(startedAtMs, fromMs),
      toMs: Math.min(endedAtMs, toMs, startedAtMs + LONGEST_SESSION_MS),
    };
    if (startedAtMs >= fromMs && startedAtMs < toMs) {
      const atStart = { fromMs: startedAtMs, toMs: startedAtMs + 1 };
      for (const piece of hourPieces(atStart, timeZone)) add(began, piece, 1);
    }
    for (const piece of hourPieces(span, timeZone)) add(takenMs, piece, piece.toMs - piece.fromMs);
  }
  return { sessions: began, takenMinutes: takenMs.map((ms) => Math.round(ms / MINUTE_MS)) };
}

const stationToCountQuery = (db: Database, stationId: string) =>
  db
    .select({
      timeZone: stations.timeZone,
      createdAtMs: stations.createdAtMs,
      connectorKinds: stations.connectorKinds,
    })
    .from(stations)
    .where(eq(stations.stationId, stationId));

/**
 * By the sessions' own key, which begins with the pile: an index by time would be another row written
 * for each session, and reading them all once a day at the most costs a thousandth of that.
 */
export const sessionsOfStationQuery = (db: Database, stationId: string, sinceMs: number) =>
  db
    .select({ startedAtMs: sessions.startedAtMs, endedAtMs: sessions.endedAtMs })
    .from(piles)
    .crossJoin(sessions)
    .where(
      and(
        eq(piles.stationId, stationId),
        sql`${sessions.sessionId} >= ${piles.pileId} || ':'`,
        sql`${sessions.sessionId} < ${piles.pileId} || ';'`,
        gte(sessions.startedAtMs, sinceMs),
      ),
    );

const DUE_AFTER_MS = 24 * HOUR_MS;

export async function hoursAreDue(
  db: Database,
  stationId: string,
  nowMs: number,
): Promise<boolean> {
  const hours = await stationHoursQuery(db, stationId).get();
  return hours === undefined || nowMs - hours.throughMs >= DUE_AFTER_MS;
}

/** Counts a station's last whole weeks up to `nowMs` anew. */
export async function refreshStationHours(
  db: Database,
  stationId: string,
  nowMs: number,
): Promise<void> {
  const station = await stationToCountQuery(db, stationId).get();
  if (station === undefined) return;
  const age = Math.floor((nowMs - station.createdAtMs) / WEEK_MS);
  const weeks = Math.max(0, Math.min(WEEKS, age));
  const fromMs = nowMs - weeks * WEEK_MS;
  const taken = await sessionsOfStationQuery(db, stationId, fromMs - LONGEST_SESSION_MS);
  const row = {
    ...hoursOfWeek(taken, { fromMs, toMs: nowMs, timeZone: station.timeZone }),
    weeks,
    connectors: station.connectorKinds.reduce((sum, [, , , count]) => sum + count, 0),
    throughMs: nowMs,
  };
  await db
    .insert(stationHours)
    .values({ stationId, ...row })
    .onConflictDoUpdate({ target: stationHours.stationId, set: row });
}
