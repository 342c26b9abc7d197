import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { listStations } from "../../../core/contract/stations.ts";
import { coveringCells, distanceM, geohash, type Point } from "../../../worker/db/geohash.ts";
import { stationsInCellsQuery } from "../../../worker/db/stations.ts";
import { stations } from "../../../worker/db/tables/stations.ts";
import { anOperator, aPile, aStation, MORNING_MS } from "../../support/builders.ts";
import { ask, db, migrate } from "./support.ts";

type Found = { readonly stationId: string; readonly distanceM: number };

const search = async (input: Readonly<Record<string, unknown>>) =>
  (await ask(listStations, input)).output();

/** Places over the globe, close to poles and to the line where the date changes too. */
const anywhere = fc.record({
  latitude: fc.double({ min: -89.9, max: 89.9, noNaN: true }),
  longitude: fc.double({ min: -180, max: 179.999, noNaN: true }),
});
const aRadius = fc.integer({ min: 100, max: 50_000 });

describe("cells", () => {
  test("known places have the geohashes that everybody gives them", () => {
    expect(geohash({ latitude: 57.64911, longitude: 10.40744 }, 11)).toBe("u4pruydqqvj");
    expect(geohash({ latitude: 31.2304, longitude: 121.4737 })).toBe("wtw3sj");
    expect(geohash({ latitude: -25.382708, longitude: -49.265506 }, 8)).toBe("6gkzwgjz");
  });

  test("that cover a circle hold every point within it, and are few", () => {
    fc.assert(
      fc.property(
        anywhere,
        aRadius,
        fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (centre, radiusM, bearing, part) => {
          const point = towards(centre, bearing, radiusM * part);
          const cells = coveringCells(centre, radiusM);
          expect(cells.length).toBeLessThanOrEqual(192);
          expect(new Set(cells).size).toBe(cells.length);
          const hash = geohash(point);
          expect(cells.some((cell) => hash.startsWith(cell))).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
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

describe("among 500 stations around Shanghai", () => {
  const places: (Point & { stationId: string })[] = [];

  beforeAll(async () => {
    await migrate();
    const { operatorId } = await anOperator(db);
    const spread = fc.sample(
      fc.record({
        latitude: fc.double({ min: 30.9, max: 31.6, noNaN: true }),
        longitude: fc.double({ min: 121.1, max: 121.9, noNaN: true }),
      }),
      { numRuns: 500, seed: 7 },
    );
    const rows = spread.map((place, at) => ({ ...place, stationId: `near-${at}` }));
    // Two stations at one place share a distance: the id decides their order.
    rows.push({ ...rows[0]!, stationId: "near-0-twin" });
    for (let from = 0; from < rows.length; from += 6) {
      await db.insert(stations).values(
        rows.slice(from, from + 6).map((row) => ({
          ...row,
          operatorId,
          name: row.stationId,
          nameEn: row.stationId,
          address: "",
          addressEn: "",
          cell: geohash(row),
          timeZone: "Asia/Shanghai",
          openingHours: "24/7",
          parking: "",
          parkingEn: "",
          phone: "",
          createdAtMs: MORNING_MS,
        })),
      );
    }
    places.push(...rows);
  });

  const byForce = (centre: Point, radiusM: number): Found[] =>
    places
      .map((place) => ({
        stationId: place.stationId,
        mm: Math.round(distanceM(centre, place) * 1000),
      }))
      .filter(({ mm }) => mm <= radiusM * 1000)
      .toSorted((a, b) => a.mm - b.mm || (a.stationId < b.stationId ? -1 : 1))
      .map(({ stationId, mm }) => ({ stationId, distanceM: Math.round(mm / 1000) }));

  test("a search finds what a look at each of them finds, page by page, in order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 30.8, max: 31.7, noNaN: true }),
        fc.double({ min: 121, max: 122, noNaN: true }),
        aRadius,
        fc.integer({ min: 1, max: 100 }),
        async (latitude, longitude, radiusM, limit) => {
          const found: Found[] = [];
          let cursor: string | null | undefined;
          for (let pages = 0; pages < 6 && cursor !== null; pages += 1) {
            const page = await search({
              latitude,
              longitude,
              radiusM,
              limit,
              ...(cursor && { cursor }),
            });
            expect(page.items.length).toBeLessThanOrEqual(limit);
            found.push(...page.items);
            cursor = page.nextCursor;
          }
          const expected = byForce({ latitude, longitude }, radiusM);
          expect(found.map(({ stationId, distanceM }) => ({ stationId, distanceM }))).toEqual(
            expected.slice(0, found.length),
          );
          expect(cursor !== null || found.length === expected.length).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("the nearest page reads few of them", async () => {
    const centre = { latitude: 31.2304, longitude: 121.4737 };
    const read = await stationsInCellsQuery(db, coveringCells(centre, 5_000));
    const within = byForce(centre, 5_000).length;
    expect(within).toBeGreaterThan(0);
    expect(read.length).toBeLessThan(within * 3 + 10);
  });

  test("an unknown cursor is refused", async () => {
    const answer = await ask(listStations, { latitude: 31, longitude: 121, cursor: "x'--" });
    expect([answer.status, answer.code]).toEqual([400, "bad_request"]);
  });
});

describe("a search for what a driver can use", () => {
  const here = { latitude: 22.5431, longitude: 114.0579 };
  const ids = async (input: Readonly<Record<string, unknown>>) =>
    (await search({ ...here, ...input })).items.map(({ stationId }) => stationId);

  beforeAll(async () => {
    await migrate();
    const { operatorId } = await anOperator(db);
    const station = (stationId: string) => aStation(db, { operatorId, stationId, ...here });
    await station("only-ac");
    await aPile(db, { operatorId, stationId: "only-ac", connectors: [{ currentType: "AC" }] });
    await station("dc-busy");
    await aPile(db, { operatorId, stationId: "dc-busy", connectors: [{ state: "occupied" }] });
    await station("dc-free");
    await aPile(db, { operatorId, stationId: "dc-free" });
    await station("dc-offline");
    await aPile(db, { operatorId, stationId: "dc-offline", online: false });
  });

  test("takes the kind of current", async () => {
    expect(await ids({ currentType: "AC" })).toEqual(["only-ac"]);
    expect(await ids({ currentType: "DC" })).toEqual(["dc-busy", "dc-free", "dc-offline"]);
  });

  test("takes free connectors alone, and an offline pile's are not free", async () => {
    expect(await ids({ availableOnly: "true" })).toEqual(["dc-free", "only-ac"]);
    expect(await ids({ availableOnly: "true", currentType: "DC" })).toEqual(["dc-free"]);
  });

  test("speaks the system of the map that asks", async () => {
    const [wgs] = (await search(here)).items;
    const gcj = { latitude: 22.540_4, longitude: 114.062_9 };
    const page = await search({ ...gcj, coordinates: "gcj02" });
    const [shifted] = page.items;
    expect(wgs!.position).toEqual(here);
    expect(distanceM(shifted!.position, here)).toBeGreaterThan(300);
    expect(shifted!.distanceM).toBeLessThan(60);
  });
});
