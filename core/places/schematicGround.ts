// The browser map's ground where no tiles are configured: made-up water, parks and roads around a
// place, so that distances can be told and nothing is asked of anybody. It shows no real street and
// no border.
import type { Position } from "../contract/common.ts";

export type GroundKind = "water" | "park" | "motorway" | "road" | "street";
type Point = [longitude: number, latitude: number];
type Piece = {
  type: "Feature";
  properties: { kind: GroundKind };
  geometry:
    | { type: "LineString"; coordinates: Point[] }
    | { type: "Polygon"; coordinates: Point[][] };
};
/** GeoJSON. */
export type Ground = { type: "FeatureCollection"; features: Piece[] };

/** Kilometres east and north of the middle. */
type Km = readonly [east: number, north: number];

const kmPerDegree = 111.2;
/** Beyond it the ground is plain. */
const reachKm = 30;

const steps = (from: number, to: number, by: number): readonly number[] =>
  Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, at) => from + at * by);

/** Never quite straight, always the same. */
const wiggle = (along: number, seed: number): number =>
  Math.sin(along * 0.55 + seed * 2.1) * 0.5 + Math.sin(along * 0.21 + seed * 5.3) * 0.9;

const river: readonly Km[] = steps(-reachKm, reachKm, 1).map((north) => [
  3.2 + 2.4 * Math.sin(north * 0.28) + 0.9 * Math.sin(north * 0.61 + 1),
  north,
]);

const ring = (radius: number, seed: number): readonly Km[] =>
  steps(0, 72, 1).map((at) => {
    const angle = (at % 72) * (Math.PI / 36);
    const far = radius * (1 + 0.05 * Math.sin(3 * angle + seed) + 0.03 * Math.sin(5 * angle));
    return [far * Math.cos(angle), far * Math.sin(angle)];
  });

const spoke = (at: number): readonly Km[] =>
  steps(at % 2 === 0 ? 0 : 4, reachKm, 1).map((far) => {
    const angle = (at * Math.PI) / 6 + 0.12 + wiggle(far, at) * 0.03;
    return [far * Math.cos(angle), far * Math.sin(angle)];
  });

const eastward = (north: number, reach: number): readonly Km[] =>
  steps(-reach, reach, 1).map((east) => [east, north + wiggle(east, north) * 0.12]);
const northward = (east: number, reach: number): readonly Km[] =>
  steps(-reach, reach, 1).map((north) => [east + wiggle(north, east + 9) * 0.12, north]);

const blob = ([east, north]: Km, radius: number): readonly Km[] =>
  steps(0, 24, 1).map((at) => {
    const angle = (at % 24) * (Math.PI / 12);
    const far = radius * (1 + 0.18 * Math.sin(2 * angle + east) + 0.1 * Math.sin(3 * angle));
    return [east + far * Math.cos(angle), north + far * Math.sin(angle) * 0.8];
  });

const parks: readonly (readonly [Km, number])[] = [
  [[-1.1, 0.9], 0.42],
  [[1.9, -1.6], 0.5],
  [[-3.4, -2.7], 0.8],
  [[6.6, 2.1], 1.1],
  [[-6.2, 4.8], 1.2],
  [[4.4, 7.4], 0.9],
  [[-9.5, -6.1], 1.8],
  [[11.4, -8.2], 2.1],
  [[-2.5, 13.2], 1.7],
];
const lakes: readonly (readonly [Km, number])[] = [
  [[-3.2, -2.6], 0.3],
  [[6.9, 2.3], 0.4],
  [[-13.5, 3.4], 1.9],
  [[9.2, 14.1], 1.3],
];

const bank = (aside: number): readonly Km[] => river.map(([east, north]) => [east + aside, north]);
/** Down one bank and up the other. */
const riverEdge: readonly Km[] = [
  ...bank(-0.28),
  ...bank(0.28).map((_, at, other): Km => other[other.length - 1 - at] ?? [0, 0]),
  ...bank(-0.28).slice(0, 1),
];

/** Around the place, in the coordinates that it is given in. */
export function groundAround({ latitude, longitude }: Position): Ground {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  const point = ([east, north]: Km): Point => [
    longitude + east / kmPerDegree / shrink,
    latitude + north / kmPerDegree,
  ];
  const area = (kind: GroundKind, edge: readonly Km[]): Piece => ({
    type: "Feature",
    properties: { kind },
    geometry: { type: "Polygon", coordinates: [edge.map(point)] },
  });
  const line = (kind: GroundKind, along: readonly Km[]): Piece => ({
    type: "Feature",
    properties: { kind },
    geometry: { type: "LineString", coordinates: along.map(point) },
  });
  return {
    type: "FeatureCollection",
    features: [
      ...parks.map(([at, radius]) => area("park", blob(at, radius))),
      area("water", riverEdge),
      ...lakes.map(([at, radius]) => area("water", blob(at, radius))),
      ...steps(-4, 4, 0.5).flatMap((at) => [
        line("street", eastward(at, 4)),
        line("street", northward(at, 4)),
      ]),
      ...steps(-15, 15, 2.5).flatMap((at) => [
        line("road", eastward(at, 16)),
        line("road", northward(at, 16)),
      ]),
      ...steps(0, 11, 1).map((at) => line("motorway", spoke(at))),
      ...[4.2, 9.5, 17].map((radius, at) => line("motorway", ring(radius, at))),
    ],
  };
}
