import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  boxAround,
  centreOfBox,
  coveringCells,
  distanceM,
  geohash,
  isInBox,
  rangesOf,
  type Point,
} from "../../../worker/db/geohash.ts";
import { toShown, toStored } from "../../../worker/http/stations/coordinates.ts";

/** Places over the globe, close to poles and to the line where the date changes too. */
const anywhere = fc.record({
  latitude: fc.double({ min: -89.9, max: 89.9, noNaN: true }),
  longitude: fc.double({ min: -180, max: 179.999, noNaN: true }),
});
const bounds = { longest: 6, shortest: 1, most: 64 };

describe("cells", () => {
  test("known places have the geohashes that everybody gives them", () => {
    expect(geohash({ latitude: 57.64911, longitude: 10.40744 }, 10)).toBe("u4pruydqqv");
    expect(geohash({ latitude: 31.2304, longitude: 121.4737 })).toBe("wtw3sj");
    expect(geohash({ latitude: -25.382708, longitude: -49.265506 }, 8)).toBe("6gkzwgjz");
  });

  test("that cover a circle hold every point within it, and are few", () => {
    fc.assert(
      fc.property(
        anywhere,
        fc.integer({ min: 100, max: 50_000 }),
        fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (centre, radiusM, bearing, part) => {
          const point = towards(centre, bearing, radiusM * part);
          const box = boxAround(centre, radiusM);
          const { cells, length } = coveringCells(box, bounds);
          expect(cells.length).toBeLessThanOrEqual(64);
          expect(new Set(cells).size).toBe(cells.length);
          const cell = geohash(point, length);
          expect(cells).toContain(cell);
          expect(isInBox(point, box)).toBe(true);
          const within = rangesOf(cells).filter(([from, to]) => cell >= from && cell <= to);
          expect(within).toHaveLength(1);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("in ranges are those cells and no others", () => {
    const cells = ["wtz", "wtw", "wtx", "wty", "wu0", "wu2", "9zz", "b00"];
    const ranges = [
      ["9zz", "b00"],
      ["wtw", "wu0"],
      ["wu2", "wu2"],
    ];
    expect(rangesOf(cells)).toEqual(ranges);
  });

  test("a box that passes the line where the date changes holds what is in it", () => {
    const box = { south: -18, north: -17, west: 179, width: 2 };
    expect(isInBox({ latitude: -17.5, longitude: -179.5 }, box)).toBe(true);
    expect(isInBox({ latitude: -17.5, longitude: 179.5 }, box)).toBe(true);
    expect(isInBox({ latitude: -17.5, longitude: 0 }, box)).toBe(false);
    expect(centreOfBox(box)).toEqual({ latitude: -17.5, longitude: -180 });
  });
});

/** The point at a distance along a great circle. */
function towards({ latitude, longitude }: Point, bearing: number, metres: number): Point {
  const angle = (metres * 0.999_999) / 6_371_008.8;
  const [from, across] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
  const to = Math.asin(
    Math.sin(from) * Math.cos(angle) + Math.cos(from) * Math.sin(angle) * Math.cos(bearing),
  );
  const turned = Math.atan2(
    Math.sin(bearing) * Math.sin(angle) * Math.cos(from),
    Math.cos(angle) - Math.sin(from) * Math.sin(to),
  );
  const degrees = ((across + turned) * 180) / Math.PI;
  return {
    latitude: Math.min(90, Math.max(-90, (to * 180) / Math.PI)),
    longitude: ((degrees + 540) % 360) - 180,
  };
}

describe("coordinates", () => {
  /** The pairs that the published transformations are checked by. */
  test.each([
    ["Shanghai", [31.1774276, 121.5272106], [31.17530398364597, 121.531541859215]],
    ["Shenzhen", [22.543847, 113.912316], [22.540796131694766, 113.9171764808363]],
    ["Beijing", [39.911954, 116.377817], [39.91334545536069, 116.38404722455657]],
  ] as const)("%s is where everybody's GCJ-02 has it", (_, wgs84, gcj02) => {
    const stored = { latitude: wgs84[0], longitude: wgs84[1] };
    const shown = { latitude: gcj02[0], longitude: gcj02[1] };
    expect(distanceM(toShown(stored, "gcj02"), shown)).toBeLessThan(0.05);
    expect(distanceM(toStored(shown, "gcj02"), stored)).toBeLessThan(0.05);
    expect(toShown(stored, "wgs84")).toEqual(stored);
  });

  test("Shanghai's centre is drawn 481 m from where it is", () => {
    const centre = { latitude: 31.2304, longitude: 121.4737 };
    expect(Math.round(distanceM(toShown(centre, "gcj02"), centre))).toBe(481);
  });

  test.each([
    ["Tokyo", 35.68, 139.77],
    ["Paris", 48.8566, 2.3522],
    ["Sydney", -33.8688, 151.2093],
  ])("%s, outside China, is the same in both", (_, latitude, longitude) => {
    expect(toShown({ latitude, longitude }, "gcj02")).toEqual({ latitude, longitude });
    expect(toStored({ latitude, longitude }, "gcj02")).toEqual({ latitude, longitude });
  });

  test("there and back is less than a centimetre, anywhere in China", () => {
    const inChina = fc.record({
      latitude: fc.double({ min: 20, max: 50, noNaN: true }),
      longitude: fc.double({ min: 80, max: 125, noNaN: true }),
    });
    fc.assert(
      fc.property(inChina, (place) => {
        expect(distanceM(toStored(toShown(place, "gcj02"), "gcj02"), place)).toBeLessThan(0.01);
        expect(distanceM(toShown(toStored(place, "gcj02"), "gcj02"), place)).toBeLessThan(0.01);
      }),
      { numRuns: 2_000 },
    );
  });
});
