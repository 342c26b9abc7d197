// Orders, their sessions and bills, and reservations.
import { sql } from "drizzle-orm";
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { ReservationEnd } from "../../../core/contract/reservations.ts";
import type { ChargeLimit, OrderFailure, OrderState } from "../../../core/contract/orders.ts";
import { drivers } from "./drivers.ts";
import { operators } from "./operators.ts";
import { piles, stations } from "./stations.ts";

export const orders = sqliteTable(
  "orders",
  {
    orderId: text("order_id").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    stationId: text("station_id")
      .notNull()
      .references(() => stations.stationId),
    pileId: text("pile_id")
      .notNull()
      .references(() => piles.pileId),
    connectorId: integer("connector_id").notNull(),
    driverId: text("driver_id").references(() => drivers.driverId),
    origin: text("origin", { enum: ["app", "card", "operator"] }).notNull(),
    state: text("state").$type<OrderState>().notNull(),
    /** 1 while the order is under way, null once it has ended: the open ones have an index of their own. */
    open: integer("open"),
    chargeLimit: text("charge_limit", { mode: "json" }).$type<ChargeLimit>().notNull(),
    paymentWay: text("payment_way", { enum: ["wechatpay", "alipay", "balance"] }).notNull(),
    prepaidFen: integer("prepaid_fen").notNull(),
    membership: text("membership"),
    /** The version of the tariff that the order is billed by, for good. */
    tariffId: text("tariff_id").notNull(),
    tariffVersion: integer("tariff_version").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    paidAtMs: integer("paid_at_ms"),
    startedAtMs: integer("started_at_ms"),
    endedAtMs: integer("ended_at_ms"),
    stopReason: text("stop_reason"),
    failure: text("failure").$type<OrderFailure>(),
    energyWh: integer("energy_wh").notNull().default(0),
    electricityFen: integer("electricity_fen"),
    serviceFen: integer("service_fen"),
    idleFen: integer("idle_fen"),
    startFen: integer("start_fen"),
    reservationFen: integer("reservation_fen"),
    discountFen: integer("discount_fen"),
    totalFen: integer("total_fen"),
    shortfallFen: integer("shortfall_fen").notNull().default(0),
  },
  (table) => [
    index("orders_by_driver").on(table.driverId, table.orderId),
    index("orders_by_operator").on(table.operatorId, table.orderId),
    index("orders_by_station").on(table.stationId, table.orderId),
    index("orders_open")
      .on(table.createdAtMs)
      .where(sql`open = 1`),
    uniqueIndex("orders_one_open_per_driver")
      .on(table.driverId)
      .where(sql`open = 1 and origin = 'app'`),
  ],
);

/** What a charger metered, with or without an order to bill it to. */
export const sessions = sqliteTable(
  "sessions",
  {
    /** `pile:transaction`. */
    sessionId: text("session_id").primaryKey(),
    orderId: text("order_id").references(() => orders.orderId),
    pileId: text("pile_id")
      .notNull()
      .references(() => piles.pileId),
    connectorId: integer("connector_id").notNull(),
    transactionId: integer("transaction_id").notNull(),
    idTag: text("id_tag").notNull(),
    startedAtMs: integer("started_at_ms").notNull(),
    endedAtMs: integer("ended_at_ms").notNull(),
    /** When the car left; null where nobody waited for that. */
    leftAtMs: integer("left_at_ms"),
    meterStartWh: integer("meter_start_wh").notNull(),
    meterStopWh: integer("meter_stop_wh").notNull(),
    stopReason: text("stop_reason").notNull(),
    /** `[atMs, registerWh][]`: what the bill is computed from, again and again the same. */
    readings: text("readings", { mode: "json" }).$type<[number, number][]>().notNull(),
    anomalies: text("anomalies", { mode: "json" }).$type<string[]>().notNull(),
  },
  (table) => [
    uniqueIndex("sessions_by_order")
      .on(table.orderId)
      .where(sql`order_id is not null`),
    index("sessions_unowned")
      .on(table.pileId, table.startedAtMs)
      .where(sql`order_id is null`),
  ],
);

export const billLines = sqliteTable(
  "bill_lines",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => orders.orderId),
    line: integer("line").notNull(),
    fromMs: integer("from_ms").notNull(),
    toMs: integer("to_ms").notNull(),
    period: text("period", { enum: ["sharp", "peak", "flat", "valley"] }).notNull(),
    energyWh: integer("energy_wh").notNull(),
    electricityPrice: integer("electricity_price").notNull(),
    servicePrice: integer("service_price").notNull(),
    electricityFen: integer("electricity_fen").notNull(),
    serviceFen: integer("service_fen").notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.line] })],
);

export const reservations = sqliteTable(
  "reservations",
  {
    /** A ULID; `pile:reservation` for one that staff made. */
    reservationId: text("reservation_id").primaryKey(),
    pileId: text("pile_id")
      .notNull()
      .references(() => piles.pileId),
    connectorId: integer("connector_id").notNull(),
    driverId: text("driver_id").references(() => drivers.driverId),
    idTag: text("id_tag").notNull(),
    fromMs: integer("from_ms").notNull(),
    untilMs: integer("until_ms").notNull(),
    state: text("state", { enum: ["active", "used", "cancelled", "expired"] }).notNull(),
    /** What follows is only a driver's reservation's, null in one that staff made. */
    operatorId: text("operator_id").references(() => operators.operatorId),
    stationId: text("station_id").references(() => stations.stationId),
    heldFromMs: integer("held_from_ms"),
    comeByMs: integer("come_by_ms"),
    feeFen: integer("fee_fen"),
    noShowFeeFen: integer("no_show_fee_fen"),
    chargedFen: integer("charged_fen"),
    /** `end` is a word of SQL. */
    endedBy: text("ended_by").$type<ReservationEnd>(),
    orderId: text("order_id").references(() => orders.orderId),
    createdAtMs: integer("created_at_ms"),
    endedAtMs: integer("ended_at_ms"),
    /** 1 while it stands, null after: a driver has one at a time. */
    open: integer("open"),
  },
  (table) => [
    index("reservations_by_pile").on(table.pileId, table.fromMs),
    index("reservations_by_driver")
      .on(table.driverId, table.reservationId)
      .where(sql`created_at_ms is not null`),
    /** Those that begin soon, for the reminder. */
    index("reservations_open_by_start")
      .on(table.fromMs)
      .where(sql`open = 1`),
    uniqueIndex("reservations_one_open_per_driver")
      .on(table.driverId)
      .where(sql`open = 1`),
  ],
);
