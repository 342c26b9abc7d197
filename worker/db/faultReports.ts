// Faults that drivers reported: their rows, as the driver and as the operator read them.
import { and, desc, eq, gte, lt, sql, type SQL } from "drizzle-orm";
import type { FaultReport, FaultReportState } from "../../core/contract/faultReports.ts";
import { limits } from "../../core/limits.ts";
import type { Database } from "./database.ts";
import {
  byDriver,
  erasePictures,
  isNamedBy,
  releasePictures,
  reportUse,
  usePictures,
} from "./pictures.ts";
import { insertWhen } from "./statements.ts";
import { drivers } from "./tables/drivers.ts";
import { faultReports } from "./tables/feedback.ts";
import { connectors, piles, stations } from "./tables/stations.ts";

type Row = typeof faultReports.$inferSelect;

const selectReports = (db: Database) =>
  db
    .select({
      report: faultReports,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
      pileName: piles.name,
      driverName: drivers.displayName,
    })
    .from(faultReports)
    .innerJoin(stations, eq(stations.stationId, faultReports.stationId))
    .innerJoin(piles, eq(piles.pileId, faultReports.pileId))
    .leftJoin(drivers, eq(drivers.driverId, faultReports.driverId));

export type FaultReportRow = Awaited<ReturnType<typeof selectReports>>[number];

export const faultReportView = (
  { report, stationName, stationNameEn, pileName }: FaultReportRow,
  urlOf: (pictureId: string) => string,
): FaultReport => ({
  reportId: report.reportId,
  stationId: report.stationId,
  stationName,
  stationNameEn,
  pileId: report.pileId,
  pileName,
  connectorId: report.connectorId,
  kind: report.kind,
  text: report.text,
  pictures: report.pictureIds.map((pictureId) => ({ pictureId, url: urlOf(pictureId) })),
  state: report.state,
  answer: report.answer,
  createdAtMs: report.createdAtMs,
  updatedAtMs: report.updatedAtMs,
});

/** Where a report's pile stands, with the connector if it has it. */
export const reportedPlaceQuery = (
  db: Database,
  { pileId, connectorId }: { readonly pileId: string; readonly connectorId: number | null },
) =>
  db
    .select({
      operatorId: piles.operatorId,
      stationId: piles.stationId,
      knownConnector: connectors.connectorId,
    })
    .from(piles)
    .leftJoin(
      connectors,
      and(eq(connectors.pileId, piles.pileId), eq(connectors.connectorId, connectorId ?? 0)),
    )
    .where(eq(piles.pileId, pileId));

export const ownFaultReportQuery = (
  db: Database,
  { reportId, driverId }: { readonly reportId: string; readonly driverId: string },
) =>
  selectReports(db).where(
    and(eq(faultReports.reportId, reportId), eq(faultReports.driverId, driverId)),
  );

export const repeatedFaultReportQuery = (
  db: Database,
  { driverId, idempotencyKey }: { readonly driverId: string; readonly idempotencyKey: string },
) =>
  selectReports(db).where(
    and(
      eq(faultReports.driverId, driverId),
      eq(faultReports.idempotencyKey, idempotencyKey),
      sql`${faultReports.idempotencyKey} is not null`,
    ),
  );

/** Reports of a driver since an id; as many as he may make, which is enough to know. */
export const faultReportsSinceQuery = (
  db: Database,
  { driverId, sinceId }: { readonly driverId: string; readonly sinceId: string },
) =>
  db
    .select({ reportId: faultReports.reportId })
    .from(faultReports)
    .where(and(eq(faultReports.driverId, driverId), gte(faultReports.reportId, sinceId)))
    .limit(limits.faultReportsPerDay.most);

const older = (before: string | undefined): SQL | undefined =>
  before === undefined ? undefined : lt(faultReports.reportId, before);

export const faultReportsOfDriverQuery = (
  db: Database,
  page: { readonly driverId: string; readonly before: string | undefined; readonly limit: number },
) =>
  selectReports(db)
    .where(and(eq(faultReports.driverId, page.driverId), older(page.before)))
    .orderBy(desc(faultReports.reportId))
    .limit(page.limit);

export const faultReportsOfOperatorQuery = (
  db: Database,
  page: {
    readonly operatorId: string;
    readonly unresolvedOnly: boolean;
    readonly pileId: string | undefined;
    readonly before: string | undefined;
    readonly limit: number;
  },
) =>
  selectReports(db)
    .where(
      and(
        eq(faultReports.operatorId, page.operatorId),
        page.unresolvedOnly ? sql`${faultReports.state} <> 'resolved'` : undefined,
        page.pileId === undefined ? undefined : eq(faultReports.pileId, page.pileId),
        older(page.before),
      ),
    )
    .orderBy(desc(faultReports.reportId))
    .limit(page.limit);

export const operatorFaultReportQuery = (
  db: Database,
  { operatorId, reportId }: { readonly operatorId: string; readonly reportId: string },
) =>
  selectReports(db).where(
    and(eq(faultReports.reportId, reportId), eq(faultReports.operatorId, operatorId)),
  );

/** The report with its pictures, or nothing where one of them is not the driver's to give. */
export const faultReportStatements = (
  db: Database,
  row: Omit<Row, "driverId"> & { readonly driverId: string },
) => {
  const { reportId, driverId, pictureIds, createdAtMs: nowMs } = row;
  const usedBy = reportUse(reportId);
  const isWritten = sql`exists (select 1 from ${faultReports}
    where ${eq(faultReports.reportId, reportId)})`;
  return [
    usePictures(db, { pictureIds, by: byDriver(driverId), usedBy, nowMs }),
    insertWhen(db, faultReports, row, isNamedBy(usedBy, pictureIds)),
    releasePictures(db, { pictureIds, usedBy, unless: isWritten }),
  ] as const;
};

export const setFaultReport = (
  db: Database,
  reportId: string,
  to: { readonly state: FaultReportState; readonly answer: string; readonly updatedAtMs: number },
) => db.update(faultReports).set(to).where(eq(faultReports.reportId, reportId));

/** For a driver who asks what is stored about him. */
export const faultReportsOfDriver = (db: Database, driverId: string) =>
  db
    .select({
      pileId: faultReports.pileId,
      connectorId: faultReports.connectorId,
      kind: faultReports.kind,
      text: faultReports.text,
      pictureIds: faultReports.pictureIds,
      state: faultReports.state,
      answer: faultReports.answer,
      createdAtMs: faultReports.createdAtMs,
    })
    .from(faultReports)
    .where(eq(faultReports.driverId, driverId));

/** For a driver who leaves: that a pile was faulty stays; his words, his pictures and he go. */
export const eraseFaultReports = (db: Database, driverId: string, nowMs: number) =>
  [
    db
      .update(faultReports)
      .set({ driverId: null, idempotencyKey: null, text: "", answer: "", pictureIds: [] })
      .where(eq(faultReports.driverId, driverId)),
    ...erasePictures(db, driverId, nowMs),
  ] as const;
