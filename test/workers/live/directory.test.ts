// Who belongs to whom, read by index: a cell or a station costs its own rows, whatever else there is.
import { beforeAll, expect, test } from "vitest";
import {
  membersOfStationQuery,
  stationPlaceQuery,
  stationsOfAreaQuery,
} from "../../../worker/db/directory.ts";
import { anOperator, aPile, aStation } from "../../support/builders.ts";
import { aPlace, db, env, migrate } from "./support.ts";

beforeAll(migrate);

const queries = {
  stationPlace: stationPlaceQuery(db, "st-1"),
  membersOfStation: membersOfStationQuery(db, "st-1", 500),
  stationsOfArea: stationsOfAreaQuery(db, "wtw3s", 2_000),
};

test.each(Object.entries(queries))("%s reads no whole table", async (_, query) => {
  const { sql, params } = query.toSQL();
  const explained = env.DB.prepare(`explain query plan ${sql}`).bind(...params);
  const { results } = await explained.all<{ detail: string }>();
  const scans = results.filter(({ detail }) => /^SCAN (?!members)/.test(detail));
  expect(scans).toEqual([]);
});

test("a station is told with its place, its piles and their connectors, in order", async () => {
  const { operatorId } = await anOperator(db);
  const position = { latitude: 31.2304, longitude: 121.4737 };
  const { stationId } = await aStation(db, { operatorId, ...position });
  const second = await aPile(db, { operatorId, stationId, pileId: "PILE-B" });
  await aPile(db, {
    operatorId,
    stationId,
    pileId: "PILE-A",
    connectors: [{ currentType: "AC", standard: "GBT_AC", maxPowerW: 7_000 }, {}],
  });
  expect(await env.DIRECTORY.station(stationId)).toEqual({
    stationId,
    areaCell: "wtw3s",
    position,
    piles: [
      {
        pileId: "PILE-A",
        connectors: [
          { connectorId: 1, currentType: "AC", maxPowerW: 7_000 },
          { connectorId: 2, currentType: "DC", maxPowerW: 120_000 },
        ],
      },
      {
        pileId: second.pileId,
        connectors: [{ connectorId: 1, currentType: "DC", maxPowerW: 120_000 }],
      },
    ],
  });
  expect(await env.DIRECTORY.station("nowhere")).toBeNull();
});

test("a cell is told with its own stations and no neighbour's", async () => {
  const here = await aPlace(0);
  await aPlace(0);
  expect(await env.DIRECTORY.area(here.cell)).toEqual([here.stationId]);
  expect(await env.DIRECTORY.area("00000")).toEqual([]);
});

test("reading a station costs rows of its own piles only, however many others there are", async () => {
  await aPlace(20);
  const { stationId } = await aPlace(3);
  await aPlace(20);
  const { sql, params } = membersOfStationQuery(db, stationId, 500).toSQL();
  const { meta } = await env.DB.prepare(sql)
    .bind(...params)
    .all();
  expect(meta.rows_read).toBeLessThanOrEqual(5 * 3);
});
