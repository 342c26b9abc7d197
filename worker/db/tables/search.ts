// What searches read: made from stations, piles and sessions, and made anew from them at any time.
// The index of names, `station_texts`, is a virtual table that only a migration can describe.
import { integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { PackedStation } from "../packedStation.ts";
import { stations } from "./stations.ts";

/** A cell of the map with the stations in it: one row to read instead of one a station. */
export const stationCells = sqliteTable(
  "station_cells",
  {
    /** Characters of the cell, 2 to 6: it leads the key, so that a range holds cells of one size. */
    level: integer("level").notNull(),
    cell: text("cell").notNull(),
    stations: integer("stations").notNull(),
    connectors: integer("connectors").notNull(),
    /** The mean of the stations' positions, WGS-84: where a map puts their number. */
    latitude: real("latitude").notNull(),
    longitude: real("longitude").notNull(),
    /** Null where there are too many for a row, or the cell is too large: the cells in it have them. */
    packed: text("packed", { mode: "json" }).$type<readonly PackedStation[]>(),
  },
  (table) => [primaryKey({ columns: [table.level, table.cell] })],
);

/** When a station is usually busy: the weeks' sessions by weekday and hour of its civil time. */
export const stationHours = sqliteTable("station_hours", {
  stationId: text("station_id")
    .primaryKey()
    .references(() => stations.stationId),
  /** Sunday's 24 hours first, as many as a week has: how many sessions began. */
  sessions: text("sessions", { mode: "json" }).$type<readonly number[]>().notNull(),
  /** The same: minutes for which connectors were taken. */
  takenMinutes: text("taken_minutes", { mode: "json" }).$type<readonly number[]>().notNull(),
  weeks: integer("weeks").notNull(),
  connectors: integer("connectors").notNull(),
  throughMs: integer("through_ms").notNull(),
});

/** How far a job that goes round through many rows has come. */
export const jobCursors = sqliteTable("job_cursors", {
  job: text("job").primaryKey(),
  position: text("position").notNull(),
});
