// What the records say of who belongs to whom: asked only by a Station or an Area that has lost its
// storage, hears of a stranger, or is told that the records have changed.
import type { Position } from "../contract/common.ts";
import type { CurrentType } from "../contract/stations.ts";

export type DirectoryStation = {
  readonly stationId: string;
  /** The Area it belongs to: the first characters of its position's geohash. */
  readonly areaCell: string;
  /** WGS-84. */
  readonly position: Position;
  /** In order of their ids. */
  readonly piles: readonly DirectoryPile[];
};

export type DirectoryPile = {
  readonly pileId: string;
  readonly connectors: readonly {
    readonly connectorId: number;
    readonly currentType: CurrentType;
    readonly maxPowerW: number;
  }[];
};

/** The Worker's entrypoint `Directory` is this over RPC. Rejects when the records are out of reach. */
export type DirectoryService = {
  station(stationId: string): Promise<DirectoryStation | null>;
  /** The ids of the stations in a cell. */
  area(cell: string): Promise<readonly string[]>;
};
