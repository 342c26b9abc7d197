// What the browser's map shows beneath the stations.
import * as L from "leaflet";
import type { Position } from "../../../core/contract/common.ts";
import type { MapTiles } from "../../../core/contract/drivers.ts";
import { groundAround } from "../../../core/places/schematicGround.ts";
import { shownOn } from "./shownOn.ts";

export type GroundOptions = {
  readonly tiles: MapTiles | null;
  readonly groundAt: Position;
  readonly note: string;
};

/** The function returned takes it away. */
export function addGround(map: L.Map, { tiles, groundAt, note }: GroundOptions): () => void {
  const layer = tiles === null ? ourGround(groundAt, note) : tilesOf(tiles);
  layer.addTo(map);
  return () => {
    layer.remove();
  };
}

const tilesOf = ({ urlTemplate, attribution }: MapTiles): L.Layer =>
  L.tileLayer(urlTemplate, { attribution: escaped(attribution), maxZoom: 18 });

/** Colours and widths are the style sheet's, so that the dark look needs nothing drawn anew. */
function ourGround(at: Position, note: string): L.Layer {
  const [latitude, longitude] = shownOn(null).shown(at);
  return L.geoJSON(groundAround({ latitude, longitude }), {
    interactive: false,
    attribution: escaped(note),
    style: (piece) => ({ className: `ground ground-${String(piece?.properties.kind)}` }),
  });
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
