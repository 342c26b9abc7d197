// The names of places in the driver's language.
import { useLanguage } from "../service/language.ts";
import { pileNameIn, type PileNamed, stationNameIn, type StationNamed } from "./names.ts";

export function useNames(): {
  readonly station: (place: StationNamed) => string;
  readonly pile: (place: PileNamed) => string;
} {
  const isEnglish = useLanguage() === "en";
  return {
    station: (place) => stationNameIn(isEnglish, place),
    pile: (place) => pileNameIn(isEnglish, place),
  };
}
