import { expect, test } from "vitest";
import type { LivePile } from "../../../core/contract/live.ts";
import type { Connector, Pile } from "../../../core/contract/stations.ts";
import { withLiveStation } from "./liveStation.ts";

const connector = (connectorId: number): Connector => ({
  connectorId,
  currentType: "DC",
  standard: "GBT_DC",
  maxPowerW: 120_000,
  state: "available",
  stateSinceMs: 0,
});
const pile = (pileId: string): Pile => ({
  pileId,
  name: pileId,
  stationId: "S-1",
  stationName: "S",
  stationNameEn: "People's Square",
  online: true,
  connectors: [connector(1), connector(2)],
});
const none = { total: 0, available: 0, busy: 0, faulted: 0, offline: 0 };
const station = { piles: [pile("P-1"), pile("P-2"), pile("P-3")], dc: none, ac: none };
const live = (pileId: string, online: boolean, state: "occupied" | "available"): LivePile => ({
  pileId,
  online,
  connectors: [{ connectorId: 1, state, stateSinceMs: 5, errorCode: null }],
});

test("states and counts follow the board; what it does not speak of stays", () => {
  const piles = [live("P-1", true, "occupied"), live("P-2", false, "available")];
  const shown = withLiveStation(station, { stationId: "S-1", piles });
  const states = shown.piles.map(({ connectors }) => connectors.map(({ state }) => state));
  expect(states).toEqual([
    ["occupied", "available"],
    ["offline", "offline"],
    ["available", "available"],
  ]);
  expect(shown.dc).toEqual({ total: 6, available: 3, busy: 1, faulted: 0, offline: 2 });
  expect(shown.ac.total).toBe(0);
});

test("without a board the page stays as it was loaded", () => {
  expect(withLiveStation(station, null)).toBe(station);
});
