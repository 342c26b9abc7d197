import { expect, test } from "vitest";
import { groundAround } from "./schematicGround.ts";

const home = { latitude: 31.2304, longitude: 121.4737 };

test("the ground lies around the place, and every area is closed", () => {
  const { features } = groundAround(home);
  for (const { geometry } of features) {
    const points =
      geometry.type === "Polygon" ? (geometry.coordinates[0] ?? []) : geometry.coordinates;
    for (const [longitude = 0, latitude = 0] of points) {
      expect(Math.abs(latitude - home.latitude)).toBeLessThan(0.4);
      expect(Math.abs(longitude - home.longitude)).toBeLessThan(0.5);
    }
    if (geometry.type !== "Polygon") continue;
    points.at(0)!.forEach((part, at) => expect(points.at(-1)![at]).toBeCloseTo(part, 9));
  }
});

test("it is the same each time, and moves with the place", () => {
  expect(groundAround(home)).toEqual(groundAround(home));
  expect(groundAround({ ...home, latitude: 39.9 })).not.toEqual(groundAround(home));
});
