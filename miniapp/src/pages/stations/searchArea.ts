// Which piece of the map a search asks for.
import type { MapBox, MapView } from "../../map/types.ts";
import { limits } from "../../../../core/limits.ts";

export type Area =
  | { readonly kind: "circle"; readonly where: { readonly radiusM: number } }
  | { readonly kind: "box"; readonly where: MapBox }
  | { readonly kind: "everywhere"; readonly where: Readonly<Record<string, never>> }
  /** Larger than a search may be. */
  | { readonly kind: "none" };

const metresPerDegree = 111_200;

/** From the middle to a corner, about. */
function reachM({ south, west, north, east }: MapBox): number {
  const up = ((north - south) / 2) * metresPerDegree;
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const width = east >= west ? east - west : east - west + 360;
  return Math.hypot(up, (width / 2) * metresPerDegree * shrink);
}

export function areaOf(search: {
  readonly view: MapView | null;
  readonly isMap: boolean;
  readonly radiusM: number;
  readonly text: string;
}): Area {
  const { view, isMap, radiusM, text } = search;
  // Who types a name looks for that place, wherever it is.
  if (text !== "") return { kind: "everywhere", where: {} };
  if (!isMap || view === null) return { kind: "circle", where: { radiusM } };
  // A little inside the bound: both sides only estimate.
  if (reachM(view.box) > limits.searchBoxM.most * 0.95) return { kind: "none" };
  return { kind: "box", where: view.box };
}
