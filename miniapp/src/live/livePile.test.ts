import { expect, test } from "vitest";
import type { LiveConnector, LiveOrder } from "../../../core/contract/live.ts";
import type { Board } from "../../../core/live/applyLive.ts";
import { nothingLive, withMessage } from "./livePile.ts";

const aConnector = (changes: Partial<LiveConnector>): LiveConnector => ({
  connectorId: 1,
  state: "available",
  stateSinceMs: 0,
  errorCode: null,
  ...changes,
});
const aLiveOrder = (changes: Partial<LiveOrder>): LiveOrder => ({
  orderId: "01JCVQ00000000000000000000",
  connectorId: 1,
  state: "charging",
  step: null,
  startedAtMs: 0,
  sampledAtMs: 1_000,
  energyWh: 100,
  powerW: 7_000,
  voltageV: null,
  currentA: null,
  socPercent: null,
  electricityFen: 0,
  serviceFen: 0,
  otherFen: 0,
  totalFen: 0,
  prepaidFen: 0,
  remainingS: null,
  pileOnline: true,
  stopReason: null,
  failure: null,
  ...changes,
});

const connectors = [aConnector({}), aConnector({ connectorId: 2 })];
const board: Board = { kind: "pile", seq: 1, pile: { pileId: "P-1", online: true, connectors } };
const opened = withMessage(nothingLive, board, board);

test("the pile is the board's, and stays while the board says nothing of it", () => {
  expect(opened.pile?.connectors).toEqual(connectors);
  const nothing: Board = { kind: "nothing" };
  expect(withMessage(opened, { kind: "order", order: aLiveOrder({}) }, nothing).pile).toBe(
    opened.pile,
  );
});

test("each new sample is kept once for the curve, and another order begins anew", () => {
  let view = withMessage(opened, { kind: "order", order: aLiveOrder({}) }, board);
  view = withMessage(view, { kind: "order", order: aLiveOrder({}) }, board);
  view = withMessage(view, { kind: "order", order: aLiveOrder({ sampledAtMs: 2_000 }) }, board);
  expect(view.samples.map((sample) => sample.atMs)).toEqual([1_000, 2_000]);
  const orderId = "01JCVQ00000000000000000001";
  view = withMessage(view, { kind: "order", order: aLiveOrder({ orderId }) }, board);
  expect(view.samples.map((sample) => sample.atMs)).toEqual([1_000]);
});

test("the end of an order is remembered", () => {
  const orderId = "01JCVQ00000000000000000000";
  const view = withMessage(opened, { kind: "orderEnded", orderId, state: "settled" }, board);
  expect(view.endedOrderId).toBe(orderId);
});
