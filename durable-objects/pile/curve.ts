// The curve of an order's session, thinned for a screen.
import { connectorOfOrder, sessionOf } from "../../core/charging/pileState.ts";
import type { CurvePoint } from "../../core/contract/orders.ts";
import type { PileRuntime } from "./runtime.ts";
import { samplesIn } from "./sampleLines.ts";

const pointsMost = 240;

/** Empty for an order that has not charged here, or whose samples were forgotten. */
export function curveOf(runtime: PileRuntime, orderId: string): readonly CurvePoint[] {
  const { state } = runtime;
  if (state === null) return [];
  const connector = connectorOfOrder(state, orderId);
  const present = connector === undefined ? null : sessionOf(connector);
  const session = present ?? state.ended.find(({ order }) => order?.orderId === orderId);
  if (session === undefined) return [];
  const points = samplesIn(runtime.linesOf(session.transactionId)).flatMap(
    (sample): CurvePoint[] => {
      if (sample.registerWh === undefined) return [];
      const energyWh = Math.max(0, sample.registerWh - session.meterStartWh);
      const { atMs, powerW, socPercent } = sample;
      return [{ atMs, energyWh, powerW: powerW ?? null, socPercent: socPercent ?? null }];
    },
  );
  const step = Math.ceil(points.length / pointsMost);
  return points.filter((_, index) => index % step === 0 || index === points.length - 1);
}
