import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { anOperator, aPile, aStation } from "../../support/builders.ts";
import { geohash } from "../../../worker/db/geohash.ts";
import {
  area,
  areaStub,
  aSummary,
  countRows,
  db,
  migrate,
  refusalOf,
  station,
  stationStub,
  watch,
} from "./support.ts";

beforeAll(migrate);

let places = 0;

/** A station in a cell of its own, with so many piles, known to the records and to nobody else. */
async function aPlace(piles: number) {
  const { operatorId } = await anOperator(db);
  places += 1;
  const position = { latitude: 20 + places, longitude: 100 };
  const { stationId } = await aStation(db, { operatorId, ...position });
  const pileIds: string[] = [];
  for (let at = 0; at < piles; at += 1) {
    pileIds.push((await aPile(db, { operatorId, stationId })).pileId);
  }
  return { operatorId, stationId, pileIds, cell: geohash(position, 5) };
}

const piles = async (stationId: string) => {
  const board = await station(stationId).board();
  if (!board.ok) throw new Error(board.error.code);
  return board.value;
};

describe("A station", () => {
  test("that was never used makes itself from the records", async () => {
    const { stationId, pileIds } = await aPlace(2);
    expect((await piles(stationId)).map(({ pileId }) => pileId)).toEqual(pileIds);
  });

  test("that the records do not know has no screen and stores nothing", async () => {
    expect(await refusalOf(station("nowhere"))).toBe(404);
    await runInDurableObject(stationStub("nowhere"), (_, { storage }) => {
      expect(storage.sql.exec("SELECT name FROM sqlite_master").toArray()).toEqual([]);
    });
  });

  test("tells its drivers and its area what a pile said, for one row in each", async () => {
    const { stationId, pileIds, cell } = await aPlace(2);
    const [first, second] = pileIds as [string, string];
    const driver = await watch(station(stationId));
    const map = await watch(area(cell));
    for (const pileId of [first, second]) {
      expect((await station(stationId).pileChanged(aSummary({ pileId, seq: 10 }))).ok).toBe(true);
    }
    const inStation = await countRows(stationStub(stationId));
    const inArea = await countRows(areaStub(cell));
    const occupied = aSummary({ pileId: first, seq: 20, connectors: [{ state: "occupied" }] });
    expect(await station(stationId).pileChanged(occupied)).toEqual({
      ok: true,
      value: { knownSeq: 20 },
    });
    expect(inStation).toEqual({ written: 1, alarms: 0 });
    expect(inArea).toEqual({ written: 1, alarms: 0 });
    await driver.until(({ heard }) => heard.length === 4);
    await map.until(({ board }) => board.kind === "area" && board.area.stations[0]?.dc.busy === 1);
    expect(await station(stationId).pileChanged(occupied)).toEqual({
      ok: true,
      value: { knownSeq: 20 },
    });
    expect(inStation.written + inArea.written).toBe(2);
    expect([driver.gaps, map.gaps]).toEqual([0, 0]);
  });
});
