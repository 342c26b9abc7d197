// Stations and the overview, for operators.
import * as z from "zod/mini";
import { Cursor, Fen, pageOf, pageSize, Position, StationId, Wh } from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { PriceSpan } from "../stations.ts";

const PileCounts = z.object({
  piles: z.number(),
  connectors: z.number(),
  available: z.number(),
  busy: z.number(),
  faulted: z.number(),
  offline: z.number(),
});

export const adminOverview = endpoint({
  method: "GET",
  path: "/api/v1/admin/overview",
  access: "staff",
  tag: "Operations",
  summary: "The operator's figures now and today",
  input: z.object({}),
  output: z.object({
    stations: z.number(),
    counts: PileCounts,
    today: z.object({ orders: z.number(), energyWh: Wh, revenueFen: Fen, sinceMs: z.number() }),
    /** The same weekday a week ago, up to the same time of day. */
    weekAgo: z.object({ orders: z.number(), energyWh: Wh, revenueFen: Fen }),
    openFaults: z.number(),
    refundsFailed: z.number(),
  }),
  problems: [],
});

export const AdminStation = z.object({
  stationId: StationId,
  name: z.string(),
  nameEn: z.string(),
  address: z.string(),
  addressEn: z.string(),
  /** WGS-84. */
  position: Position,
  tariffName: z.nullable(z.string()),
  /** Empty where it has none. */
  tariffNameEn: z.string(),
  counts: PileCounts,
});
export type AdminStation = z.infer<typeof AdminStation>;

export const adminListStations = endpoint({
  method: "GET",
  path: "/api/v1/admin/stations",
  access: "staff",
  tag: "Operations",
  summary: "The operator's stations with their counts",
  input: z.object({
    search: z.optional(z.string().check(z.maxLength(64))),
    limit: pageSize(),
    cursor: z.optional(Cursor),
  }),
  output: pageOf(AdminStation),
  problems: [],
});

export const adminGetStation = endpoint({
  method: "GET",
  path: "/api/v1/admin/stations/:stationId",
  access: "staff",
  tag: "Operations",
  summary: "One station with its prices of today and tomorrow",
  input: z.object({ stationId: StationId }),
  output: z.extend(AdminStation, {
    timeZone: z.string(),
    openingHours: z.string(),
    /** False while the operator keeps it closed. */
    isOpen: z.boolean(),
    parking: z.string(),
    parkingEn: z.string(),
    phone: z.string(),
    tariff: z.nullable(
      z.object({ tariffId: z.string(), name: z.string(), version: z.number(), startFeeFen: Fen }),
    ),
    prices: z.array(PriceSpan),
  }),
  problems: ["station_not_found"],
});

export const FaultRecord = z.object({
  faultId: z.string(),
  pileId: z.string(),
  stationName: z.string(),
  stationNameEn: z.string(),
  connectorId: z.number(),
  errorCode: z.string(),
  vendorErrorCode: z.nullable(z.string()),
  info: z.nullable(z.string()),
  openedAtMs: z.number(),
  closedAtMs: z.nullable(z.number()),
});
export type FaultRecord = z.infer<typeof FaultRecord>;

export const adminListFaults = endpoint({
  method: "GET",
  path: "/api/v1/admin/faults",
  access: "staff",
  tag: "Operations",
  summary: "Faults the piles reported, open ones or all, newest first",
  input: z.object({
    open: z._default(z.enum(["true", "false"]), "true"),
    pileId: z.optional(z.string()),
    limit: pageSize(),
    cursor: z.optional(Cursor),
  }),
  output: pageOf(FaultRecord),
  problems: [],
});
