// The demonstration city as the rest of the development tools see it: every pile with its station.
import { pilesOf, type DemoPile } from "./city/piles.ts";
import { demoStations } from "./city/stations.ts";

export type CityPile = DemoPile & { readonly tariffId: string; readonly stationName: string };

export const cityPiles: readonly CityPile[] = demoStations.flatMap((station) =>
  pilesOf(station).map((pile) => ({
    ...pile,
    tariffId: station.tariffId,
    stationName: station.name,
  })),
);

/** The station whose piles nobody but the visitor uses, and that the start page speaks of. */
export const VISITORS_STATION = "SH001";

/** Has no charger of its own: offline on the map, and free for whoever has a charger to connect. */
export const FREE_PILES: readonly string[] = ["SH005-08", "SH017-10", "SH033-12", "SH046-10"];

export const isSimulated = ({ pileId }: CityPile): boolean => !FREE_PILES.includes(pileId);
