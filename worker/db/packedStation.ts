// A station as the rows of the map's cells hold it: one JSON array, of as few characters as it takes.
import type { Facility, ParkingKind } from "../../core/contract/places.ts";
import type { ConnectorStandard, CurrentType } from "../../core/contract/stations.ts";

/** How many connectors of one kind a station has. */
export type ConnectorKindCount = readonly [
  currentType: CurrentType,
  standard: ConnectorStandard,
  maxPowerW: number,
  count: number,
];

/** What a search judges a station by, short, because a cell holds one for each of its stations. */
export type PackedStation = readonly [
  stationId: string,
  latitude: number,
  longitude: number,
  operatorId: string,
  tariffId: string | null,
  timeZone: string,
  parkingKind: ParkingKind,
  openingHours: string,
  facilities: readonly Facility[],
  connectorKinds: readonly ConnectorKindCount[],
];
