// From a charger's StatusNotification to the driver's screen, beside a round trip to the bare object.
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { WebSocket } from "ws";
import { livePath } from "../core/contract/live.ts";
import { LoadCharger } from "./loadCharger.ts";
import type { Call } from "./session.ts";
import { quantile } from "./statistics.ts";
import type { LoadPile } from "./throughput.ts";

export type Latency = { readonly p50Ms: number; readonly p99Ms: number };
export type LatencyPair = {
  readonly platform: Latency;
  readonly bare: Latency;
  readonly count: number;
};

const blocks = 20;
const perBlock = 50;
/** Each change alone, as at a real pile, with what follows from the one before it done. */
const paceMs = 20;

const statusCall = (number: number): Call => [
  "StatusNotification",
  {
    connectorId: 1,
    errorCode: "NoError",
    status: number % 2 === 0 ? "Preparing" : "Available",
    timestamp: new Date().toISOString(),
  },
];

const latencyOf = (tookMs: readonly number[]): Latency => ({
  p50Ms: quantile(tookMs, 0.5),
  p99Ms: quantile(tookMs, 0.99),
});

/** Blocks of one and of the other in turns; the first of each warms up and is not counted. */
export async function measureLatency(systems: {
  readonly platform: LoadPile;
  readonly platformUrl: string;
  readonly bare: LoadPile;
}): Promise<LatencyPair> {
  const charger = await LoadCharger.connect(systems.platform);
  const bare = await LoadCharger.connect(systems.bare);
  const screen = new WebSocket(
    systems.platformUrl.replace("http", "ws") + livePath(systems.platform.pileId),
  );
  await once(screen, "message");
  const toScreen: number[] = [];
  const roundTrips: number[] = [];
  let number = 0;
  for (let block = 0; block <= blocks; block += 1) {
    const counts = block > 0;
    for (let at = 0; at < perBlock; at += 1) {
      await setTimeout(paceMs);
      number += 1;
      const beganMs = performance.now();
      const shown = once(screen, "message").then(() => performance.now() - beganMs);
      const answered = charger.call(statusCall(number));
      const tookMs = await shown;
      await answered;
      if (counts) toScreen.push(tookMs);
    }
    for (let at = 0; at < perBlock; at += 1) {
      await setTimeout(paceMs);
      const beganMs = performance.now();
      await bare.call(statusCall(at));
      if (counts) roundTrips.push(performance.now() - beganMs);
    }
  }
  screen.terminate();
  await Promise.all([charger.close(), bare.close()]);
  return {
    platform: latencyOf(toScreen),
    bare: latencyOf(roundTrips),
    count: toScreen.length,
  };
}
