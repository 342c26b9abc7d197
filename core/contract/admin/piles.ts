// Piles for operators: search, live detail, credentials, and every command the platform can send.
import * as z from "zod/mini";
import { limits } from "../../limits.ts";
import {
  ConnectorId,
  Cursor,
  Fen,
  OrderId,
  pageOf,
  pageSize,
  PileId,
  StationId,
  TimeMs,
  Wh,
} from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { CommandRecord } from "./commands.ts";
import { ConnectorStandard, ConnectorState, CurrentType } from "../stations.ts";
import { Trace } from "./trace.ts";

export const AdminConnector = z.object({
  connectorId: ConnectorId,
  currentType: CurrentType,
  standard: ConnectorStandard,
  maxPowerW: z.number(),
  state: ConnectorState,
  stateSinceMs: TimeMs,
  errorCode: z.nullable(z.string()),
});

export const AdminPile = z.object({
  pileId: PileId,
  name: z.string(),
  stationId: StationId,
  stationName: z.string(),
  stationNameEn: z.string(),
  vendor: z.nullable(z.string()),
  model: z.nullable(z.string()),
  firmwareVersion: z.nullable(z.string()),
  serialNumber: z.nullable(z.string()),
  online: z.boolean(),
  lastSeenMs: z.nullable(TimeMs),
  /** What the code on the pile says: it opens the drivers' app on this pile. */
  driverUrl: z.string(),
  connectors: z.array(AdminConnector),
});
export type AdminPile = z.infer<typeof AdminPile>;

export const AdminSession = z.object({
  orderId: z.nullable(OrderId),
  connectorId: ConnectorId,
  transactionId: z.nullable(z.number()),
  state: z.string(),
  startedAtMs: z.nullable(TimeMs),
  energyWh: Wh,
  powerW: z.nullable(z.number()),
  socPercent: z.nullable(z.number()),
  totalFen: Fen,
});

/** What the charger shows of itself, for who installs it to compare with what was registered. */
export const Device = z.object({
  bootedAtMs: z.nullable(TimeMs),
  /** Of which it has spoken since it booted. */
  connectorIds: z.array(z.number()),
  /** What is wrong with the times that it tells; null: nothing. */
  clock: z.nullable(
    z.enum(["unreadable", "unset", "future", "noZone", "localMarkedUtc", "behind"]),
  ),
});

/** What staff or planned maintenance want of a charger's service, and how it has answered. */
export const AvailabilityWish = z.object({
  /** 0: the whole charger. */
  connectorId: z.number(),
  operative: z.boolean(),
  /** A member of staff, or `maintenance`. */
  askedBy: z.string(),
  sinceMs: TimeMs,
  /** `scheduled`: when the charge under way is over. */
  answer: z.enum(["none", "accepted", "scheduled", "refused", "unanswered", "unsupported"]),
  attempts: z.number(),
  /** Null: not before it connects or boots, or a charge ends. */
  againAtMs: z.nullable(TimeMs),
  /** By the charger's own reports. */
  isInEffect: z.boolean(),
  /** It has been asked and has not answered yet. */
  isAsked: z.boolean(),
});
export type AvailabilityWish = z.infer<typeof AvailabilityWish>;

export const AdminPileDetail = z.extend(AdminPile, {
  ocppVersion: z.nullable(z.string()),
  device: Device,
  availability: z.array(AvailabilityWish),
  trace: z.nullable(Trace),
  /** The charger's WebSocket address. */
  ocppUrl: z.string(),
  sessions: z.array(AdminSession),
  reservations: z.array(
    z.object({
      reservationId: z.number(),
      connectorId: ConnectorId,
      idTag: z.string(),
      untilMs: TimeMs,
    }),
  ),
  commands: z.array(CommandRecord),
  credential: z.object({
    rotatedAtMs: z.nullable(TimeMs),
    previousValidUntilMs: z.nullable(TimeMs),
  }),
  /** Messages that could be matched to nothing, kept for a person. */
  quarantined: z.number(),
});
export type AdminPileDetail = z.infer<typeof AdminPileDetail>;

/** A connector's state; or the pile's connection: now, or not once yet. */
export const PileListState = z.enum([...ConnectorState.options, "online", "neverSeen"]);
export type PileListState = z.infer<typeof PileListState>;

export const adminListPiles = endpoint({
  method: "GET",
  path: "/api/v1/admin/piles",
  access: "staff",
  tag: "Operations",
  summary: "The operator's piles with their state",
  input: z.object({
    stationId: z.optional(StationId),
    /** Part of a pile's id, name, serial number, vendor, model or firmware. */
    search: z.optional(z.string().check(z.maxLength(64))),
    state: z.optional(PileListState),
    vendor: z.optional(z.string().check(z.maxLength(64))),
    model: z.optional(z.string().check(z.maxLength(64))),
    firmware: z.optional(z.string().check(z.maxLength(64))),
    limit: pageSize(),
    cursor: z.optional(Cursor),
  }),
  output: pageOf(AdminPile),
  problems: [],
});

