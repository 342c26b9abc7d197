// Geohash cells: the keys by which stations in a piece of the map are found without reading the
// others. It knows no platform, so that the seed and the tests can use it as well.

const ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz";

/** Characters of a station's cell: about 1.2 km by 0.6 km at the equator. */
export const CELL_LENGTH = 6;

/** The radius that IUGG gives as the Earth's mean. */
const EARTH_M = 6_371_008.8;

export type Point = { readonly latitude: number; readonly longitude: number };

/** Eastwards from `west` by `width` degrees, at most 360; it may pass the line where the date changes. */
export type Box = {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly width: number;
};

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (radians: number): number => (radians * 180) / Math.PI;

/** Rows and columns of the world's grid at a length; each character adds five bits, longitude first. */
const gridOf = (length: number) => ({
  columns: 2 ** Math.ceil((5 * length) / 2),
  rows: 2 ** Math.floor((5 * length) / 2),
});

const columnOf = (longitude: number, columns: number): number =>
  Math.floor(((longitude + 180) / 360) * columns);
const rowOf = (latitude: number, rows: number): number =>
  Math.min(rows - 1, Math.max(0, Math.floor(((latitude + 90) / 180) * rows)));

/** Up to seven characters: 35 bits, which a number holds and bit operators do not. */
function numberOf(column: number, row: number, length: number): number {
  let [columnBits, rowBits] = [Math.ceil((5 * length) / 2), Math.floor((5 * length) / 2)];
  let number = 0;
  for (let bit = 0; bit < 5 * length; bit += 1) {
    const next = bit % 2 === 0 ? column >> --columnBits : row >> --rowBits;
    number = number * 2 + (next & 1);
  }
  return number;
}

function nameOf(number: number, length: number): string {
  let name = "";
  let rest = number;
  for (let character = 0; character < length; character += 1) {
    name = ALPHABET.charAt(rest % 32) + name;
    rest = Math.floor(rest / 32);
  }
  return name;
}

const wrapped = (column: number, columns: number): number =>
  ((column % columns) + columns) % columns;

/** The geohash of a point, of up to ten characters. */
export function geohash(point: Point, length: number = CELL_LENGTH): string {
  const { columns, rows } = gridOf(length);
  const column = wrapped(columnOf(point.longitude, columns), columns);
  return nameOf(numberOf(column, rowOf(point.latitude, rows), length), length);
}

/** Metres along the great circle. */
export function distanceM(a: Point, b: Point): number {
  const [latitudeA, latitudeB] = [radians(a.latitude), radians(b.latitude)];
  const halfLatitude = Math.sin((latitudeB - latitudeA) / 2);
  const halfLongitude = Math.sin(radians(b.longitude - a.longitude) / 2);
  const h = halfLatitude ** 2 + Math.cos(latitudeA) * Math.cos(latitudeB) * halfLongitude ** 2;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** How far east and west a circle reaches; around a pole it reaches everywhere. */
function longitudeReach(latitude: number, radiusM: number): number {
  const angle = radiusM / EARTH_M;
  const sine = Math.sin(angle) / Math.cos(radians(latitude));
  return Math.abs(latitude) + degrees(angle) >= 90 || sine >= 1 ? 180 : degrees(Math.asin(sine));
}

/** The least box that holds a circle. */
export function boxAround({ latitude, longitude }: Point, radiusM: number): Box {
  const up = degrees(radiusM / EARTH_M);
  const aside = longitudeReach(latitude, radiusM);
  return {
    south: Math.max(-90, latitude - up),
    north: Math.min(90, latitude + up),
    west: longitude - aside,
    width: 2 * aside,
  };
}

/** Whether a point lies in the box, its edges included. */
export const isInBox = ({ latitude, longitude }: Point, box: Box): boolean =>
  latitude >= box.south &&
  latitude <= box.north &&
  (((longitude - box.west) % 360) + 360) % 360 <= box.width;

export const centreOfBox = ({ south, north, west, width }: Box): Point => ({
  latitude: (south + north) / 2,
  longitude: ((((west + width / 2 + 180) % 360) + 360) % 360) - 180,
});

export type Cover = {
  /** Characters of each cell. */
  readonly length: number;
  readonly cells: readonly string[];
};

export type CoverBounds = {
  readonly longest: number;
  readonly shortest: number;
  /** Of cells; only the shortest ones may be more. */
  readonly most: number;
};

/** The smallest cells of one length, not more than `most`, that together hold the box. */
export function coveringCells(box: Box, { longest, shortest, most }: CoverBounds): Cover {
  for (let length = longest; ; length -= 1) {
    const { count, names } = cellsWithin(box, length);
    if (count <= most || length <= shortest) return { length, cells: names() };
  }
}

function cellsWithin(
  { south, north, west, width }: Box,
  length: number,
): { readonly count: number; readonly names: () => string[] } {
  const { columns, rows } = gridOf(length);
  const firstRow = rowOf(south, rows);
  const lastRow = rowOf(north, rows);
  const firstColumn = columnOf(west, columns);
  const across = Math.min(columnOf(west + width, columns) - firstColumn + 1, columns);
  const names = (): string[] => {
    const found: string[] = [];
    for (let row = firstRow; row <= lastRow; row += 1) {
      for (let column = firstColumn; column < firstColumn + across; column += 1) {
        found.push(nameOf(numberOf(wrapped(column, columns), row, length), length));
      }
    }
    return found;
  };
  return { count: (lastRow - firstRow + 1) * across, names };
}

export type CellRange = readonly [from: string, to: string];

/** Cells of one length as ranges of an index: neighbours on the curve that geohashes follow are one. */
export function rangesOf(cells: Iterable<string>): readonly CellRange[] {
  const ranges: [string, string][] = [];
  let expected = "";
  for (const cell of [...cells].toSorted()) {
    const last = ranges.at(-1);
    if (last !== undefined && cell === expected) last[1] = cell;
    else ranges.push([cell, cell]);
    expected = nextCell(cell);
  }
  return ranges;
}

/** The cell after this one in the order of names. */
function nextCell(cell: string): string {
  let number = 0;
  for (const character of cell) number = number * 32 + ALPHABET.indexOf(character);
  return nameOf(number + 1, cell.length);
}

/** The cells that hold a cell of CELL_LENGTH, from `shortest` characters up to itself. */
export const cellAndParents = (cell: string, shortest: number): string[] =>
  Array.from({ length: CELL_LENGTH - shortest + 1 }, (_, at) => cell.slice(0, shortest + at));
