import { describe, expect, test } from "vitest";
import type { DirectoryStation } from "./directory.ts";
import {
  boardOf,
  newStation,
  nextTelling,
  pilesToAsk,
  settle,
  summaryOf,
  told,
  withAnswer,
  withoutWord,
  withPile,
  withRecords,
  type StationState,
} from "./station.ts";
import type { ConnectorSummary, PileSummary } from "./summaries.ts";

const entry = (given: Partial<DirectoryStation> = {}): DirectoryStation => ({
  stationId: "st-1",
  areaCell: "wtw3s",
  position: { latitude: 31.2, longitude: 121.4 },
  piles: ["P-1", "P-2"].map((pileId) => ({
    pileId,
    connectors: [{ connectorId: 1, currentType: "DC", maxPowerW: 60_000 }],
  })),
  ...given,
});

const says = (pileId: string, seq: number, given: Partial<ConnectorSummary> = {}): PileSummary => ({
  pileId,
  seq,
  online: true,
  connectors: [
    {
      connectorId: 1,
      state: "available",
      stateSinceMs: seq,
      errorCode: null,
      currentType: "DC",
      maxPowerW: 60_000,
      ...given,
    },
  ],
  offers: [],
});

const T0 = 1_000;

/** Both piles answered, settled and acknowledged. */
function aStation(): StationState {
  let state = newStation(entry());
  for (const pileId of ["P-1", "P-2"]) state = withAnswer(state, says(pileId, 10), T0);
  state = settle(null, state, 1_000).state;
  const telling = nextTelling(state);
  if (telling === null) throw new Error("a new station has something to tell");
  return told(state, telling, state.announcement.seq);
}

test("a station from the records shows its piles as offline until they are heard", () => {
  const state = newStation(entry());
  expect(boardOf(state).piles.map(({ online }) => online)).toEqual([false, false]);
  expect(summaryOf(state).dc).toMatchObject({ total: 2, offline: 2, available: 0 });
  expect(pilesToAsk(state)).toEqual(["P-1", "P-2"]);
});

test("only an answer makes a pile heard: a word by itself may be an old one", () => {
  const state = newStation(entry());
  expect(pilesToAsk(withPile(state, says("P-1", 5), T0).state)).toEqual(["P-1", "P-2"]);
  expect(pilesToAsk(withAnswer(state, says("P-1", 5), T0))).toEqual(["P-2"]);
  expect(pilesToAsk(withoutWord(state, "P-1"))).toEqual(["P-2"]);
});

test("direct and alternating current are counted apart, with the most powerful that is free", () => {
  let state = aStation();
  state = withPile(state, says("P-1", 20, { currentType: "AC", maxPowerW: 7_000 }), T0).state;
  state = withPile(state, says("P-2", 20, { state: "reserved" }), T0).state;
  expect(summaryOf(state)).toMatchObject({
    dc: { total: 1, available: 0, reserved: 1, availablePowerW: 0 },
    ac: { total: 1, available: 1, availablePowerW: 7_000 },
  });
});

describe("A batch is settled", () => {
  test("with nothing to send, to store or to tell when nothing is new", () => {
    const before = aStation();
    const after = withPile(before, says("P-1", 10), T0).state;
    expect(settle(before, after, 2_000)).toEqual({ state: before, message: null, store: false });
  });

  test("with one message for all that changed, numbered after the last", () => {
    const before = aStation();
    let after = withPile(before, says("P-1", 11, { state: "occupied" }), T0).state;
    after = withPile(
      after,
      says("P-2", 11, { state: "faulted", errorCode: "GroundFailure" }),
      T0,
    ).state;
    const { state, message, store } = settle(before, after, 2_000);
    expect(message).toMatchObject({ kind: "piles", seq: before.boardSeq + 1, gone: [] });
    expect(message?.kind === "piles" && message.piles).toHaveLength(2);
    expect(store).toBe(true);
    expect(nextTelling(state)).toMatchObject({ kind: "changed", summary: { dc: { busy: 1 } } });
  });

  test("without a word to the area when the counts are the same", () => {
    const before = aStation();
    const after = withPile(before, says("P-1", 11, { stateSinceMs: 99 }), T0).state;
    const { state, message } = settle(before, after, 2_000);
    expect(message).not.toBeNull();
    expect(nextTelling(state)).toBeNull();
  });

  test("storing a pile's higher number even when nothing is seen of it", () => {
    const before = aStation();
    const between = withPile(before, says("P-1", 11, { state: "occupied" }), T0).state;
    const after = withPile(between, says("P-1", 12, { stateSinceMs: 10 }), T0).state;
    expect(settle(before, after, 2_000)).toMatchObject({ message: null, store: true });
  });
});

describe("A station that moves", () => {
  const moved = settle(
    aStation(),
    withRecords(aStation(), entry({ areaCell: "wtw3t" }), 2_000),
    2_000,
  ).state;

  test("tells the cell that it left, then the one where it stands", () => {
    const leaving = nextTelling(moved);
    expect(leaving).toMatchObject({ kind: "left", areaCell: "wtw3s" });
    const next = told(moved, leaving!, leaving?.kind === "left" ? leaving.seq : 0);
    expect(nextTelling(next)).toMatchObject({ kind: "changed", areaCell: "wtw3t" });
  });

  test("takes no acknowledgement of the former cell for one of the new", () => {
    const telling = { kind: "changed", areaCell: "wtw3s", summary: summaryOf(moved) } as const;
    expect(told(moved, telling, moved.announcement.seq)).toBe(moved);
  });

  test("and returns is not said to have left", () => {
    const back = withRecords(moved, entry(), 3_000);
    expect(back.leaving.map(({ areaCell }) => areaCell)).toEqual(["wtw3t"]);
  });
});

test("a station that is removed only says that it left", () => {
  const removed = settle(aStation(), withRecords(aStation(), null, 2_000), 2_000).state;
  const telling = nextTelling(removed);
  expect(telling).toMatchObject({ kind: "left", areaCell: "wtw3s" });
  expect(
    nextTelling(told(removed, telling!, Math.max(...removed.leaving.map(({ seq }) => seq)))),
  ).toBeNull();
});

test("an area that knows a later departure than was ever made hears a still later one", () => {
  const removed = settle(aStation(), withRecords(aStation(), null, 2_000), 2_000).state;
  const later = told(removed, nextTelling(removed)!, 9_000);
  expect(nextTelling(later)).toMatchObject({ kind: "left", seq: 9_001 });
});
