// The live path under SIGKILL: whatever screens showed before, after the platform is back they show
// what the chargers say, without anybody's help.
import { afterAll, beforeAll, expect, it } from "vitest";
import { listStations } from "../../core/contract/stations.ts";
import type { Board } from "../../core/live/applyLive.ts";
import { geohash } from "../../worker/db/geohash.ts";
import { eventually } from "../support/eventually.ts";
import { Platform, type TestStation } from "../support/platform.ts";
import { BoardScreen } from "./support/boardScreen.ts";
import { OcppCharger } from "./support/ocppCharger.ts";
import { hourlyTariff } from "./support/world.ts";

let platform: Platform;
let station: TestStation;
let position: { readonly latitude: number; readonly longitude: number };

beforeAll(async () => {
  platform = await Platform.start();
  station = await platform.aStation({ tariff: hourlyTariff() });
  const [row] = await platform.rows(
    "SELECT latitude, longitude FROM stations WHERE station_id = ?1",
    station.stationId,
  );
  position = { latitude: Number(row?.["latitude"]), longitude: Number(row?.["longitude"]) };
});
afterAll(() => platform?.close());

async function aCharger(pileId: string): Promise<OcppCharger> {
  const charger = await OcppCharger.connected(await platform.aPile(station, pileId));
  await charger.boot();
  return charger;
}

/** The state of each pile's one connector. */
const shows = (wanted: Readonly<Record<string, string>>) => (board: Board) =>
  board.kind === "station" &&
  JSON.stringify(
    Object.fromEntries(
      board.station.piles.map(({ pileId, connectors }) => [pileId, connectors[0]?.state]),
    ),
  ) === JSON.stringify(wanted);

const counts =
  (wanted: { readonly available: number; readonly busy: number }) => (board: Board) => {
    const dc = board.kind === "area" ? board.area.stations[0]?.dc : undefined;
    return dc?.available === wanted.available && dc.busy === wanted.busy;
  };

it("the station's screen, the map and a search are true again after a kill, by themselves", async () => {
  const [first, second] = [await aCharger("PILE-K1"), await aCharger("PILE-K2")];
  const board = new BoardScreen(platform.url, `/live/stations/${station.stationId}`);
  const map = new BoardScreen(platform.url, `/live/areas/${geohash(position, 5)}`);
  await first.status("Charging");
  await board.until(shows({ "PILE-K1": "occupied", "PILE-K2": "available" }));
  await map.until(counts({ available: 1, busy: 1 }));

  // What happens at the piles while the platform is away it is told when it is back.
  await platform.kill();
  await platform.restart();
  await Promise.all([first.online(), second.online()]);
  await first.status("Available");
  await second.status("Charging");
  await board.until(shows({ "PILE-K1": "available", "PILE-K2": "occupied" }));
  await map.until(counts({ available: 1, busy: 1 }));
  await first.status("Charging");
  await map.until(counts({ available: 0, busy: 2 }));

  // Killed again in the middle of a storm of words: the last one of each counts.
  const storm = Promise.allSettled(
    ["Available", "Preparing", "Charging", "Available"].flatMap((status) => [
      first.status(status),
      second.status(status),
    ]),
  );
  await platform.kill();
  await platform.restart();
  await storm;
  await Promise.all([first.online(), second.online()]);
  await Promise.all([first.status("Available"), second.status("Available")]);
  await board.until(shows({ "PILE-K1": "available", "PILE-K2": "available" }));
  await map.until(counts({ available: 2, busy: 0 }));
  expect([board.gaps, map.gaps]).toEqual([0, 0]);
  expect(board.snapshots).toBeGreaterThanOrEqual(3);
  await eventually(
    () => platform.api.call(listStations, { ...position, radiusM: 1_000, availableOnly: "true" }),
    ({ items }) => items.some(({ stationId }) => stationId === station.stationId),
  );
  for (const screen of [board, map]) screen.close();
  for (const charger of [first, second]) await charger.close();
});
