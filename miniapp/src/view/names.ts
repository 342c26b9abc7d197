// The names of places in either language.
export type StationNamed = { readonly stationName: string; readonly stationNameEn: string };
export type PileNamed = { readonly pileName: string; readonly pileId?: string | undefined };

export const stationNameIn = (
  isEnglish: boolean,
  { stationName, stationNameEn }: StationNamed,
): string => (isEnglish ? stationNameEn : stationName);

const isChinese = /[\u3400-\u9fff]/;

/** As the operator called it; where English speakers could not read that, the number on the pile. */
export const pileNameIn = (isEnglish: boolean, { pileName, pileId }: PileNamed): string =>
  isEnglish && isChinese.test(pileName) ? (pileId ?? pileName) : pileName;
