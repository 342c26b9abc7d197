// A station's name in the reader's language, where it has one.
import type { Language } from "../../../core/contract/problems.ts";

type Named = { readonly name: string; readonly nameEn: string };

export const stationName = (station: Named, language: Language): string =>
  language === "en" && station.nameEn !== "" ? station.nameEn : station.name;

type Placed = { readonly stationName: string; readonly stationNameEn: string };

/** The station's name of what stands or happened there. */
export const placeName = (
  { stationName: name, stationNameEn: nameEn }: Placed,
  language: Language,
) => stationName({ name, nameEn }, language);

type Addressed = { readonly address: string; readonly addressEn: string };

export const stationAddress = (station: Addressed, language: Language): string =>
  language === "en" && station.addressEn !== "" ? station.addressEn : station.address;
