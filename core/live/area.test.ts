// What an Area believes of whom: its stations' own words, and that it has asked each of them.
import { describe, expect, test } from "vitest";
import {
  newArea,
  settle,
  stationsToAsk,
  summariesOf,
  withAnswer,
  withoutStation,
  withoutWord,
  withRecords,
  withStation,
} from "./area.ts";
import { countsOf, type StationSummary } from "./summaries.ts";

const cell = "wtw3s";
const T0 = 1_000;

const says = (seq: number, free = 1, stationId = "st-1"): StationSummary => ({
  stationId,
  seq,
  areaCell: cell,
  position: { latitude: 31, longitude: 121 },
  dc: countsOf(Array.from({ length: free }, () => ({ state: "available", maxPowerW: 60_000 }))),
  ac: countsOf([]),
});

const seqs = (state: Parameters<typeof summariesOf>[0]): number[] =>
  summariesOf(state).map(({ seq }) => seq);

describe("a station is unheard", () => {
  test("until it has answered, whatever it says by itself", () => {
    const spoken = withStation(newArea(cell, ["st-1", "st-2"]), says(5), T0).state;
    expect(stationsToAsk(spoken)).toEqual(["st-1", "st-2"]);
    expect(stationsToAsk(withAnswer(spoken, says(5), T0))).toEqual(["st-2"]);
  });

  test("and stays so when it leaves or returns before it has answered", () => {
    const spoken = withStation(newArea(cell, ["st-1"]), says(5), T0).state;
    const left = withoutStation(spoken, { stationId: "st-1", seq: 6 }, T0).state;
    expect(stationsToAsk(left)).toEqual(["st-1"]);
    expect(stationsToAsk(withStation(left, says(7), T0).state)).toEqual(["st-1"]);
  });

  test("so that a newer answer corrects an old word that came after the Area had forgotten", () => {
    const late = withStation(newArea(cell, ["st-1"]), says(5, 1), T0).state;
    const asked = withAnswer(late, says(9, 3), T0);
    expect(summariesOf(asked)[0]?.dc.available).toBe(3);
    // And what is late now changes nothing any more.
    expect(withStation(asked, says(8, 0), T0)).toEqual({ state: asked, knownSeq: 9 });
  });

  test("again when it said that it is none after it had spoken: it is asked once more", () => {
    const spoken = withStation(newArea(cell, ["st-1"]), says(5), T0).state;
    const denied = withoutWord(spoken, "st-1");
    expect(seqs(denied)).toEqual([]);
    expect(stationsToAsk(denied)).toEqual(["st-1"]);
    expect(stationsToAsk(withAnswer(denied, says(6), T0))).toEqual([]);
  });

  test("no longer when it has never spoken and is none: it is forgotten", () => {
    const state = withoutWord(newArea(cell, ["st-1"]), "st-1");
    expect([...state.members.keys()]).toEqual([]);
  });

  test("when the records name it as a newcomer, and those who were heard stay heard", () => {
    const heard = withAnswer(newArea(cell, ["st-1"]), says(5), T0);
    const read = withRecords(heard, ["st-1", "st-2"]);
    expect(stationsToAsk(read)).toEqual(["st-2"]);
    expect(seqs(read)).toEqual([5]);
  });

  test("after a sleep too: that it has answered is stored", () => {
    const first = settle(null, withStation(newArea(cell, ["st-1"]), says(5), T0).state).state;
    const { rows } = settle(first, withAnswer(first, says(5), T0));
    expect(rows.get("st-1")).toMatchObject({ heard: true });
  });
});
