// Every query of the analysis, as it is made.
import * as advice from "../../../../worker/db/analysis/advice.ts";
import * as due from "../../../../worker/db/analysis/due.ts";
import { driverFactsQuery, zonesQuery } from "../../../../worker/db/analysis/driverFacts.ts";
import * as facts from "../../../../worker/db/analysis/facts.ts";
import * as reports from "../../../../worker/db/analysis/reports.ts";
import * as rollups from "../../../../worker/db/analysis/rollups.ts";
import * as today from "../../../../worker/db/analysis/today.ts";
import type { Database } from "../../../../worker/db/database.ts";
import type { Query } from "./query.ts";

const operatorId = "op-1";
const ofDays = { stationId: "station-1", fromMs: 1, toMs: 2 } as const;
const inYear = { from: "2025-11-28", to: "2026-11-27" } as const;

export const analysisQueries: Readonly<Record<string, (db: Database) => Query>> = {
  stationsToCount: (db) => due.stationsToCountQuery(db, { after: "x", limit: 9 }),
  stationToCount: (db) => due.stationToCountQuery(db, "x"),
  rollupsDue: (db) => due.dueQuery(db, { kind: "station", limit: 9 }),
  rollupsNoLongerDue: (db) =>
    due.deleteDue(db, [{ kind: "station", fromNumber: 1, toNumber: 2, subjectId: "x" }]),
  orderFacts: (db) => facts.orderFactsQuery(db, ofDays),
  lineFacts: (db) => facts.lineFactsQuery(db, ofDays),
  sessionFacts: (db) => facts.sessionFactsQuery(db, ofDays),
  unownedFacts: (db) => facts.unownedFactsQuery(db, ofDays),
  reservationFacts: (db) => facts.reservationFactsQuery(db, ofDays),
  faultFacts: (db) => facts.faultFactsQuery(db, ofDays),
  connectorFacts: (db) => facts.connectorFactsQuery(db, "x"),
  demandFacts: (db) => facts.demandFactsQuery(db, ofDays),
  zonesOfOperator: (db) => zonesQuery(db, operatorId),
  driverFacts: (db) =>
    driverFactsQuery(db, { operatorId, month: "2026-11", zones: [["Asia/Shanghai", 1, 2]] }),
  rollupDays: (db) => rollups.daysQuery(db, { scope: "operator", subjectId: operatorId }, inYear),
  rollupLastDay: (db) => rollups.lastDayQuery(db, { scope: "station", subjectId: "x" }),
  rollupStationsOfDay: (db) => rollups.stationsOfDayQuery(db, { operatorId, day: "2026-11-28" }),
  rollupToday: (db) => today.todayQuery(db, { scope: "operator", subjectId: operatorId }),
  rollupStationsToday: (db) => today.stationsTodayQuery(db, { operatorId, day: "2026-11-28" }),
  rollupDriverMonths: (db) => rollups.driverMonthsQuery(db, operatorId, inYear),
  analysisStationNames: (db) => rollups.stationNamesQuery(db, { operatorId }),
  analysisStationName: (db) => rollups.stationNamesQuery(db, { operatorId, stationId: "x" }),
  rollupStationMonths: (db) => rollups.stationMonthsQuery(db, { stationIds: ["x"], ...inYear }),
  rollupConnectorMonths: (db) =>
    rollups.connectorMonthsQuery(db, { stationIds: ["x"], month: "2026-11" }),
  adviceFaults: (db) => advice.faultsOfPeriodQuery(db, { operatorId, fromMs: 1, toMs: 2 }),
  adviceStations: (db) => advice.stationsToAdviseQuery(db, operatorId),
  adviceMonths: (db) => advice.wholeStationMonthsQuery(db, { stationIds: ["x"], ...inYear }),
  chargesToSimulate: (db) => advice.chargesToSimulateQuery(db, { operatorId, ...ofDays }),
  pastCharges: (db) => advice.pastChargesQuery(db, { operatorId, ...ofDays, step: 3 }),
  tariffVersions: (db) => advice.tariffVersionsQuery(db, ['["t",1]']),
  analysisStationZone: (db) => rollups.stationZoneQuery(db, { operatorId, stationId: "x" }),
  reportOperators: (db) => reports.operatorsAfterQuery(db, { after: "x", limit: 9 }),
  reportExists: (db) =>
    reports.reportExistsQuery(db, { operatorId, kind: "week", fromDay: "2026-11-16" }),
  report: (db) => reports.reportQuery(db, { operatorId, kind: "week", fromDay: "2026-11-16" }),
  reports: (db) => reports.reportsQuery(db, { operatorId, kind: "month" }),
};
