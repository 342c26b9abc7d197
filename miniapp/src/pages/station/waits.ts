// What a driver may wait for at a station: kinds of connectors of which none is free now.
import type { Station } from "../../../../core/contract/stations.ts";

export type Wait = "any" | "DC" | "AC";

export function waitsWorthwhile({ dc, ac }: Pick<Station, "dc" | "ac">): readonly Wait[] {
  if (dc.total + ac.total === 0) return [];
  if (dc.available + ac.available === 0) return ["any"];
  if (dc.total > 0 && dc.available === 0) return ["DC"];
  return ac.total > 0 && ac.available === 0 ? ["AC"] : [];
}
