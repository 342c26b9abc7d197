// Rules, what they count, and the losses of link that they wait for.
import { and, asc, eq, gt, isNull, lte, sql } from "drizzle-orm";
import { encodeTime } from "ulid";
import { limits } from "../../../core/limits.ts";
import type { Database } from "../database.ts";
import { faultReports } from "../tables/feedback.ts";
import { maintenanceRules, ruleWaits } from "../tables/maintenance.ts";
import { faults, piles, stations } from "../tables/stations.ts";

export type RuleRow = typeof maintenanceRules.$inferSelect;

export const rulesQuery = (db: Database, operatorId: string) =>
  db
    .select()
    .from(maintenanceRules)
    .where(eq(maintenanceRules.operatorId, operatorId))
    .orderBy(asc(maintenanceRules.ruleId))
    .limit(limits.maintenanceRules.most);

type Key = { readonly operatorId: string; readonly ruleId: string };

const isIt = ({ operatorId, ruleId }: Key) =>
  and(eq(maintenanceRules.ruleId, ruleId), eq(maintenanceRules.operatorId, operatorId));

export const ruleQuery = (db: Database, key: Key) =>
  db.select().from(maintenanceRules).where(isIt(key));

export const insertRule = (db: Database, row: RuleRow) => db.insert(maintenanceRules).values(row);

export const updateRule = (
  db: Database,
  key: Key,
  changes: Omit<RuleRow, "ruleId" | "operatorId" | "createdAtMs">,
) => db.update(maintenanceRules).set(changes).where(isIt(key));

export const deleteRule = (db: Database, key: Key) => db.delete(maintenanceRules).where(isIt(key));

type Counted = {
  readonly pileId: string;
  readonly connectorId: number | null;
  /** Null: any. */
  readonly code: string | null;
  readonly afterMs: number;
  readonly untilMs: number;
  /** As many as are enough to know. */
  readonly enough: number;
};

/** Faults that a connector reported within a time. */
export const faultsCountedQuery = (db: Database, counted: Counted) =>
  db
    .select({ faultId: faults.faultId })
    .from(faults)
    .where(
      and(
        eq(faults.pileId, counted.pileId),
        eq(faults.connectorId, counted.connectorId ?? 0),
        gt(faults.openedAtMs, counted.afterMs),
        lte(faults.openedAtMs, counted.untilMs),
        eq(faults.source, "status"),
        counted.code === null ? undefined : eq(faults.errorCode, counted.code),
      ),
    )
    .limit(counted.enough);

/** Drivers' reports of a pile within a time. */
export const reportsCountedQuery = (db: Database, counted: Counted) =>
  db
    .select({ reportId: faultReports.reportId })
    .from(faultReports)
    .where(
      and(
        eq(faultReports.pileId, counted.pileId),
        gt(faultReports.reportId, encodeTime(Math.max(0, counted.afterMs), 10)),
        lte(faultReports.createdAtMs, counted.untilMs),
        counted.code === null ? undefined : sql`${faultReports.kind} = ${counted.code}`,
      ),
    )
    .limit(counted.enough);

export const insertWait = (db: Database, row: typeof ruleWaits.$inferSelect) =>
  db.insert(ruleWaits).values(row).onConflictDoNothing();

/** Waits whose time has come, with what they waited for; rule and fault are null where they are gone or over. */
export const dueWaitsQuery = (db: Database, nowMs: number) =>
  db
    .select({
      wait: ruleWaits,
      rule: maintenanceRules,
      fault: faults,
      stationId: stations.stationId,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
    })
    .from(ruleWaits)
    .leftJoin(maintenanceRules, eq(maintenanceRules.ruleId, ruleWaits.ruleId))
    .leftJoin(faults, and(eq(faults.faultId, ruleWaits.faultId), isNull(faults.closedAtMs)))
    .leftJoin(piles, eq(piles.pileId, faults.pileId))
    .leftJoin(stations, eq(stations.stationId, piles.stationId))
    .where(lte(ruleWaits.dueAtMs, nowMs))
    .orderBy(asc(ruleWaits.dueAtMs))
    .limit(limits.ruleWaitsSwept.most);

export const putOffWait = (
  db: Database,
  { ruleId, faultId }: { readonly ruleId: string; readonly faultId: string },
  dueAtMs: number,
) =>
  db
    .update(ruleWaits)
    .set({ dueAtMs })
    .where(and(eq(ruleWaits.ruleId, ruleId), eq(ruleWaits.faultId, faultId)));

export const deleteWait = (
  db: Database,
  { ruleId, faultId }: { readonly ruleId: string; readonly faultId: string },
) => db.delete(ruleWaits).where(and(eq(ruleWaits.ruleId, ruleId), eq(ruleWaits.faultId, faultId)));
