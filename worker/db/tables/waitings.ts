// Where drivers wait for a connector. The lists themselves are the Stations': this only tells which
// of them to ask.
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { drivers } from "./drivers.ts";
import { stations } from "./stations.ts";

export const waitings = sqliteTable(
  "waitings",
  {
    driverId: text("driver_id")
      .notNull()
      .references(() => drivers.driverId),
    stationId: text("station_id")
      .notNull()
      .references(() => stations.stationId),
    joinedAtMs: integer("joined_at_ms").notNull(),
    expiresAtMs: integer("expires_at_ms").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.driverId, table.stationId] }),
    index("waitings_by_expiry").on(table.expiresAtMs),
  ],
);
