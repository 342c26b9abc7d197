// The whole way, with real chargers: whatever is killed or loses its storage, the map becomes true
// again without anybody's help.
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { aLivingPlace, Charger } from "./charger.ts";
import {
  areaStub,
  boardOf,
  countsOf,
  migrate,
  pileStub,
  type Screen,
  station,
  stationStub,
  watch,
  area,
} from "./support.ts";

beforeAll(migrate);

/** The map and the station's screen, opened before anything happens. */
async function screensOf(place: { readonly stationId: string; readonly cell: string }) {
  return { board: await watch(station(place.stationId)), map: await watch(area(place.cell)) };
}

const shows = (pileId: string, state: string) => (screen: Screen) =>
  screen.board.kind === "station" &&
  screen.board.station.piles.some(
    (pile) => pile.pileId === pileId && pile.connectors.every((one) => one.state === state),
  );

const counts = (wanted: Record<string, number>) => (screen: Screen) => {
  const dc = screen.board.kind === "area" ? screen.board.area.stations[0]?.dc : undefined;
  return (
    dc !== undefined &&
    Object.entries(wanted).every(([key, value]) =>
      Object.entries(dc).some(([k, v]) => k === key && v === value),
    )
  );
};

const gapsOf = (...screens: readonly Screen[]): number =>
  screens.reduce((sum, { gaps }) => sum + gaps, 0);

test("a charger's word reaches the station's screen and the map", async () => {
  const place = await aLivingPlace(2);
  const charger = place.chargers[0]!;
  const { board, map } = await screensOf(place);
  await map.until(counts({ available: 2, total: 2, availablePowerW: 120_000 }));
  await charger.says("Charging");
  await board.until(shows(charger.pileId, "occupied"));
  await map.until(counts({ available: 1, busy: 1 }));
  await charger.says("Faulted", "GroundFailure");
  await board.until(shows(charger.pileId, "faulted"));
  await map.until(counts({ available: 1, faulted: 1 }));
  expect(gapsOf(board, map)).toBe(0);
});

test("a charger is killed: its station and the map show it as offline, and again as free when it returns", async () => {
  const place = await aLivingPlace(2);
  const charger = place.chargers[0]!;
  const { board, map } = await screensOf(place);
  charger.dies();
  await board.until(shows(charger.pileId, "offline"));
  await map.until(counts({ available: 1, offline: 1 }));
  await Charger.connect(charger.pileId);
  await map.until(counts({ available: 2, offline: 0 }));
  expect(gapsOf(board, map)).toBe(0);
});

test("a Pile is restarted: what it had told is told no second time, what it says next arrives", async () => {
  const place = await aLivingPlace(1);
  const charger = place.chargers[0]!;
  const { board, map } = await screensOf(place);
  await map.until(counts({ available: 1 }));
  await evictDurableObject(pileStub(charger.pileId));
  const heard = board.heard.length;
  await charger.says("Preparing");
  await board.until(shows(charger.pileId, "plugged"));
  await map.until(counts({ busy: 1 }));
  expect(board.heard.length).toBe(heard + 1);
  expect(gapsOf(board, map)).toBe(0);
});

test("a Station is evicted: its drivers stay and go on without a gap", async () => {
  const place = await aLivingPlace(2);
  const first = place.chargers[0]!;
  const second = place.chargers[1]!;
  const { board, map } = await screensOf(place);
  await first.says("Charging");
  await map.until(counts({ busy: 1 }));
  await evictDurableObject(stationStub(place.stationId));
  await evictDurableObject(areaStub(place.cell));
  await second.says("Charging");
  await board.until(shows(second.pileId, "occupied"));
  await map.until(counts({ busy: 2 }));
  expect(gapsOf(board, map)).toBe(0);
});

test("a Station loses its storage: the next word makes it whole, and its drivers get a new board", async () => {
  const place = await aLivingPlace(3);
  const first = place.chargers[0]!;
  const second = place.chargers[1]!;
  const { board, map } = await screensOf(place);
  await first.says("Charging");
  await map.until(counts({ busy: 1, available: 2 }));
  await forget(stationStub(place.stationId));
  await second.says("Faulted", "OtherError");
  await board.until(shows(second.pileId, "faulted"));
  await map.until(counts({ busy: 1, available: 1, faulted: 1 }));
  expect(await boardOf(place.stationId)).toEqual(
    board.board.kind === "station" ? board.board.station.piles : [],
  );
  expect(gapsOf(board, map)).toBe(0);
});

