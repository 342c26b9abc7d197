// What a driver wants of a station, as far as it does not change by the second.
import { Facility } from "../../../core/contract/places.ts";
import type { ConnectorStandard, CurrentType } from "../../../core/contract/stations.ts";
import type { ConnectorKindCount } from "../../db/packedStation.ts";
import type { Candidate } from "./candidates.ts";
import { isOpenAt } from "../../../core/places/openingHours.ts";

export type Filters = {
  readonly currentType?: CurrentType | undefined;
  readonly minPowerW?: number | undefined;
  readonly standard?: ConnectorStandard | undefined;
  readonly availableOnly?: "true" | "false" | undefined;
  readonly maxPrice?: number | undefined;
  readonly operatorId?: string | undefined;
  readonly parking?: "free" | "paid" | undefined;
  readonly openNow?: "true" | "false" | undefined;
  readonly facilities?: string | undefined;
};

/** Null for a list that names something unknown. */
export function facilitiesOf({ facilities = "" }: Filters): readonly Facility[] | null {
  const names = facilities === "" ? [] : facilities.split(",");
  const known = names.flatMap(
    (name) => Facility.options.find((facility) => facility === name) ?? [],
  );
  return known.length === names.length ? known : null;
}

/** Whether one connector of this kind is all that was asked of a connector. */
export const isKindWanted = (
  [currentType, standard, maxPowerW]: ConnectorKindCount,
  wanted: Filters,
): boolean =>
  (wanted.currentType === undefined || currentType === wanted.currentType) &&
  (wanted.standard === undefined || standard === wanted.standard) &&
  (wanted.minPowerW === undefined || maxPowerW >= wanted.minPowerW);

const asksForKind = ({ currentType, standard, minPowerW, availableOnly }: Filters): boolean =>
  currentType !== undefined ||
  standard !== undefined ||
  minPowerW !== undefined ||
  availableOnly === "true";

function isParkingWanted({ parkingKind }: Candidate, parking: Filters["parking"]): boolean {
  if (parking === undefined) return true;
  if (parking === "paid") return parkingKind === "paid";
  return parkingKind === "free" || parkingKind === "freeWhileCharging";
}

/** Prices and what is free are asked of others. */
export function isWanted(candidate: Candidate, wanted: Filters, atMs: number): boolean {
  const { connectorKinds, facilities, openingHours, timeZone } = candidate;
  return (
    (wanted.operatorId === undefined || candidate.operatorId === wanted.operatorId) &&
    (!asksForKind(wanted) || connectorKinds.some((kind) => isKindWanted(kind, wanted))) &&
    isParkingWanted(candidate, wanted.parking) &&
    (facilitiesOf(wanted) ?? []).every((facility) => facilities.includes(facility)) &&
    (wanted.openNow !== "true" || isOpenAt(openingHours, atMs, timeZone) === true)
  );
}

/** Of the connectors that were asked for; 0 where there are none. */
export const maxPowerOf = ({ connectorKinds }: Candidate, wanted: Filters): number =>
  Math.max(
    0,
    ...connectorKinds.filter((kind) => isKindWanted(kind, wanted)).map(([, , powerW]) => powerW),
  );
