// What Stations and Areas have stored is read by every later version, and by no earlier one.
import { runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { newArea } from "../../../core/live/area.ts";
import { newStation } from "../../../core/live/station.ts";
import { nobodyWaits } from "../../../core/live/waitingList.ts";
import { AreaStore, upgraded as upgradedMember } from "../../../durable-objects/area/store.ts";
import { StationStore, upgraded } from "../../../durable-objects/station/store.ts";
import { areaStub, stationStub } from "./support.ts";

/** As the first version wrote it. */
const stationV1 = {
  v: 1,
  stationId: "st-1",
  areaCell: "wtw3s",
  position: { latitude: 31.2, longitude: 121.4 },
  members: [{ heard: true, summary: { pileId: "P-1", seq: 10, online: true, connectors: [] } }],
  boardSeq: 7,
  announcement: { seq: 12, ackedSeq: 12 },
  leaving: [],
  removed: false,
};
const counts = {
  total: 1,
  available: 1,
  busy: 0,
  reserved: 0,
  faulted: 0,
  offline: 0,
  availablePowerW: 7_000,
};
const memberV1 = {
  v: 1,
  heard: true,
  word: {
    kind: "present",
    summary: {
      stationId: "st-1",
      seq: 12,
      areaCell: "wtw3s",
      position: { latitude: 31.2, longitude: 121.4 },
      dc: counts,
      ac: { ...counts, total: 0, available: 0, availablePowerW: 0 },
    },
  },
};

test("a station of the first version is read as it was, and nobody waits there", () => {
  const upgradedState = upgraded(JSON.parse(JSON.stringify(stationV1)));
  expect(upgradedState).toEqual({ ...stationV1, waiting: nobodyWaits });
});

test("a row of an area of the first version is read as it was", () => {
  const { v: _version, ...member } = memberV1;
  expect(upgradedMember(JSON.parse(JSON.stringify(memberV1)))).toEqual(member);
});

test("what a later version wrote is not touched", () => {
  expect(() => upgraded({ ...stationV1, v: 99 })).toThrow("not known");
  expect(() => upgradedMember({ ...memberV1, v: 99 })).toThrow("not known");
});

test("a station is written and read again", async () => {
  const state = newStation({
    stationId: "stored",
    areaCell: "wtw3s",
    position: { latitude: 31.2, longitude: 121.4 },
    piles: [],
  });
  await runInDurableObject(stationStub("stored"), (_, { storage }) => {
    expect(new StationStore(storage).load()).toBeNull();
    new StationStore(storage).write(state);
    expect(new StationStore(storage).load()).toEqual(state);
  });
});

test("an area's rows are written, changed and deleted one by one, and number its board", async () => {
  const { members } = newArea("wtw3s", ["st-1", "st-2"]);
  await runInDurableObject(areaStub("wtw3s"), (_, { storage }) => {
    const store = new AreaStore(storage);
    expect(store.load("wtw3s")).toBeNull();
    store.write(members, 1);
    const gone = { heard: true, word: { kind: "gone", seq: 5, atMs: 9 } } as const;
    store.write(new Map([["st-1", gone]]), 2);
    store.write(new Map([["st-2", null]]), 2);
    expect(new AreaStore(storage).load("wtw3s")).toEqual({
      cell: "wtw3s",
      members: new Map([["st-1", gone]]),
      boardSeq: 2,
    });
  });
});
