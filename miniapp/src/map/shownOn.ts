// The app's positions in the browser are WGS-84; tiles may be drawn in GCJ-02.
import gcoord from "gcoord";
import type { Position } from "../../../core/contract/common.ts";
import type { MapTiles } from "../../../core/contract/drivers.ts";

type Point = { readonly lat: number; readonly lng: number };

export type Shown = {
  readonly shown: (position: Position) => [latitude: number, longitude: number];
  readonly known: (point: Point) => Position;
};

const asItIs: Shown = {
  shown: ({ latitude, longitude }) => [latitude, longitude],
  known: ({ lat, lng }) => ({ latitude: lat, longitude: lng }),
};

const shifted: Shown = {
  shown: ({ latitude, longitude }) => {
    const [lng, lat] = gcoord.transform([longitude, latitude], gcoord.WGS84, gcoord.GCJ02);
    return [lat, lng];
  },
  known: ({ lat, lng }) => {
    const [longitude, latitude] = gcoord.transform([lng, lat], gcoord.GCJ02, gcoord.WGS84);
    return { latitude, longitude };
  },
};

export const shownOn = (tiles: MapTiles | null): Shown =>
  tiles?.coordinates === "gcj02" ? shifted : asItIs;