test("an Area loses its storage: it asks its stations, and the map is whole at the next look", async () => {
  const place = await aLivingPlace(2);
  const charger = place.chargers[0]!;
  await charger.says("Charging");
  const { map } = await screensOf(place);
  await map.until(counts({ busy: 1, available: 1 }));
  await forget(areaStub(place.cell));
  expect(await countsOf(place.cell)).toMatchObject({
    [place.stationId]: { busy: 1, available: 1 },
  });
  await charger.says("Available");
  await map.until(counts({ available: 2 }));
  expect(gapsOf(map)).toBe(0);
});

test("an Area is out of reach: the Station says it again by its alarm", async () => {
  const place = await aLivingPlace(1);
  const charger = place.chargers[0]!;
  const { map } = await screensOf(place);
  await map.until(counts({ available: 1 }));
  const mend = await breakMethod(areaStub(place.cell), "stationChanged");
  await charger.says("Charging");
  await untilAlarm(stationStub(place.stationId));
  expect(await countsOf(place.cell)).toMatchObject({ [place.stationId]: { available: 1 } });
  await mend();
  await ringUntil(stationStub(place.stationId), () => counts({ busy: 1 })(map));
  expect(gapsOf(map)).toBe(0);
});

test("a Station is out of reach: the Pile says it again by its alarm", async () => {
  const place = await aLivingPlace(1);
  const charger = place.chargers[0]!;
  const { board } = await screensOf(place);
  await board.until(shows(charger.pileId, "available"));
  const mend = await breakMethod(stationStub(place.stationId), "pileChanged");
  await charger.says("Charging");
  await mend();
  await ringUntil(pileStub(charger.pileId), () => shows(charger.pileId, "occupied")(board));
  expect(gapsOf(board)).toBe(0);
});

test("an Area that hangs: the Station takes its piles' words, and remembers to tell it", async () => {
  const place = await aLivingPlace(1);
  const charger = place.chargers[0]!;
  const { board, map } = await screensOf(place);
  await map.until(counts({ available: 1 }));
  const mend = await breakMethod(areaStub(place.cell), "stationChanged", hangs);
  await charger.says("Charging");
  await untilAlarm(stationStub(place.stationId));
  for (const status of ["Finishing", "Available", "Preparing"]) await charger.says(status);
  await board.until(shows(charger.pileId, "plugged"));
  await mend();
  await ringUntil(stationStub(place.stationId), () => counts({ busy: 1 })(map));
  expect(gapsOf(board, map)).toBe(0);
});

test("a storm of words at once leaves the last word of each pile", async () => {
  const place = await aLivingPlace(4);
  const { board, map } = await screensOf(place);
  const statuses = ["Charging", "SuspendedEV", "Finishing", "Available", "Preparing", "Charging"];
  await Promise.all(
    place.chargers.map(async (charger) => {
      for (const status of statuses) await charger.says(status);
    }),
  );
  await map.until(counts({ busy: 4, available: 0 }));
  for (const pileId of place.pileIds) await board.until(shows(pileId, "occupied"));
  expect(await countsOf(place.cell)).toMatchObject({ [place.stationId]: { busy: 4 } });
  expect(gapsOf(board, map)).toBe(0);
});

/** All that the object had stored is gone, and it does not remember either. */
async function forget(stub: DurableObjectStub): Promise<void> {
  await runInDurableObject(stub, async (_, { storage }) => {
    await storage.deleteAlarm();
    await storage.deleteAll();
  });
  await evictDurableObject(stub);
}

const throws = (): Promise<never> => Promise.reject(new Error("overloaded"));
const hangs = (): Promise<never> => new Promise(() => undefined);

/** The method throws, as an object that is overloaded does, or hangs, until it is mended. */
async function breakMethod(
  stub: DurableObjectStub,
  method: string,
  how: () => Promise<never> = throws,
): Promise<() => Promise<void>> {
  await runInDurableObject(stub, (instance) => {
    Object.assign(instance, { [method]: how });
  });
  return async () => {
    await runInDurableObject(stub, (instance) => {
      Reflect.deleteProperty(instance, method);
    });
  };
}

/** The object has set its alarm. */
async function untilAlarm(stub: DurableObjectStub): Promise<void> {
  while ((await runInDurableObject(stub, (_, { storage }) => storage.getAlarm())) === null);
}

/** Lets the alarm ring until what is wanted is so. */
async function ringUntil(stub: DurableObjectStub, isSo: () => boolean): Promise<void> {
  while (!isSo()) await runDurableObjectAlarm(stub);
}
