// What a driver has told of himself, what he has agreed to, and what he was told.
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { MessageContent } from "../../../core/contract/messages.ts";
import type { ConnectorStandard } from "../../../core/contract/stations.ts";
import { drivers } from "./drivers.ts";

export const vehicles = sqliteTable(
  "vehicles",
  {
    driverId: text("driver_id")
      .notNull()
      .references(() => drivers.driverId),
    vehicleId: text("vehicle_id").notNull(),
    /** Encrypted, see worker/privacy/seal.ts. */
    plateSealed: text("plate_sealed"),
    standard: text("standard").$type<ConnectorStandard>().notNull(),
    batteryWh: integer("battery_wh"),
    /** The driver's vehicle is the one that was chosen last, so that choosing writes one row. */
    chosenAtMs: integer("chosen_at_ms").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.driverId, table.vehicleId] })],
);

/** Which version of policy and agreement a driver has agreed to, and when: the proof of it. */
export const consents = sqliteTable(
  "consents",
  {
    driverId: text("driver_id")
      .notNull()
      .references(() => drivers.driverId),
    policyVersion: text("policy_version").notNull(),
    atMs: integer("at_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.driverId, table.policyVersion] })],
);

/** The inbox: an id is made of a time and of what the message is about, so that a repeat is the same row. */
export const messages = sqliteTable(
  "messages",
  {
    driverId: text("driver_id")
      .notNull()
      .references(() => drivers.driverId),
    messageId: text("message_id").notNull(),
    content: text("content", { mode: "json" }).$type<MessageContent>().notNull(),
    readAtMs: integer("read_at_ms"),
  },
  (table) => [primaryKey({ columns: [table.driverId, table.messageId] })],
);
