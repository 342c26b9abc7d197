// What uptime is made of: piles with their connectors, outages, planned maintenance, repairs.
import { and, asc, eq, gt, gte, isNotNull, isNull, lt, ne, sql } from "drizzle-orm";
import { limits } from "../../../core/limits.ts";
import type { Database } from "../database.ts";
import { maintenanceWindows, workOrders } from "../tables/maintenance.ts";
import { faults, piles, stations } from "../tables/stations.ts";

type Of = { readonly operatorId: string; readonly stationId: string | undefined };
type Period = { readonly fromMs: number; readonly untilMs: number };

const ofStation = (stationId: string | undefined) =>
  stationId === undefined ? undefined : eq(piles.stationId, stationId);

/** Piles that have been in service: whose charger has come once. */
export const pilesInServiceQuery = (db: Database, { operatorId, stationId }: Of) =>
  db
    .select({
      pileId: piles.pileId,
      stationId: piles.stationId,
      sinceMs: piles.createdAtMs,
      connectorIds: sql<string>`(select json_group_array(own.connector_id)
        from connectors as own where own.pile_id = piles.pile_id)`,
    })
    .from(piles)
    .where(and(eq(piles.operatorId, operatorId), isNotNull(piles.lastSeenMs), ofStation(stationId)))
    .orderBy(asc(piles.pileId))
    .limit(limits.uptimePiles.most + 1);

export const stationNamesQuery = (db: Database, operatorId: string) =>
  db
    .select({
      stationId: stations.stationId,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
    })
    .from(stations)
    .where(eq(stations.operatorId, operatorId))
    .limit(limits.uptimePiles.most);

const outageColumns = {
  pileId: faults.pileId,
  connectorId: faults.connectorId,
  openedAtMs: faults.openedAtMs,
  closedAtMs: faults.closedAtMs,
};

/** Outages that ended in a period or after it, having begun before its end. */
export const endedOutagesQuery = (
  db: Database,
  { operatorId, stationId, fromMs, untilMs }: Of & Period,
) =>
  db
    .select(outageColumns)
    .from(faults)
    .innerJoin(piles, eq(piles.pileId, faults.pileId))
    .where(
      and(
        eq(faults.operatorId, operatorId),
        isNotNull(faults.closedAtMs),
        gte(faults.closedAtMs, fromMs),
        lt(faults.openedAtMs, untilMs),
        eq(faults.isOutage, true),
        ofStation(stationId),
      ),
    )
    .limit(limits.uptimeFaults.most + 1);

/** Outages that last. */
export const lastingOutagesQuery = (
  db: Database,
  { operatorId, stationId, untilMs }: Of & Period,
) =>
  db
    .select(outageColumns)
    .from(faults)
    .innerJoin(piles, eq(piles.pileId, faults.pileId))
    .where(
      and(
        eq(faults.operatorId, operatorId),
        isNull(faults.closedAtMs),
        lt(faults.openedAtMs, untilMs),
        eq(faults.isOutage, true),
        ofStation(stationId),
      ),
    )
    .limit(limits.uptimeFaults.most + 1);

/** Planned maintenance that has taken place, or takes place, in a period. */
export const windowsInQuery = (db: Database, { operatorId, fromMs, untilMs }: Of & Period) =>
  db
    .select({
      stationId: maintenanceWindows.stationId,
      pileIds: maintenanceWindows.pileIds,
      fromMs: maintenanceWindows.fromMs,
      untilMs: maintenanceWindows.untilMs,
    })
    .from(maintenanceWindows)
    .where(
      and(
        eq(maintenanceWindows.operatorId, operatorId),
        gt(maintenanceWindows.untilMs, fromMs),
        lt(maintenanceWindows.fromMs, untilMs),
        ne(maintenanceWindows.state, "cancelled"),
      ),
    )
    .limit(limits.uptimeFaults.most);

export const resolvedWorkOrdersQuery = (
  db: Database,
  { operatorId, stationId, fromMs, untilMs }: Of & Period,
) =>
  db
    .select({
      count: sql<number>`count(*)`,
      meanMs: sql<number | null>`avg(${workOrders.resolvedAtMs} - ${workOrders.createdAtMs})`,
    })
    .from(workOrders)
    .where(
      and(
        eq(workOrders.operatorId, operatorId),
        isNotNull(workOrders.resolvedAtMs),
        gte(workOrders.resolvedAtMs, fromMs),
        lt(workOrders.resolvedAtMs, untilMs),
        stationId === undefined ? undefined : eq(workOrders.stationId, stationId),
      ),
    );
