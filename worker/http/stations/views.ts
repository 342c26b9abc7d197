// Stations and piles as drivers are shown them, made of rows.
import type { CoordinateSystem } from "../../../core/contract/common.ts";
import type { Pile, StationSummary } from "../../../core/contract/stations.ts";
import type { Price } from "../../../core/pricing/tariff.ts";
import type { ConnectorKindCount } from "../../db/packedStation.ts";
import { ratingOf } from "../../db/reviews.ts";
import type { ConnectorRow, StationRow } from "../../db/stations.ts";
import type { TariffVersionRow } from "../../db/tariffs.ts";
import { availabilityOfLive, shownState } from "./availability.ts";
import { toShown } from "./coordinates.ts";
import type { Counts } from "./counts.ts";
import { isOpenAt } from "../../../core/places/openingHours.ts";

export function stationSummary(
  row: StationRow,
  parts: {
    readonly operatorName: string;
    readonly counts: Counts;
    readonly price: Price | null;
    readonly distanceM: number;
    readonly coordinates: CoordinateSystem;
    readonly nowMs: number;
  },
): StationSummary {
  const { counts, price } = parts;
  const { latitude, longitude } = row;
  return {
    stationId: row.stationId,
    operatorId: row.operatorId,
    name: row.name,
    nameEn: row.nameEn,
    address: row.address,
    addressEn: row.addressEn,
    operatorName: parts.operatorName,
    position: toShown({ latitude, longitude }, parts.coordinates),
    distanceM: Math.round(parts.distanceM),
    dc: availabilityOfLive(counts.dc),
    ac: availabilityOfLive(counts.ac),
    countsFrom: counts.from,
    connectorKinds: row.connectorKinds.map(([currentType, standard, maxPowerW, count]) => ({
      currentType,
      standard,
      maxPowerW,
      count,
    })),
    maxPowerW: Math.max(0, ...row.connectorKinds.map(([, , maxPowerW]) => maxPowerW)),
    parkingKind: row.parkingKind,
    facilities: [...row.facilities],
    openNow: isOpenAt(row.openingHours, parts.nowMs, row.timeZone),
    priceNow: price === null ? null : price.electricityPrice + price.servicePrice,
    periodNow: price?.kind ?? null,
    rating: ratingOf(row.reviewCounts),
  };
}

/** How many connectors there are of each kind. */
export function kindsOf(connectors: readonly ConnectorRow[]): ConnectorKindCount[] {
  const kinds = Map.groupBy(connectors, ({ currentType, standard, maxPowerW }) =>
    [currentType, standard, maxPowerW].join(),
  );
  return [...kinds.values()].flatMap((rows) =>
    rows
      .slice(0, 1)
      .map(
        ({ currentType, standard, maxPowerW }) =>
          [currentType, standard, maxPowerW, rows.length] as const,
      ),
  );
}

/** A station's piles in the order of their ids, each with its connectors. */
export function pilesOf(
  station: { readonly stationId: string; readonly name: string; readonly nameEn: string },
  connectors: readonly ConnectorRow[],
): Pile[] {
  const byPile = Map.groupBy(connectors, ({ pileId }) => pileId);
  return [...byPile].map(([pileId, rows]) => ({
    pileId,
    name: rows[0]?.pileName ?? pileId,
    stationId: station.stationId,
    stationName: station.name,
    stationNameEn: station.nameEn,
    online: rows[0]?.online ?? false,
    connectors: rows.map((row) => ({
      connectorId: row.connectorId,
      currentType: row.currentType,
      standard: row.standard,
      maxPowerW: row.maxPowerW,
      state: shownState(row.online, row.state),
      stateSinceMs: row.stateSinceMs,
    })),
  }));
}

/** The fees beside energy that a driver should know before he charges. */
export const feesOf = (tariff: TariffVersionRow | undefined) => ({
  idleFee: tariff?.content.idle ?? null,
  startFeeFen: tariff?.content.startFeeFen ?? 0,
});
