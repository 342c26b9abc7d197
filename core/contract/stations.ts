// Finding a place to charge: stations nearby, one station, one pile.
import * as z from "zod/mini";
import { limits } from "../limits.ts";
import {
  ConnectorId,
  CoordinateSystem,
  Cursor,
  pageOf,
  pageSize,
  PileId,
  Position,
  PricePerKwh,
  queryNumber,
  StationId,
  TimeMs,
} from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** What a driver may be told of a connector. `occupied` covers all that another driver does with it. */
export const ConnectorState = z.enum([
  "available",
  "plugged",
  "occupied",
  "reserved",
  "unavailable",
  "faulted",
  "offline",
]);
export type ConnectorState = z.infer<typeof ConnectorState>;

export const CurrentType = z.enum(["AC", "DC"]);
export type CurrentType = z.infer<typeof CurrentType>;

/** OCPI names of connector standards. */
export const ConnectorStandard = z.enum([
  "GBT_AC",
  "GBT_DC",
  "IEC_62196_T2",
  "IEC_62196_T2_COMBO",
  "CHADEMO",
]);
export type ConnectorStandard = z.infer<typeof ConnectorStandard>;

export const Connector = z.object({
  connectorId: ConnectorId,
  currentType: CurrentType,
  standard: ConnectorStandard,
  maxPowerW: z.number(),
  state: ConnectorState,
  stateSinceMs: TimeMs,
});
export type Connector = z.infer<typeof Connector>;

export const PeriodKind = z.enum(["sharp", "peak", "flat", "valley"]);

/** A stretch of time with one price, in the station's civil day. */
export const PriceSpan = z.object({
  fromMs: TimeMs,
  toMs: TimeMs,
  period: PeriodKind,
  electricityPrice: PricePerKwh,
  servicePrice: PricePerKwh,
});
export type PriceSpan = z.infer<typeof PriceSpan>;

export const Pile = z.object({
  pileId: PileId,
  name: z.string(),
  stationId: StationId,
  stationName: z.string(),
  online: z.boolean(),
  connectors: z.array(Connector),
});
export type Pile = z.infer<typeof Pile>;

const Availability = z.object({
  total: z.number(),
  available: z.number(),
  busy: z.number(),
  faulted: z.number(),
  offline: z.number(),
});
export type Availability = z.infer<typeof Availability>;

export const StationSummary = z.object({
  stationId: StationId,
  name: z.string(),
  nameEn: z.string(),
  address: z.string(),
  addressEn: z.string(),
  operatorName: z.string(),
  position: Position,
  distanceM: z.number(),
  dc: Availability,
  ac: Availability,
  maxPowerW: z.number(),
  /** Electricity and service together, now; null while the station has no tariff. */
  priceNow: z.nullable(PricePerKwh),
  periodNow: z.nullable(PeriodKind),
});
export type StationSummary = z.infer<typeof StationSummary>;

export const Station = z.extend(StationSummary, {
  timeZone: z.string(),
  openingHours: z.string(),
  parking: z.string(),
  parkingEn: z.string(),
  phone: z.string(),
  piles: z.array(Pile),
  /** Today from midnight to midnight after tomorrow, in order, without gaps. */
  prices: z.array(PriceSpan),
  idleFee: z.nullable(
    z.object({ graceMinutes: z.number(), fenPerMinute: z.number(), capFen: z.number() }),
  ),
  startFeeFen: z.number(),
});
export type Station = z.infer<typeof Station>;

const coordinates = () => z._default(CoordinateSystem, "wgs84");
const latitude = () => queryNumber().check(z.minimum(-90), z.maximum(90));
const longitude = () => queryNumber().check(z.minimum(-180), z.maximum(180));

export const listStations = endpoint({
  method: "GET",
  path: "/api/v1/stations",
  access: "public",
  tag: "Find",
  summary: "Stations near a point, nearest first",
  input: z.object({
    latitude: latitude(),
    longitude: longitude(),
    radiusM: z._default(
      queryNumber().check(z.minimum(100), z.maximum(limits.searchRadiusM.most)),
      limits.searchRadiusM.usual,
    ),
    /** The system of the point given and of the positions returned. */
    coordinates: coordinates(),
    currentType: z.optional(CurrentType),
    availableOnly: z.optional(z.enum(["true", "false"])),
    limit: pageSize(),
    cursor: z.optional(Cursor),
  }),
  output: pageOf(StationSummary),
  problems: [],
});

export const getStation = endpoint({
  method: "GET",
  path: "/api/v1/stations/:stationId",
  access: "public",
  tag: "Find",
  summary: "One station with its piles, their live state and the prices of today and tomorrow",
  input: z.object({
    stationId: StationId,
    coordinates: coordinates(),
    latitude: z.optional(latitude()),
    longitude: z.optional(longitude()),
  }),
  output: Station,
  problems: ["station_not_found"],
});

export const getPile = endpoint({
  method: "GET",
  path: "/api/v1/piles/:pileId",
  access: "public",
  tag: "Find",
  summary: "One pile as it is this second, with the prices that a charge begun now would pay",
  input: z.object({ pileId: PileId }),
  output: z.extend(Pile, {
    address: z.string(),
    addressEn: z.string(),
    operatorName: z.string(),
    timeZone: z.string(),
    prices: z.array(PriceSpan),
    startFeeFen: z.number(),
    idleFee: z.nullable(
      z.object({ graceMinutes: z.number(), fenPerMinute: z.number(), capFen: z.number() }),
    ),
  }),
  problems: ["pile_not_found", "unavailable"],
});
