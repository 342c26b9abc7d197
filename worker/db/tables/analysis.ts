// What the analysis reads: made from orders, sessions, reservations and faults, and made anew from
// them at any time. The triggers that say what is due are in a migration, since drizzle knows none.
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { DriverMonth } from "../../../core/analysis/driverMonth.ts";
import type { Packed } from "../../../core/analysis/figures.ts";
import type { Report, ReportKind } from "../../../core/contract/admin/analysisReports.ts";
import type { PackedConnectors, PackedDay } from "../../../core/analysis/stationMonth.ts";
import { operators } from "./operators.ts";
import { stations } from "./stations.ts";

/** A civil day of a station, or of all stations of an operator. */
export const rollupDays = sqliteTable(
  "rollup_days",
  {
    scope: text("scope", { enum: ["station", "operator"] }).notNull(),
    subjectId: text("subject_id").notNull(),
    /** "2026-11-28", by the station's zone. */
    day: text("day").notNull(),
    figures: text("figures", { mode: "json" }).$type<Packed>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.subjectId, table.day] })],
);

/**
 * The day that is not over: up to the last full hour by what had ended by then. A row of `rollup_days`
 * takes its place when the day is over.
 */
export const rollupToday = sqliteTable(
  "rollup_today",
  {
    scope: text("scope", { enum: ["station", "operator"] }).notNull(),
    subjectId: text("subject_id").notNull(),
    day: text("day").notNull(),
    untilMs: integer("until_ms").notNull(),
    figures: text("figures", { mode: "json" }).$type<Packed>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.subjectId] })],
);

/** A station's month in few numbers a day, so that all stations of a year are some thousand rows. */
export const rollupStationMonths = sqliteTable(
  "rollup_station_months",
  {
    stationId: text("station_id")
      .notNull()
      .references(() => stations.stationId),
    month: text("month").notNull(),
    days: text("days", { mode: "json" }).$type<readonly (PackedDay | null)[]>().notNull(),
    /** Its revenue by hour of the day, the days together. */
    revenueByHourFen: text("revenue_by_hour_fen", { mode: "json" })
      .$type<readonly number[]>()
      .notNull(),
    connectors: text("connectors", { mode: "json" }).$type<PackedConnectors>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.stationId, table.month] })],
);

/** What an operator's drivers did in a month: each driver counts once, so days do not add up to it. */
export const rollupDriverMonths = sqliteTable(
  "rollup_driver_months",
  {
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    month: text("month").notNull(),
    figures: text("figures", { mode: "json" }).$type<DriverMonth>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.operatorId, table.month] })],
);

/** How far a station is counted. */
export const rollupStations = sqliteTable("rollup_stations", {
  stationId: text("station_id")
    .primaryKey()
    .references(() => stations.stationId),
  /** What changes before it makes a row of `rollup_due`: set before the days up to it are read. */
  throughMs: integer("through_ms").notNull(),
  /** The last day that is counted: set after it. */
  throughDay: text("through_day").notNull(),
});

/**
 * What has to be counted anew. `station` is told by triggers, in slots of four hours since 1970;
 * `claimed` is a station's that is being counted; the others follow from it, by days or months.
 */
export const rollupDue = sqliteTable(
  "rollup_due",
  {
    kind: text("kind", {
      enum: ["station", "claimed", "operatorToday", "operatorDay", "stationMonth", "driverMonth"],
    }).notNull(),
    fromNumber: integer("from_number").notNull(),
    toNumber: integer("to_number").notNull(),
    subjectId: text("subject_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.fromNumber, table.toNumber, table.subjectId] }),
  ],
);

/** Who came to a station and found nothing free, by the hour in which he came. */
export const unmetDemand = sqliteTable(
  "unmet_demand",
  {
    stationId: text("station_id")
      .notNull()
      .references(() => stations.stationId),
    hourMs: integer("hour_ms").notNull(),
    /** Drivers who began to wait, and how long those waited whose waiting is over. */
    joined: integer("joined").notNull().default(0),
    waitedMs: integer("waited_ms").notNull().default(0),
    /** Starts that were refused because the connector was taken or kept for somebody. */
    refused: integer("refused").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.stationId, table.hourMs] })],
);

/** A period's report, made once when the period is over. */
export const analysisReports = sqliteTable(
  "analysis_reports",
  {
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    kind: text("kind").$type<ReportKind>().notNull(),
    fromDay: text("from_day").notNull(),
    toDay: text("to_day").notNull(),
    report: text("report", { mode: "json" }).$type<Report>().notNull(),
    madeAtMs: integer("made_at_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.operatorId, table.fromDay, table.kind] })],
);
