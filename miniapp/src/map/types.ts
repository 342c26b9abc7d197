// What a page asks of a map, whichever map the platform draws.
import type { Position } from "../../../core/contract/common.ts";
import type { MapTiles } from "../../../core/contract/drivers.ts";

/** Said by shape and number as well as by colour. */
export type MarkerTone = "free" | "busy" | "out";

export type MapMarker = {
  readonly id: string;
  readonly position: Position;
  /** A few characters. */
  readonly label: string;
  /** For those who do not see it. */
  readonly name: string;
  readonly tone: MarkerTone;
};

export type MapCluster = Omit<MapMarker, "tone">;

export type MapBox = {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
};

export type MapView = {
  readonly box: MapBox;
  readonly centre: Position;
  readonly zoom: number;
};

/** Where the page wants the map to look; another `turn` moves it there, whatever the driver did. */
export type MapGoal = {
  readonly centre: Position;
  readonly zoom: number;
  readonly turn: string;
};

export type StationMapProps = {
  readonly label: string;
  readonly goal: MapGoal;
  readonly me: Position | null;
  readonly markers: readonly MapMarker[];
  readonly clusters: readonly MapCluster[];
  /** The browser's: tiles, or a ground of our own around this place. */
  readonly tiles: MapTiles | null;
  readonly groundAt: Position;
  readonly groundNote: string;
  /** Only what the driver did, not what the page asked for. */
  readonly onMoved: (view: MapView) => void;
  readonly onMarker: (id: string) => void;
};
