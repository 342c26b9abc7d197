// Geohash cells: the key by which stations nearby are found without reading the others.
// It knows no platform, so that the seed and the tests can use it as well.

const ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz";

/** Characters of a station's cell: about 1.2 km by 0.6 km at the equator. */
const CELL_LENGTH = 6;

/** More cells than this are covered by fewer, larger ones. */
const MOST_CELLS = 192;

/** The radius that IUGG gives as the Earth's mean. */
const EARTH_M = 6_371_008.8;

export type Point = { readonly latitude: number; readonly longitude: number };

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

function nameOf(column: number, row: number, length: number): string {
  let [columnBits, rowBits] = [Math.ceil((5 * length) / 2), Math.floor((5 * length) / 2)];
  let name = "";
  let isColumn = true;
  for (let character = 0; character < length; character += 1) {
    let value = 0;
    for (let bit = 0; bit < 5; bit += 1) {
      const next = isColumn ? column >> --columnBits : row >> --rowBits;
      value = (value << 1) | (next & 1);
      isColumn = !isColumn;
    }
    name += ALPHABET.charAt(value);
  }
  return name;
}

const wrapped = (column: number, columns: number): number =>
  ((column % columns) + columns) % columns;

/** The geohash of a point. */
export function geohash(point: Point, length: number = CELL_LENGTH): string {
  const { columns, rows } = gridOf(length);
  const column = wrapped(columnOf(point.longitude, columns), columns);
  return nameOf(column, rowOf(point.latitude, rows), length);
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

/**
 * Cells, all of one length of at most CELL_LENGTH, that together hold every point within the
 * radius; a cell of fewer characters stands for all cells that begin with it.
 */
export function coveringCells(centre: Point, radiusM: number): readonly string[] {
  const reach = {
    latitude: degrees(radiusM / EARTH_M),
    longitude: longitudeReach(centre.latitude, radiusM),
  };
  for (let length = CELL_LENGTH; ; length -= 1) {
    const cells = cellsWithin(centre, reach, length);
    if (cells.count <= MOST_CELLS || length === 1) return cells.names();
  }
}

function cellsWithin(
  { latitude, longitude }: Point,
  reach: { readonly latitude: number; readonly longitude: number },
  length: number,
): { readonly count: number; readonly names: () => string[] } {
  const { columns, rows } = gridOf(length);
  const south = rowOf(latitude - reach.latitude, rows);
  const north = rowOf(latitude + reach.latitude, rows);
  const west = columnOf(longitude - reach.longitude, columns);
  const east = columnOf(longitude + reach.longitude, columns);
  const width = Math.min(east - west + 1, columns);
  const names = (): string[] => {
    const found: string[] = [];
    for (let row = south; row <= north; row += 1) {
      for (let column = west; column < west + width; column += 1) {
        found.push(nameOf(wrapped(column, columns), row, length));
      }
    }
    return found;
  };
  return { count: (north - south + 1) * width, names };
}