/** How many piles there are of what; null until one has told what it is. */
export const PileKind = z.object({
  vendor: z.nullable(z.string()),
  model: z.nullable(z.string()),
  firmwareVersion: z.nullable(z.string()),
  piles: z.number(),
});
export type PileKind = z.infer<typeof PileKind>;

export const adminListPileKinds = endpoint({
  method: "GET",
  path: "/api/v1/admin/pile-kinds",
  access: "staff",
  tag: "Operations",
  summary: "Which vendors, models and firmware versions the operator's piles are of",
  input: z.object({}),
  output: z.object({ kinds: z.array(PileKind) }),
  problems: [],
});

/** What the charger metered, billed to an order or not. */
export const MeteredSession = z.object({
  sessionId: z.string(),
  orderId: z.nullable(OrderId),
  connectorId: ConnectorId,
  transactionId: z.number(),
  idTag: z.string(),
  startedAtMs: TimeMs,
  endedAtMs: TimeMs,
  meterStartWh: z.number(),
  meterStopWh: z.number(),
  stopReason: z.string(),
  anomalies: z.array(z.string()),
});
export type MeteredSession = z.infer<typeof MeteredSession>;

export const adminListSessions = endpoint({
  method: "GET",
  path: "/api/v1/admin/piles/:pileId/sessions",
  access: "staff",
  tag: "Operations",
  summary: "What a pile has metered, the latest transaction first, with an order or without",
  input: z.object({ pileId: PileId, limit: pageSize(), cursor: z.optional(Cursor) }),
  output: pageOf(MeteredSession),
  problems: ["pile_not_found"],
});

export const adminGetPile = endpoint({
  method: "GET",
  path: "/api/v1/admin/piles/:pileId",
  access: "staff",
  tag: "Operations",
  summary: "One pile as it is this second: connectors, sessions, reservations, commands",
  input: z.object({ pileId: PileId }),
  output: AdminPileDetail,
  problems: ["pile_not_found", "unavailable"],
});

export const NewPile = z.object({
  pileId: PileId,
  stationId: StationId,
  name: z.string().check(z.minLength(1), z.maxLength(40)),
  connectors: z
    .array(
      z.object({
        currentType: CurrentType,
        standard: ConnectorStandard,
        maxPowerW: z.number().check(z.int(), z.minimum(1_000), z.maximum(1_000_000)),
      }),
    )
    .check(z.minLength(1), z.maxLength(limits.connectorsPerPile.most)),
});

export const adminRegisterPile = endpoint({
  method: "POST",
  path: "/api/v1/admin/piles",
  access: "staff",
  tag: "Operations",
  summary: "Register a pile at a station; its OCPP address and password are shown this once",
  input: NewPile,
  output: z.object({ pileId: PileId, ocppUrl: z.string(), password: z.string() }),
  problems: ["station_not_found", "pile_exists", "forbidden"],
});

export const adminPublishStation = endpoint({
  method: "POST",
  path: "/api/v1/admin/stations/:stationId/publish",
  access: "staff",
  tag: "Operations",
  summary: "Give every pile of a station its profile and credential again, as the records say",
  input: z.object({ stationId: StationId }),
  output: z.object({ piles: z.number() }),
  problems: ["station_not_found", "forbidden"],
});

export const adminAddCard = endpoint({
  method: "POST",
  path: "/api/v1/admin/cards",
  access: "staff",
  tag: "Operations",
  summary: "Give a driver an RFID card",
  input: z.object({
    idTag: z.string().check(z.minLength(1), z.maxLength(20)),
    driverId: z.string().check(z.minLength(1), z.maxLength(64)),
    label: z._default(z.string().check(z.maxLength(40)), ""),
  }),
  output: z.object({ idTag: z.string(), driverId: z.string() }),
  problems: ["driver_not_found", "card_exists", "forbidden"],
});

export const adminRotateCredential = endpoint({
  method: "POST",
  path: "/api/v1/admin/piles/:pileId/credential",
  access: "staff",
  tag: "Operations",
  summary:
    "Make a new password for a pile, shown this once; the old one stays valid until the new one is used",
  input: z.object({ pileId: PileId }),
  output: z.object({ pileId: PileId, password: z.string(), previousValidUntilMs: TimeMs }),
  problems: ["pile_not_found", "forbidden"],
});
