// A station's colour: what is wrong comes before what is in use.
import type { LiveStationState } from "../../../../core/contract/admin/live.ts";

export type StationTone = "good" | "busy" | "warn" | "bad" | "idle";

export function stationTone({ counts, isKnown }: LiveStationState): StationTone {
  if (!isKnown || counts.total === 0) return "idle";
  if (counts.faulted > 0) return "bad";
  if (counts.offline === counts.total) return "idle";
  if (counts.offline > 0) return "warn";
  return counts.available === 0 ? "busy" : "good";
}
