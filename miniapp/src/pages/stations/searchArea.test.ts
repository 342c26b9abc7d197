import { expect, test } from "vitest";
import { areaOf } from "./searchArea.ts";

const centre = { latitude: 31.2, longitude: 121.5 };
const viewOf = (half: number) => ({
  centre,
  zoom: 12,
  box: { south: 31.2 - half, north: 31.2 + half, west: 121.5 - half, east: 121.5 + half },
});
const search = { view: null, isMap: true, radiusM: 5_000, text: "" };

test("a search begins as a circle, and follows the map once it was moved", () => {
  expect(areaOf(search)).toEqual({ kind: "circle", where: { radiusM: 5_000 } });
  const view = viewOf(0.1);
  expect(areaOf({ ...search, view })).toEqual({ kind: "box", where: view.box });
  expect(areaOf({ ...search, view, isMap: false }).kind).toBe("circle");
});

test("a text is looked for everywhere", () => {
  expect(areaOf({ ...search, view: viewOf(0.1), text: "rmgc" }).kind).toBe("everywhere");
});

test("a country is not a list", () => {
  expect(areaOf({ ...search, view: viewOf(5) }).kind).toBe("none");
});
