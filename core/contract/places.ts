// What a station offers beside electricity, where on the map a search looks, and the counts that a
// map shows while it is too far out for single stations.
import * as z from "zod/mini";
import { CoordinateSystem, Position, queryNumber } from "./common.ts";
import { endpoint } from "./endpoint.ts";

export const Facility = z.enum([
  "toilet",
  "lounge",
  "shop",
  "restaurant",
  "wifi",
  "canopy",
  "carWash",
  "attendant",
]);
export type Facility = z.infer<typeof Facility>;

/** What parking costs who charges; `freeWhileCharging` covers "the first hours free" as well. */
export const ParkingKind = z.enum(["free", "freeWhileCharging", "paid", "unknown"]);
export type ParkingKind = z.infer<typeof ParkingKind>;

/** A stretch of the week in the station's civil time; it may pass midnight, then `toMinute` > 1440. */
export const OpeningSpan = z.object({
  /** 0 is Sunday. */
  weekday: z.number(),
  fromMinute: z.number(),
  toMinute: z.number(),
});
export type OpeningSpan = z.infer<typeof OpeningSpan>;

export const coordinates = () => z._default(CoordinateSystem, "wgs84");
export const latitude = () => queryNumber().check(z.minimum(-90), z.maximum(90));
export const longitude = () => queryNumber().check(z.minimum(-180), z.maximum(180));

/** A box whose `west` is greater than its `east` passes the line where the date changes. */
export const mapBox = {
  south: latitude(),
  west: longitude(),
  north: latitude(),
  east: longitude(),
};

export const StationCluster = z.object({
  /** A geohash; its length is the clusters' precision. */
  cell: z.string(),
  stations: z.number(),
  connectors: z.number(),
  /** The middle of the stations, not of the cell. */
  position: Position,
});
export type StationCluster = z.infer<typeof StationCluster>;

export const listClusters = endpoint({
  method: "GET",
  path: "/api/v1/map/clusters",
  access: "public",
  tag: "Find",
  summary: "How many stations there are in each cell of the map's box, for maps that show a lot",
  input: z.object({
    ...mapBox,
    /** The web maps' zoom: 0 is the world, 18 a street. Too fine a grid for the box is made coarser. */
    zoom: queryNumber().check(z.minimum(0), z.maximum(24)),
    coordinates: coordinates(),
  }),
  output: z.object({ items: z.array(StationCluster), precision: z.number() }),
  problems: [],
});
