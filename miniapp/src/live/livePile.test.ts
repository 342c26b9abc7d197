import { expect, test } from "vitest";
import type { LiveConnector, LiveOrder } from "../../../core/contract/live.ts";
import { applyLive, nothingLive } from "./livePile.ts";

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
const opened = applyLive(nothingLive, {
  kind: "pile",
  seq: 1,
  pile: { pileId: "P-1", online: true, connectors },
});

test("a connector's news replaces that connector alone", () => {
  const connector = aConnector({ connectorId: 2, state: "occupied" });
  const { pile } = applyLive(opened, { kind: "connector", seq: 2, connector });
  expect(pile?.connectors.map((one) => one.state)).toEqual(["available", "occupied"]);
});

test("a pile that goes offline keeps what is known of its connectors", () => {
  const { pile } = applyLive(opened, { kind: "online", seq: 2, online: false });
  expect(pile).toMatchObject({ online: false, connectors });
});

test("each new sample is kept once for the curve, and another order begins anew", () => {
  let view = applyLive(opened, { kind: "order", order: aLiveOrder({}) });
  view = applyLive(view, { kind: "order", order: aLiveOrder({}) });
  view = applyLive(view, { kind: "order", order: aLiveOrder({ sampledAtMs: 2_000 }) });
  expect(view.samples.map((sample) => sample.atMs)).toEqual([1_000, 2_000]);
  const orderId = "01JCVQ00000000000000000001";
  view = applyLive(view, { kind: "order", order: aLiveOrder({ orderId }) });
  expect(view.samples.map((sample) => sample.atMs)).toEqual([1_000]);
});

test("the end of an order is remembered", () => {
  const orderId = "01JCVQ00000000000000000000";
  const view = applyLive(opened, { kind: "orderEnded", orderId, state: "settled" });
  expect(view.endedOrderId).toBe(orderId);
});
