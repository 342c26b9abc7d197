// What a search has to find, found by a look at each station: what each word of the contract means,
// with nothing clever.
import type { Facility } from "../../../core/contract/places.ts";
import { distanceM } from "../../../worker/db/geohash.ts";
import { toShown, toStored } from "../../../worker/http/stations/coordinates.ts";
import { priceOfTariff, type CityStation } from "../../support/aCity.ts";
import { liveOf } from "./liveCity.ts";

export type Where = {
  readonly coordinates: "wgs84" | "gcj02";
  readonly latitude?: number;
  readonly longitude?: number;
  readonly radiusM?: number;
  readonly south?: number;
  readonly west?: number;
  readonly north?: number;
  readonly east?: number;
};
export type Wanted = {
  readonly currentType?: "AC" | "DC" | undefined;
  readonly minPowerW?: number | undefined;
  readonly standard?: string | undefined;
  readonly availableOnly?: "true" | "false" | undefined;
  readonly maxPrice?: number | undefined;
  readonly operatorId?: string | undefined;
  readonly parking?: "free" | "paid" | undefined;
  readonly openNow?: "true" | "false" | undefined;
  readonly facilities?: string | undefined;
  readonly sort?: "distance" | "price" | "power" | undefined;
};

export const priceOf = ({ tariffId }: CityStation): number =>
  priceOfTariff(Number(tariffId.slice(12)));

const kindsWanted = ({ kinds }: CityStation, wanted: Wanted) =>
  kinds.filter(
    ([currentType, standard, powerW]) =>
      (!wanted.currentType || currentType === wanted.currentType) &&
      (!wanted.standard || standard === wanted.standard) &&
      powerW >= (wanted.minPowerW ?? 0),
  );

function isFree(station: CityStation, wanted: Wanted): boolean {
  const { dc, ac } = liveOf(station);
  const isAc = wanted.standard === "GBT_AC" || wanted.standard === "IEC_62196_T2";
  const current = wanted.currentType ?? (wanted.standard ? (isAc ? "AC" : "DC") : null);
  return [...(current === "AC" ? [] : [dc]), ...(current === "DC" ? [] : [ac])].some(
    ({ available, availablePowerW }) => available > 0 && availablePowerW >= (wanted.minPowerW ?? 0),
  );
}

function isWanted(station: CityStation, wanted: Wanted): boolean {
  const { parkingKind, openingHours, facilities, operatorId } = station;
  const asksForKind = wanted.currentType ?? wanted.standard ?? wanted.minPowerW;
  const needed = (wanted.facilities ?? "").split(",").filter((name) => name !== "");
  return (
    (asksForKind === undefined || kindsWanted(station, wanted).length > 0) &&
    (wanted.availableOnly !== "true" || isFree(station, wanted)) &&
    (wanted.maxPrice === undefined || priceOf(station) <= wanted.maxPrice) &&
    (wanted.operatorId === undefined || operatorId === wanted.operatorId) &&
    (wanted.parking !== "paid" || parkingKind === "paid") &&
    (wanted.parking !== "free" || ["free", "freeWhileCharging"].includes(parkingKind)) &&
    (wanted.openNow !== "true" || ["24/7", "Mo-Su 00:00-24:00"].includes(openingHours)) &&
    needed.every((name) => facilities.some((facility: Facility) => facility === name))
  );
}

export function byForce(all: readonly CityStation[], where: Where, wanted: Wanted): string[] {
  const inside = (station: CityStation): boolean => {
    if (where.south === undefined) return true;
    const { latitude, longitude } = toShown(station, where.coordinates);
    const [west, east] = [where.west!, where.east!];
    const isAcross =
      west <= east
        ? longitude >= west && longitude <= east
        : longitude >= west || longitude <= east;
    return latitude >= where.south && latitude <= where.north! && isAcross;
  };
  const from = toStored(
    { latitude: where.latitude!, longitude: where.longitude! },
    where.coordinates,
  );
  const mostMm = where.south === undefined ? (where.radiusM ?? 5_000) * 1000 : Infinity;
  const keyOf = (station: CityStation, mm: number): number =>
    wanted.sort === "price"
      ? priceOf(station)
      : wanted.sort === "power"
        ? -Math.max(0, ...kindsWanted(station, wanted).map(([, , powerW]) => powerW))
        : mm;
  return all
    .filter((station) => inside(station) && isWanted(station, wanted))
    .map((station) => ({ station, mm: Math.round(distanceM(from, station) * 1000) }))
    .filter(({ mm }) => mm <= mostMm)
    .map(({ station, mm }) => ({ id: station.stationId, mm, key: keyOf(station, mm) }))
    .toSorted((a, b) => a.key - b.key || a.mm - b.mm || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
