// Stations, piles, connectors, tariffs, and the faults that piles report.
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Facility, ParkingKind } from "../../../core/contract/places.ts";
import type { ConnectorState } from "../../../core/contract/stations.ts";
import type { Tariff } from "../../../core/pricing/tariff.ts";
import type { ConnectorKindCount } from "../packedStation.ts";
import { operators } from "./operators.ts";

/** Versions are immutable: a change of price is a new row. */
export const tariffs = sqliteTable(
  "tariffs",
  {
    tariffId: text("tariff_id").notNull(),
    version: integer("version").notNull(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    name: text("name").notNull(),
    nameEn: text("name_en").notNull(),
    content: text("content", { mode: "json" }).$type<Tariff>().notNull(),
    validFromMs: integer("valid_from_ms").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tariffId, table.version] }),
    index("tariffs_by_operator").on(table.operatorId),
  ],
);

export const stations = sqliteTable(
  "stations",
  {
    stationId: text("station_id").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    name: text("name").notNull(),
    nameEn: text("name_en").notNull(),
    address: text("address").notNull(),
    addressEn: text("address_en").notNull(),
    /** WGS-84. */
    latitude: real("latitude").notNull(),
    longitude: real("longitude").notNull(),
    /** Geohash of 6 characters, about 1.2 km by 0.6 km: `station_cells` is made by it. */
    cell: text("cell").notNull(),
    timeZone: text("time_zone").notNull(),
    /** OpenStreetMap's grammar as far as `openingHours.ts` reads it: "24/7", "Mo-Fr 07:00-22:00". */
    openingHours: text("opening_hours").notNull(),
    /** The hours to go back to, while the operator keeps it closed: `openingHours` is then "off". */
    regularHours: text("regular_hours"),
    parking: text("parking").notNull(),
    parkingEn: text("parking_en").notNull(),
    parkingKind: text("parking_kind").$type<ParkingKind>().notNull().default("unknown"),
    facilities: text("facilities", { mode: "json" })
      .$type<readonly Facility[]>()
      .notNull()
      .default([]),
    /** Ids of `pictures`, in the order to be shown. */
    pictures: text("pictures", { mode: "json" }).$type<readonly string[]>().notNull().default([]),
    /** What its piles add up to: written with each registration, so that a search need not read them. */
    connectorKinds: text("connector_kinds", { mode: "json" })
      .$type<readonly ConnectorKindCount[]>()
      .notNull()
      .default([]),
    /** How many reviews gave one star, two, … five, hidden ones aside: kept by triggers of `reviews`. */
    reviewCounts: text("review_counts", { mode: "json" })
      .$type<readonly number[]>()
      .notNull()
      .default([0, 0, 0, 0, 0]),
    phone: text("phone").notNull(),
    tariffId: text("tariff_id"),
    /** Grows with each change by staff: one that was made on an older look is refused. */
    revision: integer("revision").notNull().default(1),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (table) => [
    index("stations_by_cell").on(table.cell),
    index("stations_by_operator").on(table.operatorId, table.stationId),
  ],
);

export const piles = sqliteTable(
  "piles",
  {
    pileId: text("pile_id").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    stationId: text("station_id")
      .notNull()
      .references(() => stations.stationId),
    name: text("name").notNull(),
    /** `salt$sha256(salt + password)`, base64url; passwords are random, so a fast hash is enough. */
    credentialHash: text("credential_hash").notNull(),
    vendor: text("vendor"),
    model: text("model"),
    serialNumber: text("serial_number"),
    firmwareVersion: text("firmware_version"),
    online: integer("online", { mode: "boolean" }).notNull().default(false),
    lastSeenMs: integer("last_seen_ms"),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (table) => [
    index("piles_by_station").on(table.stationId),
    index("piles_by_operator").on(table.operatorId, table.pileId),
    /** Of one model and firmware; written when a charger tells who it is. */
    index("piles_by_kind").on(
      table.operatorId,
      table.vendor,
      table.model,
      table.firmwareVersion,
      table.pileId,
    ),
  ],
);

export const connectors = sqliteTable(
  "connectors",
  {
    pileId: text("pile_id")
      .notNull()
      .references(() => piles.pileId),
    connectorId: integer("connector_id").notNull(),
    currentType: text("current_type", { enum: ["AC", "DC"] }).notNull(),
    standard: text("standard", {
      enum: ["GBT_AC", "GBT_DC", "IEC_62196_T2", "IEC_62196_T2_COMBO", "CHADEMO"],
    }).notNull(),
    maxPowerW: integer("max_power_w").notNull(),
    /** As the Pile last told; while the pile is offline readers show it as offline. */
    state: text("state").$type<ConnectorState>().notNull(),
    stateSinceMs: integer("state_since_ms").notNull(),
    errorCode: text("error_code"),
  },
  (table) => [primaryKey({ columns: [table.pileId, table.connectorId] })],
);

export const faults = sqliteTable(
  "faults",
  {
    /** `pile:connector:openedAtMs`, `pile:link:openedAtMs`. */
    faultId: text("fault_id").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    pileId: text("pile_id")
      .notNull()
      .references(() => piles.pileId),
    connectorId: integer("connector_id").notNull(),
    /** What the charger reported, or that it stays away. */
    source: text("source", { enum: ["status", "link"] })
      .notNull()
      .default("status"),
    /** Whether nobody could charge there: an error may stand beside a status that works. */
    isOutage: integer("is_outage", { mode: "boolean" }).notNull().default(true),
    /** OCPP's; "Offline" of one that stays away. */
    errorCode: text("error_code").notNull(),
    vendorErrorCode: text("vendor_error_code"),
    info: text("info"),
    /** What the pile was when the fault opened. */
    vendor: text("vendor"),
    model: text("model"),
    firmwareVersion: text("firmware_version"),
    openedAtMs: integer("opened_at_ms").notNull(),
    closedAtMs: integer("closed_at_ms"),
  },
  (table) => [
    index("faults_by_operator").on(table.operatorId, table.openedAtMs),
    index("faults_open")
      .on(table.operatorId, table.openedAtMs)
      .where(sql`closed_at_ms is null`),
    /** Those that ended in a period, for its uptime; the open ones have their own index. */
    index("faults_closed")
      .on(table.operatorId, table.closedAtMs)
      .where(sql`closed_at_ms is not null`),
    index("faults_by_pile").on(table.pileId, table.connectorId, table.openedAtMs),
  ],
);
