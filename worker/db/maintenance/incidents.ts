// What is wrong now, source by source, each bounded and by its operator's index; and how much the
// piles concerned are used.
import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { encodeTime } from "ulid";
import { limits } from "../../../core/limits.ts";
import type { Database } from "../database.ts";
import { listOf } from "../statements.ts";
import { faultReports } from "../tables/feedback.ts";
import { securityEvents } from "../tables/operators.ts";
import { reservations } from "../tables/orders.ts";
import { stationHours } from "../tables/search.ts";
import { faults, piles, stations } from "../tables/stations.ts";

/** One more than is ranked, which tells whether there are more. */
const most = limits.incidentSignals.most + 1;

type Of = { readonly operatorId: string; readonly stationId: string | undefined };

const ofStation = (stationId: string | undefined) =>
  stationId === undefined ? undefined : eq(piles.stationId, stationId);

export const openFaultsQuery = (db: Database, { operatorId, stationId }: Of) =>
  db
    .select({ fault: faults })
    .from(faults)
    .innerJoin(piles, eq(piles.pileId, faults.pileId))
    .where(and(eq(faults.operatorId, operatorId), isNull(faults.closedAtMs), ofStation(stationId)))
    .orderBy(desc(faults.openedAtMs))
    .limit(most);

export const openReportsQuery = (db: Database, { operatorId, stationId }: Of) =>
  db
    .select({
      reportId: faultReports.reportId,
      pileId: faultReports.pileId,
      connectorId: faultReports.connectorId,
      kind: faultReports.kind,
      text: faultReports.text,
      createdAtMs: faultReports.createdAtMs,
    })
    .from(faultReports)
    .where(
      and(
        eq(faultReports.operatorId, operatorId),
        sql`${faultReports.state} <> 'resolved'`,
        stationId === undefined ? undefined : eq(faultReports.stationId, stationId),
      ),
    )
    .orderBy(desc(faultReports.reportId))
    .limit(most);

/** Those of the operator's chargers; who attacks the platform itself is on the security page. */
export const chargersEventsQuery = (
  db: Database,
  { operatorId, stationId, sinceMs }: Of & { readonly sinceMs: number },
) =>
  db
    .select({
      eventId: securityEvents.eventId,
      pileId: piles.pileId,
      kind: securityEvents.kind,
      detail: securityEvents.detail,
      atMs: securityEvents.atMs,
    })
    .from(securityEvents)
    .innerJoin(
      piles,
      and(eq(piles.pileId, securityEvents.subject), eq(piles.operatorId, operatorId)),
    )
    .where(
      and(
        eq(securityEvents.operatorId, operatorId),
        gt(securityEvents.eventId, encodeTime(sinceMs, 10)),
        ofStation(stationId),
      ),
    )
    .orderBy(desc(securityEvents.eventId))
    .limit(most);

export const placesOfPilesQuery = (db: Database, operatorId: string, pileIds: readonly string[]) =>
  db
    .select({
      pileId: piles.pileId,
      stationId: stations.stationId,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
    })
    .from(piles)
    .innerJoin(stations, eq(stations.stationId, piles.stationId))
    .where(and(sql`${piles.pileId} in ${listOf(pileIds)}`, eq(piles.operatorId, operatorId)));

/** Of the piles' stations: the charges of a usual week, and at how many connectors. */
export const useOfStationsQuery = (db: Database, stationIds: readonly string[]) =>
  db
    .select({
      stationId: stationHours.stationId,
      sessions: stationHours.sessions,
      weeks: stationHours.weeks,
      connectors: stationHours.connectors,
    })
    .from(stationHours)
    .where(sql`${stationHours.stationId} in ${listOf(stationIds)}`);

/** Drivers' reservations that stand. */
export const reservationsOfPilesQuery = (db: Database, pileIds: readonly string[], nowMs: number) =>
  db
    .select({ pileId: reservations.pileId, count: sql<number>`count(*)` })
    .from(reservations)
    .where(
      and(
        sql`${reservations.pileId} in ${listOf(pileIds)}`,
        gt(reservations.fromMs, nowMs - limits.reservationMs.most),
        gt(reservations.untilMs, nowMs),
        eq(reservations.state, "active"),
      ),
    )
    .groupBy(reservations.pileId);
