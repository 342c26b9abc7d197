// Planned maintenance: rows, as they are listed, shown to drivers, and carried out.
import { and, asc, desc, eq, gt, inArray, isNotNull, lt, lte, ne } from "drizzle-orm";
import type { MaintenanceWindow } from "../../../core/contract/admin/maintenance/windows.ts";
import { limits } from "../../../core/limits.ts";
import type { Database } from "../database.ts";
import { maintenanceWindows } from "../tables/maintenance.ts";
import { piles, stations } from "../tables/stations.ts";

export type WindowRow = typeof maintenanceWindows.$inferSelect;

const selectWindows = (db: Database) =>
  db
    .select({
      window: maintenanceWindows,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
    })
    .from(maintenanceWindows)
    .innerJoin(stations, eq(stations.stationId, maintenanceWindows.stationId));

export type ListedWindow = Awaited<ReturnType<typeof selectWindows>>[number];

export const windowView = ({ window, ...names }: ListedWindow): MaintenanceWindow => {
  const { operatorId: _operator, nextAtMs: _next, pending, pileIds, ...own } = window;
  return { ...own, ...names, pileIds: [...pileIds], pendingPileIds: [...pending] };
};

const current = ["planned", "active"] as const;

export const windowsQuery = (
  db: Database,
  page: {
    readonly operatorId: string;
    readonly currentOnly: boolean;
    readonly before: string | undefined;
    readonly limit: number;
  },
) =>
  selectWindows(db)
    .where(
      and(
        eq(maintenanceWindows.operatorId, page.operatorId),
        page.currentOnly ? inArray(maintenanceWindows.state, current) : undefined,
        page.before === undefined ? undefined : lt(maintenanceWindows.windowId, page.before),
      ),
    )
    .orderBy(desc(maintenanceWindows.windowId))
    .limit(page.limit);

export const windowQuery = (
  db: Database,
  { operatorId, windowId }: { readonly operatorId: string; readonly windowId: string },
) =>
  selectWindows(db).where(
    and(eq(maintenanceWindows.windowId, windowId), eq(maintenanceWindows.operatorId, operatorId)),
  );

/** What is ahead of a station or under way, the first to begin first. */
export const windowsOfStationQuery = (db: Database, stationId: string, nowMs: number) =>
  db
    .select()
    .from(maintenanceWindows)
    .where(
      and(
        eq(maintenanceWindows.stationId, stationId),
        gt(maintenanceWindows.untilMs, nowMs),
        inArray(maintenanceWindows.state, current),
      ),
    )
    .orderBy(asc(maintenanceWindows.untilMs))
    .limit(limits.windowsOfStation.most);

/** What a station was or is in at a time, the last to end first; what was cancelled never was. */
export const windowsAtQuery = (db: Database, stationId: string, atMs: number) =>
  db
    .select({ pileIds: maintenanceWindows.pileIds, untilMs: maintenanceWindows.untilMs })
    .from(maintenanceWindows)
    .where(
      and(
        eq(maintenanceWindows.stationId, stationId),
        gt(maintenanceWindows.untilMs, atMs),
        lte(maintenanceWindows.fromMs, atMs),
        ne(maintenanceWindows.state, "cancelled"),
      ),
    )
    .orderBy(desc(maintenanceWindows.untilMs))
    .limit(limits.windowsOfStation.most);

export const dueWindowsQuery = (db: Database, nowMs: number) =>
  selectWindows(db)
    .where(and(isNotNull(maintenanceWindows.nextAtMs), lte(maintenanceWindows.nextAtMs, nowMs)))
    .orderBy(asc(maintenanceWindows.nextAtMs))
    .limit(limits.windowsSwept.most);

export const insertWindow = (db: Database, row: WindowRow) =>
  db.insert(maintenanceWindows).values(row);

/** Only from the state that was read: two who see to it at once do not undo each other. */
export const updateWindow = (
  db: Database,
  { windowId, state }: Pick<WindowRow, "windowId" | "state">,
  to: Partial<Pick<WindowRow, "state" | "pending" | "nextAtMs" | "untilMs">>,
) =>
  db
    .update(maintenanceWindows)
    .set(to)
    .where(and(eq(maintenanceWindows.windowId, windowId), eq(maintenanceWindows.state, state)));

export const pilesOfStationQuery = (
  db: Database,
  { operatorId, stationId }: { readonly operatorId: string; readonly stationId: string },
) =>
  db
    .select({ pileId: piles.pileId })
    .from(piles)
    .where(and(eq(piles.stationId, stationId), eq(piles.operatorId, operatorId)))
    .limit(limits.pilesPerStation.most);
