// What drivers keep, say and show: favourites, reviews, fault reports, and the pictures in R2.
import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { FaultReportKind, FaultReportState } from "../../../core/contract/faultReports.ts";
import type { ReviewTag } from "../../../core/contract/reviews.ts";
import { drivers } from "./drivers.ts";
import { operators, staff } from "./operators.ts";
import { piles, stations } from "./stations.ts";

export const favourites = sqliteTable(
  "favourites",
  {
    driverId: text("driver_id")
      .notNull()
      .references(() => drivers.driverId),
    stationId: text("station_id")
      .notNull()
      .references(() => stations.stationId),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.driverId, table.stationId] }),
    index("favourites_by_driver").on(table.driverId, table.createdAtMs, table.stationId),
  ],
);

/** Triggers keep the counts at the station: those that are not hidden, by stars. */
export const reviews = sqliteTable(
  "reviews",
  {
    reviewId: text("review_id").primaryKey(),
    stationId: text("station_id")
      .notNull()
      .references(() => stations.stationId),
    driverId: text("driver_id")
      .notNull()
      .references(() => drivers.driverId),
    /** The last charge there before it was written. */
    orderId: text("order_id").notNull(),
    stars: integer("stars").notNull(),
    text: text("text").notNull(),
    tags: text("tags", { mode: "json" }).$type<readonly ReviewTag[]>().notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
    hiddenAtMs: integer("hidden_at_ms"),
    hiddenReason: text("hidden_reason"),
  },
  (table) => [
    uniqueIndex("reviews_by_driver").on(table.driverId, table.stationId),
    index("reviews_by_station").on(table.stationId, table.reviewId),
    check("review_stars", sql`${table.stars} between 1 and 5`),
  ],
);

export const faultReports = sqliteTable(
  "fault_reports",
  {
    reportId: text("report_id").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    stationId: text("station_id")
      .notNull()
      .references(() => stations.stationId),
    pileId: text("pile_id")
      .notNull()
      .references(() => piles.pileId),
    connectorId: integer("connector_id"),
    /** Null when he left: the fault stays. */
    driverId: text("driver_id").references(() => drivers.driverId),
    /** What the app sent with it: a repeat makes no second one. */
    idempotencyKey: text("idempotency_key"),
    kind: text("kind").$type<FaultReportKind>().notNull(),
    text: text("text").notNull(),
    pictureIds: text("picture_ids", { mode: "json" }).$type<readonly string[]>().notNull(),
    state: text("state").$type<FaultReportState>().notNull(),
    answer: text("answer").notNull().default(""),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  (table) => [
    index("fault_reports_by_driver").on(table.driverId, table.reportId),
    index("fault_reports_by_operator").on(table.operatorId, table.reportId),
    index("fault_reports_unresolved")
      .on(table.operatorId, table.reportId)
      .where(sql`state <> 'resolved'`),
    index("fault_reports_by_pile").on(table.pileId, table.reportId),
    uniqueIndex("fault_reports_once")
      .on(table.driverId, table.idempotencyKey)
      .where(sql`idempotency_key is not null`),
  ],
);

/** One row a picture in R2, whose key is its id. The row is written first and deleted last. */
export const pictures = sqliteTable(
  "pictures",
  {
    pictureId: text("picture_id").primaryKey(),
    /** Who uploaded it: a driver or a member of staff. */
    driverId: text("driver_id").references(() => drivers.driverId),
    staffId: text("staff_id").references(() => staff.staffId),
    /** `report:…` or `station:…`; null while nothing names it; `nothing` once it is being deleted. */
    usedBy: text("used_by"),
    createdAtMs: integer("created_at_ms").notNull(),
    /** From then on it is deleted; null while something names it. */
    discardAtMs: integer("discard_at_ms"),
  },
  (table) => [
    index("pictures_to_discard")
      .on(table.discardAtMs)
      .where(sql`discard_at_ms is not null`),
    index("pictures_by_driver")
      .on(table.driverId)
      .where(sql`driver_id is not null`),
  ],
);
