// The piece of the map that a search looks at: a circle around a point, the map's box, or everywhere.
import type { CoordinateSystem, Position } from "../../../core/contract/common.ts";
import { limits } from "../../../core/limits.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import {
  boxAround,
  centreOfBox,
  distanceM,
  isInBox,
  type Box,
  type Point,
} from "../../db/geohash.ts";
import { toShown, toStored } from "./coordinates.ts";

export type Region = {
  /** Distances are from here. WGS-84, like all in it. */
  readonly from: Point;
  /** The search begins here, and `reachM` takes it to the farthest corner. */
  readonly middle: Point;
  readonly reachM: number;
  /** Null for a circle, whose box is as large as the ring that is read. */
  readonly box: Box | null;
  readonly holds: (place: Point, distanceMm: number) => boolean;
};

type Corners = { south: number; west: number; north: number; east: number };

type SomeCorners = { readonly [Side in keyof Corners]?: number | undefined };

export type Where = SomeCorners & {
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  readonly radiusM?: number | undefined;
  readonly coordinates: CoordinateSystem;
};

type Wrong = { readonly path: string; readonly message: string };

/** Half the way around the Earth, and a little. */
const EVERYWHERE_M = 20_040_000;

/** `isUnbounded`: a circle without a radius reaches everywhere. */
export function regionOf(where: Where, isUnbounded: boolean): Result<Region, Wrong> {
  const corners = cornersOf(where);
  const point = pointOf(where);
  if (corners !== null) return boxRegion(corners, point, where.coordinates);
  if (point === null) {
    return err({ path: "latitude", message: "latitude and longitude, or a whole box, are needed" });
  }
  const radiusM = where.radiusM ?? (isUnbounded ? EVERYWHERE_M : limits.searchRadiusM.usual);
  return ok({
    from: point,
    middle: point,
    reachM: radiusM,
    box: null,
    holds: (_, distanceMm) => distanceMm <= radiusM * 1000,
  });
}

function cornersOf({ south, west, north, east }: SomeCorners): Corners | null {
  if (south === undefined || west === undefined) return null;
  return north === undefined || east === undefined ? null : { south, west, north, east };
}

function pointOf({ latitude, longitude, coordinates }: Where): Point | null {
  if (latitude === undefined || longitude === undefined) return null;
  return toStored({ latitude, longitude }, coordinates);
}

/** Stations within are those that the client's map draws within, in its own system. */
function boxRegion(
  corners: Corners,
  point: Point | null,
  coordinates: CoordinateSystem,
): Result<Region, Wrong> {
  const shown = boxOf(corners);
  if (shown.south > shown.north)
    return err({ path: "south", message: "south lies north of north" });
  const box = boxInRecords(corners, coordinates);
  const middle = centreOfBox(box);
  const edges = [
    { latitude: box.south, longitude: box.west },
    { latitude: box.north, longitude: box.west },
  ];
  const reachM = Math.max(...edges.map((edge) => distanceM(middle, edge)));
  if (reachM > limits.searchBoxM.most || box.width > 180) {
    return err({ path: "north", message: "the box is too large: ask for clusters" });
  }
  return ok({
    from: point ?? middle,
    middle,
    reachM,
    box,
    holds: (place) => isInBox(toShown(place, coordinates), shown),
  });
}

const boxOf = ({ south, west, north, east }: Corners): Box => ({
  south,
  north,
  west,
  width: (((east - west) % 360) + 360) % 360 || (east === west ? 0 : 360),
});

/** Degrees by which a box that is shifted is also bent, and more. */
const BENT = 0.01;

/** A WGS-84 box that holds all that is drawn in the client's. */
export function boxInRecords(corners: Corners, coordinates: CoordinateSystem): Box {
  if (coordinates === "wgs84") return boxOf(corners);
  const first = toStored(position(corners.south, corners.west), coordinates);
  const last = toStored(position(corners.north, corners.east), coordinates);
  const box = boxOf({
    south: first.latitude,
    west: first.longitude,
    north: last.latitude,
    east: last.longitude,
  });
  return {
    south: Math.max(-90, box.south - BENT),
    north: Math.min(90, box.north + BENT),
    west: box.west - BENT,
    width: Math.min(360, box.width + 2 * BENT),
  };
}

const position = (latitude: number, longitude: number): Position => ({ latitude, longitude });

/** The box that a ring of the search covers. */
export const boxOfRing = ({ middle, box }: Region, ringM: number): Box =>
  box ?? boxAround(middle, ringM);
