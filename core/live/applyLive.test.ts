import { describe, expect, test } from "vitest";
import type { LiveConnector, LiveMessage, LivePile } from "../contract/live.ts";
import { applyLive, emptyBoard, type Board } from "./applyLive.ts";
import { countsOf } from "./summaries.ts";

const connector = (state: LiveConnector["state"], connectorId = 1): LiveConnector => ({
  connectorId,
  state,
  stateSinceMs: 0,
  errorCode: null,
});
const pile = (pileId: string, state: LiveConnector["state"] = "available"): LivePile => ({
  pileId,
  online: true,
  connectors: [connector(state)],
});
const station = (stationId: string, free: number) => ({
  stationId,
  dc: countsOf(Array.from({ length: free }, () => ({ state: "available", maxPowerW: 7_000 }))),
  ac: countsOf([]),
});

/** Applies all, and fails where one leaves a gap. */
function boardAfter(messages: readonly LiveMessage[]): Board {
  let board: Board = emptyBoard;
  for (const message of messages) {
    const next = applyLive(board, message);
    if (next === "gap") throw new Error(`a gap at ${message.kind}`);
    board = next;
  }
  return board;
}

test("a pile's screen follows its connectors and its link", () => {
  const board = boardAfter([
    { kind: "pile", seq: 1, pile: pile("P-1") },
    { kind: "connector", seq: 2, connector: connector("occupied") },
    { kind: "online", seq: 3, online: false },
    { kind: "connector", seq: 4, connector: connector("offline", 2) },
  ]);
  expect(board).toEqual({
    kind: "pile",
    seq: 4,
    pile: {
      pileId: "P-1",
      online: false,
      connectors: [connector("occupied"), connector("offline", 2)],
    },
  });
});

test("a station's screen changes, gains and loses piles, and stays in order of their ids", () => {
  const board = boardAfter([
    { kind: "station", seq: 7, station: { stationId: "st", piles: [pile("P-2"), pile("P-4")] } },
    { kind: "piles", seq: 8, piles: [pile("P-2", "faulted"), pile("P-1")], gone: ["P-4"] },
  ]);
  expect(board).toEqual({
    kind: "station",
    seq: 8,
    station: { stationId: "st", piles: [pile("P-1"), pile("P-2", "faulted")] },
  });
});

test("a map cell changes, gains and loses stations", () => {
  const board = boardAfter([
    { kind: "area", seq: 1, area: { cell: "wtw3s", stations: [station("b", 1)] } },
    { kind: "stations", seq: 2, stations: [station("a", 2)], gone: [] },
    { kind: "stations", seq: 3, stations: [station("a", 3)], gone: ["b"] },
  ]);
  expect(board).toEqual({
    kind: "area",
    seq: 3,
    area: { cell: "wtw3s", stations: [station("a", 3)] },
  });
});

test("a second snapshot replaces the board, whatever its number", () => {
  const again: LiveMessage = { kind: "pile", seq: 1, pile: pile("P-1", "faulted") };
  expect(boardAfter([{ kind: "pile", seq: 9, pile: pile("P-1") }, again])).toEqual(again);
});

describe("A gap is seen", () => {
  const open = boardAfter([
    { kind: "station", seq: 5, station: { stationId: "st", piles: [pile("P-1")] } },
  ]);

  test("when a number is missing or comes twice", () => {
    for (const seq of [4, 5, 7]) {
      expect(applyLive(open, { kind: "piles", seq, piles: [], gone: [] })).toBe("gap");
    }
  });

  test("when a change comes before any snapshot, or belongs to another screen", () => {
    expect(applyLive(emptyBoard, { kind: "online", seq: 1, online: true })).toBe("gap");
    expect(applyLive(open, { kind: "online", seq: 6, online: true })).toBe("gap");
    expect(applyLive(open, { kind: "stations", seq: 6, stations: [], gone: [] })).toBe("gap");
  });
});

test("what is not numbered leaves the board as it is", () => {
  const board = boardAfter([{ kind: "pile", seq: 1, pile: pile("P-1") }]);
  expect(applyLive(board, { kind: "refused", code: "unauthorized" })).toBe(board);
});
