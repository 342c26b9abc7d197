// The order's power curve: what the platform kept, and each live sample after it.
import { getOrderCurve } from "../../../../core/contract/orders.ts";
import type { Sample } from "../../live/livePile.ts";
import { api } from "../../service/api.ts";
import { useLoaded } from "../../service/hooks.ts";

export function useCurve(orderId: string, heard: readonly Sample[]): readonly Sample[] {
  const kept = useLoaded(orderId, () => api(getOrderCurve, { orderId }));
  const stored = kept.state.kind === "ready" ? kept.state.value.points : [];
  const lastStoredMs = stored.at(-1)?.atMs ?? 0;
  return [...stored, ...heard.filter((sample) => sample.atMs > lastStoredMs)];
}
