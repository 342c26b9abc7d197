// What a driver wants of a station, as he chooses it and as the platform is asked.
import type { InputOf } from "../../../../core/contract/endpoint.ts";
import type { Facility } from "../../../../core/contract/places.ts";
import type {
  ConnectorStandard,
  CurrentType,
  listStations,
} from "../../../../core/contract/stations.ts";

export type Filters = {
  readonly isFree: boolean;
  readonly isOpen: boolean;
  readonly hasFreeParking: boolean;
  readonly currentType: CurrentType | null;
  readonly minPowerKw: number | null;
  readonly standard: ConnectorStandard | null;
  /** Fen per kWh. */
  readonly maxPriceFen: number | null;
  readonly facilities: readonly Facility[];
  readonly operatorId: string | null;
};

export const noFilters: Filters = {
  isFree: false,
  isOpen: false,
  hasFreeParking: false,
  currentType: null,
  minPowerKw: null,
  standard: null,
  maxPriceFen: null,
  facilities: [],
  operatorId: null,
};

export const powersKw = [60, 120, 250] as const;
export const pricesFen = [80, 120, 160] as const;

/** Prices of the contract are of 1/10,000 yuan. */
const perFen = 100;

type Query = Partial<InputOf<typeof listStations>>;

export function queryOf(filters: Filters): Query {
  const { currentType, minPowerKw, standard, maxPriceFen, facilities, operatorId } = filters;
  return {
    ...(filters.isFree ? { availableOnly: "true" as const } : {}),
    ...(filters.isOpen ? { openNow: "true" as const } : {}),
    ...(filters.hasFreeParking ? { parking: "free" as const } : {}),
    ...(currentType === null ? {} : { currentType }),
    ...(minPowerKw === null ? {} : { minPowerW: minPowerKw * 1_000 }),
    ...(standard === null ? {} : { standard }),
    ...(maxPriceFen === null ? {} : { maxPrice: maxPriceFen * perFen }),
    ...(facilities.length === 0 ? {} : { facilities: facilities.join(",") }),
    ...(operatorId === null ? {} : { operatorId }),
  };
}

/** How many conditions there are. */
export const countOf = (filters: Filters): number => Object.keys(queryOf(filters)).length;
