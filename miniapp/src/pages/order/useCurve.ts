// The order's power curve: what the platform kept, and each live sample after it.
import { useEffect, useState } from "react";
import type { LiveOrder } from "../../../../core/contract/live.ts";
import { getOrderCurve } from "../../../../core/contract/orders.ts";
import { api } from "../../service/api.ts";
import { useLoaded } from "../../service/hooks.ts";
import type { CurvePoint } from "../../view/powerCurve.tsx";

/** As many as the platform's own thinned curve has at most. */
const livePointsKept = 240;

export function useCurve(orderId: string, live: LiveOrder | null): readonly CurvePoint[] {
  const kept = useLoaded(orderId, () => api(getOrderCurve, { orderId }));
  const [heard, setHeard] = useState<readonly CurvePoint[]>([]);
  const sampledAtMs = live?.sampledAtMs ?? null;
  useEffect(() => {
    if (live === null || sampledAtMs === null) return;
    const { energyWh, powerW, socPercent } = live;
    setHeard((before) => {
      const known = before.filter((point) => point.atMs < sampledAtMs);
      return [...known, { atMs: sampledAtMs, energyWh, powerW, socPercent }].slice(-livePointsKept);
    });
  }, [sampledAtMs]);
  const stored = kept.state.kind === "ready" ? kept.state.value.points : [];
  const lastStoredMs = stored.at(-1)?.atMs ?? 0;
  return [...stored, ...heard.filter((point) => point.atMs > lastStoredMs)];
}
