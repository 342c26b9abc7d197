// Finding a place to charge: stations nearby, one station, one pile.
import * as z from "zod/mini";
import { limits } from "../limits.ts";
import {
  ConnectorId,
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
import {
  coordinates,
  Facility,
  latitude,
  longitude,
  mapBox,
  OpeningSpan,
  ParkingKind,
} from "./places.ts";
import { Rating } from "./reviews.ts";

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
  stationNameEn: z.string(),
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

export const ConnectorKind = z.object({
  currentType: CurrentType,
  standard: ConnectorStandard,
  maxPowerW: z.number(),
  count: z.number(),
});
export type ConnectorKind = z.infer<typeof ConnectorKind>;

/**
 * Where counts come from: the map's live objects; where one is out of reach, what the piles last
 * told the records; or nowhere, then only `total` says something.
 */
export const CountsFrom = z.enum(["live", "records", "unknown"]);
export type CountsFrom = z.infer<typeof CountsFrom>;

export const StationSummary = z.object({
  stationId: StationId,
  operatorId: z.string(),
  name: z.string(),
  nameEn: z.string(),
  address: z.string(),
  addressEn: z.string(),
  operatorName: z.string(),
  position: Position,
  distanceM: z.number(),
  dc: Availability,
  ac: Availability,
  countsFrom: CountsFrom,
  connectorKinds: z.array(ConnectorKind),
  maxPowerW: z.number(),
  parkingKind: ParkingKind,
  facilities: z.array(Facility),
  /** Null where the opening hours are not known. */
  openNow: z.nullable(z.boolean()),
  /** Electricity and service together, now; null while the station has no tariff. */
  priceNow: z.nullable(PricePerKwh),
  periodNow: z.nullable(PeriodKind),
  rating: Rating,
});
export type StationSummary = z.infer<typeof StationSummary>;

export const Station = z.extend(StationSummary, {
  timeZone: z.string(),
  /** As written, "24/7" or "Mo-Fr 07:00-22:00", and as the week's spans; null where not known. */
  openingHours: z.string(),
  openingSpans: z.nullable(z.array(OpeningSpan)),
  pictureUrls: z.array(z.string()),
  /** Percent of connectors taken, by weekday (0 is Sunday) and hour; null before there is a week of it. */
  usuallyBusy: z.nullable(z.array(z.array(z.number()))),
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
  /** Planned maintenance, the first to end first: nobody can charge there then. */
  maintenance: z.array(
    z.object({
      /** None named: the whole station. */
      pileIds: z.array(PileId),
      fromMs: TimeMs,
      untilMs: TimeMs,
      reason: z.string(),
    }),
  ),
});
export type Station = z.infer<typeof Station>;

export const StationSort = z.enum(["distance", "price", "power"]);
export type StationSort = z.infer<typeof StationSort>;

const flag = () => z.optional(z.enum(["true", "false"]));

export const listStations = endpoint({
  method: "GET",
  path: "/api/v1/stations",
  access: "public",
  tag: "Find",
  summary: "Stations around a point or in the map's box, by what they offer, with what is free now",
  input: z.object({
    /** Both, or the whole box. With a box, distances are from the point; without one, from its middle. */
    latitude: z.optional(latitude()),
    longitude: z.optional(longitude()),
    /** By default 5 km; a search for a text without it reaches everywhere. */
    radiusM: z.optional(queryNumber().check(z.minimum(100), z.maximum(limits.searchRadiusM.most))),
    south: z.optional(mapBox.south),
    west: z.optional(mapBox.west),
    north: z.optional(mapBox.north),
    east: z.optional(mapBox.east),
    /** The system of the positions given and of those returned. */
    coordinates: coordinates(),
    /** Any part of a Chinese name or address, beginnings of English words, pinyin or its initials. */
    text: z.optional(z.string().check(z.maxLength(limits.searchText.most))),
    /** The next three are of one connector. */
    currentType: z.optional(CurrentType),
    minPowerW: z.optional(queryNumber().check(z.minimum(0))),
    standard: z.optional(ConnectorStandard),
    availableOnly: flag(),
    /** Electricity and service together, now, at the most. */
    maxPrice: z.optional(queryNumber().check(z.minimum(0))),
    operatorId: z.optional(z.string().check(z.maxLength(64))),
    /** `free` takes stations that are free while charging as well. */
    parking: z.optional(z.enum(["free", "paid"])),
    openNow: flag(),
    /** All of these, with commas between. */
    facilities: z.optional(z.string().check(z.regex(/^[A-Za-z]+(,[A-Za-z]+)*$/), z.maxLength(128))),
    sort: z._default(StationSort, "distance"),
    /** A page may hold fewer and still have a next one: a search stops where it has read enough. */
    limit: pageSize(),
    cursor: z.optional(z.string().check(z.maxLength(96))),
  }),
  output: z.extend(pageOf(StationSummary), {
    /** False where a bound cut the list: farther stations may be cheaper, or fit the text as well. */
    complete: z.boolean(),
  }),
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
